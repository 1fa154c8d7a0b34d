"""Draws a preview image: 1200 by 630 pixels, the size that others crop least.

It is drawn in greys, of which one part stands for paper to ink and the other for the label's
colour to paper, and saved with a palette of sixteen colours: soft edges in some 10 kB.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageColor, ImageDraw
from PIL.PngImagePlugin import PngInfo

from plugins.preview_images.lettering import fit_text, font, line_height, shorten, writable

__all__ = ["HEIGHT", "WIDTH", "PreviewColours", "PreviewTexts", "draw_preview"]

WIDTH, HEIGHT = 1200, 630
_MARGIN = 80
_BAND = 16  # pixels, at the top
_TITLE_TOP, _TITLE_HEIGHT = 150, 310
_FOOT = 548  # the middle of the line with label and date
_TITLE_SIZES = (84, 44)
_SMALL = 32
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


@dataclass(frozen=True, slots=True)
class PreviewColours:
    """The colours of a picture, as `#rrggbb`; the theme's own in light. The band has `accent`."""

    paper: str = "#fdfcf9"
    ink: str = "#1d1b18"
    accent: str = "#7a1f1f"


def draw_preview(texts: PreviewTexts, colours: PreviewColours | None = None) -> bytes:
    """The picture as PNG, with the label in its metadata too."""
    grey = Image.new("L", (WIDTH, HEIGHT), _GREY_PAPER)
    draw = ImageDraw.Draw(grey)
    draw.rectangle((0, 0, WIDTH, _BAND - 1), fill=_GREY_ACCENT)
    _draw_site(draw, texts.site)
    _draw_title(draw, texts.title)
    _draw_foot(draw, texts)
    return _png(grey, texts.label, _palette(colours or PreviewColours()))


def _draw_site(draw: ImageDraw.ImageDraw, name: str) -> None:
    if shown := writable(name):
        face = font("SemiBold", _SMALL)
        shown = shorten(shown, face, WIDTH - 2 * _MARGIN)
        draw.text((_MARGIN, 92), shown, fill=_GREY_SOFT, font=face, anchor="lm")


def _draw_title(draw: ImageDraw.ImageDraw, title: str) -> None:
    shown = writable(title)
    if not shown:
        return  # who shows the picture shows the title beside it
    fitted = fit_text(shown, WIDTH - 2 * _MARGIN, _TITLE_HEIGHT, sizes=_TITLE_SIZES)
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
    if date := writable(texts.date):
        face = font("Regular", _SMALL)
        draw.text((left, _FOOT), date, fill=_GREY_SOFT, font=face, anchor="lm")


def _png(grey: Image.Image, label: str, palette: list[tuple[int, ...]]) -> bytes:
    indexed = grey.point([_index_of(value) for value in range(256)])
    picture = Image.frombytes("P", grey.size, indexed.tobytes())
    picture.putpalette([part for colour in palette for part in colour])
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


def _palette(colours: PreviewColours) -> list[tuple[int, ...]]:
    paper, ink, accent = map(ImageColor.getrgb, (colours.paper, colours.ink, colours.accent))
    return _steps(paper, ink, _INK_STEPS) + _steps(accent, paper, _ACCENT_STEPS)


def _steps(one: tuple[int, ...], other: tuple[int, ...], count: int) -> list[tuple[int, ...]]:
    return [_between(one, other, step / (count - 1)) for step in range(count)]


def _between(one: tuple[int, ...], other: tuple[int, ...], part: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
