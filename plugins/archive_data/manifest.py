"""`/manifest.json`: from which file each page was made, and which bytes it had when it was.

Old addresses are in it too, for who changes a redirect changes where readers arrive.

`python3 tasks.py verify` compares a site with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from plugins.archive_data.parts import KeptParts, Part
from plugins.explainers.addresses import explainer_address, old_addresses, output_path
from plugins.explainers.archive import Archive
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["MANIFEST_ADDRESS", "Entry", "build_manifest", "render_manifest"]

MANIFEST_ADDRESS = "/manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """An explainer; a withdrawn one has a page and no source any more."""

    id: str
    address: str
    redirects: tuple[str, ...]  # addresses of the pages that lead to its own
    source: str = ""  # its file in the content folder
    sha256: str = ""  # of that file


def build_manifest(archive: Archive, parts: Sequence[Part], kept: KeptParts) -> Iterator[Output]:
    """The manifest; of pages it is given the bytes' SHA-256 when they are made."""
    entries = [
        _entry(each, each.path, digest)
        for part in parts
        for each, digest in zip(part.members, kept.source_digests(part), strict=True)
    ]
    inputs = (*entries, *map(_entry, archive.withdrawn))
    redirects = (address for each in inputs if each.redirects for address in each.redirects)
    pages = [output_path(address) for address in (*(each.address for each in inputs), *redirects)]
    yield Output(output_path(MANIFEST_ADDRESS), render_manifest, inputs, of=tuple(pages))


def render_manifest(
    inputs: tuple[tuple[Entry, ...], Mapping[str, str]], context: RenderContext
) -> bytes:
    """JSON with a line for each explainer, so that two manifests can be compared by eye."""
    entries, pages = inputs
    lines = [_line(entry, pages, context.site) for entry in entries]
    head = b'{"format":%d,"site":%b,"explainers":[' % (
        FORMAT,
        msgspec.json.encode(context.site.absolute("/")),
    )
    return head + b"\n" + b",\n".join(lines) + b"\n]}\n"


def _entry(explainer: Explainer, source: str = "", sha256: str = "") -> Entry:
    redirects = old_addresses(explainer.aliases) if explainer.aliases else ()
    return Entry(explainer.id, explainer_address(explainer.slug), redirects, source, sha256)


def _line(entry: Entry, pages: Mapping[str, str], site: Site) -> bytes:
    said: dict[str, Any] = {
        "id": entry.id,
        "url": site.absolute(entry.address),
        "page": _file(entry.address, pages),
    }
    if entry.source:
        said["source"] = {"path": entry.source, "sha256": entry.sha256}
    # Who leaves the plugin out that makes redirects has none.
    redirects = [each for each in entry.redirects if output_path(each) in pages]
    if redirects:
        said["redirects"] = [_file(address, pages) for address in redirects]
    return msgspec.json.encode(said)


def _file(address: str, pages: Mapping[str, str]) -> dict[str, str]:
    path = output_path(address)
    return {"path": path, "sha256": pages.get(path, "")}
