"""The parts of which `/archive.jsonl.gz` is made, kept from build to build.

A part is what was published in one month, compressed by itself (see `gzip_pieces`). So an edit
has one part made anew, and memory holds one at a time.
A part's key stands for all that shapes it, and two parts with one key are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from itertools import groupby
from operator import attrgetter

import msgspec

from plugins.archive_data.gzip_pieces import gzip_piece
from plugins.archive_data.manifest_lines import Line, line_of
from plugins.archive_data.records import record_of
from plugins.archive_data.sources import markdown_of
from plugins.archive_data.spelling import spelled_alike
from plugins.explainers.archive import Archive
from plugins.explainers.listing import Listing
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.site_outputs.output import PlanContext
from plugins.site_outputs.shelf import Shelf

__all__ = [
    "FORMAT",
    "KeptParts",
    "Part",
    "keep_parts",
    "key_of_parts",
    "lines_key",
    "parts_of",
    "shelf_name",
]

FORMAT = 2
_MOST_IN_A_PART = 250
_STATE = "parts"

_encode = msgspec.msgpack.Encoder().encode
_of_text = attrgetter("body_digest", "comments")
_json = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Part:
    """The explainers of a part, oldest first."""

    key: str
    members: tuple[Explainer, ...]


def shelf_name(site: Site) -> str:
    """The shelf of a site's parts; `serve` has other addresses, and its own."""
    return "data-unpublished" if site.show_unpublished else "data"


def parts_of(archive: Archive, site: Site, context: PlanContext) -> tuple[Part, ...]:
    """All parts of an archive, oldest first; of one that is broken, those that are kept."""
    parts = tuple(_parts_of(archive, site, context))
    if not context.is_broken:
        return parts
    known = KeptParts(context.shelf(shelf_name(site))).known()  # nothing is learnt now
    return tuple(part for part in parts if part.key in known)


def key_of_parts(parts: Iterable[Part]) -> bytes:
    """16 bytes that stand for all of them."""
    return blake2b("".join(part.key for part in parts).encode(), digest_size=16).digest()


def keep_parts(parts: Sequence[Part], archive: Archive, site: Site, context: PlanContext) -> None:
    """Puts on the shelf what is not there yet."""
    if context.is_broken:
        return
    kept = KeptParts(context.shelf(shelf_name(site)))
    known = set() if context.fresh else kept.known()
    for part in parts:
        if part.key not in known:
            kept.put(part.key, *_made(part, archive, site, context))
    kept.remember([part.key for part in parts])


class KeptParts:
    """What lies on the shelf: parts, and the lines of the manifest on their explainers."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def known(self) -> set[str]:
        """The keys of the parts that are there."""
        return {key for keys in self._state() for key in keys}

    def put(self, key: str, data: bytes, lines: Sequence[Line]) -> None:
        """Puts a part there."""
        self._shelf.change([(key, data), (lines_key(key), _encode(lines))])

    def remember(self, keys: list[str]) -> None:
        """Keeps these parts, and those of the last time: somebody may be reading them."""
        now, before = self._state()
        if now == keys:
            return
        gone = {*now, *before} - {*keys, *now}
        leaving = [name for key in sorted(gone) for name in (key, lines_key(key))]
        self._shelf.change([(_STATE, _encode((keys, now)))], leaving)

    def _state(self) -> tuple[list[str], list[str]]:
        data = self._shelf.find(_STATE)
        try:
            return _decode_state(data) if data is not None else ([], [])
        except msgspec.MsgspecError:  # of another version
            self._shelf.clear()
            return [], []


def _parts_of(archive: Archive, site: Site, context: PlanContext) -> Iterator[Part]:
    base = blake2b(context.salt, digest_size=16)
    base.update(_encode((FORMAT, site.url, site.lang, site.timezone)))
    published = (each for each in archive.explainers if each.path not in archive.unpublished)
    alike = spelled_alike(published, archive)
    for _, month in groupby(alike, key=lambda explainer: explainer.date[:7]):
        listed = tuple(month)
        for start in range(0, len(listed), _MOST_IN_A_PART):
            members = listed[start : start + _MOST_IN_A_PART]
            state = base.copy()
            state.update(_encode(_facts(members, archive, context.listing)))
            yield Part(state.hexdigest(), members)


def _facts(members: Sequence[Explainer], archive: Archive, listing: Listing) -> tuple[object, ...]:
    """What stands for explainers: their files, and what settings make of these.

    The Markdown engine is such a setting: it decides what is text (and so the summary), and what
    is a comment. Tags and stories are spelled as `tags.yaml` and other files have it, for which
    `shown_digests` stand.
    """
    digests, shown = archive.source_digests, listing.shown_digests
    paths = [each.path for each in members]
    files = [digests[path] for path in paths]
    return files, b"".join([shown[path] for path in paths]), list(map(_of_text, members))


def _made(
    part: Part, archive: Archive, site: Site, context: PlanContext
) -> tuple[bytes, list[Line]]:
    records, lines = [], []
    for explainer in part.members:
        data = context.content_file(explainer.path, archive.source_digests[explainer.path])
        records.append(_json(record_of(explainer, markdown_of(data, explainer), site)) + b"\n")
        lines.append(line_of(explainer, site, sha256(data).hexdigest()))
    return gzip_piece(b"".join(records)), lines


def lines_key(key: str) -> str:
    """Under which key the lines of a part lie."""
    return f"{key}.lines"


_decode_state = msgspec.msgpack.Decoder(tuple[list[str], list[str]]).decode
