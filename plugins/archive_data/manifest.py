"""`/manifest.json`: from which file each page was made, and which bytes it had when it was.

Old addresses are in it too, for who changes a redirect changes where readers arrive.

`python3 tasks.py verify` compares a site with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec

from plugins.archive_data.manifest_lines import Line, decode_lines, filled_in, line_of
from plugins.archive_data.parts import Part, lines_key, shelf_name
from plugins.explainers.addresses import explainer_address, old_addresses, output_path
from plugins.explainers.archive import Archive
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["MANIFEST_ADDRESS", "Manifest", "build_manifest", "render_manifest"]

MANIFEST_ADDRESS = "/manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The lines of each part by its key, and the shelf on which they lie; withdrawn explainers."""

    shelf: str
    parts: tuple[str, ...]
    withdrawn: tuple[Line, ...]


def build_manifest(archive: Archive, parts: Sequence[Part], site: Site) -> Iterator[Output]:
    """The manifest; of pages it is given the bytes' SHA-256 when they are made."""
    withdrawn = tuple(line_of(each, site) for each in archive.withdrawn)
    inputs = Manifest(shelf_name(site), tuple(lines_key(part.key) for part in parts), withdrawn)
    pages = tuple(_pages_of((*(part.members for part in parts), archive.withdrawn)))
    yield Output(output_path(MANIFEST_ADDRESS), render_manifest, inputs, of=pages)


def _pages_of(groups: Iterable[Iterable[Explainer]]) -> Iterator[str]:
    """The files of explainers' pages, and those that lead to them."""
    for explainer in chain.from_iterable(groups):
        yield output_path(explainer_address(explainer.slug))
        if explainer.aliases:
            yield from map(output_path, old_addresses(explainer.aliases))


def render_manifest(inputs: tuple[Manifest, Mapping[str, str]], context: RenderContext) -> bytes:
    """JSON with a line for each explainer, so that two manifests can be compared by eye."""
    manifest, pages = inputs
    kept = (decode_lines(context.kept(manifest.shelf, key)) for key in manifest.parts)
    lines = (*chain.from_iterable(kept), *manifest.withdrawn)
    head = b'{"format":%d,"site":%b,"explainers":[' % (
        FORMAT,
        msgspec.json.encode(context.site.absolute("/")),
    )
    return head + b"\n" + b",\n".join([filled_in(line, pages) for line in lines]) + b"\n]}\n"
