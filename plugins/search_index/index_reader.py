"""The index as Whoosh reads one: its own searcher then works on the published files.

Documents are numbered from the newest, withdrawn ones left out: Whoosh divides by how many
numbers there are, and of equal scores it takes the lowest number first. A term with NUL
characters in it stands for several, as if they were one: it is in each document that any of
them is in, as often as all of them together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from whoosh.fields import ID, TEXT, Schema
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import IndexReader, TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from plugins.search_index.documents import is_word
from plugins.search_index.index import IndexState
from plugins.search_index.term_lists import TermList, read_list, read_positions
from plugins.search_index.term_shards import Entry, Shard, read_entries, term_list_of

__all__ = ["KEYS", "SEPARATOR", "TEXT_FIELD", "TITLE", "ArchiveReader"]

TEXT_FIELD = "text"
TITLE = "title"
KEYS = "keys"  # what documents are listed under besides words (docs/search.md, "Term shards")
SEPARATOR = "\0"


@dataclass(frozen=True, slots=True)
class _Postings:
    """A term in a field: documents by Whoosh's numbers, ascending, and what is told of each."""

    documents: list[int]
    frequencies: list[int]
    lengths: list[int]  # of the field
    positions: Callable[[], list[list[int]]]


class ArchiveReader(IndexReader):  # type: ignore[misc]  # Whoosh has no types
    """Reads an index whose files `load` gives by their keys.

    `live` are the numbers of the documents that are searched, ascending. Lengths of titles
    are known of documents with a term that has been asked for.
    """

    schema = Schema(**{TEXT_FIELD: TEXT(), TITLE: TEXT(phrase=False), KEYS: ID()})

    def __init__(
        self, state: IndexState, live: Sequence[int], load: Callable[[str], bytes]
    ) -> None:
        self._state = state
        self._load = load
        self._numbers = list(reversed(live))
        self._title_lengths: dict[int, int] = {}
        # Of this reader alone, so it goes when the reader goes.
        self._postings = lru_cache(maxsize=None)(self._read_postings)
        self._entries = lru_cache(maxsize=None)(self._read_shard)

    def number(self, document: int) -> int:
        """The number in the index of what Whoosh knows by another."""
        return self._numbers[document]

    def document(self, number: int) -> int:
        """Whoosh's number of what has this one in the index."""
        return self._documents[number]

    def find(self, term: str) -> Entry | None:
        """A term or key as it stands in the index."""
        key = term.encode()
        place = bisect_right(self._firsts, key) - 1
        return self._entries(place).get(key) if place >= 0 else None

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return bool(self._postings(*term).documents)

    def indexed_field_names(self) -> list[str]:
        """All fields."""
        return [TEXT_FIELD, TITLE, KEYS]

    def all_terms(self) -> Iterator[tuple[str, bytes]]:
        """(field, term) of all terms, by field."""
        for field in sorted(self.indexed_field_names()):
            for place in range(len(self._firsts)):
                for key, entry in self._entries(place).items():
                    if _is_in_field(field, entry):
                        yield field, key

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """What Whoosh wants to know of a term. Raises TermNotFound."""
        found = self._found(fieldname, text)
        return TermInfo(
            weight=sum(found.frequencies),
            df=len(found.documents),
            minlength=min(found.lengths),
            maxlength=max(found.lengths),
            maxweight=max(found.frequencies),
            minid=found.documents[0],
            maxid=found.documents[-1],
        )

    def has_deletions(self) -> bool:
        """Nothing is ever deleted here."""
        return False

    def is_deleted(self, docnum: int) -> bool:
        """Nothing is ever deleted here."""
        return False

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """What a document is, beside its terms: its number in the index."""
        return {"number": self.number(docnum)}

    def doc_count_all(self) -> int:
        """How many documents are searched."""
        return len(self._numbers)

    doc_count = doc_count_all

    def frequency(self, fieldname: str, text: bytes) -> int:
        """How often a term stands in all documents."""
        return sum(self._postings(fieldname, text).frequencies)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term stands."""
        return len(self._postings(fieldname, text).documents)

    def field_length(self, fieldname: str) -> int:
        """The sum of a field's exact lengths."""
        totals = {TEXT_FIELD: self._state.text_total, TITLE: self._state.title_total}
        return totals.get(fieldname, 0)

    def min_field_length(self, fieldname: str) -> int:
        """The shortest text; of titles no more than that they may be empty."""
        return min(self._text_lengths, default=0) if fieldname == TEXT_FIELD else 0

    def max_field_length(self, fieldname: str) -> int:
        """The longest text, and what no title is longer than."""
        return max(self._text_lengths, default=0)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The length of a document's field, as Whoosh rounds it."""
        if fieldname == TEXT_FIELD:
            return self._text_lengths[docnum]
        return self._title_lengths.get(docnum, default)

    def postings(self, fieldname: str, text: bytes, scorer: Any = None) -> ListMatcher:
        """The documents with a term. Raises TermNotFound."""
        found = self._found(fieldname, text)
        spelling = self.schema[fieldname].format
        return ListMatcher(
            found.documents,
            [float(frequency) for frequency in found.frequencies],
            values=_Values(found, spelling) if fieldname == TEXT_FIELD else None,
            format=spelling,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        """The index is by terms alone."""
        return False

    def vector(self, docnum: int, fieldname: str, format_: Any = None) -> Any:
        """Raises KeyError: see `has_vector`."""
        raise KeyError(docnum)

    @cached_property
    def _firsts(self) -> list[bytes]:
        return [shard.first for shard in self._state.terms]

    @cached_property
    def _documents(self) -> dict[int, int]:
        """From numbers in the index to Whoosh's."""
        return {number: document for document, number in enumerate(self._numbers)}

    @cached_property
    def _text_lengths(self) -> list[int]:
        length_of_code = [byte_to_length(code) for code in range(256)]
        codes = self._state.lengths
        return [length_of_code[codes[number]] for number in self._numbers]

    def _read_shard(self, place: int) -> dict[bytes, Entry]:
        shard: Shard = self._state.terms[place]
        return {entry.key: entry for entry in read_entries(shard, self._load)}

    def _found(self, fieldname: str, text: bytes) -> _Postings:
        found = self._postings(fieldname, text)
        if not found.documents:
            raise TermNotFound((fieldname, text))
        return found

    def _read_postings(self, fieldname: str, text: bytes) -> _Postings:
        terms = text.decode().split(SEPARATOR)
        entries = filter(None, map(self.find, terms))
        wanted = [entry for entry in entries if _is_in_field(fieldname, entry)]
        lists = [self._one_list(fieldname, term_list_of(entry, self._load)) for entry in wanted]
        return lists[0] if len(lists) == 1 else _merged(lists)

    def _one_list(self, fieldname: str, term: TermList) -> _Postings:
        streams = read_list(term)
        documents = [self._documents[number] for number in streams.documents]
        if fieldname == TITLE:
            documents = [documents[place] for place in streams.title_places]
            frequencies = streams.title_frequencies
            lengths = [byte_to_length(code) for code in streams.title_lengths]
            self._title_lengths.update(zip(documents, lengths, strict=True))
        else:
            frequencies = streams.frequencies
            lengths = [self._text_lengths[document] for document in documents]

        def positions() -> list[list[int]]:
            return read_positions(term.positions)[::-1]

        # The index counts from the oldest.
        return _Postings(documents[::-1], frequencies[::-1], lengths[::-1], positions)


class _Values(Sequence[bytes]):
    """The positions in each document, spelled as Whoosh does; read when first asked for."""

    def __init__(self, postings: _Postings, spelling: Format) -> None:
        self._postings = postings
        self._spelling = spelling

    def __len__(self) -> int:
        return len(self._postings.documents)

    def __getitem__(self, place: Any) -> Any:
        return self._spelling.encode(self._positions[place])

    @cached_property
    def _positions(self) -> list[list[int]]:
        return self._postings.positions()


def _is_in_field(field: str, entry: Entry) -> bool:
    if not is_word(entry.key):
        return field == KEYS
    return field == TEXT_FIELD or (field == TITLE and entry.titles > 0)


def _merged(lists: Sequence[_Postings]) -> _Postings:
    frequencies: dict[int, int] = {}
    lengths: dict[int, int] = {}
    for each in lists:
        for document, frequency in zip(each.documents, each.frequencies, strict=True):
            frequencies[document] = frequencies.get(document, 0) + frequency
        lengths.update(zip(each.documents, each.lengths, strict=True))
    documents = sorted(frequencies)

    def positions() -> list[list[int]]:
        found: dict[int, list[int]] = {document: [] for document in documents}
        for each in lists:
            for document, places in zip(each.documents, each.positions(), strict=True):
                found[document] += places
        return [sorted(found[document]) for document in documents]

    return _Postings(
        documents,
        [frequencies[document] for document in documents],
        [lengths[document] for document in documents],
        positions,
    )
