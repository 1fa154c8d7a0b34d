"""What a shelf holds of an index: its state, its files by their keys, the words in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from plugins.explainers.site import Site
from plugins.search_index.index import IndexState, KeptWords, MadeIndex, RawWords
from plugins.search_index.index_files import inflated
from plugins.site_outputs.database import RowMissing
from plugins.site_outputs.shelf import Shelf
from plugins.site_outputs.workers import batched

__all__ = ["STATE", "KeptIndex", "all_files", "shelf_name"]

STATE = "state"
_PACKS_AT_ONCE = 256

_encode = msgspec.msgpack.Encoder().encode
_decode_state = msgspec.msgpack.Decoder(IndexState).decode
_decode_words = msgspec.msgpack.Decoder(KeptWords).decode
_decode_raw_words = msgspec.msgpack.Decoder(RawWords).decode


def shelf_name(site: Site) -> str:
    """The shelf of a site's index; `serve` shows more than is published, and has its own."""
    return "search-unpublished" if site.show_unpublished else "search"


class KeptIndex:
    """An index on its shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def state(self) -> IndexState | None:
        """The state, if there is one of this version."""
        data = self._shelf.find(STATE)
        try:
            return _decode_state(data) if data is not None else None
        except msgspec.MsgspecError:
            return None  # of another version

    def payload(self, key: str) -> bytes:
        """What a file holds."""
        return inflated(self._shelf.get(key))

    def words(self, number: int) -> KeptWords:
        """A part of the words."""
        data = self._shelf.find(_words_key(number))
        return _decode_words(data) if data is not None else []

    def raw_words(self, number: int) -> RawWords:
        """The same, as they lie there."""
        data = self._shelf.find(_words_key(number))
        return _decode_raw_words(data) if data is not None else []

    def clear(self) -> None:
        """Forgets everything: it is of another version."""
        self._shelf.clear()

    def keep(self, number: int, words: KeptWords) -> None:
        """Puts a part of the words on the shelf.

        Should the rest not follow, the next update finds that they do not belong to the state.
        """
        self._shelf.change([(_words_key(number), _encode(words))])

    def put_packs(self, packs: Iterable[tuple[str, bytes]]) -> None:
        """Puts packs of records on the shelf, some at a time: another process writes there too."""
        for some in batched(packs, _PACKS_AT_ONCE):
            self._shelf.change(some)

    def put(self, made: MadeIndex, before: IndexState | None) -> IndexState:
        """Puts all that is new on the shelf at once; returns the state that was put."""
        now = self.state()
        if before is not None and (now is None or now.head != before.head):
            raise RowMissing("another build has changed the index meanwhile")
        state = _with_retired(made.state, before)
        gone = set(before.retired) - all_files(state) if before is not None else set()
        self._shelf.change(_values(made, state), gone)
        return state


def _values(made: MadeIndex, state: IndexState) -> Iterator[tuple[str, bytes]]:
    yield from made.files.new.items()
    yield from ((_words_key(number), _encode(words)) for number, words in made.words)
    yield STATE, _encode(state)


def _with_retired(state: IndexState, before: IndexState | None) -> IndexState:
    # Another process may still be reading what the last state named.
    if before is None:
        return state
    return msgspec.structs.replace(state, retired=sorted(all_files(before) - all_files(state)))


def all_files(state: IndexState) -> set[str]:
    """The keys of all files of an index."""
    return {*state.files(), state.head}


def _words_key(number: int) -> str:
    return f"words/{number}"
