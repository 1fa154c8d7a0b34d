"""Publishing a list of outputs: render what changed, patch the spare tree, exchange."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import NamedTuple, TypeGuard

import msgspec

from plugins.site_outputs.kept_files import render_kept
from plugins.site_outputs.known_outputs import KnownOutput, real_outputs
from plugins.site_outputs.output import Output
from plugins.site_outputs.output_place import OutputPlace
from plugins.site_outputs.progress import Progress
from plugins.site_outputs.render import RenderSetup, renderer_for
from plugins.site_outputs.site_tree import FileFact, SiteTree, copied_fact, folders_of
from plugins.site_outputs.tree_files import link_file, write_file
from plugins.site_outputs.workers import Workers

__all__ = ["Making", "PublishReport", "Wanted", "publish"]


@dataclass(frozen=True, slots=True)
class PublishReport:
    """How many files were made, and how many left the site."""

    rendered: int
    removed: int
    total: int


class Wanted(NamedTuple):  # one for every file
    """An output, known or worked out, with its fingerprint."""

    output: Output | KnownOutput
    fingerprint: bytes


_NOTHING = FileFact(b"", b"", 0, 0, 0)


class _Due(msgspec.Struct, frozen=True):
    """An output to be rendered, and the SHA-256 of what the spare tree has in its place."""

    output: Output
    fingerprint: bytes
    in_spare: bytes


def publish(
    outputs: Iterable[Wanted], place: OutputPlace, making: Making, *, fresh: bool = False
) -> PublishReport:
    """Makes the published folder hold these outputs and nothing else.

    The place must be locked and ours. Whatever interrupts this (a kill, a full
    disk, an exception in a `render`) leaves the published folder as it was.
    """
    wanted = {each.output.path: each for each in outputs}
    published = place.published_tree(fresh=fresh)
    if not fresh and _is_current(published, wanted, making):
        return PublishReport(0, 0, len(wanted))
    spare = place.spare_tree(fresh=fresh)
    removed = len(published.files.keys() - wanted.keys())
    rendered = _patch(place, _Trees(spare, published), wanted, making)
    place.exchange(spare)
    return PublishReport(rendered, removed, len(wanted))


@dataclass(frozen=True, slots=True)
class Making:
    """What rendering needs: the setup for each process, the processes, who hears of progress.

    `fingerprint` is for outputs that are made of others, which have none before these are made.
    """

    setup: RenderSetup
    workers: Workers
    progress: Progress
    fingerprint: Callable[[Output], bytes]


@dataclass(frozen=True, slots=True)
class _Trees:
    """The tree that is brought up to date, and the published one as it is recorded.

    Nobody looks at all of the published one: it is about to become the spare tree.
    """

    spare: SiteTree
    published: SiteTree


def _is_current(published: SiteTree, wanted: dict[str, Wanted], making: Making) -> bool:
    """Whether the published tree is as it should be: by its record, and by a look at each file."""
    if not _is_recorded(published, wanted, making):
        return False
    published.drop_changed()
    return published.files.keys() == wanted.keys() and not published.strangers()


def _is_recorded(published: SiteTree, wanted: dict[str, Wanted], making: Making) -> bool:
    return published.files.keys() == wanted.keys() and all(
        published.fingerprint(each.output.path) == each.fingerprint
        for each in _completed(wanted.values(), published, making)
    )


def _completed(wanted: Iterable[Wanted], tree: SiteTree, making: Making) -> Iterator[Wanted]:
    """What is wanted, with the outputs that are made of others as these are in a tree."""
    for each in wanted:
        if _is_of_others(each.output):
            output = _of_files(each.output, each.output.of or (), tree)
            yield Wanted(output, making.fingerprint(output))
        else:
            yield each


def _is_of_others(output: Output | KnownOutput) -> TypeGuard[Output]:
    return isinstance(output, Output) and output.of is not None


def _of_files(output: Output, paths: Iterable[str], tree: SiteTree) -> Output:
    found = {path: tree.files[path].sha256.hex() for path in paths if path in tree.files}
    return msgspec.structs.replace(output, inputs=(output.inputs, found))


def _patch(place: OutputPlace, trees: _Trees, wanted: dict[str, Wanted], making: Making) -> int:
    """Brings the spare tree up to date; returns how many outputs were rendered."""
    spare = trees.spare
    last = [each for each in wanted.values() if _is_of_others(each.output)]
    apart = {each.output.path for each in last}
    behind = [each for each in _behind(spare, wanted.values()) if each.output.path not in apart]
    leaving = [*(path for path in spare.files if path not in wanted), *spare.strangers()]
    touched = [*leaving, *(each.output.path for each in (*behind, *last))]
    _forget(place, spare, touched)
    spare.remove(leaving)
    rendered = _make(trees, behind, making)
    rendered += _make(trees, _behind(spare, _completed(last, spare, making)), making)
    spare.note_folders({"", *folders_of(touched)})
    place.record(spare)
    return rendered


def _behind(spare: SiteTree, wanted: Iterable[Wanted]) -> list[Wanted]:
    files, nothing = spare.files, _NOTHING
    return [
        each for each in wanted if files.get(each[0].path, nothing).fingerprint != each.fingerprint
    ]


def _make(trees: _Trees, behind: Sequence[Wanted], making: Making) -> int:
    """Links or renders what is behind in the spare tree; returns how many were rendered."""
    spare, published = trees.spare, trees.published
    linked = {
        each.output.path
        for each in behind
        if published.fingerprint(each.output.path) == each.fingerprint
        and published.has_as_left(each.output.path)
    }
    to_render = list(_due((each for each in behind if each.output.path not in linked), spare))
    for path in sorted(linked):
        link_file(published.folder, spare.folder, path)
        spare.files[path] = copied_fact(spare.folder, path, published.files[path])
    _render(spare, to_render, making)
    return len(to_render)


def _due(wanted: Iterable[Wanted], spare: SiteTree) -> Iterator[_Due]:
    chosen = tuple(wanted)
    outputs = real_outputs([each.output for each in chosen])
    for each, output in zip(chosen, outputs, strict=True):
        fact = spare.files.get(output.path)
        yield _Due(output, each.fingerprint, fact.sha256 if fact else b"")


def _forget(place: OutputPlace, spare: SiteTree, touched: Iterable[str]) -> None:
    """Records the spare tree without what is about to change.

    A kill from here on leaves files that the record does not name; the next
    build takes them for strangers and removes them.
    """
    kept = dict(spare.files)
    for path in touched:
        kept.pop(path, None)
    place.record(SiteTree(spare.folder, kept, {}))


def _render(spare: SiteTree, to_render: list[_Due], making: Making) -> None:
    task = partial(render_batch, making.setup, str(spare.folder))
    done = 0
    count = sum(each.output.render is not render_kept for each in to_render)
    for batch, facts in making.workers.run(task, to_render, count=count):
        for each, fact in zip(batch, facts, strict=True):
            path = each.output.path
            old = spare.files.get(path)
            if fact is not None:
                spare.files[path] = fact
            elif old is not None:
                spare.files[path] = msgspec.structs.replace(old, fingerprint=each.fingerprint)
        done += len(batch)
        making.progress.update("rendering", done, len(to_render))


def render_batch(setup: RenderSetup, folder: str, due: Sequence[_Due]) -> list[FileFact | None]:
    """Renders outputs and writes them below `folder`; None where the file there has these bytes."""
    renderer = renderer_for(setup)
    return [_render_one(folder, each, renderer.render(each.output)) for each in due]


def _render_one(folder: str, due: _Due, data: bytes) -> FileFact | None:
    digest = sha256(data).digest()
    if digest == due.in_spare:
        return None
    return FileFact(due.fingerprint, digest, *write_file(folder, due.output.path, data))
