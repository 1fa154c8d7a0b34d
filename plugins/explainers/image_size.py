"""How wide and high an image is, read from the head of its file.

Pages say so in `width` and `height`, so that a browser keeps the room and text does
not jump when the picture arrives.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from typing import Any

from lxml import etree

__all__ = ["Size", "image_size"]

Size = tuple[int, int]

_LARGEST = 65_535  # pixels; no format of photographs holds more, and no page shows more
# No more digits than a size can have: others make an infinite number, which nothing rounds.
_PIXELS = re.compile(r"\s*(0*[0-9]{1,6}(?:\.[0-9]{1,20})?)(?:px)?\s*")
# JPEG: frames that hold the size, all of C0 to CF but tables and arithmetic coding.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ORIENTATION = 0x0112


def image_size(data: bytes) -> Size | None:
    """Width and height in pixels as a browser shows it; None where the file does not say."""
    for mark, offset, read in _READERS:
        if data.startswith(mark, offset):
            return _checked(read, data)
    return _checked(_svg, data)


def _checked(read: Callable[[bytes], Size | None], data: bytes) -> Size | None:
    try:
        size = read(data)
    except (struct.error, IndexError):
        return None
    return size if size and all(0 < side <= _LARGEST for side in size) else None


def _png(data: bytes) -> Size:
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> Size:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _jpeg(data: bytes) -> Size | None:
    place, turned = 2, False
    while data[place] == 0xFF:
        kind, length = struct.unpack_from(">BH", data, place + 1)
        if kind in _FRAMES:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return (height, width) if turned else (width, height)
        if kind == 0xE1 and data.startswith(b"Exif\0\0", place + 4):
            turned = _is_turned(data[place + 10 : place + 2 + length])
        place += 2 + length
    return None


def _is_turned(tiff: bytes) -> bool:
    """Whether a camera was held upright, so that browsers turn the picture by a quarter."""
    order = "<" if tiff.startswith(b"II") else ">"
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, first)
    for entry in range(first + 2, first + 2 + 12 * count, 12):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if tag == _ORIENTATION:
            return bool(value >= 5)
    return False


def _webp(data: bytes) -> Size | None:
    kind = data[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        sides = [int.from_bytes(data[start : start + 3], "little") + 1 for start in (24, 27)]
        return sides[0], sides[1]
    return None


def _avif(data: bytes) -> Size | None:
    # The property "image spatial extents": size, name, version and flags, width, height.
    place = data.find(b"ispe", 0, 1 << 16)
    if place < 0:
        return None
    width, height = struct.unpack_from(">II", data, place + 8)
    return width, height


def _svg(data: bytes) -> Size | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root: Any = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    box = root.get("viewBox", "").replace(",", " ").split()
    return _sides(root.get("width", ""), root.get("height", "")) or (
        _sides(box[2], box[3]) if len(box) == 4 else None
    )


def _sides(width: str, height: str) -> Size | None:
    given = _PIXELS.fullmatch(width), _PIXELS.fullmatch(height)
    if given[0] is None or given[1] is None:
        return None
    return round(float(given[0][1])), round(float(given[1][1]))


_READERS: tuple[tuple[bytes, int, Callable[[bytes], Size | None]], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, _png),
    (b"GIF8", 0, _gif),
    (b"\xff\xd8", 0, _jpeg),
    (b"WEBP", 8, _webp),
    (b"ftypavi", 4, _avif),
)
