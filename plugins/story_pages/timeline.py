"""`/stories/STORY/`: a story from its beginning, with what came of what was expected.

A long story goes on at `/stories/STORY/page/2/`. Pages are filled from the oldest, so that
what they show stays while a story grows. None but the first says how many there are, else
each of them would change with every explainer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from markupsafe import Markup

from plugins.explainers.addresses import numbered_address, output_path, story_address
from plugins.explainers.archive import Archive, Story
from plugins.explainers.feed_links import story_feed_link
from plugins.explainers.pagination import Pager
from plugins.explainers.site import Site
from plugins.explainers.structured_data import collection_page, structured_script
from plugins.explainers.views import PageMeta
from plugins.site_outputs.labelled import labelled_page
from plugins.site_outputs.output import Output, RenderContext
from plugins.story_pages.moments import Expected, Moment, by_due, open_ends, story_moments

__all__ = ["PAGE_SIZE", "StoryPage", "StorySummary", "build_timeline", "render_story_page"]

PAGE_SIZE = 50  # moments; a story is read on, not leafed through as a list is


@dataclass(frozen=True, slots=True)
class StorySummary:
    """What the first page of a story says about all of it. The others do not: it changes."""

    count: int
    since: str
    newest: str  # the date of its newest explainer


class StoryPage(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The inputs of one page of a story, the first of which has number 1 and `about`.

    `moments` are oldest first; `still_open` is what their explainers expect, by when it is due.
    """

    page: PageMeta
    label: str
    number: int
    about: StorySummary | None
    moments: tuple[Moment, ...]
    still_open: tuple[Expected, ...]
    pager: Pager


def build_timeline(archive: Archive, site: Site, story: Story) -> Iterator[Output]:
    """The pages of a story."""
    for view in _pages(archive, site, story):
        yield Output(output_path(view.page.address), render_story_page, view)


def render_story_page(view: StoryPage, context: RenderContext) -> bytes:
    """The page's bytes."""
    labels = (moment.card.label for moment in view.moments if moment.card)
    structured = _structured(view, context.site)
    return labelled_page(
        context, "story.html", labels, page=view.page, story=view, structured=structured
    )


def _structured(view: StoryPage, site: Site) -> Markup:
    trail = [(site.gettext("Stories"), "/stories/")]
    if view.number > 1:
        trail.append((view.label, view.pager.oldest or view.pager.older))
    cards = [moment.card for moment in view.moments if moment.card]
    items = [(card.title, card.address) for card in cards]
    return structured_script(collection_page(view.page, site, trail=trail, items=items))


def _pages(archive: Archive, site: Site, story: Story) -> Iterator[StoryPage]:
    moments = story_moments(archive, site, story)
    ends = open_ends(story, site)
    last = -(-len(moments) // PAGE_SIZE)
    for number in range(1, last + 1):
        shown = moments[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        yield StoryPage(
            page=_page_meta(story, number, site),
            label=story.label,
            number=number,
            about=_summary(story) if number == 1 else None,
            moments=tuple(shown),
            still_open=_still_open(shown, ends),
            pager=_pager(story_address(story.name), number, last),
        )


def _page_meta(story: Story, number: int, site: Site) -> PageMeta:
    title = story.label
    if number > 1:
        title = site.gettext("%(story)s, page %(number)s", story=title, number=number)
    return PageMeta(
        title=title,
        address=_address(story_address(story.name), number),
        kind="story",
        description=site.gettext(
            "The running story from its beginning: %(story)s", story=story.label
        ),
        feeds=(story_feed_link(story, site),),
    )


def _summary(story: Story) -> StorySummary:
    return StorySummary(len(story.members), story.members[0].date, story.members[-1].date)


def _still_open(
    moments: Sequence[Moment], ends: Mapping[str, Sequence[Expected]]
) -> tuple[Expected, ...]:
    found = [each for moment in moments if moment.card for each in ends[moment.card.address]]
    return tuple(sorted(found, key=by_due))


def _address(first: str, number: int) -> str:
    return first if number == 1 else numbered_address(first, number)


def _pager(first: str, number: int, last: int) -> Pager:
    if number == 1:
        newer = numbered_address(first, 2) if last > 1 else ""
        return Pager(newer=newer, newest=numbered_address(first, last) if last > 2 else "")
    return Pager(
        oldest=first if number > 2 else "",
        older=_address(first, number - 1),
        newer=numbered_address(first, number + 1) if number < last else "",
    )
