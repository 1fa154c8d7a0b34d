from __future__ import annotations

import pytest

from plugins.site_outputs.settings import SettingsError, read_settings


def problems_of(url: object) -> list[tuple[str, str]]:
    with pytest.raises(SettingsError) as caught:
        read_settings({"FEED_AUTHORITY": "example.org,2026", "SITEURL": url})
    return [(problem.message, problem.hint) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "https://example.org:8443/news/2026/",
        "http://localhost:8000",
        "http://[::1]:8000/x",
        "http://127.0.0.1",
        "https://intra_net.example.org./~news/a-b_c",
        "https://example.org/nachrichten/%C3%BCber",
        "https://xn--bcher-kva.example/",
        "HTTPS://Example.org/(a)!$&'+,;=:@",
    ],
)
def test_address_that_links_can_begin_with_is_taken(url: str) -> None:
    found = read_settings({"FEED_AUTHORITY": "example.org,2026", "SITEURL": url})

    assert found.site.url == url.rstrip("/")


@pytest.mark.parametrize(
    ("url", "holds", "hint"),
    [
        ("https://example.org/über", "'ü'", "write it as %C3%BC"),
        ('https://example.org/a"b', "'\"'", "write it as %22"),
        ("https://example.org/a<b>", "'<'", "write it as %3C"),
        ("https://example.org/{x}", "'{'", "write it as %7B"),
        ("https://example.org/a b", "a blank", "write it as %20"),
        ("https://example.org/a\u200bb", "U+200B", "delete it"),
        ("https://example.org/100%", "'%' without two digits", "write it as %25"),
        ("https://example.org\\news", "'\\\\'", "delete it"),
        ("https://exa mple.org", "a blank", "delete it"),
        ("https://bücher.example/", "'ü'", "write the host as xn--bcher-kva.example"),
        ("https://example.org/a//b", "'//'", "write one / between the parts"),
        ("https://example.org/a/../b", "'..' as a part", "write the whole path"),
        ("https://example.org/./b", "'.' as a part", "write the whole path"),
        ("https://example.org/%2e%2E/b", "'%2e%2E' as a part", "write the whole path"),
        ("https://example.org/a/.%2e", "'.%2e' as a part", "write the whole path"),
        ("https://example.org/?", "'?'", "keep what stands before it"),
        ("https://example.org/x?a=b#c", "'?'", "keep what stands before it"),
        ("https://example.org/#", "'#'", "keep what stands before it"),
        ("https://example.org?", "'?'", "keep what stands before it"),
        ("https://@example.org/x", "'@'", "delete it and what stands before it"),
        ("https://me:pass@example.org", "'@'", "delete it and what stands before it"),
        ("https://example.org:/x", "':' with no port behind it", "delete it, or add the port"),
        ("https://example.org:", "':' with no port behind it", "delete it, or add the port"),
        (" https://example.org/a", "a blank at its start or end", "delete it"),
        ("https://example.org/a\n", "a blank at its start or end", "delete it"),
    ],
)
def test_what_no_link_can_hold_is_named(url: str, holds: str, hint: str) -> None:
    assert problems_of(url) == [(f"SITEURL is {url!r}, which holds {holds}", hint)]


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "https://",
        "https://-/",
        "https://a..b",
        "https://a:99999",
        "https://a:0",
        "https://a:b",
        "https://[::x]",
        "https://[1]/",
        "https:///x",
        "javascript://example.org",
        7,
    ],
)
def test_what_is_no_address_at_all_is_one_problem(url: object) -> None:
    ((message, hint),) = problems_of(url)

    assert message == f"SITEURL is {url!r}"
    assert hint.startswith("give an address such as https://example.org")
