"""From a content folder to an archive: read what changed, take the rest from the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path

import msgspec

from plugins.explainers.addresses import image_address
from plugins.explainers.archive import AssetFile
from plugins.explainers.assemble import Assembly, Material, assemble_archive
from plugins.explainers.problems import Problem
from plugins.explainers.reassemble import Edit
from plugins.explainers.sharing import SharedValues
from plugins.site_outputs.content_files import (
    FoundFile,
    Scan,
    Stamp,
    digest_of,
    read_regular,
)
from plugins.site_outputs.examine import (
    IMAGE_LIMIT,
    ExamineSetup,
    FileResult,
    UnreadFile,
    decode_result,
    examine_batch,
)
from plugins.site_outputs.kept_assembly import AssembledFiles, Edits, KeptAssembly
from plugins.site_outputs.last_build import is_settled
from plugins.site_outputs.plan_memory import PlanMemory
from plugins.site_outputs.progress import Progress
from plugins.site_outputs.store import ParseStore, StoredParse
from plugins.site_outputs.stored_rows import FileRow
from plugins.site_outputs.workers import Workers

__all__ = ["Load", "load_archive"]

# Enough of each file to prove that it is over the limit, whatever its size.
_MOST_BYTES = {"markdown": 1 << 20, "tags": 1 << 20, "image": IMAGE_LIMIT}
_NEVER = Stamp(-1, -1, -1, -1)
# Parses are written in parts, so that memory does not grow with the archive.
_SAVED_AT_ONCE = 1024


@dataclass(frozen=True, slots=True)
class Load:
    """How an archive is to be loaded.

    `salt` stands for the code that parses; `now` is UTC text. `memory` is what this process
    remembers of the last time, under the same settings; `keeps_assembly` is whether another
    process may want to know (see `kept_assembly`).
    """

    content: Path
    store: Path
    setup: ExamineSetup
    salt: bytes
    now: str
    memory: PlanMemory
    fresh: bool = False
    show_unpublished: bool = False
    keeps_assembly: bool = False


def load_archive(
    load: Load, scan: Scan, workers: Workers, progress: Progress
) -> tuple[Assembly, tuple[Problem, ...]]:
    """The archive with its cross-file problems, and the problems of single files.

    Raises StoreDamaged (throw the store away and load again), FileChanged, OSError.
    """
    memory = load.memory
    with ParseStore.open_or_rebuild(load.store) as store:
        known = {} if load.fresh or memory.files else store.files()
        loading = _Loading(load, store, known, scan.started_ns)
        loading.read_all(scan.files, workers, progress)
        loading.forget({*known, *memory.files} - {found.path for found in scan.files})
    results = loading.results
    problems = [problem for result in results.values() for problem in result.problems]
    memory.note_files(scan, loading.kept_stamps, loading.digests, results)
    assembly = memory.assembled_again(now=load.now) or (
        _assembled_with_kept(load, loading, scan) if load.keeps_assembly else None
    )
    return assembly or _assembled(load, loading, scan), (*scan.problems, *problems)


def _assembled(load: Load, loading: _Loading, scan: Scan) -> Assembly:
    return load.memory.note_assembly(
        assemble_archive(
            _material(scan.files, loading.results, loading.digests),
            now=load.now,
            show_unpublished=load.show_unpublished,
        )
    )


def _assembled_with_kept(load: Load, loading: _Loading, scan: Scan) -> Assembly:
    """The same; as far as it is known from the last time, it is taken from there."""
    files = AssembledFiles(
        parse_key=loading.parse_key,
        paths=[found.path for found in scan.files],
        digests=loading.digests,
        results=loading.results,
        now=load.now,
    )
    with KeptAssembly(load.store) as kept:
        edits = loading.edits()
        found = kept.after(files, edits) if edits is not None else None
        if found is not None:
            return load.memory.note_known(*found)
        assembly = _assembled(load, loading, scan)
        assert load.memory.listing is not None
        kept.keep(files, assembly, load.memory.listing)
        return assembly


class _Loading:
    """One pass over the files of a content folder."""

    def __init__(
        self, load: Load, store: ParseStore, known: dict[str, FileRow], scanned_ns: int
    ) -> None:
        self._load = load
        self._store = store
        self._known = known
        self._scanned_ns = scanned_ns
        self.parse_key = _parse_key(load)
        self._rows: list[tuple[str, FileRow]] = []
        self._parses: list[StoredParse] = []
        self._shared = SharedValues()
        # Of new and changed files: under which they will be known the next time.
        self.kept_stamps: dict[str, Stamp] = {}
        self.results: dict[str, FileResult] = {}
        self.digests: dict[str, str] = {}

    def read_all(self, files: Iterable[FoundFile], workers: Workers, progress: Progress) -> None:
        """Fills `results` and `digests`; new and changed files are examined by the workers."""
        unread = [found for found in files if not self._is_known(found)]
        changed = self._changed(unread)
        task = partial(examine_batch, self._load.setup)
        done = 0
        for batch, parses in workers.run(task, changed, count=len(unread)):
            for file, parse in zip(batch, parses, strict=True):
                self._keep(file, parse)
            done += len(batch)
            progress.update("reading", done, len(unread))
            self._save_some()

    def edits(self) -> Edits | None:
        """Explainers that are not as they were known; None where anything else is another."""
        if self._known.keys() != self.digests.keys():
            return None
        before = [self._known[path].digest for path in sorted(self.digests)]
        changed = (path for path, row in self._known.items() if row.digest != self.digests[path])
        edits = {path: self._edit(path) for path in changed}
        sound = {path: edit for path, edit in edits.items() if edit is not None}
        return Edits(sound, before) if len(sound) == len(edits) else None

    def _edit(self, path: str) -> Edit | None:
        before, now = self._known[path].result, self.results.get(path)
        old = decode_result(before).explainer if before else None
        new = now.explainer if now else None
        return (old, new) if old and new else None

    def forget(self, gone: set[str]) -> None:
        """Writes what is left to write."""
        if gone or self._rows:
            self._store.save(self._rows, self._parses, sorted(gone))

    def _is_known(self, found: FoundFile) -> bool:
        file = self._load.memory.files.get(found.path)
        if file is not None and file.stamp == found.stamp:
            self.digests[found.path] = file.digest
            if file.result is not None:
                self.results[found.path] = file.result
            return True
        row = self._known.get(found.path)
        if row is None or row.stamp != found.stamp:
            return False
        self.digests[found.path] = row.digest
        return self._is_current(found, row)

    def _is_current(self, found: FoundFile, row: FileRow) -> bool:
        if found.kind == "static":
            return True
        if row.parse_key != self.parse_key:
            return False
        self.results[found.path] = decode_result(row.result)
        return True

    def _changed(self, unread: Iterable[FoundFile]) -> Iterator[UnreadFile]:
        for found in unread:
            data = read_regular(self._load.content, found.path, limit=_MOST_BYTES.get(found.kind))
            digest = self.digests[found.path] = digest_of(data)
            row = self._known.get(found.path)
            stamp = self.kept_stamps[found.path] = self._settled(found)
            if row is not None and row.digest == digest and self._is_current(found, row):
                self._rows.append((found.path, msgspec.structs.replace(row, stamp=stamp)))
            elif found.kind == "static":
                self._rows.append((found.path, FileRow(stamp, digest)))
            else:
                yield UnreadFile(found.path, found.kind, data)

    def _settled(self, found: FoundFile) -> Stamp:
        # Otherwise the file may change again and keep its stamp: it is read again next time.
        return found.stamp if is_settled(found, self._scanned_ns) else _NEVER

    def _keep(self, file: UnreadFile, parse: StoredParse) -> None:
        stamp, digest = self.kept_stamps[file.path], self.digests[file.path]
        row = FileRow(stamp, digest, self.parse_key, parse.body_digest, parse.result)
        self._rows.append((file.path, row))
        self._parses.append(parse)
        result = self.results[file.path] = decode_result(parse.result)
        if result.explainer is not None:
            self._shared.put_into(result.explainer)

    def _save_some(self) -> None:
        if len(self._parses) >= _SAVED_AT_ONCE:
            self._store.save(self._rows, self._parses, ())
            self._rows.clear()
            self._parses.clear()


def _parse_key(load: Load) -> bytes:
    """16 bytes that stand for all that shapes what is made of a file, besides the file."""
    kinds = ",".join(sorted(each.kind for each in load.setup.derivations))
    key = blake2b(load.salt, digest_size=16)
    key.update(f"{load.setup.settings!r}\0{kinds}\0".encode())
    return key.digest()


def _material(
    files: Iterable[FoundFile], results: dict[str, FileResult], digests: dict[str, str]
) -> Material:
    found = tuple(files)
    entries = [results[path].explainer or results[path].page for path in sorted(results)]
    return Material(
        source_digests=digests,
        entries=tuple(entry for entry in entries if entry is not None),
        tags=results["tags.yaml"].tags if "tags.yaml" in results else (),
        images=tuple(
            AssetFile(
                each.path, image_address(each.path), digests[each.path], results[each.path].size
            )
            for each in found
            if each.kind == "image"
        ),
        static=tuple(
            AssetFile(each.path, each.path.removeprefix("static"), digests[each.path])
            for each in found
            if each.kind == "static"
        ),
        remains=tuple(each.remains for each in results.values() if each.remains is not None),
        unparsed=tuple(
            path
            for path, result in results.items()
            if path.endswith(".md") and result.explainer is None and result.page is None
        ),
    )
