"""What becomes of the documents that an edit touches: what they gave to the index, what they give.

The words of all documents are kept between builds in parts, for an edit takes out of the
index what is no longer there. Where documents get other numbers, they move between parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from plugins.search_index.differences import Differences
from plugins.search_index.document_words import Words, words_of
from plugins.search_index.index import (
    DOCUMENTS_KEPT_TOGETHER,
    IndexState,
    KeptWords,
    RawEntry,
    RawWords,
    Source,
    WordsPart,
    digest_at,
)
from plugins.search_index.postings import DocumentPostings, postings_of

__all__ = ["Change", "Changes", "Kept", "changes_of"]

_NOTHING = postings_of(None)
_NOT_KEPT = (b"", msgspec.Raw(b"\xc0"))  # of no document; the next update finds that out


class Kept(Protocol):
    """What lies on the shelf."""

    def payload(self, key: str) -> bytes:
        """The payload of a file of the index."""

    def words(self, number: int) -> KeptWords:
        """A part of the words; empty where there is none."""

    def raw_words(self, number: int) -> RawWords:
        """The same, as they lie there."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one document.

    Its number is the one that it has now (`is_new`), or the one before documents moved; where none
    do, that is the same.
    """

    number: int
    is_new: bool
    before: DocumentPostings
    after: DocumentPostings


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes of an edit, and parts of the words as they are to be kept then."""

    differences: Differences
    documents: Sequence[Change]
    words: Iterable[tuple[int, WordsPart]]


def changes_of(
    state: IndexState, source: Source, kept: Kept, differences: Differences
) -> Changes | None:
    """The changes. None if the old words are not there."""
    before = _words_before(state, kept, differences.gone)
    if before is None:
        return None
    now = {number: _words_now(source, number) for number in differences.come}
    if differences.renumbers:
        documents = [
            *(Change(number, False, postings_of(old), _NOTHING) for number, old in before.items()),
            *(Change(number, True, _NOTHING, postings_of(new)) for number, new in now.items()),
        ]
    else:
        documents = [
            Change(number, False, postings_of(before.get(number)), postings_of(now.get(number)))
            for number in sorted(before.keys() | now.keys())
        ]
    entries = {number: (digest_at(source.digests, number), new) for number, new in now.items()}
    return Changes(differences, documents, _parts(kept, differences, entries))


def _words_before(
    state: IndexState, kept: Kept, numbers: Iterable[int]
) -> dict[int, Words | None] | None:
    found: dict[int, Words | None] = {}
    parts: dict[int, KeptWords] = {}
    for number in numbers:
        part, place = divmod(number, DOCUMENTS_KEPT_TOGETHER)
        if part not in parts:
            parts[part] = kept.words(part)
        if place >= len(parts[part]):
            return None
        digest, found[number] = parts[part][place]
        if digest != digest_at(state.digests, number):
            return None
    return found


def _words_now(source: Source, number: int) -> Words | None:
    document = source.documents[number]
    body = source.body_of(document)
    return words_of(document, body) if body else None


def _parts(
    kept: Kept, differences: Differences, come: Mapping[int, tuple[bytes, Words | None]]
) -> Iterator[tuple[int, WordsPart]]:
    """The parts that are not as they were; none is read after it was given.

    For each part is filled from itself and the one before or behind it: fewer documents come than
    a part holds, and those that go have others read in advance.
    """
    size, (count_before, count) = DOCUMENTS_KEPT_TOGETHER, differences.counts
    touched = differences.touched(size)
    gone = set(differences.gone)
    if differences.renumbers:
        stays = _kept_from(kept, touched[0], gone, count_before)
    for part in touched:
        numbers = range(part * size, min((part + 1) * size, count))
        if not differences.renumbers:
            stays = _kept_from(kept, part, gone, min((part + 1) * size, count_before))
        yield part, [come.get(number) or next(stays, _NOT_KEPT) for number in numbers]
    yield from ((part, []) for part in range(-(-count // size), -(-count_before // size)))


def _kept_from(kept: Kept, part: int, gone: set[int], end: int) -> Iterator[RawEntry]:
    """What is kept of documents from a part on, by their numbers before the edit."""
    for start in range(part * DOCUMENTS_KEPT_TOGETHER, end, DOCUMENTS_KEPT_TOGETHER):
        some = kept.raw_words(start // DOCUMENTS_KEPT_TOGETHER)
        for place in range(min(DOCUMENTS_KEPT_TOGETHER, end - start)):
            if start + place not in gone:
                yield some[place] if place < len(some) else _NOT_KEPT
