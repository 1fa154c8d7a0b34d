"""From the bytes of one file to an explainer or a free page, or to all of its problems."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

import msgspec

from plugins.explainers.body_facts import BodyFacts
from plugins.explainers.body_text import count_words
from plugins.explainers.explainer_fields import read_explainer
from plugins.explainers.fields import Reading
from plugins.explainers.front_matter import FrontMatterText, read_front_matter, split_front_matter
from plugins.explainers.markdown import render_markdown
from plugins.explainers.model import Body, Explainer, FreePage
from plugins.explainers.page_fields import read_page
from plugins.explainers.problems import Problem, has_errors
from plugins.explainers.rendered import RenderedMarkdown
from plugins.explainers.sections import Sections, find_sections, section_problems
from plugins.explainers.site import ParseSettings, SectionName
from plugins.explainers.source_text import SourceText, decode_source
from plugins.explainers.yaml_nodes import MappingNode

__all__ = ["ParsedFile", "body_digest", "parse_explainer", "parse_file", "parse_page"]

_LARGEST_FILE = 1024 * 1024
# What a draft may still lack.
_UNFINISHED = frozenset(
    (
        *("front-matter/required", "front-matter/empty", "image/alt"),
        *("section/missing", "section/empty", "body/empty"),
    )
)
# After these there is no rendered text to look at.
_NOT_RENDERED = frozenset(("markdown/limit", "markdown/cost"))
_DRAFT_LINE = re.compile(r"(?<![^\r\n])status:[ \t]*[\"']?draft\b")


class ParsedFile(msgspec.Struct, frozen=True, gc=False):
    """What one file is. `entry` and `body` are None where one of the problems is an error.

    `remains` holds a faulty file's links and anchors, as far as it could be read, so
    that what is wrong with them is found too.
    """

    entry: Explainer | FreePage | None
    body: Body | None
    problems: tuple[Problem, ...]
    remains: FreePage | None = None


def parse_file(data: bytes, path: str, settings: ParseSettings) -> ParsedFile:
    """A file of the content folder, `path` being relative to it. No bytes make it raise."""
    if len(data) > _LARGEST_FILE:
        message = f"the file has {len(data):,} bytes; the limit is {_LARGEST_FILE:,}"
        problem = Problem(path, 1, 1, "file/too-large", message, "split it into several")
        return ParsedFile(None, None, (problem,))
    source = decode_source(data, path)
    if not isinstance(source, SourceText):
        return ParsedFile(None, None, tuple(source))
    parse = parse_page if path.startswith("pages/") else parse_explainer
    return parse(source, settings)


def parse_explainer(source: SourceText, settings: ParseSettings) -> ParsedFile:
    """An explainer, its named sections checked."""
    return _parse(source, settings, read_explainer, settings.sections)


def parse_page(source: SourceText, settings: ParseSettings) -> ParsedFile:
    """A free page; its headings are its own."""
    return _parse(source, settings, read_page, ())


def body_digest(body: Body) -> str:
    """The hex digest that a body is stored under."""
    return hashlib.blake2b(msgspec.msgpack.encode(body), digest_size=16).hexdigest()


def _parse(
    source: SourceText,
    settings: ParseSettings,
    read_entry: Callable[[Reading, MappingNode, ParseSettings, BodyFacts], Explainer | FreePage],
    names: tuple[SectionName, ...],
) -> ParsedFile:
    span = split_front_matter(source)
    if not isinstance(span, FrontMatterText):
        return ParsedFile(None, None, tuple(span))
    reading = Reading(source, ZoneInfo(settings.timezone))
    yaml = read_front_matter(source, span)
    reading.problems.extend(yaml.problems)
    anchors = frozenset(name.anchor for name in names)
    rendered = render_markdown(
        source, span.body_start, section_anchors=anchors, engine=settings.markdown_engine
    )
    sections = find_sections(rendered, names)
    body = Body(sections.parts, rendered.footnotes, sections.text)
    entry = None
    if yaml.mapping is not None:
        entry = read_entry(reading, yaml.mapping, settings, _facts(body, sections))
    own = [*reading.problems, *_body_problems(source, sections)]
    graded = _graded_for_draft(own) if _is_draft(source, span, entry) else own
    problems = tuple(sorted([*graded, *rendered.problems]))
    if entry is None or has_errors(problems, strict=False):
        return ParsedFile(None, None, problems, _remains(source, entry, rendered))
    return ParsedFile(entry, body, problems)


def _remains(
    source: SourceText, entry: Explainer | FreePage | None, rendered: RenderedMarkdown
) -> FreePage:
    return FreePage(
        path=source.path,
        slug="" if entry is None else entry.slug,
        title="",
        status="published" if entry is None else entry.status,
        links=rendered.links,
        anchors=rendered.anchors,
    )


def _is_draft(
    source: SourceText, span: FrontMatterText, entry: Explainer | FreePage | None
) -> bool:
    if entry is not None:
        return entry.status == "draft"
    # The YAML is broken; still, what a draft lacks must not look like an error beside that.
    return _DRAFT_LINE.search(source.text, span.start, span.end) is not None


def _graded_for_draft(problems: Iterable[Problem]) -> list[Problem]:
    return [
        replace(problem, severity="note") if problem.code in _UNFINISHED else problem
        for problem in problems
    ]


def _body_problems(source: SourceText, sections: Sections) -> Iterator[Problem]:
    rendered = sections.rendered
    if any(problem.code in _NOT_RENDERED for problem in rendered.problems):
        return
    has_headings = any(part.heading for part in rendered.parts)
    found = list(section_problems(source, sections)) if has_headings or _has_text(rendered) else []
    yield from found
    # An archive of empty sections is reported section by section.
    if not found and not _has_text(rendered):
        last_line = source.position(max(len(source.text.rstrip()) - 1, 0)).line
        message, hint = "the file has no text", "write it below the closing `---`"
        yield Problem(source.path, last_line, 1, "body/empty", message, hint)


def _has_text(rendered: RenderedMarkdown) -> bool:
    return any(part.text.strip() or "<img" in part.html for part in rendered.parts)


def _facts(body: Body, sections: Sections) -> BodyFacts:
    rendered = sections.rendered
    return BodyFacts(
        digest=body_digest(body),
        opening=next((part.text for part in rendered.parts if part.text.strip()), ""),
        links=rendered.links,
        anchors=sections.anchors,
        word_count=count_words(body.text),
        comments=rendered.comments,
    )
