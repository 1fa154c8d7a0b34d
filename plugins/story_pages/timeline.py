"""`/stories/STORY/`: a story from its beginning, with what came of what was expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.explainers.addresses import output_path, story_address
from plugins.explainers.archive import Archive, Story
from plugins.explainers.site import Site
from plugins.explainers.views import PageMeta
from plugins.site_outputs.labelled import labelled_page
from plugins.site_outputs.output import Output, RenderContext
from plugins.story_pages.moments import Expected, Moment, still_open, story_moments

__all__ = ["StoryPage", "build_timelines", "render_story_page"]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The inputs of a story's page; `moments` oldest first, `still_open` by when it is due."""

    page: PageMeta
    label: str
    count: int
    since: str
    newest: str  # the date of its newest explainer
    moments: tuple[Moment, ...]
    still_open: tuple[Expected, ...]


def build_timelines(archive: Archive, site: Site) -> Iterator[Output]:
    """The page of every story."""
    for story in archive.stories:
        view = _page_view(archive, site, story)
        yield Output(output_path(view.page.address), render_story_page, view)


def render_story_page(view: StoryPage, context: RenderContext) -> bytes:
    """The page's bytes."""
    labels = (moment.card.label for moment in view.moments if moment.card)
    return labelled_page(context, "story.html", labels, page=view.page, story=view)


def _page_view(archive: Archive, site: Site, story: Story) -> StoryPage:
    return StoryPage(
        page=PageMeta(
            title=story.label,
            address=story_address(story.name),
            kind="story",
            description=site.gettext(
                "The running story from its beginning: %(story)s", story=story.label
            ),
        ),
        label=story.label,
        count=len(story.members),
        since=story.members[0].date,
        newest=story.members[-1].date,
        moments=tuple(story_moments(archive, site, story)),
        still_open=tuple(still_open(story, site)),
    )
