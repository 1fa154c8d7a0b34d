"""Plain text: where its paragraphs are, and the Markdown that reads as they do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from plugins.explainers.site import SectionName
from plugins.importing.document import Line, SourceDocument
from plugins.importing.escaping import escape_paragraph
from plugins.importing.furniture import find_furniture
from plugins.importing.headings import find_section, plain_line

__all__ = ["read_plain_text"]

_LONGEST_WRAPPED = 100  # characters; longer lines are paragraphs that an editor wraps when shown
_ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’)\]]*$")
_LIST_ITEM = re.compile(r"\s*(?:[-*+•–▪◦]|\d{1,3}[.)])\s")

Apart = Callable[[str], bool]


def read_plain_text(text: str, sections: Sequence[SectionName]) -> SourceDocument:
    """A text as paragraphs, one `Line` each, with blank lines between them."""

    def stands_apart(line: str) -> bool:
        plain = plain_line(line)
        return find_section(plain, sections) is not None or bool(find_furniture(plain, "head"))

    runs = list(_runs(text.expandtabs().split("\n"), stands_apart))
    wrapped = _is_wrapped(runs)
    lines: list[Line] = []
    for run in runs:
        for paragraph in _paragraphs(run, wrapped):
            lines += (_line(paragraph, stands_apart), Line(""))
    return SourceDocument(tuple(lines))


def _line(paragraph: str, stands_apart: Apart) -> Line:
    # A heading may carry Markdown's marks in plain text too; other text means its every character.
    folded = " ".join(paragraph.split())
    plain = plain_line(folded) if stands_apart(folded) else folded
    return Line(escape_paragraph(folded), plain)


def _runs(lines: list[str], stands_apart: Apart) -> Iterator[list[str]]:
    """Lines that follow each other without a blank one, a heading or furniture between them."""
    run: list[str] = []
    for line in lines:
        apart = bool(line.strip()) and stands_apart(line)
        if line.strip() and not apart:
            run.append(line)
            continue
        if run:
            yield run
        run = []
        if apart:
            yield [line]
    if run:
        yield run


def _is_wrapped(runs: list[list[str]]) -> bool:
    """Whether the text's lines were broken by an editor, in the middle of sentences."""
    inner = [line.rstrip() for run in runs for line in run[:-1]]
    if not inner or max(map(len, inner)) > _LONGEST_WRAPPED:
        return False
    return sum(not _ENDS_SENTENCE.search(line) for line in inner) * 2 > len(inner)


def _paragraphs(run: list[str], wrapped: bool) -> Iterator[str]:
    if not wrapped:
        yield from run
        return
    gathered: list[str] = []
    for line in run:
        if gathered and _LIST_ITEM.match(line):
            yield " ".join(gathered)
            gathered = []
        gathered.append(line.strip())
    yield " ".join(gathered)
