"""What a feed says, as plain data: it is hashed, stored and sent to other processes."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.explainers.addresses import explainer_address
from plugins.explainers.archive import Archive
from plugins.explainers.model import Explainer
from plugins.explainers.views import ai_label

__all__ = ["Entry", "Feed", "feed_entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An explainer as feeds carry it; its full text is found by `body_digest`.

    `address` and `links` (one for each link slot of the body) are unprefixed and
    unencoded: the site, which every fingerprint holds, makes them absolute.
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

    @property
    def updated(self) -> str:
        """When the entry last changed."""
        return self.modified or self.date


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: where it is, which page of the site it follows, its entries, newest first."""

    title: str
    description: str
    address: str
    page_address: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> str:
        """When the newest change was made; empty where there are no entries."""
        return max((entry.updated for entry in self.entries), default="")


def feed_entry(archive: Archive, explainer: Explainer) -> Entry:
    """An explainer as an entry."""
    return Entry(
        id=explainer.id,
        title=explainer.title,
        address=explainer_address(explainer.slug),
        date=explainer.date,
        modified=explainer.modified,
        lang=explainer.lang,
        authors=explainer.authors,
        tags=tuple(tag.label for tag in archive.tags_of(explainer)),
        label=ai_label(explainer),
        summary=explainer.summary,
        body_digest=explainer.body_digest,
        links=archive.link_addresses.get(explainer.path, ()),
    )
