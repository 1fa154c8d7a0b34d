"""The command `verify`: whether a site, served or copied, has the pages that were published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import msgspec

from plugins.command_line.exit_codes import CONTENT_PROBLEMS, DONE, MachineTrouble, WrongUse
from plugins.command_line.published_places import (
    CopiedSite,
    PublishedPlace,
    Unreadable,
    open_place,
)

__all__ = ["verify"]

_MANIFEST = "manifest.json"
_FORMAT = 1
_MOST_OF_A_MANIFEST = 1 << 30  # a million explainers have a third of this
_AT_ONCE = 8


class HashedFile(msgspec.Struct, frozen=True):
    """A file and the SHA-256 of its bytes."""

    path: str
    sha256: str

    def __post_init__(self) -> None:
        """Whoever wrote the manifest, paths lead nowhere else. Raises ValueError."""
        parts = re.split(r"[/\\]", self.path)
        if "\0" in self.path or not {"", ".", ".."}.isdisjoint(parts):
            raise ValueError(f"{self.path!r} is no path below a folder")


class ManifestEntry(msgspec.Struct, frozen=True):
    """An explainer; a withdrawn one has no source."""

    page: HashedFile
    source: HashedFile | None = None
    redirects: tuple[HashedFile, ...] = ()


class Manifest(msgspec.Struct, frozen=True):
    """What `/manifest.json` says (docs/data.md)."""

    format: int
    explainers: tuple[ManifestEntry, ...]

    @property
    def pages(self) -> list[HashedFile]:
        """The pages of explainers, and those that lead to them."""
        return [page for each in self.explainers for page in (each.page, *each.redirects)]


def verify(*, place: str, against: Path | None, content: Path | None) -> int:
    """Prints what differs from the manifest, a line each; the exit code is 1 if anything does.

    `against` is a folder whose manifest counts instead of the place's own; `content` is one
    whose files are compared too. Raises WrongUse, MachineTrouble.
    """
    site = open_place(place)
    trusted = CopiedSite(against) if against else site
    data = _manifest_of(trusted)
    manifest = _read_manifest(data, trusted)
    found = 0
    for difference in _all_differences(site, manifest, content):
        found += 1
        print(_on_one_line(difference), flush=True)
    if against and data != _manifest_of(site):
        found += 1
        print(f"{_MANIFEST} is not that of {against}")
    pages = len(manifest.pages)
    checked = f"{pages:,} {'page' if pages == 1 else 'pages'} checked"
    if not found:
        print(f"{checked}, all as in the manifest")
        return DONE
    print(f"{checked}, {found:,} {'difference' if found == 1 else 'differences'}")
    return CONTENT_PROBLEMS


def _manifest_of(site: PublishedPlace) -> bytes | None:
    try:
        return site.read(_MANIFEST, most=_MOST_OF_A_MANIFEST)
    except Unreadable as error:
        raise MachineTrouble(f"{_MANIFEST} of {site} {error}") from error


def _read_manifest(data: bytes | None, site: PublishedPlace) -> Manifest:
    if data is None:
        raise WrongUse(f"{site} has no {_MANIFEST}")
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise WrongUse(f"{_MANIFEST} of {site} cannot be read: {error}") from error
    if manifest.format != _FORMAT:
        raise WrongUse(f"{_MANIFEST} of {site} has the format {manifest.format}, not {_FORMAT}")
    return manifest


def _all_differences(
    site: PublishedPlace, manifest: Manifest, content: Path | None
) -> Iterator[str]:
    pages = manifest.pages
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        faults = threads.map(lambda page: _fault(site, page), pages)
        for page, fault in zip(pages, faults, strict=True):
            if fault:
                yield f"{page.path} {fault}"
    named = {page.path for page in pages}
    yield from (f"{path} is not in the manifest" for path in site.pages() if path not in named)
    if content:
        yield from _source_differences(content, manifest)


def _fault(site: PublishedPlace, file: HashedFile) -> str:
    """What is wrong with a file, or empty. Raises MachineTrouble."""
    try:
        data = site.read(file.path)
    except Unreadable as error:
        return str(error)
    if data is None:
        return "is missing"
    return "" if sha256(data).hexdigest() == file.sha256 else "differs"


def _source_differences(content: Path, manifest: Manifest) -> Iterator[str]:
    folder = CopiedSite(content)
    for entry in manifest.explainers:
        fault = _fault(folder, entry.source) if entry.source else ""
        if entry.source and fault:
            of_what = f" from what {entry.page.path} was made of" if fault == "differs" else ""
            yield f"{content / entry.source.path} {fault}{of_what}"


def _on_one_line(text: str) -> str:
    """A text that names files of others: nothing in it moves the cursor of a terminal."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )
