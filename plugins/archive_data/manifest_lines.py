"""Lines of the manifest without the digests of pages, which are known when the pages are made.

All else in a line comes from one file, so the lines of a part are kept with the part.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from plugins.explainers.addresses import explainer_address, old_addresses, output_path
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site

__all__ = ["Line", "decode_lines", "filled_in", "line_of"]

_json = msgspec.json.Encoder().encode


class Line(msgspec.Struct, frozen=True, array_like=True):
    """A line in two: what stands before and behind the SHA-256 of the file `page`.

    redirects: the files of the pages that lead to it, which end the line.
    """

    page: str
    before: bytes
    behind: bytes
    redirects: tuple[str, ...] = ()


decode_lines = msgspec.msgpack.Decoder(list[Line]).decode


def line_of(explainer: Explainer, site: Site, source_digest: str = "") -> Line:
    """An explainer's line; a withdrawn one has a page and no source any more."""
    address = explainer_address(explainer.slug)
    page = output_path(address)
    who = _json({"id": explainer.id, "url": site.absolute(address)}).removesuffix(b"}")
    source = b""
    if source_digest:
        source = b',"source":' + _json({"path": explainer.path, "sha256": source_digest})
    redirects = map(output_path, old_addresses(explainer.aliases)) if explainer.aliases else ()
    before = who + b',"page":{"path":' + _json(page) + b',"sha256":"'
    return Line(page, before, b'"}' + source, tuple(redirects))


def filled_in(line: Line, digests: Mapping[str, str]) -> bytes:
    """The line with the SHA-256 of its pages, as hexadecimal numbers; empty where one is unknown.

    Redirects that are not published are left out: who leaves the plugin out that makes them
    has none.
    """
    made = line.before + digests.get(line.page, "").encode() + line.behind
    published = [path for path in line.redirects if path in digests]
    if published:
        files = [{"path": path, "sha256": digests[path]} for path in published]
        made += b',"redirects":' + _json(files)
    return made + b"}"
