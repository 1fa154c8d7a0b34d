"""The plan of a site: its archive, all of its outputs, and everything that is wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any

from plugins.explainers.archive import Archive, Counts
from plugins.explainers.link_targets import outside_problems
from plugins.explainers.problems import Problem
from plugins.explainers.site import Site
from plugins.site_outputs.known_outputs import Group, KnownOutput, KnownPlan, Meanwhile, outputs_of
from plugins.site_outputs.output import Deferred, Output

__all__ = ["Collected", "SitePlan", "collect_outputs", "output_problems"]

_LONGEST_PART = 255  # bytes of UTF-8, in the usual file systems


@dataclass(frozen=True, slots=True)
class SitePlan:
    """What a build is about to publish. With errors among `problems` it must not.

    `fingerprints` has those that are known by now, by the paths of outputs.
    """

    archive: Archive
    site: Site
    counts: Counts
    outputs: tuple[Output | KnownOutput, ...]  # by path
    problems: tuple[Problem, ...]
    store: Path
    salt: bytes
    groups: tuple[Group, ...] = ()
    waiting: tuple[Deferred, ...] = ()  # while serving: what nobody has asked for yet
    sound_paths: bytes = b""
    fingerprints: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Collected:
    """All outputs by path, how they are grouped, and the problems that only all of them show.

    `sound_paths` is a digest of all paths if they get on with each other, else empty.
    """

    outputs: tuple[Output | KnownOutput, ...]
    groups: tuple[Group, ...]
    waiting: tuple[Deferred, ...]
    problems: tuple[Problem, ...]
    sound_paths: bytes


def collect_outputs(
    builders: Iterable[Iterable[Output | Deferred]],
    outside_links: Iterable[Any],
    known: KnownPlan | None = None,
    meanwhile: Meanwhile | None = None,
) -> Collected:
    """What builders give; deferred outputs that are remembered are not worked out.

    `meanwhile` as in `outputs_of`.
    """
    planned = [each for built in builders for each in built]
    links = tuple(outside_links)
    collected = _collected(planned, links, known, meanwhile)
    if collected.problems and known:
        # A problem names the line that asked for an output, which only the output itself knows.
        return _collected(planned, links, None, meanwhile)
    return collected


def _collected(
    planned: Iterable[Output | Deferred],
    links: Sequence[Any],
    known: KnownPlan | None,
    meanwhile: Meanwhile | None,
) -> Collected:
    found = outputs_of(planned, known, meanwhile)
    outputs = tuple(sorted(found.outputs, key=attrgetter("path")))
    by_path = {output.path: output for output in outputs} if links else {}
    paths = _digest_of_paths(outputs, found.apart)
    # The same paths got on with each other last time.
    clashes = () if known and known.sound_paths == paths else tuple(output_problems(outputs))
    problems = (*clashes, *outside_problems(links, by_path))
    sound = b"" if clashes else paths
    return Collected(outputs, tuple(found.groups), tuple(found.waiting), problems, sound)


def _digest_of_paths(outputs: Iterable[Output | KnownOutput], apart: Sequence[str]) -> bytes:
    """A digest of the paths. Those `apart` are left out, for who publishes them names them anew.

    They are in a folder of their own, under digests of what they hold: while nobody else wants
    one of them, and nothing else is new, they get on with all others as before.
    """
    left_out = set(apart)
    paths = [output.path for output in outputs]
    others = [path for path in paths if path not in left_out]
    joined = "\0".join(others if len(paths) - len(others) == len(apart) else paths)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def output_problems(outputs: Iterable[Output | KnownOutput]) -> Iterator[Problem]:
    """Outputs that want one path, or a path inside a file.

    Paths that differ in case alone, or in how an accent is composed, are one: on many
    file systems they are.
    """
    owner_of: dict[str, Output | KnownOutput] = {}
    ordered = sorted(outputs, key=lambda output: (_folded(output.path), output.origin or ()))
    for output in ordered:
        _check_path(output.path)
        key = _folded(output.path)
        if key in owner_of:
            yield _shared(output, owner_of[key])
        else:
            owner_of[key] = output
    for key, output in owner_of.items():
        for above in _above(key):
            if above in owner_of:
                yield _shared(output, owner_of[above])


def _folded(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def _above(path: str) -> Iterator[str]:
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def _shared(first: Output | KnownOutput, second: Output | KnownOutput) -> Problem:
    taken_by, named = sorted((first, second), key=_rank)
    path, line, column = named.origin or (named.path, 1, 1)
    by = f"{taken_by.origin[0]}:{taken_by.origin[1]}" if taken_by.origin else "a page of the site"
    address = f"/{named.path.removesuffix('index.html')}"
    message = f"'{address}' is already published by {by}"
    return Problem(path, line, column, "site/shared-path", message, "choose another address")


def _rank(output: Output | KnownOutput) -> tuple[int, tuple[str, int, int]]:
    """Which of two outputs has to give way: a line that asks for it, a file, a page of the site."""
    if output.origin is None:
        return 0, ("", 0, 0)
    return (1 if output.origin[1:] == (1, 1) else 2), output.origin


def _check_path(path: str) -> None:
    """Raises ValueError for a path that a plugin must never give: a mistake in its code."""
    parts = path.split("/")
    for part in parts:
        if part in ("", ".", "..") or "\\" in part or not part.isprintable():
            raise ValueError(f"a plugin wants to publish at {path!r}")
        if len(part.encode()) > _LONGEST_PART:
            raise ValueError(f"a plugin wants to publish at a path that is too long: {path!r}")
