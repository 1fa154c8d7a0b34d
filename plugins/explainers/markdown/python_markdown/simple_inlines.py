"""Writes text with the marks that nearly all text has, without Python-Markdown's patterns.

Those go through the text one after another and put placeholders for elements into it, and
emphasis is looked for character by character. Here one expression takes the text apart:

    text, [text](address), **strong**, *emphasis* and `code`

with nothing but text inside of each. Whatever may be something else is left to the patterns;
the HTML is the same.
"""

from __future__ import annotations

import html
import re

from plugins.explainers.markdown.entities import decode_entities
from plugins.explainers.markdown.notes import Notes
from plugins.explainers.markdown.python_markdown.serializing import WrittenText, escaped

__all__ = ["code_text", "write_simple"]

_TEXT = r"[^\[\]*_`~<\\]"
_ADDRESS = r"[^\s()<>\[\]`\\]"
# Each opens with its literal, so that `re` passes over the text between them quickly.
_SPAN = re.compile(
    rf"\[(?<!!\[)(?!\^)({_TEXT}++)\]\(((?:{_ADDRESS}|\({_ADDRESS}*+\))++)\)"
    rf"|`([^`]++)`(?!`)"
    rf"|\*\*(?!\s)({_TEXT}++)(?<!\s)\*\*(?!\*)"
    rf"|\*(?!\s)({_TEXT}++)(?<!\s)\*(?!\*)"
)
_GROUPS = 6  # of each span: the text before it, and what it holds
_STRONG, _EMPHASIS = 4, 5
# What opens or closes something, wherever it stands between spans.
_MARKS = ("[", "]", "*", "_", "`", "~", "<", "\\")


def write_simple(text: str, notes: Notes) -> WrittenText | None:
    """The HTML of a text; None if it may hold more than is read here."""
    pieces: list[str] = _SPAN.split(text)
    between = "".join(pieces[::_GROUPS])
    for mark in _MARKS:
        if mark in between:
            return None
    if "  \n" in text or (_has_address(text) and _has_bare_address(between, pieces)):
        return None
    write = escaped if "&" in text or ">" in text else str
    written = []
    for index in range(0, len(pieces) - 1, _GROUPS):
        before, label, address, code, strong, emphasis = pieces[index : index + _GROUPS]
        if label:
            href = notes.link(address, decode_entities(address))
            span = f'<a href="{href}">{write(label)}</a>'
        elif code:
            span = f"<code>{code_text(code)}</code>"
        elif strong:
            span = f"<strong>{write(strong)}</strong>"
        else:
            span = f"<em>{write(emphasis)}</em>"
        written.append(f"{write(before)}{span}")
    written.append(write(pieces[-1]))
    return WrittenText("".join(written))


def code_text(written: str) -> str:
    """What stands between backticks, as HTML."""
    text = written.replace("\n", " ")
    if text[0] == text[-1] == " " and not text.isspace():
        text = text[1:-1]
    return html.escape(text, quote=False)


def _has_bare_address(between: str, pieces: list[str]) -> bool:
    """Whether an address stands where it is a link, which it is not in a link or in code."""
    emphasised = filter(None, (*pieces[_STRONG::_GROUPS], *pieces[_EMPHASIS::_GROUPS]))
    return any(map(_has_address, (between, *emphasised)))


def _has_address(text: str) -> bool:
    return "://" in text or "www." in text
