"""Bringing an index up to date after a small edit: only what the edit touches is made anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from plugins.search_index.appending import appended_entry
from plugins.search_index.changes import Changes, Kept, changes_of
from plugins.search_index.cutting import FORMS, TERMS
from plugins.search_index.differences import differences_of
from plugins.search_index.documents import is_word
from plugins.search_index.finishing import finished
from plugins.search_index.head import IndexParts
from plugins.search_index.index import IndexState, Limits, MadeIndex, Source
from plugins.search_index.index_files import IndexFiles
from plugins.search_index.lengths import length_code
from plugins.search_index.lexicon import Block, Form, backwards, cut_blocks, read_forms, rounded
from plugins.search_index.packs import add_pack
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

if TYPE_CHECKING:
    from plugins.search_index.renumbering import Renumbering

__all__ = ["update_index"]


def update_index(state: IndexState, source: Source, kept: Kept) -> MadeIndex | None:
    """The index after an edit; None if so much has changed that it has to be made anew."""
    if state.key != source.key or Limits.of(len(source.documents)) != Limits.of(state.count):
        return None
    differences = differences_of(state.digests, source.digests)
    changes = changes_of(state, source, kept, differences) if differences else None
    if changes is None:
        return None
    files = IndexFiles(set(state.files()) | {state.head})
    update = _Update(state, source, kept, files, changes)
    return MadeIndex(update.state(), files, changes.words)


@dataclass(slots=True)
class _Edits:
    """What becomes of one list: postings by the numbers before documents moved, and by those now.

    None takes a document out.
    """

    before: list[tuple[int, Posting | None]] = field(default_factory=list)
    now: list[tuple[int, Posting | None]] = field(default_factory=list)


class _Update:
    """One update, step by step."""

    def __init__(
        self,
        state: IndexState,
        source: Source,
        kept: Kept,
        files: IndexFiles,
        changes: Changes,
    ) -> None:
        self._old = state
        self._source = source
        self._load = kept.payload
        self._files = files
        self._changes = changes.documents
        self._differences = changes.differences
        self._most_inside = Limits.of(len(source.documents)).most_inside
        self._renumbering: Renumbering | None = None
        if changes.differences.renumbers:
            # Late: with numpy, which most edits can do without.
            from plugins.search_index.renumbering import Renumbering

            self._renumbering = Renumbering(changes.differences, self._load, files)
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
        lengths = self._differences.moved(self._old.lengths)
        come = set(self._differences.come)
        for change in self._changes:
            if change.number in come and (change.is_new or not self._renumbering):
                lengths[change.number] = length_code(change.after.text_length)
        return bytes(lengths)

    def _packs(self) -> list[str]:
        documents = self._source.documents
        names = self._old.packs[: -(-len(documents) // PER_PACK)]
        for number in self._differences.touched(PER_PACK):
            some = documents[number * PER_PACK : (number + 1) * PER_PACK]
            bodies = [self._source.body_of(document) for document in some]
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
            term = self._edited(term, changed[key])
            if not term.df:
                return None
            return entry_of(key, self._with_right_lengths(key, term), self._files)

        def cut(entries: dict[bytes, Entry]) -> Iterator[Shard]:
            return cut_shards(list(entries.values()), self._files)

        others = self._renumbering.entries if self._renumbering else None
        steps = Steps(read, change, cut, others)
        return list(recut(self._old.terms, sorted(changed), TERMS, steps))

    def _edited(self, term: TermList, edits: _Edits) -> TermList:
        for number, posting in edits.before:
            term = replaced(term, number, posting)
        if self._renumbering:
            term = self._renumbering.term(term)
        for number, posting in edits.now:
            term = replaced(term, number, posting)
        return term

    def _appended(self, entry: Entry, edits: _Edits) -> Entry | None:
        """A long list to which nothing but new documents is added, where that is all."""
        added = [(number, posting) for number, posting in edits.before if posting]
        is_new = all(number >= self._old.count for number, _ in edits.before)
        if not entry.list_name or not is_new or self._renumbering or len(added) < len(edits.before):
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

    def _changed_terms(self) -> dict[bytes, _Edits]:
        changed: defaultdict[bytes, _Edits] = defaultdict(_Edits)
        for change in self._changes:
            before, after = change.before.postings, change.after.postings
            for key in before.keys() | after.keys():
                if not self._is_same(before.get(key), after.get(key)):
                    edits = changed[key]
                    numbered = (change.number, after.get(key))
                    (edits.now if change.is_new else edits.before).append(numbered)
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
