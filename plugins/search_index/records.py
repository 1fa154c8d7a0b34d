"""Records: what a result shows, in packs, and the tree of their names (docs/search.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from plugins.explainers.site import SectionName, Site
from plugins.search_index.document_words import BodyWords
from plugins.search_index.documents import Document
from plugins.search_index.index_files import IndexFiles

__all__ = ["PER_PACK", "names_tree", "pack_payload"]

PER_PACK = 4
_PER_PAGE = 64
_NOT_IN_NAMES = re.compile("[^a-z0-9]+")

_encode = msgspec.json.Encoder().encode


def pack_payload(pack: Iterable[tuple[Document, BodyWords | None]], site: Site) -> bytes:
    """The records of some documents; null for withdrawn ones, which have no words."""
    records = [body and _record(document, body, site) for document, body in pack]
    return _encode(records)


def names_tree(names: Sequence[str], files: IndexFiles) -> dict[str, Any]:
    """`records` of the head; pages of names become files."""
    level, depth = list(names), 0
    while len(level) > _PER_PAGE:
        pages = (level[start : start + _PER_PAGE] for start in range(0, len(level), _PER_PAGE))
        level = [files.add_plain("names", bytes.fromhex("".join(page))) for page in pages]
        depth += 1
    return {"per": PER_PACK, "depth": depth, "names": level}


def _record(document: Document, body: BodyWords, site: Site) -> tuple[Any, ...]:
    return (
        document.title,
        _name_of(document.title, document.slug),
        document.day,
        document.label,
        "" if document.lang == site.lang else document.lang,
        [label if not _name_of(label, name) else (label, name) for label, name in document.tags],
        _texts(document, body, site.sections),
    )


def _name_of(text: str, name: str) -> str:
    """A name in addresses; empty where it is what the browser makes of the text as well."""
    is_usual = text.isascii() and _NOT_IN_NAMES.sub("-", text.lower()).strip("-") == name
    return "" if is_usual else name


def _texts(
    document: Document, body: BodyWords, sections: tuple[SectionName, ...]
) -> list[tuple[Any, str]]:
    numbers = {section.anchor: number for number, section in enumerate(sections)}
    openings = [
        (numbers.get(anchor, (anchor, heading) if heading else ""), text)
        for anchor, heading, text in body.openings
        if text
    ]
    if openings and document.summary.startswith(openings[0][1].removesuffix("…")):
        del openings[0]  # the summary says it already
    return [("", document.summary), *openings]
