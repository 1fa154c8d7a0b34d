"""Where the address of a link was written, and how."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from plugins.explainers.markdown.entities import decode_entities
from plugins.explainers.markdown.pulldown_cmark.body_text import BodyText

if TYPE_CHECKING:
    from plugins.explainers.markdown.pulldown_cmark.writing import Writing

__all__ = ["Definitions", "written_link"]

# From the bracket that closes a link's text to the link's end.
_INLINE = re.compile(
    r"\]\(\s*(?:<((?:[^<>\n\\]|\\.)*)>|([^\s<](?:[^\s\\]|\\.)*?|))"
    r"(?:\s+(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)\Z",
    re.DOTALL,
)
_DEFINITION = re.compile(
    r"\s*\[(?:[^\[\]\\]|\\.)*\]:\s*(?:<((?:[^<>\n\\]|\\.)*)>|(\S+))", re.DOTALL
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Addresses and titles are seldom longer; what is gets its link's place.
_MOST_BYTES = 2_000
_MOST_TRIES = 4


class Definitions:
    """The link definitions of one body, read when the first link asks for one."""

    def __init__(self, body: BodyText, read: Callable[[str], dict[str, Any]]) -> None:
        self._body = body
        self._read = read

    def find(self, label: str) -> tuple[str, int] | None:
        """The address in a definition, as written, and the character at which it stands."""
        span = self._spans.get(_folded(label))
        if span is None:
            return None
        start = self._body.character(span["start"])
        match = _DEFINITION.match(self._body.text, start)
        if match is None:
            return "", start
        group = 1 if match[1] is not None else 2
        return match[group], match.start(group)

    @cached_property
    def _spans(self) -> dict[str, dict[str, int]]:
        found = self._read(self._body.text)
        return {_folded(label): found[label]["span"] for label in found}


def written_link(writing: Writing, detail: Any, start: int, end: int) -> tuple[str, str, int]:
    """A link's address as written and as meant, and the index in the file where it stands."""
    body, kind = writing.body, detail["link_type"]
    address = writing.without_barred_in(detail["dest_url"])
    if kind == "Inline":
        written, character = _inline(body, detail["dest_url"], start, end)
    elif kind in {"Autolink", "Email"}:
        written, character = body.between(start + 1, end - 1), body.character(start) + 1
        address = f"mailto:{address}" if kind == "Email" else address
    else:
        found = writing.definitions.find(detail["id"])
        written, character = found or ("", body.character(start))
    return written or address, address, body.place(character)


def _inline(body: BodyText, address: str, start: int, end: int) -> tuple[str, int]:
    start = max(start, end - _MOST_BYTES)
    tail = body.between(start, end)
    first = body.character(end) - len(tail)
    bracket = tail.rfind("](")
    if tail[bracket + 2 : -1] == address:
        return address, first + bracket + 2
    for _ in range(_MOST_TRIES):
        match = _INLINE.match(tail, bracket) if bracket >= 0 else None
        if match is not None:
            group = 1 if match[1] is not None else 2
            if _meaning(match[group]) == address:
                return match[group], first + match.start(group)
        bracket = tail.rfind("](", 0, max(bracket, 0))
    return address, first


def _meaning(written: str) -> str:
    return decode_entities(_ESCAPE.sub(r"\1", written))


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
