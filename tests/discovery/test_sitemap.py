from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from lxml import etree

from plugins.discovery.sitemap import Location, build_sitemap
from plugins.explainers.archive import Archive, Story, Tag
from plugins.explainers.model import Correction, Expectation
from plugins.explainers.site import Site

Make = Callable[..., Any]

_HOME = "https://example.org/archive"
_NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def files_of(site: Site, context: Any) -> Callable[..., dict[str, Any]]:
    """The root element of each file of an archive's sitemap, by path."""

    def render(archive: Archive, at: Site = site, **options: Any) -> dict[str, Any]:
        outputs = build_sitemap(archive, at, **options)
        return {each.path: etree.fromstring(each.render(each.inputs, context)) for each in outputs}

    return render


def _addresses(root: Any) -> list[str]:
    found: list[str] = root.xpath("//s:loc/text()", namespaces=_NAMESPACE)
    return found


def _changes(root: Any) -> dict[str, str | None]:
    return {each[0].text: each.findtext("s:lastmod", None, _NAMESPACE) for each in root}


def test_every_kind_of_page_is_listed(
    make_explainer: Make, make_page: Make, files_of: Make
) -> None:
    explainer = make_explainer()
    archive = Archive(
        (explainer,),
        pages=(make_page(),),
        tags=(Tag("Web", "web", (explainer,)),),
        stories=(Story("The long one", "the-long-one", (explainer,)),),
    )

    files = files_of(archive)

    assert [*files] == ["sitemap.xml"]
    assert _addresses(files["sitemap.xml"]) == [
        f"{_HOME}/",
        f"{_HOME}/archive/",
        f"{_HOME}/stories/",
        f"{_HOME}/subscribe/",
        f"{_HOME}/tags/",
        f"{_HOME}/about/",
        f"{_HOME}/archive/2026/",
        f"{_HOME}/stories/the-long-one/",
        f"{_HOME}/tags/web/",
        f"{_HOME}/explainers/caches/",
    ]


def test_explainer_says_when_it_last_changed(make_explainer: Make, files_of: Make) -> None:
    archive = Archive(
        (make_explainer("a"), make_explainer("b", modified="2026-04-01T00:00:00Z")),
    )

    changes = _changes(files_of(archive)["sitemap.xml"])

    assert changes[f"{_HOME}/explainers/a/"] == "2026-03-01T12:00:00Z"
    assert changes[f"{_HOME}/explainers/b/"] == "2026-04-01T00:00:00Z"


def test_correction_and_outcome_are_changes(make_explainer: Make, files_of: Make) -> None:
    corrected = make_explainer("a", corrections=(Correction("2026-05-01T00:00:00Z", "It was 7."),))
    known = Expectation("Rain.", outcome="happened", resolved="2026-06-01T00:00:00Z")
    archive = Archive((corrected, make_explainer("b", expectations=(known,))))

    changes = _changes(files_of(archive)["sitemap.xml"])

    assert changes[f"{_HOME}/explainers/a/"] == "2026-05-01T00:00:00Z"
    assert changes[f"{_HOME}/explainers/b/"] == "2026-06-01T00:00:00Z"


def test_list_changed_when_what_it_shows_changed(
    make_explainer: Make, make_page: Make, files_of: Make, site: Site
) -> None:
    old = make_explainer("old", date="2025-03-01T00:00:00Z", modified="2026-09-01T00:00:00Z")
    new = make_explainer("new", date="2026-03-01T00:00:00Z", modified="2026-04-01T00:00:00Z")
    archive = Archive(
        (old, new),
        pages=(make_page(),),
        tags=(Tag("Both", "both", (old, new)), Tag("Old", "old", (old,))),
        stories=(Story("The story", "the-story", (old, new)),),
    )

    # One on a page: the first page shows the newest alone, a year and a story show all.
    changes = _changes(files_of(archive, replace(site, page_size=1))["sitemap.xml"])

    assert {address.removeprefix(_HOME): changed for address, changed in changes.items()} == {
        "/": "2026-04-01T00:00:00Z",
        "/archive/": "2026-03-01T00:00:00Z",
        "/stories/": "2026-04-01T00:00:00Z",
        "/subscribe/": None,
        "/tags/": "2026-03-01T00:00:00Z",
        "/about/": None,
        "/archive/2026/": "2026-04-01T00:00:00Z",
        "/archive/2025/": "2026-09-01T00:00:00Z",
        "/stories/the-story/": "2026-09-01T00:00:00Z",
        "/tags/both/": "2026-04-01T00:00:00Z",
        "/tags/old/": "2026-09-01T00:00:00Z",
        "/explainers/old/": "2026-09-01T00:00:00Z",
        "/explainers/new/": "2026-04-01T00:00:00Z",
    }


def test_withdrawn_and_unpublished_are_left_out(
    make_explainer: Make, make_page: Make, files_of: Make
) -> None:
    draft = make_explainer("draft", date="2031-01-05T00:00:00Z")
    archive = Archive(
        (make_explainer("shown"), draft),
        withdrawn=(make_explainer("gone"),),
        pages=(make_page("old", status="withdrawn"), make_page("new", status="draft")),
        tags=(Tag("Only", "only", (draft,)),),
        unpublished={draft.path: "draft"},
    )

    addresses = _addresses(files_of(archive)["sitemap.xml"])

    assert [address.removeprefix(_HOME) for address in addresses] == [
        "/",
        "/archive/",
        "/stories/",
        "/subscribe/",
        "/tags/",
        "/archive/2026/",
        "/explainers/shown/",
    ]


@pytest.mark.parametrize(
    ("date", "zone", "year"),
    [
        ("2026-12-31T23:30:00Z", "UTC", "2026"),
        ("2026-12-31T23:30:00Z", "Europe/Berlin", "2027"),
        ("2027-01-01T04:00:00Z", "America/New_York", "2026"),
        ("2027-01-02T00:00:00Z", "Pacific/Honolulu", "2027"),
    ],
)
def test_year_is_the_one_where_the_site_is_at_home(
    make_explainer: Make, files_of: Make, site: Site, date: str, zone: str, year: str
) -> None:
    archive = Archive((make_explainer(date=date),))

    addresses = _addresses(files_of(archive, replace(site, timezone=zone))["sitemap.xml"])

    assert f"{_HOME}/archive/{year}/" in addresses


def test_addresses_are_percent_encoded_and_escaped(
    make_explainer: Make, make_page: Make, files_of: Make
) -> None:
    explainer = make_explainer()
    archive = Archive(
        (explainer,), pages=(make_page("q&a"),), tags=(Tag("漢字", "漢字", (explainer,)),)
    )

    addresses = _addresses(files_of(archive)["sitemap.xml"])

    assert f"{_HOME}/q&a/" in addresses
    assert f"{_HOME}/tags/%E6%BC%A2%E5%AD%97/" in addresses


def test_large_sitemap_is_split_under_an_index(make_explainer: Make, files_of: Make) -> None:
    explainers = tuple(
        make_explainer(f"e{day}", date=f"2026-01-0{day}T00:00:00Z") for day in range(1, 6)
    )

    files = files_of(Archive(explainers), most=3)

    parts = ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap-4.xml"]
    assert [*files] == [*parts, "sitemap.xml"]
    assert _addresses(files["sitemap.xml"]) == [f"{_HOME}/{part}" for part in parts]
    assert _changes(files["sitemap.xml"])[f"{_HOME}/sitemap-1.xml"] == "2026-01-03T00:00:00Z"
    listed = [address for part in parts for address in _addresses(files[part])]
    assert max(len(_addresses(files[part])) for part in parts) == 3
    assert len(listed) == len(set(listed)) == 5 + 6


def test_new_explainer_leaves_full_parts_of_a_large_sitemap_as_they_are(
    make_explainer: Make, site: Site
) -> None:
    explainers = [
        make_explainer(f"e{day}", date=f"2026-01-0{day}T00:00:00Z") for day in range(1, 7)
    ]

    before = {each.path: each for each in build_sitemap(Archive((*explainers[:5],)), site, most=2)}
    after = {each.path: each for each in build_sitemap(Archive((*explainers,)), site, most=2)}

    changed = [path for path in after if after[path] != before[path]]
    # Parts 4 to 6 hold the lists; those in part 5 do not show the new one.
    assert changed == ["sitemap-3.xml", "sitemap-4.xml", "sitemap-6.xml", "sitemap.xml"]


def test_sitemap_at_the_limit_is_one_file(make_explainer: Make, files_of: Make) -> None:
    archive = Archive((make_explainer(),))

    assert [*files_of(archive, most=7)] == ["sitemap.xml"]
    assert len(files_of(archive, most=6)) > 1


def test_empty_archive_has_a_sitemap(files_of: Make) -> None:
    root = files_of(Archive(()))["sitemap.xml"]

    assert _addresses(root) == [
        f"{_HOME}{path}" for path in ("/", "/archive/", "/stories/", "/subscribe/", "/tags/")
    ]


def test_inputs_are_plain_data(make_explainer: Make, site: Site) -> None:
    (output,) = build_sitemap(Archive((make_explainer(),)), site)

    encoded = msgspec.msgpack.encode(output.inputs)

    assert msgspec.msgpack.decode(encoded, type=tuple[Location, ...]) == output.inputs
