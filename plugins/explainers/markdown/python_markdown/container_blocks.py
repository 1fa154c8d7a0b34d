"""Blocks that hold blocks: quotes, lists, footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from plugins.explainers.markdown.python_markdown.line_shapes import (
    FENCE,
    FOOTNOTE,
    HEADING,
    LIST_MARKER,
    QUOTE,
    SETEXT,
    THEMATIC_BREAK,
    expand_indent,
    html_kind,
    indent_of,
    is_blank,
    opens_block,
)
from plugins.explainers.markdown.python_markdown.lines import Lines

if TYPE_CHECKING:
    from plugins.explainers.markdown.python_markdown.block_reader import BlockReader

__all__ = ["read_footnote", "read_list", "read_quote"]

_TASK = re.compile(r"\[([ xX])\](?=\s)")
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)", re.I)
_FOOTNOTE_INDENT = 4


class _Gathered:
    """The lines of one container, and whether a paragraph is open at its end.

    An open paragraph goes on in the next line even if that line lacks the
    container's mark ("lazy continuation").
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._fence = ""
        self._html = False
        self._open = False

    def add(self, line: str) -> None:
        self.texts.append(line)
        text = line.lstrip(" ")
        if self._fence:
            if text.startswith(self._fence) and not text.strip(self._fence[0] + " \t"):
                self._fence = ""
            return
        fence = FENCE.match(text)
        if fence is not None:
            self._fence = fence[2]
        self._html = bool(text) and (self._html or html_kind(text) is not None)
        self._open = not (fence or self._html or self._is_no_paragraph(line, text))

    def _is_no_paragraph(self, line: str, text: str) -> bool:
        if is_blank(text) or HEADING.match(text) or THEMATIC_BREAK.match(text):
            return True
        marker = LIST_MARKER.match(text)
        if marker is not None and marker.end() == len(text):
            return True
        return not self._open and indent_of(line) > 3

    def takes(self, line: str) -> bool:
        """Whether a line without the container's mark still belongs to it."""
        return (
            self._open
            and not self._fence
            and not opens_block(line, in_paragraph=False)
            and not SETEXT.match(line)
        )

    def without_blank_end(self) -> int:
        """Drop blank lines at the end; how many there were."""
        before = len(self.texts)
        while self.texts and is_blank(self.texts[-1]):
            self.texts.pop()
        return before - len(self.texts)


def read_quote(reader: BlockReader, parent: Element, lines: Lines, index: int) -> int | None:
    """Lines that begin with `>`."""
    gathered, number = _Gathered(), index
    while number < len(lines.texts):
        line = expand_indent(lines.texts[number])
        mark = QUOTE.match(line)
        if mark is not None:
            gathered.add(expand_indent(line[mark.end() :]))
        elif not is_blank(line) and gathered.takes(line):
            gathered.add(line.lstrip(" "))
        else:
            break
        number += 1
    quote = SubElement(parent, "blockquote")
    reader.notes.budget.spend("blocks")
    reader.read(quote, Lines(gathered.texts, lines.first + index, lines.depth + 1))
    _name_alert(quote)
    return number


def read_footnote(reader: BlockReader, parent: Element, lines: Lines, index: int) -> int | None:
    """`[^label]: text`, with what is indented below it; the first of a label counts."""
    match = FOOTNOTE.match(lines.texts[index])
    if match is None:
        return None
    gathered = _Gathered()
    gathered.add(lines.texts[index][match.end() :])
    end = _gather_indented(gathered, lines.texts, index + 1, _FOOTNOTE_INDENT)
    end -= gathered.without_blank_end()
    reader.notes.budget.spend("footnotes")
    note = Element("li")
    reader.read(note, Lines(gathered.texts, lines.first + index, lines.depth + 1))
    reader.notes.footnotes.setdefault(match[1].casefold(), note)
    return max(end, index + 1)  # an empty one may have nothing but its first line


def read_list(reader: BlockReader, parent: Element, lines: Lines, index: int) -> int | None:
    """List items of one kind: the same bullet, or numbers before the same mark."""
    marker = LIST_MARKER.match(lines.texts[index])
    if marker is None:
        return None
    items, loose, end = _add_list(parent, marker), False, index
    number: int | None = index
    while number is not None:
        end, blanks, item_is_loose = _read_item(reader, items, lines, number)
        number = _next_item(lines.texts, end + blanks, marker)
        loose = loose or item_is_loose or (blanks > 0 and number is not None)
    for item in items:
        _mark_task(item)
        if not loose:
            _tighten(item)
    return end


def _add_list(parent: Element, marker: re.Match[str]) -> Element:
    if marker[2] in "-+*":
        return SubElement(parent, "ul")
    items = SubElement(parent, "ol")
    start = int(marker[2][:-1])
    if start != 1:
        items.set("start", str(start))
    return items


def _next_item(texts: list[str], number: int, first: re.Match[str]) -> int | None:
    if number >= len(texts):
        return None
    line = texts[number] = expand_indent(texts[number])
    marker = LIST_MARKER.match(line)
    if marker is None or marker[2][-1] != first[2][-1] or THEMATIC_BREAK.match(line):
        return None
    return number


def _read_item(
    reader: BlockReader, items: Element, lines: Lines, index: int
) -> tuple[int, int, bool]:
    """The index after an item, how many blank lines follow, whether the item is loose."""
    line = lines.texts[index]
    marker = LIST_MARKER.match(line)
    assert marker is not None
    blanks = len(marker[3] or " ")
    width = marker.end(2) + (blanks if blanks <= 4 else 1)
    gathered = _Gathered()
    gathered.add(expand_indent(line[width:]))
    end = index + 1
    if marker[3] is not None or (end < len(lines.texts) and not is_blank(lines.texts[end])):
        end = _gather_indented(gathered, lines.texts, end, width)
    blank_end = gathered.without_blank_end()
    reader.notes.budget.spend("blocks")
    inner = Lines(gathered.texts, lines.first + index, lines.depth + 1)
    loose = reader.read(SubElement(items, "li"), inner)
    if not gathered.texts:
        return index + 1, max(blank_end - 1, 0), loose
    return end - blank_end, blank_end, loose


def _gather_indented(gathered: _Gathered, texts: list[str], number: int, width: int) -> int:
    """Add the lines that are indented by `width`, or go on with a paragraph."""
    while number < len(texts):
        line = expand_indent(texts[number])
        if is_blank(line):
            gathered.add("")
        elif indent_of(line) >= width:
            gathered.add(line[width:])
        elif gathered.takes(line):
            gathered.add(line.lstrip(" "))
        else:
            break
        number += 1
    return number


def _mark_task(item: Element) -> None:
    """`[x]` at an item's start: a mark in the text, for a form control would need a label."""
    first = item[0] if len(item) else None
    if first is None or first.tag != "p" or first.text is None:
        return
    task = _TASK.match(first.text)
    if task is not None:
        first.text = ("☐" if task[1] == " " else "☑") + first.text[task.end() :]
        item.set("class", "task")


def _tighten(item: Element) -> None:
    """Take the paragraphs of a tight list's item out of their `p`."""
    blocks, last = list(item), None
    for block in blocks:
        if block.tag != "p":
            last = block
            continue
        if last is None:
            item.text = _joined(item.text, block.text)
        else:
            last.tail = _joined(last.tail, block.text)
        item.remove(block)


def _joined(before: str | None, text: str | None) -> str | None:
    return f"{before}\n{text}" if before and text else before or text


def _name_alert(quote: Element) -> None:
    """`> [!NOTE]`, which GitHub shows as a box with a name."""
    first = quote[0] if len(quote) else None
    if first is None or first.tag != "p":
        return
    alert = _ALERT.match(first.text or "")
    if alert is not None:
        rest = (first.text or "")[alert.end() :]
        first.text = f"**{alert[1].capitalize()}**" + (f"\n{rest}" if rest else "")
