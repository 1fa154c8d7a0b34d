"""Outputs that last build knew: of which it is known, without working them out, how they come out.

For each `Deferred` the shelf holds the paths of its outputs and their fingerprints. While its key
is the same, that is enough to see whether a published file is current; only where it is not are
the outputs worked out. A cache: whatever is on the shelf, the same site is published, because a
key stands for everything that the outputs come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from plugins.site_outputs.output import Deferred, Output
from plugins.site_outputs.shelf import Shelf, shelf_path

__all__ = ["Group", "KnownOutput", "Remembered", "open_remembered", "outputs_of", "real_outputs"]

_KEY = "outputs"
_Paths = tuple[tuple[str, bytes], ...]  # with the fingerprint of each


@dataclass(frozen=True, slots=True)
class KnownOutput:
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


@dataclass(frozen=True, slots=True)
class Group:
    """The paths that a `Deferred` stands for."""

    key: bytes
    paths: tuple[str, ...]


class Remembered:
    """What is known of outputs, under a salt that stands for code and settings."""

    def __init__(self, shelf: Shelf, salt: bytes) -> None:
        self._shelf = shelf
        self._salt = salt
        self._known = self._read()

    def find(self, deferred: Deferred) -> Sequence[KnownOutput] | None:
        """What is known of deferred outputs; None where they have to be worked out."""
        known = self._known.get(deferred.key)
        if known is None:
            return None
        return [KnownOutput(path, fingerprint, deferred) for path, fingerprint in known]

    def keep(self, groups: Iterable[Group], fingerprints: Mapping[str, bytes]) -> None:
        """Remembers these groups and no others."""
        known = {
            group.key: tuple((path, fingerprints[path]) for path in group.paths) for group in groups
        }
        if known != self._known:
            self._shelf.change([(_KEY, _encode((self._salt, known)))])

    def _read(self) -> dict[bytes, _Paths]:
        data = self._shelf.find(_KEY)
        if data is None:
            return {}
        try:
            salt, known = _decode(data)
        except msgspec.MsgspecError:
            return {}
        return known if salt == self._salt else {}


@contextmanager
def open_remembered(store: Path, salt: bytes) -> Iterator[Remembered]:
    """What was remembered beside a parse store. Raises StoreDamaged."""
    with Shelf.open_or_rebuild(shelf_path(store, "plan")) as shelf:
        yield Remembered(shelf, salt)


def outputs_of(
    planned: Iterable[Output | Deferred], remembered: Remembered | None
) -> tuple[list[Output | KnownOutput], list[Group]]:
    """All outputs, worked out as far as nothing is known of them, and how they are grouped."""
    outputs: list[Output | KnownOutput] = []
    groups: list[Group] = []
    for each in planned:
        if isinstance(each, Output):
            outputs.append(each)
            continue
        known = remembered.find(each) if remembered else None
        found = tuple(each.build()) if known is None else known
        outputs += found
        groups.append(Group(each.key, tuple(output.path for output in found)))
    return outputs, groups


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
_decode = msgspec.msgpack.Decoder(tuple[bytes, dict[bytes, _Paths]]).decode
