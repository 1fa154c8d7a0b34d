"""The corrections of the whole archive as entries: each is news once."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from plugins.explainers.archive import Archive
from plugins.explainers.changes import oldest_first
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.feeds.entries import Entry, feed_entry

__all__ = ["correction_entries"]


def correction_entries(archive: Archive, site: Site) -> list[Entry]:
    """The newest corrections, newest first, as many as a feed holds."""
    listed = (each for each in archive.explainers if each.path not in archive.unpublished)
    found = [entry for each in listed if each.corrections for entry in _of(archive, each, site)]
    found.sort(key=lambda entry: (entry.date, entry.id, entry.correction), reverse=True)
    return found[: site.feed_items]


def _of(archive: Archive, explainer: Explainer, site: Site) -> Iterator[Entry]:
    whole = feed_entry(archive, explainer)
    title = site.gettext("Correction: %(title)s", title=explainer.title)
    for number, correction in enumerate(oldest_first(explainer.corrections), start=1):
        yield replace(
            whole,
            title=title,
            address=f"{whole.address}#corrections",
            date=correction.date,
            modified="",
            summary=correction.text,
            body_digest="",
            links=(),
            image=None,
            expectations=(),
            corrections=(correction,),
            sources=(),
            correction=number,
        )
