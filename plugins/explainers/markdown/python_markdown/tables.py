"""Tables as on GitHub: a row of names, a row of dashes, rows of cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from plugins.explainers.markdown.python_markdown.line_shapes import (
    expand_indent,
    is_blank,
    opens_block,
)
from plugins.explainers.markdown.python_markdown.lines import Lines
from plugins.explainers.markdown.python_markdown.text_limits import spend_text

if TYPE_CHECKING:
    from plugins.explainers.markdown.python_markdown.block_reader import BlockReader

__all__ = ["begins_table", "read_table"]

_DASHES = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL = re.compile(r"(?:[^|\\]|\\(?:.|$))*+", re.DOTALL)
_ALIGNMENTS = {(True, False): "left", (True, True): "center", (False, True): "right"}


def begins_table(texts: list[str], index: int) -> bool:
    """Whether the line at `index` names columns and the next one draws the line below."""
    if index + 1 >= len(texts):
        return False
    dashes = texts[index + 1]
    if "-" not in dashes or ("|" not in dashes and "|" not in texts[index]):
        return False
    return bool(_DASHES.match(dashes)) and len(_cells(texts[index])) == len(_cells(dashes))


def read_table(reader: BlockReader, parent: Element, lines: Lines, index: int) -> int:
    """The table that begins at `index`; the index of the line after it."""
    texts = lines.texts
    classes = [_alignment(cell) for cell in _cells(texts[index + 1])]
    reader.notes.budget.line = lines.first + index
    reader.notes.budget.spend_columns(len(classes))
    table = SubElement(parent, "table")
    head = SubElement(table, "thead")
    _add_row(reader, head, (texts[index], lines.first + index), classes)
    body: Element | None = None
    end = index + 2
    while end < len(texts) and _goes_on(texts[end]):
        body = SubElement(table, "tbody") if body is None else body
        _add_row(reader, body, (texts[end], lines.first + end), classes)
        end += 1
    return end


def _goes_on(text: str) -> bool:
    line = expand_indent(text)
    return not is_blank(line) and not opens_block(line, in_paragraph=False)


def _add_row(
    reader: BlockReader, section: Element, row: tuple[str, int], classes: list[str]
) -> None:
    text, line = row
    reader.notes.budget.line = line
    reader.notes.budget.spend("cells", len(classes))
    element = SubElement(section, "tr")
    tag = "th" if section.tag == "thead" else "td"
    cells = _cells(text)[: len(classes)]
    cells += [""] * (len(classes) - len(cells))
    for written, css_class in zip(cells, classes, strict=True):
        cell = SubElement(element, tag)
        cell.text = spend_text(reader.notes, written.replace("\\|", "|"), line)
        if tag == "th":
            cell.set("scope", "col")
        if css_class:
            cell.set("class", css_class)


def _cells(row: str) -> list[str]:
    text = row.strip()
    text = text.removeprefix("|")
    cells, start = [], 0
    while True:
        match = _CELL.match(text, start)
        end = match.end() if match is not None else start
        cells.append(text[start:end].strip())
        if end >= len(text):
            break
        start = end + 1
    if len(cells) > 1 and not cells[-1] and text.endswith("|"):
        cells.pop()
    return cells


def _alignment(dashes: str) -> str:
    side = _ALIGNMENTS.get((dashes.startswith(":"), dashes.endswith(":")))
    return f"align-{side}" if side else ""
