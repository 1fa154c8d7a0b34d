"""Draws a preview image: 1200 by 630 pixels, the size that others crop least.

It is drawn in greys, of which one part stands for paper to ink and the other for the label's
colour to paper, and saved with a palette of sixteen colours: soft edges in some 10 kB.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from plugins.preview_images.lettering import can_write, fit_text, font, line_height, shorten

__all__ = ["HEIGHT", "WIDTH", "PreviewTexts", "draw_preview"]

WIDTH, HEIGHT = 1200, 630
_MARGIN = 80
_BAND = 16  # pixels, at the top
_TITLE_TOP, _TITLE_HEIGHT = 150, 310
_FOOT = 548  # the middle of the line with label and date
_TITLE_SIZES = (84, 44)
_SMALL = 32
# The theme's colours in light: paper, ink, the band and the label.
_PAPER, _INK, _ACCENT = (0xFD, 0xFC, 0xF9), (0x1D, 0x1B, 0x18), (0x7A, 0x1F, 0x1F)
_INK_STEPS, _ACCENT_STEPS = 10, 6
# Greys: 0 paper to 127 ink, 128 accent to 255 paper.
_GREY_PAPER, _GREY_INK, _GREY_SOFT = 0, 127, 96
_GREY_ACCENT, _GREY_ON_ACCENT = 128, 255


@dataclass(frozen=True, slots=True)
class PreviewTexts:
    """The words of a picture; `label` may be empty."""

    site: str
    title: str
    date: str
    label: str


def draw_preview(texts: PreviewTexts) -> bytes:
    """The picture as PNG, with the label in its metadata too."""
    grey = Image.new("L", (WIDTH, HEIGHT), _GREY_PAPER)
    draw = ImageDraw.Draw(grey)
    draw.rectangle((0, 0, WIDTH, _BAND - 1), fill=_GREY_ACCENT)
    _draw_site(draw, texts.site)
    _draw_title(draw, texts.title)
    _draw_foot(draw, texts)
    return _png(grey, texts.label)


def _draw_site(draw: ImageDraw.ImageDraw, name: str) -> None:
    if can_write(name):
        face = font("SemiBold", _SMALL)
        shown = shorten(name, face, WIDTH - 2 * _MARGIN)
        draw.text((_MARGIN, 92), shown, fill=_GREY_SOFT, font=face, anchor="lm")


def _draw_title(draw: ImageDraw.ImageDraw, title: str) -> None:
    # Boxes in place of letters would say less than no title: who shares the address shows it.
    if not can_write(title):
        return
    fitted = fit_text(title, WIDTH - 2 * _MARGIN, _TITLE_HEIGHT, sizes=_TITLE_SIZES)
    step = line_height(fitted.size)
    for number, line in enumerate(fitted.lines):
        place = (_MARGIN, _TITLE_TOP + number * step)
        draw.text(place, line, fill=_GREY_INK, font=font("SemiBold", fitted.size), anchor="la")


def _draw_foot(draw: ImageDraw.ImageDraw, texts: PreviewTexts) -> None:
    left = _MARGIN
    if texts.label:
        face = font("SemiBold", _SMALL)
        width = round(face.getlength(texts.label)) + 48
        box = (left, _FOOT - 34, left + width, _FOOT + 34)
        draw.rectangle(box, fill=_GREY_ACCENT)
        draw.text((left + 24, _FOOT), texts.label, fill=_GREY_ON_ACCENT, font=face, anchor="lm")
        left += width + 32
    if can_write(texts.date):
        face = font("Regular", _SMALL)
        draw.text((left, _FOOT), texts.date, fill=_GREY_SOFT, font=face, anchor="lm")


def _png(grey: Image.Image, label: str) -> bytes:
    indexed = grey.point([_index_of(value) for value in range(256)])
    picture = Image.frombytes("P", grey.size, indexed.tobytes())
    picture.putpalette([part for colour in _palette() for part in colour])
    # No time, no name of a program: the bytes depend on the words alone.
    info = PngInfo()
    if label:
        info.add_itxt("Disclosure", label)
    data = io.BytesIO()
    picture.save(data, "PNG", bits=4, compress_level=6, pnginfo=info)
    return data.getvalue()


def _index_of(grey: int) -> int:
    if grey <= _GREY_INK:
        return round(grey * (_INK_STEPS - 1) / _GREY_INK)
    span = _GREY_ON_ACCENT - _GREY_ACCENT
    return _INK_STEPS + round((grey - _GREY_ACCENT) * (_ACCENT_STEPS - 1) / span)


def _palette() -> list[tuple[int, ...]]:
    ink = [_between(_PAPER, _INK, step / (_INK_STEPS - 1)) for step in range(_INK_STEPS)]
    accent = [
        _between(_ACCENT, _PAPER, step / (_ACCENT_STEPS - 1)) for step in range(_ACCENT_STEPS)
    ]
    return ink + accent


def _between(one: tuple[int, ...], other: tuple[int, ...], part: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
