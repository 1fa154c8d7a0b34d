"""From the archive to the outputs of all story pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from plugins.explainers.archive import Archive, Story
from plugins.explainers.listing import Listing, finer_key
from plugins.explainers.site import Site
from plugins.site_outputs.output import Deferred, Output
from plugins.story_pages.all_stories import build_stories_page
from plugins.story_pages.timeline import build_timeline

__all__ = ["build_story_pages", "defer_story_pages"]


def build_story_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """`/stories/`, and the timeline of each story."""
    pages = defer_story_pages(Listing(archive), site)
    return chain.from_iterable(page.build() for page in pages)


def defer_story_pages(listing: Listing, site: Site) -> Iterator[Deferred]:
    """The same, each story by itself: an edit leaves the others as they are known."""
    archive = listing.whole

    def finer(story: Story) -> bytes:
        shown = [listing.shown_digests[each.path] for each in story.members]
        return finer_key("story", story.label, story.name, shown)

    yield Deferred(listing.key("stories"), lambda: [build_stories_page(archive, site)])
    for story in archive.stories:
        yield Deferred(
            listing.key("story", story.name),
            partial(build_timeline, archive, site, story),
            finer=partial(finer, story),
        )
