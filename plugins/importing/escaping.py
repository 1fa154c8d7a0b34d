"""Plain text as Markdown that reads the same: what Markdown would act upon is escaped.

Only escapes that CommonMark and Python-Markdown both know are used: a backslash
before what both let escape, a character reference for the rest.
"""

from __future__ import annotations

import re

__all__ = ["escape_inline", "escape_paragraph"]

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?'’)\]}…*_~]")
_LINE_START = re.compile(
    r"""
      (?P<mark>  \#{1,6}(?=\s|$) | [-+](?=\s|$) | > | -(?=[-\s]*$) | ={2,}\s*$ )
    | (?P<number>\d{1,9})(?P<after>[.)])(?=\s|$)
    | (?P<other> :(?=\s) | \?{3} | !{3} | /{3} | \+{3} | [=\^]{3} | \|  )
    """,
    re.VERBOSE,
)
_ESCAPED_BY_BACKSLASH = frozenset("\\`*_{}[]()>#+-.!")


def escape_paragraph(text: str) -> str:
    """One paragraph of plain text, on one line."""
    line = " ".join(text.split())
    escaped = escape_inline(line)
    match = _LINE_START.match(escaped)
    if match is None:
        return escaped
    if match["number"]:
        return f"{match['number']}\\{escaped[match.start('after') :]}"
    return _escape(escaped[0]) + escaped[1:]


def escape_inline(text: str, *, link_addresses: bool = True) -> str:
    """Text within a paragraph. With `link_addresses`, web addresses become links to themselves."""
    pieces: list[str] = []
    last = 0
    for match in _WEB_ADDRESS.finditer(text) if link_addresses else ():
        pieces += (_escape_words(text[last : match.start()]), f"<{match[0]}>")
        last = match.end()
    return "".join((*pieces, _escape_words(text[last:])))


def _escape_words(text: str) -> str:
    escaped = re.sub(r"[\\`\[{]", lambda match: f"\\{match[0]}", text)
    escaped = re.sub(r"&(?=#?\w+;)", "&amp;", escaped)
    escaped = re.sub(r"<(?=[\w/!?])", "&lt;", escaped)
    escaped = re.sub(r"\*(?!(?<=\s\*)\s)", r"\\*", escaped)
    # Within a word an underscore is one: `snake_case`.
    escaped = re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", escaped)
    for char in "~^|":  # strikes through or lowers, raises, parts cells; a single one is itself
        if escaped.count(char) > 1:
            escaped = escaped.replace(char, _escape(char))
    return re.sub(r"(?<=[=+])[=+](?=\S)", lambda match: _escape(match[0]), escaped)


def _escape(char: str) -> str:
    return f"\\{char}" if char in _ESCAPED_BY_BACKSLASH else f"&#{ord(char)};"
