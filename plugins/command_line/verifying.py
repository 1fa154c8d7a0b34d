"""The command `verify`: whether a site, served or copied, has the pages that were published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import msgspec

from plugins.command_line.exit_codes import CONTENT_PROBLEMS, DONE, WrongUse
from plugins.command_line.published_places import CopiedSite, PublishedPlace, open_place

__all__ = ["verify"]

_MANIFEST = "manifest.json"
_FORMAT = 1
_AT_ONCE = 8
# What the theme writes into a page that only leads to another (`aliases`).
_REDIRECT = re.compile(rb'<meta http-equiv="refresh" content="0; url=(/[^"/\\][^"]*)">')


class HashedFile(msgspec.Struct, frozen=True):
    """A file and the SHA-256 of its bytes."""

    path: str
    sha256: str


class HashedPage(msgspec.Struct, frozen=True):
    """A page; its path can lead nowhere else, whoever wrote the manifest."""

    path: Annotated[str, msgspec.Meta(pattern=r"^explainers/[a-z0-9-]+/index\.html$")]
    sha256: str


class ManifestEntry(msgspec.Struct, frozen=True):
    """An explainer; a withdrawn one has no source."""

    page: HashedPage
    source: HashedFile | None = None


class Manifest(msgspec.Struct, frozen=True):
    """What `/manifest.json` says (docs/data.md)."""

    format: int
    explainers: tuple[ManifestEntry, ...]


def verify(*, place: str, against: Path | None, content: Path | None) -> int:
    """Prints what differs from the manifest, a line each; the exit code is 1 if anything does.

    `against` is a folder whose manifest counts instead of the place's own; `content` is one
    whose files are compared too. Raises WrongUse, MachineTrouble.
    """
    site = open_place(place)
    trusted = CopiedSite(against) if against else site
    manifest = _read_manifest(trusted)
    found = list(_differences(site, manifest))
    if against and site.read(_MANIFEST) != trusted.read(_MANIFEST):
        found.append(f"{_MANIFEST} is not that of {against}")
    if content:
        found += _source_differences(content, manifest)
    for difference in found:
        print(difference)
    pages = len(manifest.explainers)
    checked = f"{pages:,} {'page' if pages == 1 else 'pages'} checked"
    if not found:
        print(f"{checked}, all as in the manifest")
        return DONE
    print(f"{checked}, {len(found):,} {'difference' if len(found) == 1 else 'differences'}")
    return CONTENT_PROBLEMS


def _read_manifest(site: PublishedPlace) -> Manifest:
    data = site.read(_MANIFEST)
    if data is None:
        raise WrongUse(f"{site} has no {_MANIFEST}")
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise WrongUse(f"{_MANIFEST} of {site} cannot be read: {error}") from error
    if manifest.format != _FORMAT:
        raise WrongUse(f"{_MANIFEST} of {site} has the format {manifest.format}, not {_FORMAT}")
    return manifest


def _differences(site: PublishedPlace, manifest: Manifest) -> Iterator[str]:
    pages = [entry.page for entry in manifest.explainers]
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for page, fault in zip(
            pages, threads.map(lambda page: _page_fault(site, page), pages), strict=True
        ):
            if fault:
                yield f"{page.path} {fault}"
    named = {page.path for page in pages}
    for path in site.pages():
        if path not in named and not _leads_to(site.read(path) or b"", named):
            yield f"{path} is not in the manifest"


def _page_fault(site: PublishedPlace, page: HashedPage) -> str:
    data = site.read(page.path)
    if data is None:
        return "is missing"
    return "" if sha256(data).hexdigest() == page.sha256 else "differs"


def _leads_to(data: bytes, named: set[str]) -> bool:
    """Whether a page sends readers on to a page of the manifest, on the same host."""
    found = _REDIRECT.search(data)
    target = found[1].decode(errors="replace") if found else ""
    return any(f"{target}index.html".endswith(f"/{path}") for path in named) if target else False


def _source_differences(content: Path, manifest: Manifest) -> Iterator[str]:
    for entry in manifest.explainers:
        if entry.source is None:
            continue
        file = content / entry.source.path
        if not file.resolve().is_relative_to(content.resolve()) or not file.is_file():
            yield f"{file} is missing"
        elif sha256(file.read_bytes()).hexdigest() != entry.source.sha256:
            yield f"{file} differs from what {entry.page.path} was made of"
