from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.live_server.locating import Found, Moved, locate

PATHS = {"index.html", "404.html", "tags/käse/index.html", "a b.txt", "feed.xml"}


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "index.html"),
        ("/?q=x", "index.html"),
        ("/index.html", "index.html"),
        ("/tags/k%C3%A4se/", "tags/käse/index.html"),
        ("/a%20b.txt", "a b.txt"),
    ],
)
def test_address_leads_to_its_output(target: str, path: str) -> None:
    assert locate(target, PATHS) == Found(path)


@pytest.mark.parametrize(
    "target", ["/none/", "/feed.xml/", "/../feed.xml", "/%2e%2e/feed.xml", "/%ff", "*", "feed.xmlx"]
)
def test_other_addresses_lead_to_the_page_for_them(target: str) -> None:
    assert locate(target, PATHS) == Found("404.html", 404)


def test_site_without_such_a_page_has_no_answer() -> None:
    assert locate("/none/", {"index.html"}) is None


def test_folder_without_its_slash_moves_with_its_query() -> None:
    moved = locate("/tags/k%C3%A4se?from=x", PATHS)

    assert moved == Moved("/tags/k%C3%A4se/?from=x")


def test_address_of_another_host_is_never_moved_to() -> None:
    assert locate("//tags/k%C3%A4se", PATHS) == Found("404.html", 404)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/news/feed.xml", Found("feed.xml")),
        ("/news/", Found("index.html")),
        ("/news", Moved("/news/")),
        ("/", Moved("/news/")),
        ("/newsfeed.xml", Found("404.html", 404)),
        ("/feed.xml", Found("404.html", 404)),
    ],
)
def test_site_under_a_path_answers_below_it_alone(target: str, expected: object) -> None:
    assert locate(target, PATHS, "/news") == expected


@given(st.text())
def test_only_outputs_are_ever_found(target: str) -> None:
    found = locate(target, PATHS)

    assert isinstance(found, Moved) or (isinstance(found, Found) and found.path in PATHS)
