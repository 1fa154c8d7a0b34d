"""Texts that have to fit: which letters the font has, where lines break, how large they are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from PIL import ImageFont

__all__ = ["Fitted", "Weight", "can_write", "fit_text", "font", "shorten", "writable"]

Weight = Literal["Regular", "SemiBold"]
_SMALLEST_STEP = 4
_NOBODYS_LETTER = "\uffff"
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines that fit, and the size in pixels at which they do."""

    lines: tuple[str, ...]
    size: int


@lru_cache(maxsize=32)
def font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """IBM Plex Serif at a size in pixels."""
    path = files("fontpkg_ibm_plex_serif") / "files" / f"IBMPlexSerif-{weight}.ttf"
    # The basic engine: the other one depends on libraries that a machine may have or not.
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def can_write(text: str) -> bool:
    """Whether the font has every letter of a text. It has no CJK, Arabic or Greek, say."""
    return all(_has_glyph(char) for char in set(text))


def writable(text: str) -> str:
    """What the font can write of a text: all but emoji, marks and ornaments that it lacks.

    Empty where letters, figures or the signs of currencies or of mathematics are missing:
    boxes, or half a word, would say less than nothing.
    """
    kept = [char for char in unicodedata.normalize("NFC", text) if not _is_dropped(char)]
    line = " ".join("".join(kept).split())
    return line if can_write(line) and any(map(str.isalnum, line)) else ""


def fit_text(text: str, width: int, height: int, *, sizes: tuple[int, int]) -> Fitted:
    """A text in lines within width and height, as large as it can be; else cut with an ellipsis."""
    largest, smallest = sizes
    for size in range(largest, smallest - 1, -_SMALLEST_STEP):
        lines = _wrap(text, font("SemiBold", size), width)
        if len(lines) * line_height(size) <= height:
            return Fitted(tuple(lines), size)
    most = max(1, height // line_height(smallest))
    lines = _wrap(text, font("SemiBold", smallest), width)
    cut = f"{lines[most - 1]}{_ELLIPSIS}"
    last = shorten(cut, font("SemiBold", smallest), width)
    return Fitted((*lines[: most - 1], last), smallest)


def line_height(size: int) -> int:
    """From one line to the next, in pixels."""
    return round(size * 1.18)


def shorten(text: str, face: ImageFont.FreeTypeFont, width: int) -> str:
    """A text of one line, cut with an ellipsis where it is too wide."""
    if face.getlength(text) <= width:
        return text
    kept = text.rstrip(_ELLIPSIS)
    while kept and face.getlength(f"{kept}{_ELLIPSIS}") > width:
        kept = kept[:-1].rstrip()
    return f"{kept}{_ELLIPSIS}"


def _wrap(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if face.getlength(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, face, width)
        lines.extend(full)
    return [*lines, line] if line else lines


def _broken(word: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """A word in pieces that fit; mostly one."""
    pieces = [""]
    for char in word:
        if pieces[-1] and face.getlength(pieces[-1] + char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _is_dropped(char: str) -> bool:
    """Whether a text means the same without it: an unseen one, or an ornament that is missing."""
    if char.isspace():
        return False
    kind = unicodedata.category(char)
    # The variant of a sign and the frame of a key are marks, but belong to no letter.
    if kind in ("Cc", "Cf", "Cs", "Me") or unicodedata.name(char, "").startswith("VARIATION SEL"):
        return True
    # A price without its currency or a sum without its signs says something else.
    is_needed = kind == "Sc" or (kind == "Sm" and "ARROW" not in unicodedata.name(char, ""))
    return kind[0] not in "LMN" and not is_needed and not _has_glyph(char)


@lru_cache(maxsize=4096)
def _has_glyph(char: str) -> bool:
    return char.isspace() or _shape(char) != _shape(_NOBODYS_LETTER)


@lru_cache(maxsize=4096)
def _shape(char: str) -> tuple[tuple[int, int], bytes]:
    mask = font("SemiBold", 40).getmask(char)
    return mask.size, bytes(mask)
