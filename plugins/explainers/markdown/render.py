"""From the text of a body to safe HTML in parts: an engine writes it, these steps make it safe."""

from __future__ import annotations

import re
import threading

from plugins.explainers.markdown.cost_limit import CostReached, cpu_limit
from plugins.explainers.markdown.engines import DEFAULT_ENGINE, engine_named
from plugins.explainers.markdown.limits import LimitReached, check_ampersands
from plugins.explainers.markdown.places import Places
from plugins.explainers.markdown.plain_text import plain_texts
from plugins.explainers.markdown.references import References
from plugins.explainers.markdown.safe_html import make_pieces_safe
from plugins.explainers.markdown.written import WrittenBody, WrittenPart
from plugins.explainers.model import Place
from plugins.explainers.problems import Problem
from plugins.explainers.rendered import RenderedMarkdown, RenderedPart
from plugins.explainers.source_text import SourceText

__all__ = ["render_markdown"]

_CPU_SECONDS = 1.5
_BLANK_LINES = re.compile(r"(?:[ \t]*+(?:\r\n|\r|\n))*+")
# Within a tag; in text, quotes are not escaped.
_ID = re.compile(r'<[a-z0-9]+(?:\s[a-z-]+(?:="[^"]*")?)*?\sid="([^"]*)"')
_ONE_AT_A_TIME = threading.Lock()


def render_markdown(
    source: SourceText,
    start: int,
    *,
    section_anchors: frozenset[str],
    engine: str = DEFAULT_ENGINE,
) -> RenderedMarkdown:
    """The body `source.text[start:]`, rendered, made safe, split at its `## ` headings.

    `engine` is one of `ENGINES`. Whatever the text, this returns within two seconds of
    CPU time and raises nothing; a body beyond the limits comes back empty, with one problem.
    """
    blank = _BLANK_LINES.match(source.text, start)
    start = blank.end() if blank is not None else start
    write_body = engine_named(engine)
    try:
        with _ONE_AT_A_TIME, cpu_limit(_CPU_SECONDS):
            check_ampersands(source.text[start:])
            return _Finishing(source, start, write_body(source, start, section_anchors)).finish()
    except LimitReached as reached:
        index = Places(source, start, ()).text_in_line(reached.line)
        return _refused(source.problem(index, "markdown/limit", reached.message, reached.hint))
    except RecursionError:
        message = "the text is nested too deeply"
        return _refused(source.problem(start, "markdown/limit", message, "use fewer levels"))
    except CostReached:
        message = "the text takes too long to render"
        hint = "look for a long run of marks such as `[`, `*` or `<`, or split the file"
        return _refused(source.problem(start, "markdown/cost", message, hint))


def _refused(problem: Problem) -> RenderedMarkdown:
    place = Place(problem.line, problem.column)
    return RenderedMarkdown((RenderedPart("", "", "", "", place),), problems=(problem,))


class _Finishing:
    """What an engine wrote, on its way through the steps that all engines share."""

    def __init__(self, source: SourceText, start: int, written: WrittenBody) -> None:
        self._source = source
        self._start = start
        self._written = written
        self._problems: list[Problem] = []
        self._places = Places(source, start, written.code_lines)
        self._references = References(source, written.notes.destinations, self._places)

    def finish(self) -> RenderedMarkdown:
        written = self._written
        *htmls, footnotes = self._safe([*(part.html for part in written.parts), written.footnotes])
        parts = tuple(map(self._part, written.parts, htmls, plain_texts(htmls)))
        headings = [
            (self._places.place_of_line(heading.line), heading.level, heading.text)
            for heading in written.headings
            if heading.level != 2
        ]
        return RenderedMarkdown(
            parts,
            footnotes,
            tuple(self._references.links),
            tuple(_anchors(parts, footnotes)),
            tuple((place, text) for place, level, text in headings if level == 1),
            tuple(heading for heading in headings if heading[1] > 2),
            tuple(sorted([*self._removals(), *self._problems, *self._references.problems])),
            self._comments(),
        )

    def _comments(self) -> tuple[tuple[int, int], ...]:
        notes = self._written.notes
        if len(notes.comment_spans) == notes.comments:
            return tuple(notes.comment_spans)
        return self._places.comments(notes.comments)

    def _part(self, part: WrittenPart, html: str, text: str) -> RenderedPart:
        heading = part.heading
        if heading is None:
            return RenderedPart("", "", html, text, self._places.place_of_line(0))
        place = self._places.place_of_line(heading.line)
        return RenderedPart(heading.anchor, heading.text, html, text, place)

    def _safe(self, written: list[str]) -> list[str]:
        resolved = list(map(self._references.resolve, written))
        may_be_open = self._written.notes.budget.spent("html") > 0
        found = make_pieces_safe(resolved, may_be_open=may_be_open)
        for _, lost in found:
            if lost:
                message = "the text holds HTML that pages cannot carry"
                hint = "look for tags that stand in the wrong place, such as `<td>` without a table"
                self._problems.append(
                    self._source.problem(self._start, "html/removed", message, hint)
                )
        return [html.strip() for html, _ in found]

    def _removals(self) -> list[Problem]:
        return [
            self._source.problem(
                self._places.find(removal.written) if removal.index is None else removal.index,
                "html/removed",
                removal.message,
                removal.hint,
            )
            for removal in self._written.notes.removals
        ]


def _anchors(parts: tuple[RenderedPart, ...], footnotes: str) -> list[str]:
    anchors = []
    for part in parts:
        anchors += [part.anchor] if part.anchor else []
        anchors += _ID.findall(part.html) if ' id="' in part.html else []
    return anchors + _ID.findall(footnotes)
