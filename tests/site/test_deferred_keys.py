"""Keys of deferred outputs: what has one key comes out the same, whatever else was edited."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.archive_pages import defer_archive_pages
from plugins.discovery.sitemap import defer_sitemap
from plugins.explainer_pages import defer_explainer_pages
from plugins.explainer_pages.kept_related import Related
from plugins.explainers.archive import Archive, AssetFile
from plugins.explainers.assemble import Material, assemble_archive
from plugins.explainers.listing import Listing
from plugins.explainers.model import (
    Correction,
    Expectation,
    Explainer,
    Image,
    LinkReference,
    Place,
)
from plugins.explainers.related import RelatedExplainers
from plugins.explainers.tags_file import TagSettings
from plugins.feeds.builder import defer_feeds
from plugins.site_outputs.output import Deferred
from plugins.site_outputs.plan_context import OpenPlanContext, PlanSetup
from plugins.story_pages import defer_story_pages
from plugins.tag_pages import defer_tag_pages
from tests.theme.rendering import SITE, make_explainer

NOW = "2026-06-01T00:00:00Z"
EARLIER = "2025-06-01T00:00:00Z"
SMALL = replace(SITE, page_size=3, feed_items=4, timezone="Pacific/Auckland")
TAGS = ("AI", "ai", "Meta", "Courts", "Chips", "Zürich")
SETTINGS = (
    (),
    (TagSettings("Meta", parent="AI"), TagSettings("AI")),
    (TagSettings("Meta"), TagSettings("AI", description="Machines")),
    (TagSettings("Meta", aliases=("Chips", "Courts")),),
    (TagSettings("Artificial intelligence", "ai", "Machines", ("AI",)),),
)
PICTURE = "images/a.png"


def link_to(slug: str) -> LinkReference:
    return LinkReference("slug", slug, "", Place(9, 1), slug)


def deferred_of(archive: Archive, folder: Path) -> Iterator[Deferred]:
    """All that builders give; what they keep lies in the folder."""
    listing = Listing(archive)
    with OpenPlanContext(PlanSetup(folder / "store.sqlite", b"salt"), listing) as context:
        yield from defer_explainer_pages(listing, SMALL, context)
        yield from defer_tag_pages(listing, SMALL)
        yield from defer_archive_pages(listing, SMALL)
        yield from defer_story_pages(listing, SMALL)
        yield from defer_feeds(listing, SMALL)
        yield from defer_sitemap(listing, SMALL)


def outputs_of(deferred: Deferred) -> list[tuple[str, object, object]]:
    return [(each.path, each.render, each.inputs) for each in deferred.build()]


class Desk:
    """An archive that is edited at random."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._next = 0
        self._entries: dict[str, Explainer] = {}
        self._settings = SETTINGS[0]
        self._size = (10, 10)
        self._shows_all = False
        self._now = NOW
        for _ in range(14):
            self._add()

    @property
    def archive(self) -> Archive:
        material = Material(
            tuple(self._entries.values()),
            tags=self._settings,
            images=(AssetFile(PICTURE, f"/{PICTURE}", "0", self._size),),
        )
        return assemble_archive(material, now=self._now, show_unpublished=self._shows_all).archive

    def edit(self) -> None:
        choice = self._chance.random()
        if choice < 0.1:
            self._add()
        elif choice < 0.17 and len(self._entries) > 8:
            del self._entries[self._any()]
        elif choice < 0.21:
            self._settings = self._chance.choice(SETTINGS)
        elif choice < 0.24:
            self._size = (self._chance.randrange(9) + 1, 10)
        elif choice < 0.28:
            self._shows_all = not self._shows_all
        elif choice < 0.32:
            self._now = EARLIER if self._now == NOW else NOW
        else:
            slug = self._any()
            self._entries[slug] = self._edited(self._entries[slug])

    def _add(self) -> None:
        slug = f"n{self._next:02}"
        self._next += 1
        tags = tuple(self._chance.sample(TAGS, self._chance.randrange(1, 3)))
        self._entries[slug] = make_explainer(slug, tags=tags, date=self._date())

    def _edited(self, explainer: Explainer) -> Explainer:
        number = self._chance.randrange(1000)
        day = f"2026-03-0{1 + number % 9}T00:00:00Z"
        changes = (
            {"title": f"Title {number}"},
            {"summary": f"Summary {number}"},
            {"body_digest": f"body {number}", "word_count": number},
            {"links": (link_to(self._any()), link_to(self._any()))},
            {"links": ()},
            {"tags": tuple(self._chance.sample(TAGS, 1 + number % 3))},
            {"date": self._date()},
            {"story": ("", "One", "one", "Two")[number % 4]},
            {"status": ("published", "draft", "withdrawn")[number % 3]},
            {"corrections": (Correction(day, f"It was {number}."),)},
            {"expectations": (Expectation(f"Rain {number}", outcome="happened", resolved=day),)},
            {"modified": day},
            {"lang": ("en", "de")[number % 2]},
            {"ai_generated": bool(number % 2)},
            {"image": Image("a.png", f"A {number}"), "image_file": PICTURE},
            {"places": {"slug": Place(number, 1)}},
        )
        return replace(explainer, **self._chance.choice(changes))  # type: ignore[arg-type]

    def _any(self) -> str:
        return self._chance.choice(sorted(self._entries))

    def _date(self) -> str:
        year, month, day = (self._chance.randrange(*span) for span in ((4, 7), (1, 13), (1, 32)))
        return f"202{year}-{month:02}-{min(day, 28):02}T{self._chance.choice(('00', '13'))}:00:00Z"


@pytest.mark.parametrize("seed", range(12))
def test_same_key_means_same_outputs(seed: int, tmp_path: Path) -> None:
    desk, known = Desk(seed), dict[bytes, list[tuple[str, object, object]]]()
    found = 0
    for _ in range(40):
        for deferred in deferred_of(desk.archive, tmp_path):
            outputs = outputs_of(deferred)
            for key in (deferred.key, deferred.finer and deferred.finer()):
                if key:
                    found += key in known
                    assert known.setdefault(key, outputs) == outputs
        desk.edit()
    assert found > len(known) // 3


def test_edit_of_a_title_leaves_all_as_known_that_do_not_show_it(tmp_path: Path) -> None:
    series = [make_explainer(f"n{each:02}", date=f"2026-01-{each + 1:02}") for each in range(20)]
    series = [replace(each, tags=(f"Tag {each.slug}",)) for each in series]
    edited = [*series[:9], replace(series[9], title="Another title"), *series[10:]]

    before, after = finer_keys_of(series, tmp_path), finer_keys_of(edited, tmp_path)

    # The block of its page and those beside it; its tag's page and feed; the pages of the list
    # and of the site's history that hold it.
    assert len(after - before) == 1 + 2 + 1 + 1


def test_one_more_between_others_leaves_most_blocks_of_pages_as_known() -> None:
    series = [
        make_explainer(f"n{each:03}", date=day(each // 2), tags=(f"Tag {each // 8}",))
        for each in range(640)
    ]
    more = replace(make_explainer("more", date=day(160)), tags=("Tag",))

    before, after = keys_of_pages(series), keys_of_pages([*series, more])

    assert len(before) > 10
    assert 1 <= len(after - before) <= 3


def keys_of_pages(explainers: Iterable[Explainer]) -> set[bytes]:
    archive = assemble_archive(Material(tuple(explainers)), now="2099-01-01T00:00:00Z").archive
    return {each.finer() for each in defer_explainer_pages(Listing(archive), SMALL) if each.finer}


def finer_keys_of(explainers: Iterable[Explainer], folder: Path) -> set[bytes]:
    archive = assemble_archive(Material(tuple(explainers)), now=NOW).archive
    return {each.finer() for each in deferred_of(archive, folder) if each.finer}


def test_related_explainers_are_found_as_if_nothing_were_kept(tmp_path: Path) -> None:
    desk = Desk(99)
    for _ in range(160):
        assert_related_as_found_anew(desk.archive, tmp_path)
        desk.edit()


def test_newer_explainers_change_what_is_related_to_older_ones(tmp_path: Path) -> None:
    chance = random.Random(5)
    # The oldest link to one that is far from them, and nearer ones come to link to it.
    explainers = [
        make_explainer(f"n{each:02}", date=day(each), links=(link_to("n30"),) if each < 9 else ())
        for each in range(31)
    ]
    while len(explainers) < 90:
        for _ in range(chance.randrange(1, 4)):
            number = len(explainers)
            made = make_explainer(
                f"n{number:02}",
                date=day(number),
                tags=tuple(chance.sample(TAGS, chance.randrange(1, 3))),
            )
            linked = {chance.choice((30, chance.randrange(number))) for _ in range(2)}
            links = tuple(link_to(f"n{each:02}") for each in sorted(linked))
            explainers.append(replace(made, links=links))
        archive = assemble_archive(Material(tuple(explainers)), now=NOW).archive
        assert_related_as_found_anew(archive, tmp_path)


def test_another_tag_changes_what_is_related_to_others_who_carry_it(tmp_path: Path) -> None:
    chance = random.Random(6)
    # Long enough for tags to be worth less and less.
    tags = [tuple(chance.sample(TAGS, chance.randrange(1, 3))) for _ in range(150)]
    for _ in range(40):
        tags[chance.randrange(len(tags))] = tuple(chance.sample(TAGS, chance.randrange(1, 3)))
        explainers = [
            make_explainer(f"n{number:03}", date=day(number), tags=each)
            for number, each in enumerate(tags)
        ]
        archive = assemble_archive(Material(tuple(explainers)), now=NOW).archive
        assert_related_as_found_anew(archive, tmp_path)


def day(number: int) -> str:
    month = number // 28
    return f"{2026 + month // 12}-{1 + month % 12:02}-{1 + number % 28:02}T00:00:00Z"


def assert_related_as_found_anew(archive: Archive, folder: Path) -> None:
    listing, finder = Listing(archive), RelatedExplainers(archive)
    with OpenPlanContext(PlanSetup(folder / "store.sqlite", b"salt"), listing) as context:
        related = Related(listing, SMALL, context)
        places = range(len(archive.explainers))
        found = [finder.places(place, most=4) for place in places]

        assert [related.of(place) for place in places] == found
        assert list(related.all) == found
