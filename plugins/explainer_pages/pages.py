"""From the archive to the outputs of all explainer pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from math import ceil
from operator import attrgetter
from zlib import crc32

from msgspec.structs import replace

from plugins.explainer_pages.kept_related import Related
from plugins.explainer_pages.page_views import (
    ExplainerPage,
    StoryNavigation,
    WithdrawnPage,
)
from plugins.explainer_pages.rendering import render_explainer, render_withdrawn
from plugins.explainers.addresses import (
    explainer_address,
    image_address,
    output_path,
    story_address,
)
from plugins.explainers.archive import Archive
from plugins.explainers.body_images import sizes_of_images
from plugins.explainers.feed_links import (
    corrections_feed_link,
    site_feed_link,
    story_feed_link,
    tag_feed_link,
)
from plugins.explainers.listing import Listing, finer_key
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.explainers.views import (
    FeedLink,
    Link,
    PageMeta,
    TagLink,
    TagLinks,
    ai_label,
    explainer_link,
    foreign_lang,
    lead_image,
)
from plugins.site_outputs.output import Deferred, Output, PlanContext

__all__ = ["build_explainer_pages", "defer_explainer_pages"]

_WORDS_A_MINUTE = 230
_STORY_REACH = 4  # how many of a story's explainers are named before and after this one
_IN_A_BLOCK = 32  # on average; to work out one page takes as long as to look for fifty blocks
_of_body = attrgetter("path", "body_digest", "word_count")


def build_explainer_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """A page for each listed explainer, and a note at the address of each withdrawn one."""
    pages = defer_explainer_pages(Listing(archive), site)
    return chain.from_iterable(page.build() for page in pages)


def defer_explainer_pages(
    listing: Listing, site: Site, context: PlanContext | None = None
) -> Iterator[Deferred]:
    """The same, in blocks: an edit leaves those as they are known that do not show it."""
    around = listing.once(("surroundings", site), lambda: _Surroundings(listing, site, context))
    explainers = listing.whole.explainers

    def pages_of(block: range) -> Iterator[Output]:
        for place in block:
            view = _page_view(listing.whole, site, explainers[place], around.of(place))
            yield _output(explainers[place], render_explainer, view)

    def finer(block: range) -> bytes:
        own = list(map(_of_body, explainers[block.start : block.stop]))
        return finer_key("pages", own, listing.image_sizes_digest, around.digests(block))

    for block in _blocks(explainers):
        own = list(map(_of_body, explainers[block.start : block.stop]))
        key = listing.key("pages", own)
        yield Deferred(key, partial(pages_of, block), finer=partial(finer, block))
    for explainer in listing.whole.withdrawn:
        yield Deferred(
            listing.key("withdrawn", explainer.path),
            partial(_note_of, explainer, site),
            finer=partial(finer_key, "withdrawn", listing.entry_digests[explainer.path]),
        )


def _blocks(explainers: Sequence[Explainer]) -> Iterator[range]:
    """The places of all in blocks of some dozens, so that a large archive has few keys.

    Where a block ends follows from who stands there: when one more comes between others, one
    block changes and not all behind it.
    """
    start = 0
    for end, explainer in enumerate(explainers, start=1):
        if crc32(explainer.path.encode()) % _IN_A_BLOCK == 0 or end == len(explainers):
            yield range(start, end)
            start = end


def _note_of(explainer: Explainer, site: Site) -> Iterator[Output]:
    withdrawn = WithdrawnPage(
        page=_page_meta(explainer, site, hidden=True),
        date=explainer.date,
        corrections=explainer.corrections,
    )
    yield _output(explainer, render_withdrawn, withdrawn)


def _output(explainer: Explainer, render: Callable[..., bytes], view: object) -> Output:
    place = explainer.place_of("slug")
    path = output_path(explainer_address(explainer.slug))
    return Output(path, render, view, origin=(explainer.path, place.line, place.column))


@dataclass(frozen=True, slots=True)
class _Around:
    """What a page shows of other explainers."""

    tags: tuple[TagLink, ...]
    story: StoryNavigation | None
    previous: Link | None
    next: Link | None
    related: tuple[Link, ...]
    feeds: tuple[FeedLink, ...]
    series: Link | None


class _Surroundings:
    """Finds what pages show of other explainers; what many of them share is worked out once.

    Of these nothing may be shown that only a body says: `digests` does not stand for it.
    """

    def __init__(self, listing: Listing, site: Site, context: PlanContext | None) -> None:
        self._listing = listing
        self._archive = listing.whole
        self._site = site
        self._links: dict[int, Link] = {}  # by the places of explainers
        self._related = Related(listing, site, context)

    def of(self, place: int) -> _Around:
        """What stands around the explainer at this place of the archive."""
        explainer = self._archive.explainers[place]
        tags = self._tag_links.of(explainer)
        return _Around(
            tags=tags,
            story=self._story(place),
            previous=self._link(place - 1) if place else None,
            next=self._link(place + 1) if place + 1 < len(self._archive.explainers) else None,
            related=tuple(map(self._link, self._related.of(place))),
            feeds=tuple(self._feeds(explainer, tags)),
            series=self._series(explainer),
        )

    def digests(self, block: range) -> tuple[object, ...]:
        """Plain data that stands for what `of` gives, and for the explainers without their bodies.

        For a block of neighbours.
        """
        entry, shown = self._digest_at
        start, stop = block.start, block.stop
        beside = entry[max(start - 1, 0) : stop + 1]
        related = [[entry[each] for each in found] for found in self._related.all[start:stop]]
        stories = [self._story_digests(place) for place in block if place in self._beside_in_story]
        return start == 0, b"".join(shown[start:stop]), beside, related, stories

    def _story_digests(self, place: int) -> tuple[bytes, list[bytes], list[bytes]]:
        entry, _ = self._digest_at
        earlier, later = self._beside_in_story[place]
        return entry[place], [entry[other] for other in earlier], [entry[other] for other in later]

    def _feeds(self, explainer: Explainer, tags: Sequence[TagLink]) -> Iterator[FeedLink]:
        """The site's feed, that of the first tag, of the story, and of corrections after one."""
        yield site_feed_link(self._site)
        if tags:
            yield tag_feed_link(tags[0], self._site)
        if story := self._archive.story_of(explainer):
            yield story_feed_link(story, self._site)
        if explainer.corrections:
            yield corrections_feed_link(self._site)

    def _link(self, place: int) -> Link:
        link = self._links.get(place)
        if link is None:
            link = explainer_link(self._archive.explainers[place], self._site)
            self._links[place] = link
        return link

    def _series(self, explainer: Explainer) -> Link | None:
        story = self._archive.story_of(explainer)
        return Link(story.label, story_address(story.name)) if story else None

    def _story(self, place: int) -> StoryNavigation | None:
        story = self._archive.story_of(self._archive.explainers[place])
        if story is None or place not in self._beside_in_story:
            return None
        earlier, later = self._beside_in_story[place]
        links = (tuple(map(self._link, places)) for places in (earlier, later))
        return StoryNavigation(story.label, story_address(story.name), *links)

    @cached_property
    def _tag_links(self) -> TagLinks:
        return TagLinks(self._archive)

    @cached_property
    def _beside_in_story(self) -> Mapping[int, tuple[Sequence[int], Sequence[int]]]:
        """For the place of each explainer that has a story with others the nearest before it
        and after it."""
        place_of = {each.path: place for place, each in enumerate(self._archive.explainers)}
        found = {}
        for story in self._archive.stories:
            places = [place_of[member.path] for member in story.members]
            for index, place in enumerate(places if len(places) > 1 else ()):
                earlier = places[max(0, index - _STORY_REACH) : index]
                found[place] = earlier, places[index + 1 : index + 1 + _STORY_REACH]
        return found

    @cached_property
    def _digest_at(self) -> tuple[list[bytes], list[bytes]]:
        """By places, what stands for explainers alone, and with how their tags are called."""
        listing, explainers = self._listing, self._archive.explainers
        digests = (listing.entry_digests, listing.shown_digests)
        entries, shown = ([by_path[each.path] for each in explainers] for by_path in digests)
        return entries, shown


def _page_view(
    archive: Archive, site: Site, explainer: Explainer, around: _Around
) -> ExplainerPage:
    return ExplainerPage(
        page=replace(
            _page_meta(explainer, site, description=explainer.summary), feeds=around.feeds
        ),
        date=explainer.date,
        modified=explainer.modified,
        authors=explainer.authors,
        summary=explainer.summary,
        label=ai_label(explainer),
        ai=explainer.ai,
        review=explainer.review,
        image=lead_image(archive, explainer),
        tags=around.tags,
        expectations=explainer.expectations,
        corrections=explainer.corrections,
        sources=explainer.sources,
        story=around.story,
        previous=around.previous,
        next=around.next,
        related=around.related,
        minutes=max(1, ceil(explainer.word_count / _WORDS_A_MINUTE)),
        state=archive.unpublished.get(explainer.path, ""),
        body_digest=explainer.body_digest,
        links=archive.link_addresses.get(explainer.path, ()),
        image_sizes=sizes_of_images(archive, explainer),
        series=around.series,
    )


def _page_meta(
    explainer: Explainer, site: Site, *, description: str = "", hidden: bool = False
) -> PageMeta:
    return PageMeta(
        title=explainer.title,
        address=explainer_address(explainer.slug),
        kind="explainer",
        description=description,
        lang=foreign_lang(explainer.lang, site),
        hidden=hidden,
        image="" if hidden else _shared_image(explainer),
    )


def _shared_image(explainer: Explainer) -> str:
    """The address of the picture that others show. None of them shows drawings (SVG)."""
    file = explainer.image_file
    return image_address(file) if file and not file.lower().endswith(".svg") else ""
