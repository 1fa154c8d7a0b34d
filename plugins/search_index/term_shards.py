"""Term shards: pieces of the sorted terms with their lists (docs/search.md, "Term shards")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from plugins.search_index.cutting import TERMS
from plugins.search_index.documents import is_word
from plugins.search_index.front_coding import front_coded, read_key
from plugins.search_index.index_files import IndexFiles
from plugins.search_index.term_lists import TermList, parts_of
from plugins.search_index.varints import Reader, encode_number

__all__ = [
    "Entry",
    "Load",
    "Shard",
    "cut_shards",
    "entry_of",
    "is_inside",
    "is_one_file",
    "read_entries",
    "term_list_of",
]

_MOST_INSIDE = 1536  # bytes of a list within a shard
_MOST_IN_ONE = 8192  # documents in one list
_SPLIT = 1  # stands for the size of a list that is two files; no list has one byte
_NAME_BYTES = 6
_NO_NAME = bytes(_NAME_BYTES)

Load = Callable[[str], bytes]  # the payload of a file by its key


class Shard(msgspec.Struct, frozen=True, array_like=True):
    """A shard: its first term, its name, and the keys of all files that belong to it."""

    first: bytes
    name: str
    files: tuple[str, ...]


class Entry(msgspec.Struct, frozen=True, gc=False):  # made in a quarter of a dataclass's time
    """A term as it stands in a shard: with its list inside, or with the names of files."""

    key: bytes
    df: int
    titles: int
    has_lengths: bool
    data: bytes = b""
    positions: bytes = b""
    list_name: str = ""
    positions_name: str = ""
    often: int = 0  # documents in that file, where there is another
    once_name: str = ""

    @property
    def size(self) -> int:
        """About how many bytes it takes in a shard; the same wherever it stands."""
        return len(self.key) + len(self.data) + 6


def entry_of(key: bytes, term: TermList, files: IndexFiles) -> Entry:
    """The entry of a term; a long list becomes a file."""
    if is_inside(len(term.data)):
        return Entry(key, term.df, term.titles, term.has_lengths, term.data, term.positions)
    positions_name = files.add("positions", term.positions) if is_word(key) else ""
    if is_one_file(key, term.df):
        list_name = files.add_parts("lists", parts_of(term))
        return Entry(
            key, term.df, term.titles, term.has_lengths, b"", b"", list_name, positions_name
        )
    from plugins.search_index.splitting import split  # late: with numpy, for large archives

    parts = split(term)
    return Entry(
        key,
        term.df,
        term.titles,
        term.has_lengths,
        list_name=files.add_parts("lists", parts_of(parts.often)),
        positions_name=positions_name,
        often=parts.often.df,
        once_name=files.add_parts("lists", parts.once),
    )


def is_inside(size: int) -> bool:
    """Whether a list of so many bytes lies within a shard."""
    return size <= _MOST_INSIDE


def is_one_file(key: bytes, df: int) -> bool:
    """Whether a long list of so many documents is one file, not two."""
    return df <= _MOST_IN_ONE or not is_word(key)


def term_list_of(entry: Entry, load: Load) -> TermList:
    """The list of an entry, wherever it lies."""
    data, positions = entry.data, entry.positions
    if entry.list_name:
        data = load(f"lists/{entry.list_name}")
        positions = load(f"positions/{entry.positions_name}") if entry.positions_name else b""
    if entry.once_name:
        from plugins.search_index.splitting import merged

        often = TermList(entry.often, entry.titles, data, positions, entry.has_lengths)
        return merged(often, load(f"lists/{entry.once_name}"), entry.df)
    return TermList(entry.df, entry.titles, data, positions, entry.has_lengths)


def cut_shards(entries: Sequence[Entry], files: IndexFiles) -> Iterator[Shard]:
    """The shards of sorted entries: of all, or from one that opens a shard on."""
    keys = [entry.key for entry in entries]
    for start, end in TERMS.pieces(keys, [entry.size for entry in entries]):
        yield _shard(entries[start:end], files)


def read_entries(shard: Shard, load: Load) -> Iterator[Entry]:
    """The entries of a shard, in their order."""
    reader = Reader(load(f"terms/{shard.name}"))
    positions_name = reader.take(_NAME_BYTES)
    bare = list(_bare_entries(reader))
    inside = Reader(b"")
    if positions_name != _NO_NAME:
        inside = Reader(load(f"positions/{positions_name.hex()}"))
    for entry, size in bare:
        if not size:
            yield entry
            continue
        data = reader.take(size)
        positions = inside.take(inside.number()) if inside.data else b""
        yield Entry(entry.key, entry.df, entry.titles, entry.has_lengths, data, positions)


def _bare_entries(reader: Reader) -> Iterator[tuple[Entry, int]]:
    """The entries without their lists, each with the size of its list inside the shard."""
    key = b""
    for _ in range(reader.number()):
        key = read_key(reader, key)
        df, titles, size = reader.number(), reader.number(), reader.number()
        inside, has_lengths = size >> 1, bool(size & 1)
        if inside > _SPLIT:
            yield Entry(key, df, titles, has_lengths), inside
            continue
        often = reader.number() if inside == _SPLIT else 0
        list_name, positions_name = (_name(reader.take(_NAME_BYTES)) for _ in range(2))
        yield (
            Entry(
                key,
                df,
                titles,
                has_lengths,
                list_name=list_name,
                positions_name=positions_name,
                often=often,
                once_name=_name(reader.take(_NAME_BYTES)) if inside == _SPLIT else "",
            ),
            0,
        )


def _shard(entries: Sequence[Entry], files: IndexFiles) -> Shard:
    inside = [entry for entry in entries if not entry.list_name]
    positions = b"".join(encode_number(len(entry.positions)) + entry.positions for entry in inside)
    has_positions = any(entry.positions for entry in inside)
    positions_name = files.add("positions", positions) if has_positions else ""
    payload = b"".join(
        (
            _name_bytes(positions_name),
            encode_number(len(entries)),
            *_heads(entries),
            *(entry.data for entry in inside),
        )
    )
    name = files.add("terms", payload)
    outside = _outside(entries)
    own = (f"terms/{name}", *((f"positions/{positions_name}",) if has_positions else ()))
    return Shard(entries[0].key, name, (*own, *outside))


def _outside(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.list_name:
            yield f"lists/{entry.list_name}"
        if entry.positions_name:
            yield f"positions/{entry.positions_name}"
        if entry.once_name:
            yield f"lists/{entry.once_name}"


def _heads(entries: Sequence[Entry]) -> Iterator[bytes]:
    keys = front_coded(entry.key for entry in entries)
    for key, entry in zip(keys, entries, strict=True):
        yield key
        size = _SPLIT if entry.once_name else len(entry.data)
        for number in (entry.df, entry.titles, size << 1 | entry.has_lengths):
            yield encode_number(number)
        if entry.once_name:
            yield encode_number(entry.often)
        if entry.list_name:
            yield _name_bytes(entry.list_name)
            yield _name_bytes(entry.positions_name)
        if entry.once_name:
            yield _name_bytes(entry.once_name)


def _name_bytes(name: str) -> bytes:
    return bytes.fromhex(name) if name else _NO_NAME


def _name(data: bytes) -> str:
    return "" if data == _NO_NAME else data.hex()
