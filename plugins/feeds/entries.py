"""What a feed says, as plain data: it is hashed, stored and sent to other processes."""

from __future__ import annotations

import msgspec

from plugins.explainers.addresses import explainer_address
from plugins.explainers.archive import Archive
from plugins.explainers.changes import last_change
from plugins.explainers.model import Correction, Expectation, Explainer, Source
from plugins.explainers.views import LeadImage, TagLinks, ai_label, lead_image

__all__ = ["Entry", "Feed", "FeedImage", "History", "feed_entry"]


class Entry(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An explainer as feeds carry it; its full text is found by `body_digest`.

    `address` and `links` (one for each link slot of the body) are unprefixed and
    unencoded: the site, which every fingerprint holds, makes them absolute. Where
    `correction` is a number, the entry is that correction of the explainer and
    nothing else of it.
    """

    id: str
    title: str
    address: str
    date: str
    modified: str
    lang: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]  # labels
    label: str  # the AI label, or empty
    summary: str
    body_digest: str
    links: tuple[str, ...]
    image: LeadImage | None = None
    expectations: tuple[Expectation, ...] = ()
    corrections: tuple[Correction, ...] = ()
    sources: tuple[Source, ...] = ()
    correction: int = 0

    @property
    def updated(self) -> str:
        """When the entry last changed."""
        return last_change(self)


class FeedImage(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The picture that stands for a feed."""

    address: str
    width: int
    height: int


class History(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Where the documents beside this one are (RFC 5005, section 4); empty where there is none.

    `current` is set in the pages of the archive: where the feed itself is.
    """

    current: str = ""
    previous: str = ""
    next: str = ""


class Feed(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A feed: where it is, which page of the site it follows, its entries, newest first."""

    title: str
    description: str
    address: str
    page_address: str
    entries: tuple[Entry, ...]
    image: FeedImage | None = None
    history: History = History()

    @property
    def updated(self) -> str:
        """When the newest change was made; empty where there are no entries."""
        return max((entry.updated for entry in self.entries), default="")


def feed_entry(archive: Archive, explainer: Explainer, tag_links: TagLinks | None = None) -> Entry:
    """An explainer as an entry. Who makes many gives them one `tag_links`."""
    return Entry(
        id=explainer.id,
        title=explainer.title,
        address=explainer_address(explainer.slug),
        date=explainer.date,
        modified=explainer.modified,
        lang=explainer.lang,
        authors=explainer.authors,
        tags=tuple(tag.label for tag in (tag_links or TagLinks(archive)).of(explainer)),
        label=ai_label(explainer),
        summary=explainer.summary,
        body_digest=explainer.body_digest,
        links=archive.link_addresses.get(explainer.path, ()),
        image=lead_image(archive, explainer),
        expectations=explainer.expectations,
        corrections=explainer.corrections,
        sources=explainer.sources,
    )
