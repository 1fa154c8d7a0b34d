"""Outputs that last build knew: of which it is known, without working them out, how they come out.

For each `Deferred` the shelf holds the paths of its outputs and their fingerprints. While one of
its keys is the same, that is enough to see whether a published file is current; only where it is
not are the outputs worked out. A cache: whatever is on the shelf, the same site is published,
because a key stands for everything that the outputs come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from plugins.site_outputs.output import Deferred, Output
from plugins.site_outputs.shelf import Shelf, shelf_path

__all__ = [
    "Found",
    "Group",
    "KnownOutput",
    "KnownPlan",
    "Meanwhile",
    "Remembered",
    "open_remembered",
    "outputs_of",
    "real_outputs",
]

_KEY = "outputs"
_Paths = tuple[tuple[str, bytes], ...]  # with the fingerprint of each
_Known = tuple[bytes, _Paths]  # with the finer key, or b""


class KnownOutput(NamedTuple):  # of which most plans make one for each file
    """An output as far as last build knew it; `deferred` works it out."""

    path: str
    fingerprint: bytes
    deferred: Deferred

    @property
    def origin(self) -> None:
        """Not known."""

    @property
    def of(self) -> None:
        """What is deferred is not made of other outputs."""


class Group(NamedTuple):
    """The paths that a `Deferred` stands for, by its keys; `finer` is empty where it has none."""

    key: bytes
    paths: tuple[str, ...]
    finer: bytes = b""


# A finer key (see `Deferred`), and the outputs as far as they are known.
Found = tuple[bytes, Sequence[Output | KnownOutput]]


class KnownPlan(Protocol):
    """Where to look for deferred outputs before they are worked out.

    `sound_paths` is the digest of all paths of last time, if they got on with each other.
    `may_wait` is whether outputs of a folder of their own need not be known yet.
    """

    may_wait: bool

    @property
    def sound_paths(self) -> bytes:
        """See above."""

    def find(self, deferred: Deferred) -> Found | None:
        """What is known under `deferred.key`."""

    def find_by_finer(self, finer: bytes, deferred: Deferred) -> Found | None:
        """What is known under what `deferred.finer` gives."""


class Remembered:
    """What is known of outputs, under a salt that stands for code and settings."""

    may_wait = False

    def __init__(self, shelf: Shelf, salt: bytes) -> None:
        self._shelf = shelf
        self._salt = salt

    @property
    def sound_paths(self) -> bytes:
        """The digest of all paths, if they got on with each other."""
        return self._read[0]

    def find(self, deferred: Deferred) -> Found | None:
        """What is known under `deferred.key`."""
        return _found(self._known.get(deferred.key), deferred)

    def find_by_finer(self, finer: bytes, deferred: Deferred) -> Found | None:
        """What is known under what `deferred.finer` gives."""
        return _found(self._by_finer.get(finer), deferred)

    def keep(
        self, groups: Iterable[Group], fingerprints: Mapping[str, bytes], sound_paths: bytes
    ) -> None:
        """Remembers these groups and no others."""
        known = {
            group.key: (group.finer, [(path, fingerprints[path]) for path in group.paths])
            for group in groups
        }
        self._shelf.change([(_KEY, _encode((self._salt, sound_paths, known)))])

    @cached_property
    def _read(self) -> tuple[bytes, dict[bytes, _Known]]:
        data = self._shelf.find(_KEY)
        if data is not None:
            with suppress(msgspec.MsgspecError):
                salt, sound_paths, known = _decode(data)
                if salt == self._salt:
                    return sound_paths, known
        return b"", {}

    @cached_property
    def _known(self) -> dict[bytes, _Known]:
        return self._read[1]

    @cached_property
    def _by_finer(self) -> dict[bytes, _Known]:
        return {known[0]: known for known in self._known.values() if known[0]}


def _found(known: _Known | None, deferred: Deferred) -> Found | None:
    if known is None:
        return None
    finer, paths = known
    return finer, [KnownOutput(path, fingerprint, deferred) for path, fingerprint in paths]


@contextmanager
def open_remembered(store: Path, salt: bytes) -> Iterator[Remembered]:
    """What was remembered beside a parse store. Raises StoreDamaged."""
    with Shelf.open_or_rebuild(shelf_path(store, "plan")) as shelf:
        yield Remembered(shelf, salt)


# What can be done with outputs that are there already while others are waited for.
Meanwhile = Callable[[Sequence[Output | KnownOutput]], None]


@dataclass(slots=True)
class PlannedOutputs:
    """All outputs as far as they are known, how they are grouped, and those that wait.

    `apart` are the paths of outputs that have a folder of their own (see `Deferred.under`).
    """

    outputs: list[Output | KnownOutput] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    waiting: list[Deferred] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)


def outputs_of(
    planned: Iterable[Output | Deferred],
    known: KnownPlan | None = None,
    meanwhile: Meanwhile | None = None,
) -> PlannedOutputs:
    """The outputs of builders, worked out as far as nothing is known of them.

    `meanwhile` is given those that are there before what was begun elsewhere is waited for.
    """
    found = PlannedOutputs()
    unknown = list[tuple[Deferred, bytes]]()
    # What can be done elsewhere goes first: it is begun before there is any other work.
    for each in sorted(planned, key=_begins_elsewhere, reverse=True):
        if isinstance(each, Output):
            found.outputs.append(each)
        elif each.under and known and known.may_wait:
            found.waiting.append(each)
        elif known and (seen := known.find(each)):
            _add(found, each, *seen)
        else:
            finer = each.finer() if each.finer else b""
            if known and finer and (seen := known.find_by_finer(finer, each)):
                _add(found, each, *seen)
            else:
                if each.begin:
                    each.begin()
                unknown.append((each, finer))
    # And it is waited for when all else is done.
    _build(found, (pair for pair in unknown if not _begins_elsewhere(pair[0])))
    if meanwhile:
        meanwhile(found.outputs)
    _build(found, (pair for pair in unknown if _begins_elsewhere(pair[0])))
    return found


def _build(found: PlannedOutputs, unknown: Iterable[tuple[Deferred, bytes]]) -> None:
    for each, finer in unknown:
        _add(found, each, finer, tuple(each.build()))


def _begins_elsewhere(planned: Output | Deferred) -> bool:
    return isinstance(planned, Deferred) and planned.begin is not None


def _add(
    found: PlannedOutputs,
    deferred: Deferred,
    finer: bytes,
    outputs: Sequence[Output | KnownOutput],
) -> None:
    paths = tuple([output.path for output in outputs])
    found.outputs += outputs
    found.groups.append(Group(deferred.key, paths, finer))
    if deferred.under:
        found.apart += paths


def real_outputs(outputs: Sequence[Output | KnownOutput]) -> Iterator[Output]:
    """The outputs themselves, in their order."""
    built: dict[bytes, dict[str, Output]] = {}
    for output in outputs:
        if isinstance(output, Output):
            yield output
            continue
        key = output.deferred.key
        if key not in built:
            built[key] = {each.path: each for each in output.deferred.build()}
        yield built[key][output.path]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[bytes, bytes, dict[bytes, _Known]]).decode
