"""The text of safe HTML, for search, summaries and headings."""

from __future__ import annotations

import html
import re

from plugins.explainers.source_text import is_printable

__all__ = ["plain_text", "plain_texts"]

# Between pieces; no input can hold it.
_SEAM = "\x04"
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
    return plain_texts([safe_html])[0]


def plain_texts(safe_htmls: list[str]) -> list[str]:
    """The same for several pieces, which takes less time than for each of them."""
    text = _SEAM.join(safe_htmls)
    if "footnote-mark" in text:
        text = _FOOTNOTE_MARK.sub("", text)
    if "<" in text:
        text = _OTHER.sub(" ", _INLINE.sub("", text))
    text = html.unescape(text).replace("\n", " ")
    # No other blank is printable, so here are none to fold; to see that takes half the time.
    if "  " not in text and is_printable(text.replace(_SEAM, "")):
        return [each.strip(" ") for each in text.split(_SEAM)]
    return [" ".join(each.split()) for each in text.split(_SEAM)]
