"""From the archive to the outputs of all explainer pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from math import ceil

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
from plugins.explainers.archive import Archive, Story
from plugins.explainers.body_images import sizes_of_images
from plugins.explainers.feed_links import (
    corrections_feed_link,
    site_feed_link,
    story_feed_link,
    tag_feed_link,
)
from plugins.explainers.listing import Listing
from plugins.explainers.model import Explainer
from plugins.explainers.related import RelatedExplainers
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
from plugins.site_outputs.output import Deferred, Output

__all__ = ["build_explainer_pages", "defer_explainer_pages"]

_MOST_RELATED = 4
_WORDS_A_MINUTE = 230
_STORY_REACH = 4  # how many of a story's explainers are named before and after this one


def build_explainer_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """A page for each listed explainer, and a note at the address of each withdrawn one."""
    pages = defer_explainer_pages(Listing(archive), site)
    return chain.from_iterable(page.build() for page in pages)


def defer_explainer_pages(listing: Listing, site: Site) -> Iterator[Deferred]:
    """The same, each page by itself: an edit of one body leaves the others as they are known."""
    around = listing.once(("surroundings", site), lambda: _Surroundings(listing, site))

    def page_of(explainer: Explainer, place: int) -> Iterator[Output]:
        view = _page_view(listing.archive, site, explainer, around.of(place))
        yield _output(explainer, render_explainer, view)

    for place, explainer in enumerate(listing.whole.explainers):
        own = (explainer.path, explainer.body_digest, explainer.word_count)
        yield Deferred(listing.key(*own), partial(page_of, explainer, place))
    for explainer in listing.whole.withdrawn:
        key = listing.key("withdrawn", explainer.path)
        yield Deferred(key, partial(_note_of, explainer, site))


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
    """Finds what pages show of other explainers; what many of them share is worked out once."""

    def __init__(self, listing: Listing, site: Site) -> None:
        self._listing = listing  # whose archive is not made before a page asks for it
        self._site = site

    def of(self, place: int) -> _Around:
        """What stands around the explainer at this place of the archive."""
        explainers = self._listing.archive.explainers
        others = self._related.of(place, most=_MOST_RELATED)
        tags = self._tag_links.of(explainers[place])
        return _Around(
            tags=tags,
            story=self._stories.get(explainers[place].path),
            previous=self._link(place - 1) if place else None,
            next=self._link(place + 1) if place + 1 < len(explainers) else None,
            related=tuple(explainer_link(other, self._site) for other in others),
            feeds=tuple(self._feeds(explainers[place], tags)),
            series=self._series.get(explainers[place].path),
        )

    def _feeds(self, explainer: Explainer, tags: Sequence[TagLink]) -> Iterator[FeedLink]:
        """The site's feed, that of the first tag, of the story, and of corrections after one."""
        yield site_feed_link(self._site)
        if tags:
            yield tag_feed_link(tags[0], self._site)
        if story := self._listing.archive.story_of(explainer):
            yield story_feed_link(story, self._site)
        if explainer.corrections:
            yield corrections_feed_link(self._site)

    def _link(self, place: int) -> Link:
        return explainer_link(self._listing.archive.explainers[place], self._site)

    @cached_property
    def _related(self) -> RelatedExplainers:
        return RelatedExplainers(self._listing.archive)

    @cached_property
    def _tag_links(self) -> TagLinks:
        return TagLinks(self._listing.archive)

    @cached_property
    def _series(self) -> dict[str, Link]:
        return {
            member.path: Link(story.label, story_address(story.name))
            for story in self._listing.archive.stories
            for member in story.members
        }

    @cached_property
    def _stories(self) -> dict[str, StoryNavigation]:
        return _story_navigations(self._listing.archive, self._site)


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


def _story_navigations(archive: Archive, site: Site) -> dict[str, StoryNavigation]:
    """The story navigation of each explainer that has one, by its path."""
    return {
        path: navigation
        for story in archive.stories
        if len(story.members) > 1
        for path, navigation in _navigations_of(story, site)
    }


def _navigations_of(story: Story, site: Site) -> Iterator[tuple[str, StoryNavigation]]:
    links = [explainer_link(member, site) for member in story.members]
    address = story_address(story.name)
    for index, member in enumerate(story.members):
        earlier = tuple(links[max(0, index - _STORY_REACH) : index])
        later = tuple(links[index + 1 : index + 1 + _STORY_REACH])
        yield member.path, StoryNavigation(story.label, address, earlier, later)
