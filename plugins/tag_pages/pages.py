"""From the archive to the outputs of all tag pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from plugins.explainers.archive import Archive
from plugins.explainers.listing import Listing, finer_key
from plugins.explainers.site import Site
from plugins.site_outputs.output import Deferred, Output
from plugins.tag_pages.all_tags import build_tags_page
from plugins.tag_pages.one_tag import defer_pages_of_tags

__all__ = ["build_tag_pages", "defer_tag_pages"]


def build_tag_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """`/tags/`, and the pages of each tag."""
    pages = defer_tag_pages(Listing(archive), site)
    return chain.from_iterable(page.build() for page in pages)


def defer_tag_pages(listing: Listing, site: Site) -> Iterator[Deferred]:
    """The same, in parts: an edit leaves those as they are known that do not show it."""
    archive = listing.whole

    def finer() -> bytes:
        return finer_key(
            "tags", *((each.label, each.name, len(each.members)) for each in archive.tags)
        )

    yield Deferred(listing.key("tags"), lambda: [build_tags_page(archive, site)], finer=finer)
    yield from defer_pages_of_tags(listing, site)
