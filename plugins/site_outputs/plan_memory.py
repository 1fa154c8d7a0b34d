"""What a process that plans one site again and again remembers of the last time.

For `serve`: after a save an author waits for one page, and of thousands of files one is another.
Nothing of this is kept on disk, and a plan comes out the same with and without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from plugins.explainers.assemble import Assembly
from plugins.explainers.listing import Listing
from plugins.explainers.model import Explainer
from plugins.explainers.reassemble import reassembled
from plugins.site_outputs.content_files import Scan, Stamp, scan_content, scan_saved
from plugins.site_outputs.examine import FileResult
from plugins.site_outputs.known_outputs import Found
from plugins.site_outputs.output import Deferred, Output
from plugins.site_outputs.plan import Collected

__all__ = ["KnownFile", "PlanMemory"]


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as it was last time; `result` is None for one that is not parsed."""

    stamp: Stamp
    digest: str
    result: FileResult | None


@dataclass(slots=True)
class PlanMemory:
    """Files by their paths, what was assembled from them, and outputs by `Deferred.key`."""

    files: dict[str, KnownFile] = field(default_factory=dict)
    listing: Listing | None = None
    sound_paths: bytes = b""
    may_wait: bool = True
    plans_again: bool = True  # else there is nothing to remember
    # The paths of texts, where nothing else was saved since the last scan; see `scan_again`.
    saved: frozenset[str] | None = None
    _assembly: Assembly | None = None
    _assembled_from: dict[str, KnownFile] = field(default_factory=dict)
    _outputs: dict[bytes, Found] = field(default_factory=dict)
    _by_finer: dict[bytes, Found] = field(default_factory=dict)
    _salt: bytes = b""
    _scan: Scan | None = None

    def scan_again(self, content: Path) -> Scan | None:
        """The files as they are now, without looking at all; None where that would not do.

        For one attempt to plan: if that fails because a file changed, all are looked at.
        """
        saved, self.saved = self.saved, None
        if saved is None or self._scan is None:
            return None
        return scan_saved(content, self._scan, saved)

    def has_missed_a_save(self, content: Path) -> bool:
        """Whether files are others than the last scan has, if that did not look at all."""
        if self._scan is None or self._scan.is_whole:
            return False
        whole = scan_content(content)
        if (whole.files, whole.problems) != (self._scan.files, self._scan.problems):
            return True
        self._scan = whole
        return False

    def note_files(
        self,
        scan: Scan,
        stamps: Mapping[str, Stamp],
        digests: Mapping[str, str],
        results: Mapping[str, FileResult],
    ) -> None:
        """Remembers the files of a scan; `stamps` are those under which they may be known."""
        if not self.plans_again:
            return
        self._scan = scan
        before = self.files
        # What was not read again is as it was remembered.
        self.files = {
            path: before[path]
            if path in before and path not in stamps
            else KnownFile(stamps.get(path, stamp), digests[path], results.get(path))
            for path, _, stamp in scan.files
        }

    def assembled_again(self, *, now: str) -> Assembly | None:
        """The assembly of the files that are known now, if nothing but bodies was edited."""
        edits = self._edits()
        if edits is None or self._assembly is None or self.listing is None:
            return None
        assembly = reassembled(self._assembly, edits, now=now)
        if assembly is not None:
            digests = {path: file.digest for path, file in self.files.items()}
            archive = replace(assembly.archive, source_digests=digests)
            assembly = replace(assembly, archive=archive)
            self._note(assembly, self.listing.after_edits_of_bodies(assembly.archive))
        return assembly

    def note_assembly(self, assembly: Assembly) -> Assembly:
        """Remembers what was assembled from the files that are known now."""
        if self.listing is not None:
            self.listing.forget()
        self._note(assembly, Listing(assembly.archive))
        return assembly

    def note_known(self, assembly: Assembly, listing: Listing) -> Assembly:
        """Remembers an assembly of which something is known already."""
        self._note(assembly, listing)
        return assembly

    def begin(self, salt: bytes) -> None:
        """Forgets outputs that were worked out under another salt (see `site_salt`)."""
        if salt != self._salt:
            self._outputs, self._by_finer, self._salt = {}, {}, salt

    def find(self, deferred: Deferred) -> Found | None:
        """Outputs that were worked out last time."""
        return self._outputs.get(deferred.key)

    def find_by_finer(self, finer: bytes, deferred: Deferred) -> Found | None:
        """The same, under what `deferred.finer` gives."""
        return self._by_finer.get(finer)

    def note_outputs(self, found: Collected) -> None:
        """Remembers these outputs and no others."""
        before = self._outputs
        of_path = {each.path: each for each in found.outputs if isinstance(each, Output)}
        # Under one key there are equal outputs.
        self._outputs = {
            key: before.get(key) or (finer, tuple([of_path[path] for path in paths]))
            for key, paths, finer in found.groups
        }
        self._by_finer = {each[0]: each for each in self._outputs.values() if each[0]}
        self.sound_paths = found.sound_paths

    def _note(self, assembly: Assembly, listing: Listing) -> None:
        self._assembly, self.listing, self._assembled_from = assembly, listing, self.files

    def _edits(self) -> list[tuple[Explainer, Explainer]] | None:
        """Explainers before and after; None where other files have changed too."""
        before, edits = self._assembled_from, list[tuple[Explainer, Explainer]]()
        if self.files.keys() != before.keys():
            return None
        for path, after in self.files.items():
            if after is before[path] or after.digest == before[path].digest:
                continue
            old, new = before[path].result, after.result
            if old is None or new is None or old.explainer is None or new.explainer is None:
                return None
            edits.append((old.explainer, new.explainer))
        return edits
