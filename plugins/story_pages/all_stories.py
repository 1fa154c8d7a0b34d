"""`/stories/`: all running stories, the one with the newest explainer first."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.explainers.structured_data import collection_page, structured_script
from plugins.explainers.views import PageMeta, StoryLink, story_link
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["StoriesPage", "build_stories_page", "render_stories_page"]

_ADDRESS = "/stories/"


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """The inputs of the list of stories."""

    page: PageMeta
    stories: tuple[StoryLink, ...]


def build_stories_page(archive: Archive, site: Site) -> Output:
    """The list of all stories. It is there without any, so that links to it lead somewhere."""
    meta = PageMeta(
        title=site.gettext("Stories"),
        address=_ADDRESS,
        kind="stories",
        description=site.gettext("The running stories of this archive, each told in its order."),
    )
    newest_first = sorted(archive.stories, key=lambda story: story.last_told, reverse=True)
    view = StoriesPage(meta, tuple(story_link(story, site) for story in newest_first))
    return Output(output_path(_ADDRESS), render_stories_page, view)


def render_stories_page(view: StoriesPage, context: RenderContext) -> bytes:
    """The page's bytes."""
    items = [(story.label, story.address) for story in view.stories]
    structured = structured_script(collection_page(view.page, context.site, trail=(), items=items))
    return context.page("stories.html", page=view.page, stories=view.stories, structured=structured)
