"""Telling the headings of the named sections, however a source spells them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from plugins.explainers.site import SectionName

__all__ = ["find_section", "plain_line"]

_LONGEST_HEADING = 80
_APOSTROPHES = re.compile("[’‘ʼ´`′]")
_LINK = re.compile(
    r"!?\[([^\]]{0,300})\]\((?:<[^>]{0,2000}>|[^()\s]{0,2000})(?:\s+\"[^\"]{0,300}\")?\)"
)
_MARKS = re.compile(r"\*{1,3}|~~|(?<!\w)_{1,3}|_{1,3}(?!\w)|`+")
_BLOCK_MARKS = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[-+*]\s+)*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HELD = re.compile("\ue000([0-9]+)\ue001")


def plain_line(markdown: str) -> str:
    """A line of Markdown without its marks: as it reads, for recognising and comparing."""
    folded = " ".join(markdown.split())
    # Escaped characters are no marks: they step aside until the marks are gone.
    held = _ESCAPE.sub(lambda match: f"\ue000{ord(match[1])}\ue001", folded)
    bare = _LINK.sub(r"\1", _BLOCK_MARKS.sub("", held))
    bare = _MARKS.sub("", re.sub(r"<(https?://[^>]*)>", r"\1", bare))
    bare = re.sub(r"\s+#+\s*$", "", bare)
    named = _HELD.sub(lambda match: chr(int(match[1])), bare)
    return " ".join(named.replace("&lt;", "<").replace("&amp;", "&").split())


def find_section(plain: str, sections: Sequence[SectionName]) -> SectionName | None:
    """The named section that a line is the heading of, if it is one.

    Apostrophes of any kind or none, case, a number before it and a closing
    `?` or `:` do not matter; `What is next` is `What's Next`.
    """
    if not plain or len(plain) > _LONGEST_HEADING:
        return None
    keys = _keys(plain)
    return next((section for section in sections if keys & _keys(section.heading)), None)


def _keys(heading: str) -> set[str]:
    folded = _APOSTROPHES.sub("'", unicodedata.normalize("NFKC", heading).casefold())
    unnumbered = re.sub(r"^\s*\d{1,2}[.)]\s+", "", folded)
    key = " ".join(unnumbered.split()).rstrip("?!:. ")
    return {key.replace("'s", " is"), key.replace("'", "")}
