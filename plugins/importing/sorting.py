"""Telling a source's lines apart: title, named sections, lead, page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from plugins.explainers.site import SectionName
from plugins.importing.document import (
    DraftPart,
    Found,
    Furniture,
    LeftOut,
    Line,
    Metadata,
    SortedSource,
    SourceDocument,
)
from plugins.importing.furniture import Place, find_furniture
from plugins.importing.headings import find_section

__all__ = ["sort_source"]

_PAGE_ENDS = 8  # lines at a page's top and bottom where bylines, dates and links of the page stand
_LONGEST_TITLE = 120
_RULE = re.compile(r"\s*(?:\\?[-*_]\s*){3,}$")
_EMPTY_HEADING = "a heading with no text under it"


@dataclass(frozen=True, slots=True)
class _Understood:
    """A line and what it is: a section's heading, furniture, or neither."""

    line: Line
    section: SectionName | None = None
    furniture: tuple[Furniture, ...] = ()


def sort_source(document: SourceDocument, sections: Sequence[SectionName]) -> SortedSource:
    """A source as lead and named sections in the site's order, and what else it says."""
    understood = list(_understand(document.lines, sections))
    title, understood = _take_title(understood, document.metadata.title)
    furniture = [item for item in understood if item.furniture]
    metadata = _add_to_metadata(replace(document.metadata, title=title), furniture)
    gathered, remarks = _gather(understood, sections)
    parts = tuple(part for part in gathered if _has_text(part))
    empty = tuple(LeftOut(part.heading, _EMPTY_HEADING) for part in gathered if not _has_text(part))
    headings = {part.heading for part in parts}
    return SortedSource(
        parts,
        metadata,
        tuple(name.heading for name in sections if name.required and name.heading not in headings),
        (*document.left_out, *(item for item in empty if item.text), *_left_furniture(furniture)),
        (*document.remarks, *remarks),
    )


def _understand(lines: Sequence[Line], sections: Sequence[SectionName]) -> Iterator[_Understood]:
    places = _places(lines, sections)
    after_question = False
    for line, place in zip(lines, places, strict=True):
        section = find_section(line.plain, sections)
        furniture = () if section else find_furniture(line.plain, place)
        kinds = {item.kind for item in furniture}
        if "answer" in kinds and not after_question:
            furniture = ()
        if line.plain or line.is_code:
            after_question = bool(kinds & {"question", "answer"}) and bool(furniture)
        yield _Understood(line, section, furniture)


def _places(lines: Sequence[Line], sections: Sequence[SectionName]) -> list[Place]:
    filled = [number for number, line in enumerate(lines) if line.plain or line.is_code]
    headings = [number for number in filled if find_section(lines[number].plain, sections)]
    first_heading = headings[0] if headings else len(lines)
    head = {number for number in filled[:_PAGE_ENDS] if number < first_heading}
    tail = set(filled[-_PAGE_ENDS:])
    return [
        "head" if number in head else "tail" if number in tail else "body"
        for number in range(len(lines))
    ]


def _take_title(lines: list[_Understood], known: Found) -> tuple[Found, list[_Understood]]:
    """The source's title and the lines without it; a known title is only taken out."""
    opening = []
    for number, item in enumerate(lines):
        if item.section:
            break
        if item.line.plain and not item.furniture:
            opening.append(number)
    for number in opening:
        plain = lines[number].line.plain
        is_title = _is_top_heading(lines[number].line) and (not known.value or plain == known.value)
        if is_title or (known.value and _same_words(plain, known.value)):
            return _without(lines, number, known)
    has_more = sum(bool(item.line.plain) and not item.furniture for item in lines) > 1
    if opening and has_more and not known.value and _may_be_title(lines[opening[0]].line):
        return _without(lines, opening[0], known)
    return known, lines


def _without(
    lines: list[_Understood], number: int, known: Found
) -> tuple[Found, list[_Understood]]:
    found = known if known.value else Found(lines[number].line.plain, "the source's title line")
    return found, [*lines[:number], *lines[number + 1 :]]


def _is_top_heading(line: Line) -> bool:
    return not line.is_code and line.markdown.lstrip().startswith("# ")


def _same_words(first: str, second: str) -> bool:
    return re.sub(r"\W+", " ", first).casefold() == re.sub(r"\W+", " ", second).casefold()


def _may_be_title(line: Line) -> bool:
    is_block = re.match(r"\s*(?:[-+*>|•]\s|\d+\\?[.)]\s|<)", line.markdown) is not None
    ends_open = not line.plain.endswith((".", ",", ";", ":", "…", ".”", '."'))
    return not is_block and ends_open and len(line.plain) <= _LONGEST_TITLE


def _add_to_metadata(known: Metadata, lines: Iterable[_Understood]) -> Metadata:
    """What the furniture says, where the source's own metadata says nothing."""
    found = known
    for item in lines:
        for piece in item.furniture:
            found = _add_piece(found, piece, Found("".join(piece.values[:1]), item.line.plain))
    return found


def _add_piece(known: Metadata, piece: Furniture, found: Found) -> Metadata:
    origin = f"the line “{found.origin}”"
    if piece.kind == "ai" and not known.ai_extent:
        if found.value == "assisted":
            return replace(known, ai_extent="assisted", ai_origin=origin)
        return replace(known, ai_extent="generated", ai_origin=origin)
    if piece.kind == "byline" and not known.authors:
        return replace(known, authors=piece.values)
    if piece.kind == "date" and not known.date.value:
        return replace(known, date=Found(found.value, origin))
    if piece.kind == "modified" and not known.modified.value:
        return replace(known, modified=Found(found.value, origin))
    if piece.kind == "tags" and not known.tags:
        return replace(known, tags=piece.values)
    return known


def _left_furniture(lines: Iterable[_Understood]) -> Iterator[LeftOut]:
    for item in lines:
        reasons = dict.fromkeys(piece.reason for piece in item.furniture)
        yield LeftOut(item.line.plain, "; ".join(reasons))


def _gather(
    lines: Sequence[_Understood], sections: Sequence[SectionName]
) -> tuple[list[DraftPart], list[str]]:
    """The lead and the sections in the site's order, and what was done to bring them there."""
    written = list(_split(lines))
    order = ["", *(section.heading for section in sections)]
    headings = [part.heading for part in written]
    if headings == [""]:
        return _as_one_section(written[0], sections)
    remarks = [
        f"“{heading}” was there {headings.count(heading)} times; its texts are now one"
        for heading in dict.fromkeys(headings)
        if headings.count(heading) > 1
    ]
    if headings != sorted(headings, key=order.index):
        remarks.append("put the sections in the site's order")
    ordered = sorted(written, key=lambda part: order.index(part.heading))
    parts = [
        _join(heading, list(group))
        for heading, group in groupby(ordered, lambda part: part.heading)
    ]
    return parts, remarks


def _split(lines: Sequence[_Understood]) -> Iterator[DraftPart]:
    heading = ""
    gathered: list[Line] = []
    for item in lines:
        if item.section:
            yield DraftPart(heading, _trim(gathered))
            heading, gathered = item.section.heading, []
        elif not item.furniture:
            gathered.append(_lowered(item.line, 2))
    yield DraftPart(heading, _trim(gathered))


def _join(heading: str, parts: list[DraftPart]) -> DraftPart:
    lines: list[Line] = []
    for part in parts:
        lines += ([Line("")] if lines and part.lines else []) + list(part.lines)
    return DraftPart(heading, tuple(lines))


def _as_one_section(
    lead: DraftPart, sections: Sequence[SectionName]
) -> tuple[list[DraftPart], list[str]]:
    first = next((section for section in sections if section.required), None)
    if first is None:
        return [lead], []
    lines = tuple(_lowered(line, 3) for line in lead.lines)
    remark = f"it has none of the sections' headings: all its text is under “{first.heading}”"
    return [DraftPart(first.heading, lines)], [remark]


def _lowered(line: Line, highest: int) -> Line:
    """A heading no higher than the level; other lines as they are."""
    match = None if line.is_code else re.match(r" {0,3}(#{1,6})(?=\s)", line.markdown)
    if match is None or len(match[1]) >= highest:
        return line
    return replace(line, markdown="#" * highest + line.markdown[match.end() :])


def _trim(lines: list[Line]) -> tuple[Line, ...]:
    """Lines without blank ones and rules at their ends, and never two blank ones in a row."""

    def is_bare(line: Line) -> bool:
        return not line.is_code and (not line.markdown.strip() or bool(_RULE.match(line.markdown)))

    first, last = 0, len(lines)
    while first < last and is_bare(lines[first]):
        first += 1
    while first < last and is_bare(lines[last - 1]):
        last -= 1
    kept: list[Line] = []
    for line in lines[first:last]:
        is_blank = not line.is_code and not line.markdown.strip()
        if not (is_blank and kept and not kept[-1].is_code and not kept[-1].markdown.strip()):
            kept.append(line)
    return tuple(kept)


def _has_text(part: DraftPart) -> bool:
    text = "\n".join(line.markdown for line in part.lines)
    # Not by a pattern: one that looks for each comment's end takes too long where none has one.
    pieces = text.split("<!--")
    unclosed = next((n for n, piece in enumerate(pieces) if n and "-->" not in piece), len(pieces))
    shown = [pieces[0], *(piece.partition("-->")[2] for piece in pieces[1:unclosed])]
    return bool("".join((*shown, *pieces[unclosed:])).strip())
