"""What a line looks like: the shapes by which blocks of Markdown begin and end.

The shapes are those of CommonMark with GitHub's tables and footnotes.
"""

from __future__ import annotations

import re

__all__ = [
    "FENCE",
    "FOOTNOTE",
    "HEADING",
    "HTML_ENDS",
    "LIST_MARKER",
    "QUOTE",
    "REFERENCE",
    "SETEXT",
    "THEMATIC_BREAK",
    "expand_indent",
    "heading_of",
    "html_kind",
    "indent_of",
    "is_blank",
    "is_lone_line",
    "opens_block",
]

HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$")
SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
THEMATIC_BREAK = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
FENCE = re.compile(r"( {0,3})(`{3,}(?=[^`]*$)|~{3,})[ \t]*([^\s{]*)")
QUOTE = re.compile(r" {0,3}> ?")
LIST_MARKER = re.compile(r"( {0,3})([-+*]|[0-9]{1,9}[.)])(?:( +)(?=\S)|[ ]*$)")
FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s\[]{1,100})\]:[ \t]*")
REFERENCE = re.compile(
    r" {0,3}\[(?!\^)((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*(?:<([^<>]*)>|(\S+))"
    r"(?:[ \t]+(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\)))?[ \t]*$"
)

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|"
    "head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|"
    "p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_ATTRIBUTE = r"""\s+[a-zA-Z_:][\w:.-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+"""
# The seven kinds of HTML block of CommonMark: how each begins, and what its last line holds.
_HTML_STARTS = (
    re.compile(r"<(?:script|pre|style|textarea)(?:\s|>|$)", re.I),
    re.compile(r"<!--"),
    re.compile(r"<\?"),
    re.compile(r"<![a-z]", re.I),
    re.compile(r"<!\[CDATA\["),
    re.compile(rf"</?(?:{_BLOCK_TAGS})(?:\s|/?>|$)", re.I),
    re.compile(rf"(?:<[a-z][\w-]*+(?:{_ATTRIBUTE})*+\s*+/?>|</[a-z][\w-]*+\s*+>)\s*$", re.I),
)
_BLANK = re.compile(r"^\s*$")
HTML_ENDS = (
    re.compile(r"</(?:script|pre|style|textarea)>", re.I),
    re.compile(r"-->"),
    re.compile(r"\?>"),
    re.compile(r">"),
    re.compile(r"\]\]>"),
    _BLANK,
    _BLANK,
)
_LONE_TAG = 6

# Blanks, and the marks of lists and quotes that blanks follow.
_BEFORE_TEXT = re.compile(r"(?:[ \t]|[-+*>](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))*+")
# Only these characters can open a block; most lines of prose begin with none of them.
_OPENERS = frozenset("#`~>-+*_<[0123456789")


def is_blank(line: str) -> bool:
    """Whether a line holds nothing but blanks."""
    return not line or line.isspace()


def indent_of(line: str) -> int:
    """How many spaces a line begins with; its tabs are expanded already."""
    return len(line) - len(line.lstrip(" "))


def is_lone_line(lines: list[str], index: int) -> bool:
    """Whether a line is sure to be a paragraph of its own, which most of them are.

    It opens with a letter, as no other block does, and nothing follows that could belong to it.
    """
    return lines[index][0].isalpha() and (index + 1 == len(lines) or not lines[index + 1])


def heading_of(line: str) -> tuple[int, str] | None:
    """The level and the text of a heading; None if a line is none."""
    bare = line.lstrip(" ")
    text = bare.lstrip("#")
    if "#" in text:  # which closes the heading, or is text
        match = HEADING.match(line)
        return None if match is None else (len(match[1]), (match[2] or "").strip())
    level = len(bare) - len(text)
    is_heading = 0 < level < 7 and text[:1] in {"", " ", "\t"}
    return (level, text.strip()) if is_heading else None


def expand_indent(line: str) -> str:
    """A line with spaces for the tabs before its text, with tab stops of four."""
    if "\t" not in line:
        return line
    prefix = _BEFORE_TEXT.match(line)
    end = prefix.end() if prefix is not None else 0
    return line[:end].expandtabs(4) + line[end:]


def html_kind(line: str) -> int | None:
    """Which of the seven kinds of HTML block a line opens, counted from 0."""
    text = line.lstrip(" ")
    if not text.startswith("<") or len(line) - len(text) > 3:
        return None
    for kind, start in enumerate(_HTML_STARTS):
        if start.match(text):
            return kind
    return None


def opens_block(line: str, *, in_paragraph: bool) -> bool:
    """Whether a line begins a block of its own, not a paragraph.

    `in_paragraph`: the line would cut a paragraph of the same level in two,
    which fewer shapes may do (`1986. What a year` is no list).
    """
    text = line.lstrip(" ")
    if text[:1] not in _OPENERS or len(line) - len(text) > 3:
        return False
    if HEADING.match(line) or FENCE.match(line) or THEMATIC_BREAK.match(line):
        return True
    if text[0] == ">" or FOOTNOTE.match(line):
        return True
    if text[0] == "<":
        return html_kind(line) not in {None, _LONE_TAG}
    return _opens_list(line, in_paragraph)


def _opens_list(line: str, in_paragraph: bool) -> bool:
    marker = LIST_MARKER.match(line)
    if marker is None:
        return False
    if not in_paragraph:
        return True
    has_text = marker.end() < len(line)
    return has_text and (marker[2] in "-+*" or int(marker[2][:-1]) == 1)
