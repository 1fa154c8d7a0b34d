"""How well one colour stands out from another, as WCAG 2.2 measures it."""

from __future__ import annotations

import re

__all__ = ["LEAST_FOR_SHAPES", "LEAST_FOR_TEXT", "contrast", "is_colour"]

LEAST_FOR_TEXT = 4.5  # success criterion 1.4.3
LEAST_FOR_SHAPES = 3.0  # success criterion 1.4.11: edges of controls, the focus
_COLOUR = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def is_colour(value: object) -> bool:
    """Whether a value is a colour such as `#7a1f1f` or `#fff`."""
    return isinstance(value, str) and bool(_COLOUR.fullmatch(value))


def contrast(one: str, other: str) -> float:
    """From 1 for the same colour to 21 for black and white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, ...]:
    digits = colour.removeprefix("#")
    if len(digits) == len("fff"):
        digits = "".join(digit * 2 for digit in digits)
    return tuple(int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
