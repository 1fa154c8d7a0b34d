"""Reads the few shapes of YAML that nearly all front matter has, without the YAML parser.

That takes a third of the time. What is read here comes out as `yaml_reader` has it from the
parser's events; whatever is not surely one of these shapes is left to it, problems above all:

    key: plain text, or "quoted", or 'quoted'
    key: [a, "b"]
    key:
      - text
      - key: text
        key: text
    key:
      key: text

Every line is whole in itself and holds nothing but printable characters; each key is a name.
"""

from __future__ import annotations

import re

import msgspec

from plugins.explainers.source_text import is_printable
from plugins.explainers.yaml_nodes import Entry, ListNode, MappingNode, Node, TextNode

__all__ = ["SIMPLE_DEPTH", "read_simple_mapping"]

SIMPLE_DEPTH = 4  # a mapping, a list, a mapping, a list

_KEY = "[A-Za-z_][A-Za-z0-9_-]{0,99}"
_QUOTED = r""""([^"\\\n]*+)"|'([^'\n]*+)'"""
# A colon before a blank would make a key of what is before it, `#` behind one a comment.
_PLAIN = r"[\w(/.][^\n:#]*+(?:(?::(?![ \n])|(?<! )#)[^\n:#]*+)*+(?<! )"
# Within brackets more characters have a meaning, some of them to some parsers only.
_LISTED = r"""\w[^\n,:#?"\[\]{}]*+"""
_ITEM = re.compile(f"{_QUOTED}|({_LISTED})")
_ONE = rf""" *+(?:"[^"\\\n]*+"|'[^'\n]*+'|{_LISTED}) *+"""
_LIST = rf"\[((?:{_ONE}(?:,{_ONE})*+| *+))\]"
_LINE = re.compile(rf"( *)(- )?(?:({_KEY}):(?=[ \n]))?+ *(?:{_QUOTED}|{_LIST}|({_PLAIN}))?\n")
# No line gives more events than this, besides one for each comma: beginnings and ends of a list,
# of a mapping in it and of a list in that, a key and a value. The document's own are a line's.
_EVENTS_OF_LINE = 8
_LIST_ITEMS, _PLAIN_TEXT = 6, 7  # groups of a line


class _Line(msgspec.Struct, frozen=True, gc=False):
    """A line: its indentation, whether it opens an item of a list, its key and its value."""

    indent: int
    dash: int  # where the item opens; -1 where none does
    key: str | None
    index: int  # of the key
    value: Node | None


class _NotSimple(Exception):
    """Something stands here that is for the parser to read."""


def read_simple_mapping(text: str, start: int, most_events: int) -> MappingNode | None:
    """The mapping that the whole text is; None unless it is a simple one without mistakes.

    `start` is where the text stands in its file, `most_events` what the parser may give.
    """
    events = _EVENTS_OF_LINE * (text.count("\n") + 1) + text.count(",")
    if events > most_events or not is_printable(text.replace("\n", "")):
        return None
    try:
        return _top_mapping(_lines_of(text, start), start)
    except _NotSimple:
        return None


def _lines_of(text: str, start: int) -> list[_Line]:
    lines, end = [], 0
    for match in _LINE.finditer(text):
        if match.start() != end:
            raise _NotSimple
        end = match.end()
        indent, dash, key, *_ = match.groups()
        dashed = -1 if dash is None else start + match.start(2)
        lines.append(_Line(len(indent), dashed, key, start + match.start(3), _value(match, start)))
    if end != len(text) or not lines:
        raise _NotSimple
    return lines


def _value(match: re.Match[str], start: int) -> Node | None:
    group = match.lastindex or 0
    if group == _PLAIN_TEXT:
        return TextNode(start + match.start(group), match[group])
    if group == _LIST_ITEMS:
        index = start + match.start(group)
        return ListNode(
            index - 1, tuple(_text(item, index) for item in _ITEM.finditer(match[group]))
        )
    if group > 3:
        return TextNode(start + match.start(group) - 1, match[group], plain=False)
    return None


def _text(item: re.Match[str], start: int) -> TextNode:
    if item[3] is not None:
        return TextNode(start + item.start(), item[3].rstrip(" "))
    return TextNode(start + item.start(), item[item.lastindex or 0], plain=False)


def _top_mapping(lines: list[_Line], start: int) -> MappingNode:
    entries: dict[str, Entry] = {}
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.indent or line.dash >= 0:
            raise _NotSimple
        value, place = line.value, place + 1
        if value is None:
            value, place = _block(lines, place)
        _add(entries, line, value)
    return MappingNode(start, tuple(entries.values()))


def _block(lines: list[_Line], place: int) -> tuple[Node, int]:
    """What stands in the lines below a key, and the line behind it."""
    if place == len(lines):
        raise _NotSimple
    first = lines[place]
    if first.dash >= 0:
        return _block_list(lines, place)
    if not first.indent:
        raise _NotSimple
    return _block_mapping(lines, place, first.indent)


def _block_list(lines: list[_Line], place: int) -> tuple[Node, int]:
    first = lines[place]
    items: list[Node] = []
    while place < len(lines) and lines[place].dash >= 0 and lines[place].indent == first.indent:
        line = lines[place]
        if line.key is not None:
            item, place = _block_mapping(lines, place, first.indent + 2)
            items.append(item)
        elif line.value is not None:
            items.append(line.value)
            place += 1
        else:
            raise _NotSimple
    return ListNode(first.dash, tuple(items)), place


def _block_mapping(lines: list[_Line], place: int, indent: int) -> tuple[Node, int]:
    """A mapping of which only the first line may open an item of a list."""
    first = lines[place]
    entries: dict[str, Entry] = {}
    _add(entries, first, first.value)
    place += 1
    while place < len(lines) and lines[place].dash < 0 and lines[place].indent == indent:
        _add(entries, lines[place], lines[place].value)
        place += 1
    return MappingNode(first.index, tuple(entries.values())), place


def _add(entries: dict[str, Entry], line: _Line, value: Node | None) -> None:
    if line.key is None or value is None or line.key in entries:
        raise _NotSimple
    entries[line.key] = Entry(line.key, line.index, value)
