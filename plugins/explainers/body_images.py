"""The sizes of the images in a body: which images it shows, and where the sizes go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plugins.explainers.archive import Archive
from plugins.explainers.image_size import Size
from plugins.explainers.model import Explainer, FreePage

__all__ = ["ShownSize", "sizes_of_images", "write_sizes"]

ShownSize = tuple[str, int, int]  # an image's address, its width and height

# As nh3 writes it; a slot stands where the address will be.
_IMAGE = re.compile('<img((?:\\s[a-z-]+="[^"]*")*?\\ssrc="\x02([0-9]+)\x03"[^>]*)>')
_WIDTH = re.compile(r'\swidth="([0-9]+)"')
_HEIGHT = re.compile(r'\sheight="([0-9]+)"')


def sizes_of_images(archive: Archive, entry: Explainer | FreePage) -> tuple[ShownSize, ...]:
    """The sizes of the images that a text shows, as far as their files say, each once."""
    if not archive.image_sizes:
        return ()
    addresses = archive.link_addresses.get(entry.path, ())
    shown = {
        address: archive.image_sizes[address]
        for link, address in zip(entry.links, addresses, strict=False)
        if link.kind == "image" and address in archive.image_sizes
    }
    return tuple((address, *size) for address, size in sorted(shown.items()))


def write_sizes(html: str, links: Sequence[str], sizes: Sequence[ShownSize]) -> str:
    """HTML whose images say their size; what the author wrote about it stays."""
    if not sizes:
        return html
    size_of = {address: (width, height) for address, width, height in sizes}

    def sized(match: re.Match[str]) -> str:
        size = size_of.get(links[int(match[2])])
        return f"<img{match[1]}{_missing_sides(match[1], size)}>" if size else match[0]

    return _IMAGE.sub(sized, html)


def _missing_sides(attributes: str, size: Size) -> str:
    width, height = _WIDTH.search(attributes), _HEIGHT.search(attributes)
    if width and height:
        return ""
    if width:
        return f' height="{max(1, round(int(width[1]) * size[1] / size[0]))}"'
    if height:
        return f' width="{max(1, round(int(height[1]) * size[0] / size[1]))}"'
    return f' width="{size[0]}" height="{size[1]}"'
