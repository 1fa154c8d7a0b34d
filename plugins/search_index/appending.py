"""Long lists to which a new document is added: at their end, for no other has a higher number.

Common words stand in half of the archive. To take their lists apart, as for any other edit, takes
longer than all else that a new explainer costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from plugins.search_index.index_files import IndexFiles
from plugins.search_index.term_lists import END, Posting, TermList, encoded_positions, parts_of
from plugins.search_index.term_shards import Entry, Load, is_one_file
from plugins.search_index.varints import encode_number, end_of_numbers, sum_of_numbers

__all__ = ["appended", "appended_entry"]

Added = tuple[int, Posting]  # with the number of a document


def appended_entry(
    entry: Entry, added: Iterable[Added], load: Load, files: IndexFiles
) -> Entry | None:
    """The entry of a list that lies in files, with more documents at its end.

    Their numbers ascend, and are above all in the list. None where that does not suffice: where
    the list becomes too long for one file.
    """
    more = tuple(added)
    df = entry.df + len(more)
    if not entry.once_name and not is_one_file(entry.key, df):
        return None
    data = load(f"lists/{entry.list_name}")
    once_name = entry.once_name
    count = entry.often if once_name else entry.df
    first = TermList(count, entry.titles, data, b"", entry.has_lengths)
    for_first = [each for each in more if not once_name or _is_often(each[1])]
    for number, posting in for_first:
        first = appended(first, number, posting)
    if once_name and len(for_first) < len(more):
        codes = entry.df - entry.often if entry.has_lengths else 0
        rest = [each for each in more if not _is_often(each[1])]
        once_name = _with_once(load(f"lists/{once_name}"), codes, rest, files)
    return Entry(
        entry.key,
        df,
        first.titles,
        entry.has_lengths,
        list_name=files.add_parts("lists", parts_of(first)) if for_first else entry.list_name,
        positions_name=_with_positions(entry, more, load, files),
        often=first.df if once_name else 0,
        once_name=once_name,
    )


def _is_often(posting: Posting) -> bool:
    return posting.frequency > 1 or posting.titles > 0


def appended(term: TermList, document: int, posting: Posting) -> TermList:
    """A list with one more document, whose number is above all in it."""
    documents, frequencies, rest = parts_of(term)
    lengths, rest = (rest[: term.df], rest[term.df :]) if term.has_lengths else (b"", rest)
    gaps_end = end_of_numbers(rest, term.titles)
    frequencies_end = end_of_numbers(rest, term.titles, gaps_end)
    title_places = rest[:gaps_end]
    in_titles = [title_places, rest[gaps_end:frequencies_end], rest[frequencies_end:]]
    if posting.titles:
        distance = term.df - sum_of_numbers(title_places)
        new = (distance, posting.titles, posting.title_length)
        in_titles = [
            *map(bytes.__add__, in_titles[:2], map(encode_number, new[:2])),
            in_titles[2] + bytes(new[2:]),
        ]
    data = b"".join(
        (
            documents + encode_number(document - sum_of_numbers(documents)),
            frequencies + encode_number(posting.frequency),
            lengths + bytes([posting.length] if term.has_lengths else ()),
            *in_titles,
        )
    )
    titles = term.titles + bool(posting.titles)
    positions = term.positions + _positions_of([(document, posting)])
    return replace(term, df=term.df + 1, titles=titles, data=data, positions=positions)


def _positions_of(added: Iterable[Added]) -> bytes:
    return b"".join(
        encoded_positions(posting.positions) + END for _, posting in added if posting.positions
    )


def _with_positions(
    entry: Entry, added: Iterable[Added], load: Callable[[str], bytes], files: IndexFiles
) -> str:
    if not entry.positions_name:
        return ""
    before = load(f"positions/{entry.positions_name}")
    return files.add("positions", before + _positions_of(added))


def _with_once(payload: bytes, codes: int, added: Iterable[Added], files: IndexFiles) -> str:
    """The file of documents that have a term once; `codes` is how many lengths are in it."""
    gaps, lengths = payload[: len(payload) - codes], payload[len(payload) - codes :]
    last = sum_of_numbers(gaps)
    for number, posting in added:
        gaps += encode_number(number - last)
        lengths += bytes([posting.length] if codes else ())
        last = number
    return files.add_parts("lists", (gaps, lengths))
