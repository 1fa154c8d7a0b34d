"""From the text of a body to safe HTML in parts: the steps, in their order."""

from __future__ import annotations

import re
import threading
from xml.etree.ElementTree import Element

from plugins.explainers.markdown.cost_limit import CostReached, cpu_limit
from plugins.explainers.markdown.engine import Converter, shared_converter
from plugins.explainers.markdown.footnotes import number_footnotes
from plugins.explainers.markdown.headings import Anchors
from plugins.explainers.markdown.limits import LimitReached, check_lines
from plugins.explainers.markdown.notes import Notes
from plugins.explainers.markdown.places import Places
from plugins.explainers.markdown.plain_text import plain_text
from plugins.explainers.markdown.references import References
from plugins.explainers.markdown.safe_html import make_safe
from plugins.explainers.markdown.split import Part, split_at_headings, wrap_tables
from plugins.explainers.model import Place
from plugins.explainers.problems import Problem
from plugins.explainers.rendered import RenderedMarkdown, RenderedPart
from plugins.explainers.source_text import SourceText

__all__ = ["render_markdown"]

_CPU_SECONDS = 1.5
_BLANK_LINES = re.compile(r"(?:[ \t]*+(?:\r\n|\r|\n))*+")
_LINE_END = re.compile(r"\r\n|\r|\n")
# Within a tag; in text, quotes are not escaped.
_ID = re.compile(r'<[a-z0-9]+(?:\s[a-z-]+(?:="[^"]*")?)*?\sid="([^"]*)"')
_ONE_AT_A_TIME = threading.Lock()


def render_markdown(
    source: SourceText, start: int, *, section_anchors: frozenset[str]
) -> RenderedMarkdown:
    """The body `source.text[start:]`, rendered, made safe, split at its `## ` headings.

    Whatever the text, this returns within two seconds of CPU time and raises
    nothing; a body beyond the limits comes back empty, with one problem.
    """
    blank = _BLANK_LINES.match(source.text, start)
    start = blank.end() if blank is not None else start
    try:
        with _ONE_AT_A_TIME, cpu_limit(_CPU_SECONDS):
            return _Rendering(source, start).render(section_anchors)
    except LimitReached as reached:
        index = Places(source, start, []).text_in_line(reached.line)
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


class _Rendering:
    """One body on its way through the steps."""

    def __init__(self, source: SourceText, start: int) -> None:
        self._source = source
        self._start = start
        self._converter: Converter = shared_converter()
        self._problems: list[Problem] = []
        self._notes: Notes
        self._places: Places
        self._references: References

    def render(self, section_anchors: frozenset[str]) -> RenderedMarkdown:
        lines = _LINE_END.split(self._source.text[self._start :])
        check_lines(lines)
        root, self._notes = self._converter.read(lines)
        self._places = Places(self._source, self._start, self._notes.code_lines)
        self._references = References(self._source, self._notes.destinations, self._places)
        parts = split_at_headings(root, self._notes)
        footnotes = number_footnotes((part.body for part in parts), self._notes)
        self._give_anchors(parts, section_anchors)
        rendered = tuple(self._render_part(part) for part in parts)
        if footnotes is None:
            return self._result(rendered, "")
        return self._result(rendered, self._html(self._converter.to_html(footnotes)))

    def _result(self, parts: tuple[RenderedPart, ...], footnotes: str) -> RenderedMarkdown:
        headings = [
            (self._line_place(heading.line), heading.level, self._text(heading.element))
            for heading in self._notes.headings
            if heading.level != 2
        ]
        return RenderedMarkdown(
            parts,
            footnotes,
            tuple(self._references.links),
            tuple(self._anchors(parts, footnotes)),
            tuple((place, text) for place, level, text in headings if level == 1),
            tuple(heading for heading in headings if heading[1] > 2),
            tuple(sorted([*self._removals(), *self._problems, *self._references.problems])),
            self._places.comments(self._notes.comments),
        )

    def _give_anchors(self, parts: list[Part], section_anchors: frozenset[str]) -> None:
        anchors = Anchors(section_anchors)
        opening = {part.heading.element for part in parts if part.heading is not None}
        for heading in self._notes.headings:
            opens_part = heading.element in opening
            text = self._text(heading.element)
            heading.element.set("id", anchors.give(text, opens_part=opens_part))

    def _render_part(self, part: Part) -> RenderedPart:
        wrap_tables(part.body)
        written = self._converter.to_html(part.body)
        html = self._html(written.removeprefix("<div>").removesuffix("</div>"))
        if part.heading is None:
            return RenderedPart("", "", html, plain_text(html), self._line_place(0))
        element = part.heading.element
        place = self._line_place(part.heading.line)
        anchor, heading = element.get("id", ""), self._text(element)
        return RenderedPart(anchor, heading, html, plain_text(html), place)

    def _text(self, heading: Element) -> str:
        return plain_text(self._converter.to_html(heading))

    def _html(self, written: str) -> str:
        html, lost = make_safe(self._references.resolve(written))
        if lost:
            message = "the text holds HTML that pages cannot carry"
            hint = "look for tags that stand in the wrong place, such as `<td>` without a table"
            self._problems.append(self._source.problem(self._start, "html/removed", message, hint))
        return html.strip()

    def _anchors(self, parts: tuple[RenderedPart, ...], footnotes: str) -> list[str]:
        anchors = []
        for part in parts:
            anchors += [part.anchor] if part.anchor else []
            anchors += _ID.findall(part.html)
        return anchors + _ID.findall(footnotes)

    def _removals(self) -> list[Problem]:
        return [
            self._source.problem(
                self._places.find(removal.written), "html/removed", removal.message, removal.hint
            )
            for removal in self._notes.removals
        ]

    def _line_place(self, line: int) -> Place:
        position = self._source.position(self._places.text_in_line(line))
        return Place(position.line, position.column)
