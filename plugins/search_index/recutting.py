"""Changing some keys of what lies in pieces: only pieces that hold them are read and cut anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from plugins.search_index.cutting import Cutting

__all__ = ["Steps", "recut"]


class _Piece(Protocol):
    @property
    def first(self) -> bytes:
        """Its first key."""


_P = TypeVar("_P", bound=_Piece)
_I = TypeVar("_I")


@dataclass(frozen=True, slots=True)
class Steps(Generic[_P, _I]):
    """How pieces become items by key, how an item changes, and how sorted items are cut.

    Where all items change a little, `others` does that for those that are not changed themselves.
    """

    read: Callable[[Sequence[_P]], dict[bytes, _I]]
    change: Callable[[bytes, _I | None], _I | None]
    cut: Callable[[dict[bytes, _I]], Iterator[_P]]
    others: Callable[[dict[bytes, _I]], dict[bytes, _I]] | None = None


def recut(
    pieces: Sequence[_P], changed: Sequence[bytes], cutting: Cutting, steps: Steps[_P, _I]
) -> Iterator[_P]:
    """The pieces after these keys have changed; those that hold none of them stay."""
    done: list[list[_P] | dict[bytes, _I]] = []
    for group, keys in _groups(pieces, changed, cutting):
        is_touched = keys or steps.others
        done.append(_with_changes(steps, steps.read(group), keys) if is_touched else group)
        # A group that has lost the key which opened it belongs to the one before.
        if len(done) > 1 and isinstance(last := done[-1], dict) and not _opens(last, cutting):
            before = done[-2]
            done[-2:] = [{**(before if isinstance(before, dict) else steps.read(before)), **last}]
        while len(done) > 1:  # what another group has come behind is as it will be
            yield from _cut(done.pop(0), steps)
    for each in done:
        yield from _cut(each, steps)


def _cut(group: list[_P] | dict[bytes, _I], steps: Steps[_P, _I]) -> Iterator[_P]:
    yield from group if isinstance(group, list) else steps.cut(group)


def _opens(items: Mapping[bytes, object], cutting: Cutting) -> bool:
    return bool(items) and cutting.opens(next(iter(items)))


def _groups(
    pieces: Sequence[_P], changed: Sequence[bytes], cutting: Cutting
) -> Iterator[tuple[list[_P], list[bytes]]]:
    """Runs of pieces between keys that always open one, with the changed keys in each."""
    starts = [n for n, piece in enumerate(pieces) if n == 0 or cutting.opens(piece.first)] or [0]
    firsts = [piece.first for piece in pieces]
    ends = [*starts[1:], len(pieces)]
    done = 0
    for start, end in zip(starts, ends, strict=True):
        until = bisect_left(changed, firsts[end]) if end < len(pieces) else len(changed)
        yield list(pieces[start:end]), list(changed[done:until])
        done = until


def _with_changes(
    steps: Steps[_P, _I], items: dict[bytes, _I], keys: Iterable[bytes]
) -> dict[bytes, _I]:
    changed = {key: steps.change(key, items.pop(key, None)) for key in keys}
    if steps.others:
        items = steps.others(items)
    items.update((key, item) for key, item in changed.items() if item is not None)
    return dict(sorted(items.items()))
