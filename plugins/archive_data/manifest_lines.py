"""Lines of the manifest without the digests of pages, which are known when the pages are made.

All else in a line comes from one file, so the lines of a part are kept with the part.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from plugins.explainers.addresses import explainer_address, output_path
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site

__all__ = ["Line", "decode_lines", "filled_in", "line_of"]

_json = msgspec.json.Encoder().encode


class Line(msgspec.Struct, frozen=True, array_like=True):
    """A line in two: what stands before and behind the SHA-256 of the file `page`."""

    page: str
    before: bytes
    behind: bytes


decode_lines = msgspec.msgpack.Decoder(list[Line]).decode


def line_of(explainer: Explainer, site: Site, source_digest: str = "") -> Line:
    """An explainer's line; a withdrawn one has a page and no source any more."""
    address = explainer_address(explainer.slug)
    page = output_path(address)
    who = _json({"id": explainer.id, "url": site.absolute(address)}).removesuffix(b"}")
    source = b""
    if source_digest:
        source = b',"source":' + _json({"path": explainer.path, "sha256": source_digest})
    return Line(
        page, who + b',"page":{"path":' + _json(page) + b',"sha256":"', b'"}' + source + b"}"
    )


def filled_in(line: Line, digests: Mapping[str, str]) -> bytes:
    """The line with its page's SHA-256, as hexadecimal numbers; empty where that is not known."""
    return line.before + digests.get(line.page, "").encode() + line.behind
