"""The text of safe HTML, for search, summaries and headings."""

from __future__ import annotations

import html
import re

from plugins.explainers.source_text import is_printable

__all__ = ["plain_text"]

_FOOTNOTE_MARK = re.compile(r'<sup class="footnote-mark".*?</sup>', re.DOTALL)
# Around these there is no blank: `un<em>believ</em>able`.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup"
    r'|time|u|var|wbr)(?:\s(?:[^<>"]|"[^"]*")*)?>'
)
_TAG = r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>'
_OTHER = re.compile(rf"{_TAG}(?:\s*{_TAG})*\s*")


def plain_text(safe_html: str) -> str:
    """Text without tags and footnote marks; entities decoded, blanks folded."""
    text = safe_html
    if "<sup" in text:
        text = _FOOTNOTE_MARK.sub("", text)
    if "<" in text:
        text = _OTHER.sub(" ", _INLINE.sub("", text))
    text = html.unescape(text).replace("\n", " ")
    # No other blank is printable, so here are none to fold; to see that takes half the time.
    if is_printable(text) and "  " not in text:
        return text.strip(" ")
    return " ".join(text.split())
