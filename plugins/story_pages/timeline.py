"""`/stories/STORY/`: a story from its beginning, with what came of what was expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.explainers.addresses import output_path, story_address
from plugins.explainers.archive import Archive, Story
from plugins.explainers.model import Expectation, Explainer
from plugins.explainers.site import Site
from plugins.explainers.views import Card, Link, PageMeta, card, explainer_link
from plugins.site_outputs.labelled import labelled_page
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["Expected", "Moment", "StoryPage", "build_timelines", "render_story_page"]


@dataclass(frozen=True, slots=True)
class Expected:
    """An expectation, and the explainer that tells of it."""

    expectation: Expectation
    explainer: Link


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the timeline: an explainer, or what came of an expectation."""

    date: str
    card: Card | None = None
    expected: Expected | None = None


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
    expected = [each for member in story.members for each in _expected(member, site)]
    still_open = [each for each in expected if each.expectation.outcome == "open"]
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
        moments=tuple(sorted(_moments(archive, story, expected), key=_place_in_time)),
        still_open=tuple(sorted(still_open, key=_due)),
    )


def _expected(explainer: Explainer, site: Site) -> Iterator[Expected]:
    link = explainer_link(explainer, site)
    for expectation in explainer.expectations:
        yield Expected(expectation, link)


def _moments(archive: Archive, story: Story, expected: list[Expected]) -> Iterator[Moment]:
    for member in story.members:
        yield Moment(member.date, card=card(archive, member))
    for each in expected:
        if each.expectation.outcome != "open":
            # Where nobody wrote when it was settled, what was expected stands in for that.
            told = each.expectation.resolved or each.expectation.due or each.explainer.date
            yield Moment(told, expected=each)


def _place_in_time(moment: Moment) -> tuple[str, bool]:
    # Within a day an explainer comes before what it says has happened.
    return moment.date[:10], moment.card is None


def _due(expected: Expected) -> tuple[bool, str]:
    return not expected.expectation.due, expected.expectation.due
