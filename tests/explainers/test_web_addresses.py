from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.web_addresses import alias_mistake, url_mistake


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org:8080/a/b?c=d&e=f#g",
        "HTTPS://EXAMPLE.ORG/",
        "https://bücher.example/straße",
        "https://[2001:db8::1]/",
        "https://example.org/a(b)c@d",
    ],
)
def test_web_address_is_taken(text: str) -> None:
    assert url_mistake(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org/a",
        "//example.org/a",
        "/a/b",
        "ftp://example.org",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "javascript&#58;alert(1)",
        "data:text/html,x",
        "https:",
        "https://",
        "https:///path",
        "https://:80/",
        "https://..",
        "https://[",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://jane@example.org/",
        "https://jane:secret@example.org/",
        "https://example.org\\@evil.example/",
        "https://example.org/a b",
        "https://example.org/a\u00a0b",
        "https://example.org/\u202egro",
        'https://example.org/"onclick="x',
        "https://example.org/<script>",
    ],
)
def test_other_text_is_no_web_address(text: str) -> None:
    assert url_mistake(text) is not None


def test_address_without_a_scheme_is_shown_with_one() -> None:
    mistake = url_mistake("www.example.org/a")

    assert mistake is not None
    assert mistake.hint == "write https://www.example.org/a"


@pytest.mark.parametrize(
    "text", ["/a", "/a/", "/2019/caches.html", "/café/über uns/", "/a..b/", "/.well-known/x"]
)
def test_path_from_the_root_is_an_alias(text: str) -> None:
    assert alias_mistake(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "a/b",
        "//a",
        "//evil.example/",
        "/a//b",
        "/a//",
        "/../a",
        "/a/..",
        "/a/../b",
        "/./a",
        "/a/.",
        "/a\\b",
        "/a?b=c",
        "/a#b",
        "/%2e%2e/a",
        "/caf%C3%A9",
        "/a\x00b",
        "/a\nb",
        "/a /b",
        "/a\u202eb",
        "/a\u200bb",
        "/a\u00a0b",
        "/" + "é" * 101,
        "/" + "a/" * 300,
        "https://example.org/a",
    ],
)
def test_other_text_is_no_alias(text: str) -> None:
    assert alias_mistake(text) is not None


def test_whole_address_as_an_alias_is_shown_as_a_path() -> None:
    mistake = alias_mistake("https://example.org/2019/caches.html")

    assert mistake is not None
    assert mistake.hint == "write /2019/caches.html"


@given(st.text())
def test_no_text_makes_the_checks_raise(text: str) -> None:
    for mistake in (url_mistake(text), alias_mistake(text), url_mistake(f"https://{text}")):
        assert mistake is None or mistake.reason


@given(st.text())
def test_alias_cannot_leave_the_site(text: str) -> None:
    if alias_mistake(text) is None:
        assert text.startswith("/")
        assert not {"", ".", ".."} & set(text[1:].removesuffix("/").split("/"))
        assert text.isprintable()
