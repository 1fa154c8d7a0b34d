"""Making an index from all documents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from plugins.search_index.document_words import BodyWords, Words, words_of
from plugins.search_index.finishing import finished
from plugins.search_index.head import IndexParts
from plugins.search_index.index import (
    DOCUMENTS_KEPT_TOGETHER,
    KeptWords,
    MadeIndex,
    Source,
    digest_at,
)
from plugins.search_index.index_files import IndexFiles
from plugins.search_index.inversion import Inverted, invert
from plugins.search_index.lexicon import Block, backwards, cut_blocks
from plugins.search_index.packs import add_pack, name_packs
from plugins.search_index.records import PER_PACK
from plugins.search_index.term_shards import cut_shards

__all__ = ["Keep", "make_index"]


Keep = Callable[[int, KeptWords], None]


def make_index(
    source: Source, keep: Keep, known: Collection[str] = (), *, with_packs: bool = True
) -> MadeIndex:
    """The index of these documents; files that are `known` are not compressed again.

    `keep` is given the words for later updates, a part at a time: all of them together would
    take the most memory of all. Without packs of records these are only named: whoever asks
    for that makes them apart (see `all_packs`).
    """
    files = IndexFiles(known)
    reading = _Reading(source, files, keep, with_packs=with_packs)
    inverted = invert(source, reading.words(), files)
    shards = list(cut_shards([entry for _, entry in sorted(inverted.terms.items())], files))
    forward, backward = _blocks(inverted, files)
    parts = IndexParts(
        terms=shards,
        forward=forward,
        backward=backward,
        packs=reading.packs if with_packs else name_packs(source, files),
        lengths=inverted.lengths,
        text_total=inverted.text_total,
        title_total=inverted.title_total,
        has_other_terms=bool(inverted.other_terms),
    )
    counts = {form: entry.df for form, entry in inverted.forms.items()}
    state = finished(parts, source, files, counts, inverted.other_terms)
    return MadeIndex(state, files)


class _Reading:
    """One pass over all documents: their words, and on the way packs and what is kept."""

    def __init__(self, source: Source, files: IndexFiles, keep: Keep, *, with_packs: bool) -> None:
        self._source = source
        self._files = files
        self._keep = keep
        self._with_packs = with_packs
        self._bodies: list[BodyWords | None] = []
        self._part: KeptWords = []
        self.packs: list[str] = []

    def words(self) -> Iterator[Words | None]:
        count = len(self._source.documents)
        for number, document in enumerate(self._source.documents):
            body = self._source.body_of(document)
            words = words_of(document, body) if body else None
            self._part.append((digest_at(self._source.digests, number), words))
            if self._with_packs:
                self._bodies.append(body)
            if len(self._part) == DOCUMENTS_KEPT_TOGETHER or number == count - 1:
                self._keep(number // DOCUMENTS_KEPT_TOGETHER, self._part)
                self._part = []
            if len(self._bodies) == PER_PACK or (self._bodies and number == count - 1):
                self._close_pack()
            yield words

    def _close_pack(self) -> None:
        self.packs.append(add_pack(len(self.packs), self._source, self._files, self._bodies))
        self._bodies = []


def _blocks(inverted: Inverted, files: IndexFiles) -> tuple[list[Block], list[Block]]:
    forward = sorted(inverted.forms.items())
    backward = sorted((backwards(form), entry.bare()) for form, entry in forward)
    return list(cut_blocks(forward, files)), list(cut_blocks(backward, files))
