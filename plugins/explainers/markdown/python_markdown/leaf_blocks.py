"""Blocks that hold no blocks: headings, code, HTML, definitions, paragraphs."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from plugins.explainers.markdown.python_markdown.line_shapes import (
    FENCE,
    HTML_ENDS,
    REFERENCE,
    SETEXT,
    THEMATIC_BREAK,
    expand_indent,
    heading_of,
    html_kind,
    indent_of,
    is_blank,
    opens_block,
)
from plugins.explainers.markdown.python_markdown.lines import Lines
from plugins.explainers.markdown.python_markdown.tables import begins_table, read_table
from plugins.explainers.markdown.python_markdown.text_limits import spend_text
from plugins.explainers.markdown.python_markdown.tree_notes import Heading
from plugins.explainers.markdown.raw_html import RAW_BLOCK, clean_raw_html

if TYPE_CHECKING:
    from plugins.explainers.markdown.python_markdown.block_reader import BlockReader

__all__ = [
    "read_fence",
    "read_heading",
    "read_html",
    "read_indented_code",
    "read_lone_line",
    "read_paragraph",
    "read_reference",
    "read_thematic_break",
    "reference_label",
]


def read_heading(reader: BlockReader, parent: Element, lines: Lines, index: int) -> int | None:
    """`## Heading`."""
    found = heading_of(lines.texts[index])
    if found is None:
        return None
    level, text = found
    _add_heading(reader, parent, text, (level, lines.first + index))
    return index + 1


def read_thematic_break(
    reader: BlockReader, parent: Element, lines: Lines, index: int
) -> int | None:
    """`---`."""
    if THEMATIC_BREAK.match(lines.texts[index]) is None:
        return None
    reader.notes.budget.spend("blocks")
    SubElement(parent, "hr")
    return index + 1


def read_fence(reader: BlockReader, parent: Element, lines: Lines, index: int) -> int | None:
    """Code between fences. A fence that is never closed runs to the end."""
    opening = FENCE.match(lines.texts[index])
    if opening is None:
        return None
    indent, mark = len(opening[1]), opening[2]
    end = index + 1
    while end < len(lines.texts) and not _closes(lines.texts[end], mark):
        end += 1
    code = [_without_indent(line, indent) for line in lines.texts[index + 1 : end]]
    if end == len(lines.texts) and code and is_blank(code[-1]):
        code.pop()  # what follows the file's last line end
    _add_code(reader, parent, code, opening[3])
    reader.notes.code_lines.append((lines.first + index, lines.first + end))
    return min(end + 1, len(lines.texts))


def read_indented_code(reader: BlockReader, parent: Element, lines: Lines, index: int) -> int:
    """Lines that are indented by four blanks or more."""
    end = index + 1
    for number in range(index + 1, len(lines.texts)):
        line = lines.texts[number] = expand_indent(lines.texts[number])
        if is_blank(line):
            continue
        if indent_of(line) < 4:
            break
        end = number + 1
    _add_code(reader, parent, [line[4:] for line in lines.texts[index:end]], "")
    reader.notes.code_lines.append((lines.first + index, lines.first + end - 1))
    return end


def read_html(reader: BlockReader, parent: Element, lines: Lines, index: int) -> int | None:
    """A block of the author's own HTML."""
    kind = html_kind(lines.texts[index])
    if kind is None:
        return None
    ending = HTML_ENDS[kind]
    ends_on_blank = kind > 4
    end = index
    while end < len(lines.texts) and not ending.search(lines.texts[end]):
        end += 1
    end = min(end if ends_on_blank else end + 1, len(lines.texts))
    reader.notes.budget.spend("blocks")
    cleaned = clean_raw_html("\n".join(lines.texts[index:end]), reader.notes)
    if cleaned.strip():
        SubElement(parent, RAW_BLOCK).text = AtomicString(reader.md.htmlStash.store(cleaned))
    return end


def read_reference(reader: BlockReader, parent: Element, lines: Lines, index: int) -> int | None:
    """`[label]: address "title"`; the first definition of a label counts."""
    match = REFERENCE.match(lines.texts[index])
    if match is None or not match[1].strip():
        return None
    reader.notes.budget.spend("references")
    address = match[2] if match[2] is not None else match[3]
    title = match[4] or match[5] or match[6] or ""
    reader.notes.references.setdefault(reference_label(match[1]), (address, title))
    return index + 1


def reference_label(text: str) -> str:
    """A label as it is compared: case and blanks do not matter."""
    return " ".join(text.split()).casefold()


def read_lone_line(reader: BlockReader, parent: Element, lines: Lines, index: int) -> int:
    """A line that is sure to be a paragraph."""
    _add_paragraph(reader, parent, [lines.texts[index]], lines.first + index)
    return index + 1


def read_paragraph(reader: BlockReader, parent: Element, lines: Lines, index: int) -> int:
    """Text up to a blank line or another block; or the heading or table that it turns out to be."""
    texts, gathered = lines.texts, list[str]()
    for number in range(index, len(texts)):
        line = expand_indent(texts[number])
        if is_blank(line):
            break
        if gathered:
            underline = SETEXT.match(line)
            if underline is not None:
                level = 1 if underline[1][0] == "=" else 2
                text = "\n".join(gathered).strip()
                _add_heading(reader, parent, text, (level, lines.first + index))
                return number + 1
            if opens_block(line, in_paragraph=True):
                break
        if begins_table(texts, number):
            _add_paragraph(reader, parent, gathered, lines.first + index)
            return read_table(reader, parent, lines, number)
        gathered.append(line.lstrip(" "))
    _add_paragraph(reader, parent, gathered, lines.first + index)
    return index + len(gathered)


def _add_paragraph(reader: BlockReader, parent: Element, gathered: list[str], line: int) -> None:
    if gathered:
        text = "\n".join(gathered).rstrip()
        SubElement(parent, "p").text = spend_text(reader.notes, text, line)


def _add_heading(
    reader: BlockReader, parent: Element, text: str, level_and_line: tuple[int, int]
) -> None:
    level, line = level_and_line
    reader.notes.budget.spend("headings")
    # A page has one first-level heading, its title; the report names the others.
    element = SubElement(parent, f"h{max(level, 2)}")
    element.text = spend_text(reader.notes, text, line)
    reader.notes.headings.append(Heading(element, level, line))


def _add_code(reader: BlockReader, parent: Element, lines: list[str], language: str) -> None:
    reader.notes.budget.spend("blocks")
    code = SubElement(SubElement(parent, "pre"), "code")
    if language:
        code.set("class", f"language-{language}")
    text = "".join(f"{line}\n" for line in lines)
    code.text = AtomicString(html.escape(text, quote=False))


def _closes(line: str, mark: str) -> bool:
    text = expand_indent(line)
    bare = text.strip()
    return bare.startswith(mark) and not bare.strip(mark[0]) and indent_of(text) < 4


def _without_indent(line: str, indent: int) -> str:
    return line[min(indent, indent_of(line)) :]
