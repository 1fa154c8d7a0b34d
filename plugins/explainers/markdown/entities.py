"""Character references such as `&amp;` and `&#228;`, as CommonMark has them."""

from __future__ import annotations

import re
from html import unescape

__all__ = ["decode_entities"]

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]*);")


def decode_entities(text: str) -> str:
    """Text with characters in place of references; one without `;` is none.

    `html.unescape` takes those too and makes `?a=1§ion=2` of `?a=1&section=2`.
    """
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text)
