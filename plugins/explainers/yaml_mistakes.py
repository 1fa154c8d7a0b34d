"""What a YAML parser complains about, in plain words and at the place to mend."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from plugins.explainers.problems import Problem
from plugins.explainers.quoting import quoted, shortened
from plugins.explainers.source_text import SourceText

__all__ = ["syntax_problem"]

_TAB_INDENT = re.compile(r" *\t")
_KEY_AND_VALUE = re.compile(r"\s*(?:- +)*([\w.-]+):[ \t]+(\S(?:.*\S)?)\s*$")
# A key whose colon no blank follows; `http://…` and `12:30` are none.
_GLUED_KEY = re.compile(r"\s*(?:- +)*([^\W\d][\w.-]*):(?=((?!//)\S.*))(?!.*: )")
_COLON = re.compile(r":(?:\s|$)")
# What ends an item of a list or mapping in brackets, and what stands before one.
_ITEM_END = re.compile(r"[,\]}]|$")
_ITEM_BEFORE = re.compile(r".*(?:[\[{,]|: )\s*")
_OPENERS = {'"': '"', "'": "'", "[": "]", "{": "}"}
_INDENT_HINT = "start it in the same column as the lines it belongs to"


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What the parser said: where it was (`index`), and where what it was reading began.

    `at_end` is a complaint that there is no more text.
    """

    source: SourceText
    index: int
    began: int
    text: str
    at_end: bool

    @property
    def line_number(self) -> int:
        return self.source.position(self.index).line

    @property
    def line(self) -> str:
        return self.source.line_text(self.line_number)

    @property
    def column(self) -> int:
        return self.source.position(self.index).column

    @property
    def char(self) -> str:
        return self.source.text[self.index : self.index + 1]


@dataclass(frozen=True, slots=True)
class _Finding:
    index: int
    message: str
    hint: str


def syntax_problem(source: SourceText, span: tuple[int, int], error: Exception) -> Problem:
    """The problem behind what the YAML parser raised while it read the text in `span`."""
    complaint = _complaint(source, span, error)
    finding = _tab_finding(complaint)
    for needle, explain in _EXPLANATIONS:
        if finding is None and needle in complaint.text:
            finding = explain(complaint)
    found = finding or _Finding(
        complaint.index, f"this is not YAML: {shortened(complaint.text)}", "put text in quotes"
    )
    return source.problem(found.index, "front-matter/syntax", found.message, found.hint)


def _complaint(source: SourceText, span: tuple[int, int], error: Exception) -> _Complaint:
    start, end = span
    index = _mark_index(error, "problem_mark", end - start)
    began = _mark_index(error, "context_mark", index)
    text = str(getattr(error, "problem", None) or error)
    at_end = not source.text[start + index : end].strip()
    # What is said about the end belongs to the last that was written.
    last = start + max(len(source.text[start:end].rstrip()) - 1, 0)
    return _Complaint(source, min(start + index, last), min(start + began, last), text, at_end)


def _mark_index(error: Exception, name: str, default: int) -> int:
    mark = getattr(error, name, None)
    return default if mark is None else int(mark.index)


def _tab_finding(complaint: _Complaint) -> _Finding | None:
    match = _TAB_INDENT.match(complaint.line)
    if match is None or complaint.column > match.end() + 1:
        return None
    line_start = complaint.index - complaint.column + 1
    return _Finding(line_start + match.end() - 1, "a tab indents this line", "indent with blanks")


def _colon_in_value(complaint: _Complaint) -> _Finding:
    match = _KEY_AND_VALUE.match(complaint.line)
    if match and match.start(2) < complaint.column:
        message = f"the value of {quoted(match[1])} holds ': ' and is not in quotes"
        return _Finding(complaint.index, message, _quote_hint(complaint))
    number = _line_above(complaint)
    if glued := _glued(complaint.source, number):
        return glued
    above = complaint.source.line_text(number)
    if above.strip() and not _COLON.search(above) and not above.lstrip().startswith(("-", "#")):
        start = complaint.source.line_starts[number - 1]
        message = f"{quoted(above)} is not `key: value`"
        return _Finding(start, message, "write a colon and a blank after the key")
    line_start = complaint.index - complaint.column + 1
    first = line_start + len(complaint.line) - len(complaint.line.lstrip())
    message = f"{quoted(complaint.line)} is indented deeper than the line above"
    return _Finding(first, message, _INDENT_HINT)


def _line_above(complaint: _Complaint) -> int:
    """The number of the last line above that is neither blank nor a comment."""
    number = max(complaint.line_number - 1, 1)
    while number > 1 and complaint.source.line_text(number).lstrip()[:1] in {"", "#"}:
        number -= 1
    return number


def _glued(source: SourceText, number: int) -> _Finding | None:
    match = _GLUED_KEY.match(source.line_text(number))
    if match is None:
        return None
    message = f"a blank is missing after {quoted(f'{match[1]}:')}"
    hint = f"write `{match[1]}: {shortened(match[2])}`"
    return _Finding(source.line_starts[number - 1] + match.end(), message, hint)


def _no_colon(complaint: _Complaint) -> _Finding:
    line = complaint.source.position(complaint.began).line
    if glued := _glued(complaint.source, line):
        return glued
    message = f"{quoted(complaint.source.line_text(line))} is not `key: value`"
    hint = "write `key: value`, or indent the line if it goes on with the one above"
    return _Finding(complaint.began, message, hint)


def _unclosed(complaint: _Complaint) -> _Finding:
    opener = complaint.source.text[complaint.began]
    closer = _OPENERS.get(opener, opener)
    if opener in "\"'":
        message = f"the quote that {opener} opens here is never closed"
    else:
        message = f"the bracket that {opener} opens here is never closed"
    return _Finding(complaint.began, message, f"close it with `{closer}`")


def _in_brackets(complaint: _Complaint) -> _Finding:
    source = complaint.source
    same_line = source.position(complaint.began).line == complaint.line_number
    if not same_line or complaint.at_end or complaint.char in "\r\n":
        return _unclosed(complaint)
    rest = complaint.line[complaint.column - 1 :]
    message = f"a comma or the closing bracket is missing before {quoted(rest)}"
    hint = "put a value that holds a bracket, comma or colon in quotes"
    return _Finding(complaint.index, message, hint)


def _no_key(complaint: _Complaint) -> _Finding:
    match = _KEY_AND_VALUE.match(complaint.line)
    if match and match[2][0] in _OPENERS and match.start(2) < complaint.column - 1:
        closer = _OPENERS[match[2][0]]
        message = f"text follows the {closer} that closes the value of {quoted(match[1])}"
        return _Finding(complaint.index, message, _quote_hint(complaint))
    message = f"{quoted(complaint.line)} does not line up with the lines above"
    return _Finding(complaint.index, message, _INDENT_HINT)


def _cannot_start(complaint: _Complaint) -> _Finding:
    if complaint.at_end:
        message = f"{quoted(complaint.line)} is not finished"
        hint = "close its bracket or quote, or put the whole value in quotes"
        return _Finding(complaint.index, message, hint)
    index = complaint.began if complaint.char.isspace() else complaint.index
    char = complaint.source.text[index]
    message = f"a value cannot start with {char!r}"
    return _item_finding(complaint, index, message) or _Finding(
        index, message, _quote_hint(complaint)
    )


def _marker_start(complaint: _Complaint) -> _Finding:
    char = complaint.source.text[complaint.began]
    message = f"a value cannot start with {char!r} unless it is in quotes"
    return _item_finding(complaint, complaint.began, message) or _Finding(
        complaint.began, message, _quote_hint(complaint)
    )


def _item_finding(complaint: _Complaint, index: int, message: str) -> _Finding | None:
    """A mistake in one item of a list or mapping in brackets, which alone goes in quotes."""
    line, match = complaint.line, _KEY_AND_VALUE.match(complaint.line)
    line_start = complaint.index - complaint.column + 1
    if match is None or match[2][0] not in "[{" or not match.start(2) < index - line_start:
        return None
    before = _ITEM_BEFORE.match(line[: index - line_start])
    start = before.end() if before else index - line_start
    end = _ITEM_END.search(line, index - line_start)
    item = line[start : end.start() if end else None].rstrip()
    mended = line[match.start(2) : start] + _in_quotes(item) + line[start + len(item) :].rstrip()
    shown = f"{match[1]}: {mended}" if len(mended) <= 60 else _in_quotes(shortened(item))
    return _Finding(line_start + start, message, f"put the value in quotes: {shown}")


def _bad_escape(complaint: _Complaint) -> _Finding:
    # The parser stands at the backslash, or behind the letter that follows it.
    index = complaint.source.text.rfind("\\", 0, complaint.index + 1)
    written = re.compile(r"\\.?[0-9A-Fa-f]*").match(complaint.source.text, max(index, 0))
    message = f"{quoted(written[0] if written else complaint.char)} is no escape in YAML"
    hint = "write `\\\\` for a backslash, or put the value in single quotes"
    return _Finding(max(index, 0), message, hint)


def _outside(complaint: _Complaint) -> _Finding:
    if glued := _glued(complaint.source, _line_above(complaint)):
        return glued
    message = f"{quoted(complaint.line)} does not belong to the lines above"
    return _Finding(complaint.index, message, "start every field in the first column")


def _not_a_list_item(complaint: _Complaint) -> _Finding:
    message = f"{quoted(complaint.line)} follows a list and is no item of it"
    return _Finding(complaint.index, message, _INDENT_HINT)


def _quote_hint(complaint: _Complaint) -> str:
    """The line as it should be, where it is short enough to show."""
    match = _KEY_AND_VALUE.match(complaint.line)
    if match is None or len(match[2]) > 50 or match[2][0] in "\"'" or "\\" in match[2]:
        whole_in_single = match and match[2][0] == '"' and "'" not in match[2]
        if match and whole_in_single and len(match[2]) <= 50:
            return f"put the whole value in quotes: {match[1]}: '{match[2]}'"
        return "put the whole value in quotes"
    return f"put the value in quotes: {match[1]}: " + _in_quotes(match[2])


def _in_quotes(value: str) -> str:
    plain = '"' not in value and "\\" not in value
    return f'"{value}"' if plain else "'" + value.replace("'", "''") + "'"


_EXPLANATIONS: tuple[tuple[str, Callable[[_Complaint], _Finding]], ...] = (
    ("mapping values are not allowed", _colon_in_value),
    ("could not find expected ':'", _no_colon),
    ("found unexpected end of stream", _unclosed),
    ("did not find expected ',' or", _in_brackets),
    ("did not find expected key", _no_key),
    ("expected <document start>", _outside),
    ("did not find expected '-' indicator", _not_a_list_item),
    ("cannot start any token", _cannot_start),
    ("did not find expected node content", _cannot_start),
    ("are not allowed in this context", _cannot_start),
    ("expected alphabetic or numeric character", _marker_start),
    ("found undefined tag handle", _marker_start),
    ("the expected '>'", _marker_start),
    ("expected comment or line break", _marker_start),
    ("unknown escape character", _bad_escape),
    ("invalid Unicode character escape", _bad_escape),
    ("expected hexdecimal number", _bad_escape),
)
