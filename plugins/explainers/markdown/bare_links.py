"""Web addresses in running text, which become links as on GitHub."""

from __future__ import annotations

import re

from plugins.explainers.markdown.entities import decode_entities

__all__ = ["BARE_LINK", "bare_address", "without_trailing_marks"]

# The control characters are those of Python-Markdown's placeholders; no file holds them.
BARE_LINK = r"(?<![\w\x03/])(?:https?://|(?<![^\s*_~(])www\.)[^\s<>\x02]+"
_TRAILING = re.compile(r"(?:[?!.,:;*_~'\"]|&[A-Za-z0-9]+;)+$")


def without_trailing_marks(link: str) -> str:
    """A bare link without the marks of the sentence around it."""
    while True:
        shorter = _TRAILING.sub("", link)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == link:
            return link
        link = shorter


def bare_address(written: str) -> str:
    """Where a bare link leads; empty if it names no host."""
    if written.lower().endswith(("//", "www")):
        return ""
    return decode_entities(written if "//" in written[:8] else f"http://{written}")
