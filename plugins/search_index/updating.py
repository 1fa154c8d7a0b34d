"""Bringing an index up to date after a small edit: only what the edit touches is made anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from plugins.search_index.appending import appended_entry
from plugins.search_index.cutting import FORMS, TERMS
from plugins.search_index.document_words import words_of
from plugins.search_index.documents import is_word
from plugins.search_index.finishing import finished
from plugins.search_index.head import IndexParts
from plugins.search_index.index import (
    DIGEST_BYTES,
    DOCUMENTS_KEPT_TOGETHER,
    IndexState,
    KeptWords,
    Limits,
    MadeIndex,
    Source,
    digest_at,
)
from plugins.search_index.index_files import IndexFiles
from plugins.search_index.lengths import length_code
from plugins.search_index.lexicon import Block, Form, backwards, cut_blocks, read_forms, rounded
from plugins.search_index.packs import add_pack
from plugins.search_index.postings import DocumentPostings, postings_of
from plugins.search_index.records import PER_PACK
from plugins.search_index.recutting import Steps, recut
from plugins.search_index.term_lists import EMPTY, Posting, TermList, replaced, with_lengths
from plugins.search_index.term_shards import (
    Entry,
    Shard,
    cut_shards,
    entry_of,
    read_entries,
    term_list_of,
)

__all__ = ["Kept", "update_index"]

_MOST_CHANGES = 48  # documents; above that, all of it is made anew


class Kept(Protocol):
    """What lies on the shelf."""

    def payload(self, key: str) -> bytes:
        """The payload of a file of the index."""

    def words(self, number: int) -> KeptWords:
        """A part of the words; empty where there is none."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What becomes of one document."""

    number: int
    before: DocumentPostings
    after: DocumentPostings


def update_index(state: IndexState, source: Source, kept: Kept) -> MadeIndex | None:
    """The index after an edit; None if so much has changed that it has to be made anew."""
    numbers = _changed(state, source)
    if numbers is None:
        return None
    words = {part: list(kept.words(part)) for part in {_part(number) for number in numbers}}
    changes = _changes(state, source, words, numbers)
    if changes is None:
        return None
    files = IndexFiles(set(state.files()) | {state.head})
    update = _Update(state, source, kept, files, changes)
    return MadeIndex(update.state(), files, words)


def _changed(state: IndexState, source: Source) -> list[int] | None:
    """The numbers of the documents that are not as they were; None if they are too many."""
    count = len(source.documents)
    if state.key != source.key or not state.count <= count <= state.count + _MOST_CHANGES:
        return None
    if Limits.of(count) != Limits.of(state.count):
        return None
    old, new = state.digests, source.digests
    numbers = list(_different(old, new, count))
    return numbers if len(numbers) <= _MOST_CHANGES else None


def _different(old: bytes, new: bytes, count: int) -> Iterator[int]:
    """The numbers under which digests differ; equal ones are passed over many at a time."""
    step = DOCUMENTS_KEPT_TOGETHER
    for start in range(0, count, step):
        bounds = slice(start * DIGEST_BYTES, (start + step) * DIGEST_BYTES)
        if old[bounds] != new[bounds]:
            for number in range(start, min(start + step, count)):
                if digest_at(old, number) != digest_at(new, number):
                    yield number


def _part(number: int) -> int:
    return number // DOCUMENTS_KEPT_TOGETHER


def _changes(
    state: IndexState, source: Source, words: dict[int, KeptWords], numbers: Iterable[int]
) -> list[_Change] | None:
    """The changes; puts the new words in the place of the old. None if the old are not there."""
    changes = []
    for number in numbers:
        part, place = words[_part(number)], number % DOCUMENTS_KEPT_TOGETHER
        document = source.documents[number]
        body = source.body_of(document)
        new = words_of(document, body) if body else None
        entry = (digest_at(source.digests, number), new)
        old = None
        if number < state.count:
            if place >= len(part) or part[place][0] != digest_at(state.digests, number):
                return None
            old = part[place][1]
            part[place] = entry
        elif place == len(part):
            part.append(entry)
        else:
            return None
        changes.append(_Change(number, postings_of(old), postings_of(new)))
    return changes


class _Update:
    """One update, step by step."""

    def __init__(
        self,
        state: IndexState,
        source: Source,
        kept: Kept,
        files: IndexFiles,
        changes: Sequence[_Change],
    ) -> None:
        self._old = state
        self._source = source
        self._load = kept.payload
        self._files = files
        self._changes = changes
        self._most_inside = Limits.of(len(source.documents)).most_inside
        self._new_lengths = self._lengths()

    def state(self) -> IndexState:
        """The state after the update."""
        other_terms = Counter({(form, term): n for form, term, n in self._old.other_terms})
        form_counts = dict(self._old.form_counts)
        forms = self._changed_forms(form_counts, other_terms)
        reversed_forms = {backwards(form): entry and entry.bare() for form, entry in forms.items()}
        parts = IndexParts(
            terms=self._terms(),
            forward=self._blocks(self._old.forward, forms),
            backward=self._blocks(self._old.backward, reversed_forms),
            packs=self._packs(),
            lengths=self._new_lengths,
            text_total=self._old.text_total
            + sum(each.after.text_length - each.before.text_length for each in self._changes),
            title_total=self._old.title_total
            + sum(each.after.title_length - each.before.title_length for each in self._changes),
            has_other_terms=bool(other_terms),
        )
        return finished(parts, self._source, self._files, form_counts, other_terms)

    def _lengths(self) -> bytes:
        lengths = bytearray(self._old.lengths.ljust(len(self._source.documents), b"\0"))
        for change in self._changes:
            lengths[change.number] = length_code(change.after.text_length)
        return bytes(lengths)

    def _packs(self) -> list[str]:
        names = list(self._old.packs)
        for number in sorted({change.number // PER_PACK for change in self._changes}):
            documents = self._source.documents[number * PER_PACK : (number + 1) * PER_PACK]
            bodies = [self._source.body_of(document) for document in documents]
            names[number : number + 1] = [add_pack(number, self._source, self._files, bodies)]
        return names

    def _terms(self) -> list[Shard]:
        changed = self._changed_terms()

        def read(shards: Sequence[Shard]) -> dict[bytes, Entry]:
            return {
                entry.key: entry for shard in shards for entry in read_entries(shard, self._load)
            }

        def change(key: bytes, entry: Entry | None) -> Entry | None:
            if entry and (longer := self._appended(entry, changed[key])):
                return longer
            term = term_list_of(entry, self._load) if entry else self._empty(key)
            for number, posting in changed[key]:
                term = replaced(term, number, posting)
            if not term.df:
                return None
            return entry_of(key, self._with_right_lengths(key, term), self._files)

        def cut(entries: dict[bytes, Entry]) -> Iterator[Shard]:
            return cut_shards(list(entries.values()), self._files)

        return list(recut(self._old.terms, sorted(changed), TERMS, Steps(read, change, cut)))

    def _appended(
        self, entry: Entry, postings: Sequence[tuple[int, Posting | None]]
    ) -> Entry | None:
        """A long list to which nothing but new documents is added, where that is all."""
        added = [(number, posting) for number, posting in postings if posting]
        is_new = all(number >= self._old.count for number, _ in postings)
        if not entry.list_name or not is_new or len(added) < len(postings):
            return None
        has_lengths = is_word(entry.key) and entry.df + len(added) <= self._most_inside
        if has_lengths != entry.has_lengths:
            return None
        return appended_entry(entry, added, self._load, self._files)

    def _empty(self, key: bytes) -> TermList:
        return replace(EMPTY, has_lengths=is_word(key) and self._most_inside > 0)

    def _with_right_lengths(self, key: bytes, term: TermList) -> TermList:
        wanted = is_word(key) and term.df <= self._most_inside
        return term if term.has_lengths == wanted else with_lengths(term, wanted, self._new_lengths)

    def _changed_terms(self) -> dict[bytes, list[tuple[int, Posting | None]]]:
        changed: dict[bytes, list[tuple[int, Posting | None]]] = {}
        for change in self._changes:
            before, after = change.before.postings, change.after.postings
            for key in before.keys() | after.keys():
                if not self._is_same(before.get(key), after.get(key)):
                    changed.setdefault(key, []).append((change.number, after.get(key)))
        return changed

    def _is_same(self, before: Posting | None, after: Posting | None) -> bool:
        if self._most_inside or before is None or after is None:
            return before == after
        return replace(before, length=after.length) == after  # lists hold no lengths

    def _changed_forms(
        self, counts: dict[bytes, int], other_terms: Counter[tuple[bytes, bytes]]
    ) -> dict[bytes, Form | None]:
        """The forms that a block has to show otherwise; None for those that are gone.

        Brings the counts up to date.
        """
        touched: set[bytes] = set()
        for change in self._changes:
            for forms, step in ((change.before.forms, -1), (change.after.forms, 1)):
                for form, terms in forms.items():
                    counts[form] = counts.get(form, 0) + step
                    other_terms.update({(form, term): step for term in terms})
                    touched.add(form)
        terms_of = _by_form(other_terms)
        may_differ = bool(other_terms or self._old.other_terms)
        changed: dict[bytes, Form | None] = {}
        for form in sorted(touched):
            if not counts[form]:
                del counts[form]
                changed[form] = None
            elif may_differ or rounded(counts[form]) != rounded(self._old.form_counts.get(form, 0)):
                changed[form] = Form(counts[form], terms_of.get(form, ()))
        return changed

    def _blocks(self, blocks: Sequence[Block], changed: Mapping[bytes, Form | None]) -> list[Block]:
        def read(blocks: Sequence[Block]) -> dict[bytes, Form]:
            return {
                form: entry for block in blocks for form, entry in read_forms(block, self._load)
            }

        def cut(forms: dict[bytes, Form]) -> Iterator[Block]:
            return cut_blocks(list(forms.items()), self._files)

        steps = Steps(read, lambda form, _: changed[form], cut)
        return list(recut(blocks, sorted(changed), FORMS, steps))


def _by_form(other_terms: Counter[tuple[bytes, bytes]]) -> dict[bytes, tuple[bytes, ...]]:
    for pair in [pair for pair, count in other_terms.items() if not count]:
        del other_terms[pair]
    terms: dict[bytes, list[bytes]] = {}
    for form, term in sorted(other_terms):
        terms.setdefault(form, []).append(term)
    return {form: tuple(each) for form, each in terms.items()}
