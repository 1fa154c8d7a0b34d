"""The named sections of an explainer: which are there, which are missing, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from plugins.explainers.model import BodyPart, Place
from plugins.explainers.problems import Problem
from plugins.explainers.quoting import close_name, shortened
from plugins.explainers.rendered import RenderedMarkdown, RenderedPart
from plugins.explainers.site import SectionName
from plugins.explainers.source_text import SourceText

__all__ = ["DEFAULT_SECTIONS", "Sections", "find_sections", "section_problems"]

DEFAULT_SECTIONS: tuple[SectionName, ...] = (
    SectionName("What is the story about?", "what-is-the-story-about", required=False),
    SectionName("What's Happening?", "whats-happening", required=True),
    SectionName("Why It's Important?", "why-its-important", required=True),
    SectionName("What's Next?", "whats-next", required=True),
    SectionName("Beyond the Headlines", "beyond-the-headlines", required=False),
)
# What belongs under the default headings; others are asked for "its text".
_CONTENTS = {
    "whats-happening": "what is known so far",
    "why-its-important": "why it matters",
    "whats-next": "what is expected",
}
_APOSTROPHES = re.compile(r"[‘’ʼ′´`]")
# Headings that are this much alike are one that is misspelt.
_LIKENESS = 0.8


class _Found(msgspec.Struct, frozen=True, gc=False):
    """A part that opens with a named section's heading; `rank` is its place among the names."""

    rank: int
    name: SectionName
    part: RenderedPart


class Sections(msgspec.Struct, frozen=True, gc=False):
    """What of a body is which named section, in the author's order."""

    names: tuple[SectionName, ...]
    rendered: RenderedMarkdown
    found: tuple[_Found, ...]
    # The parts to show: without an empty lead and optional sections that nobody filled.
    parts: tuple[BodyPart, ...]
    # The plain text of those parts, one a line.
    text: str

    @property
    def anchors(self) -> tuple[str, ...]:
        """Every id that a link may lead to: each kept part's, and those within the text."""
        of_parts = {part.anchor for part in self.rendered.parts}
        within = [anchor for anchor in self.rendered.anchors if anchor not in of_parts]
        return (*(part.anchor for part in self.parts if part.anchor), *within)


def find_sections(rendered: RenderedMarkdown, names: tuple[SectionName, ...]) -> Sections:
    """Matches headings with names. Kinds of apostrophe, case and a closing `?` do not matter."""
    ranks = {_key(name.heading): rank for rank, name in enumerate(names)}
    found, parts, texts = [], [], []
    for part in rendered.parts:
        rank = ranks.get(_key(part.heading)) if part.heading else None
        name = None if rank is None else names[rank]
        if rank is not None and name is not None:
            found.append(_Found(rank, name, part))
        if not (_is_empty(part) and _may_be_left_out(part, name)):
            parts.append(_body_part(part, name))
            texts.append(part.text)
    return Sections(names, rendered, tuple(found), tuple(parts), "\n".join(texts))


def section_problems(source: SourceText, sections: Sections) -> Iterator[Problem]:
    """What is wrong with the headings of an explainer."""
    if _are_as_wanted(sections):
        return
    yield from _top_headings(source, sections)
    yield from _missing(source, sections)
    yield from _empty(source, sections)
    yield from _repeated(source, sections)
    yield from _misplaced(source, sections)


def _are_as_wanted(sections: Sections) -> bool:
    """Whether none of the checks finds anything, which is so with nearly all explainers."""
    ranks = [found.rank for found in sections.found]
    return (
        not sections.rendered.top_headings
        and ranks == sorted(set(ranks))
        and all(rank in ranks for rank, name in enumerate(sections.names) if name.required)
        and not any(found.name.required and _is_empty(found.part) for found in sections.found)
    )


def _body_part(part: RenderedPart, name: SectionName | None) -> BodyPart:
    if name is None:
        return BodyPart(part.anchor, part.heading, part.html)
    return BodyPart(name.anchor, name.heading, part.html, named=True)


def _may_be_left_out(part: RenderedPart, name: SectionName | None) -> bool:
    """Whether a part without text or images need not be shown."""
    if name is None:
        return not part.heading and not part.html
    return not name.required


def _is_empty(part: RenderedPart) -> bool:
    return not part.text.strip() and "<img" not in part.html


@lru_cache(maxsize=1024)  # nearly every explainer has the same headings
def _key(heading: str) -> str:
    plain = _APOSTROPHES.sub("'", heading).casefold()
    return " ".join(plain.split()).rstrip("?？ ").strip()


def _problem(source: SourceText, place: Place, texts: tuple[str, str, str]) -> Problem:
    code, message, hint = texts
    return Problem(source.path, place.line, place.column, code, message, hint)


def _top_headings(source: SourceText, sections: Sections) -> Iterator[Problem]:
    keys = {_key(name.heading) for name in sections.names}
    for place, text in sections.rendered.top_headings:
        message = f'"{shortened(text)}" is a heading of the first level, which is the title\'s'
        hint = f"write `## {shortened(text)}`"
        if _key(text) not in keys:
            hint += ", or delete it if it repeats the title"
        yield _problem(source, place, ("section/top-heading", message, hint))


def _missing(source: SourceText, sections: Sections) -> Iterator[Problem]:
    there = {found.rank for found in sections.found}
    tops = {_key(text) for _, text in sections.rendered.top_headings}
    for rank, name in enumerate(sections.names):
        # A first-level heading with the section's name is reported as that.
        if name.required and rank not in there and _key(name.heading) not in tops:
            yield _missing_one(source, sections, rank)


def _missing_one(source: SourceText, sections: Sections, rank: int) -> Problem:
    name = sections.names[rank]
    message = f'section "{name.heading}" is missing'
    for place, level, text in sections.rendered.deeper_headings:
        if _key(text) == _key(name.heading):
            hint = f"write `## {name.heading}` instead of `{'#' * level} {shortened(text)}`"
            return _problem(source, place, ("section/missing", message, hint))
    misspelt = _misspelt(sections, name)
    if misspelt is not None:
        hint = f"write `## {name.heading}` instead of `## {shortened(misspelt.heading)}`"
        return _problem(source, misspelt.place, ("section/missing", message, hint))
    later = [found.part.place.line for found in sections.found if found.rank > rank]
    line = later[0] if later else _last_line(source)
    hint = f"add `## {name.heading}` and {_CONTENTS.get(name.anchor, 'its text')}"
    return _problem(source, Place(line, 1), ("section/missing", message, hint))


def _misspelt(sections: Sections, name: SectionName) -> RenderedPart | None:
    named = {id(found.part) for found in sections.found}
    others = {_key(part.heading): part for part in sections.rendered.parts if id(part) not in named}
    close = close_name(_key(name.heading), filter(None, others), likeness=_LIKENESS)
    return others[close] if close else None


def _last_line(source: SourceText) -> int:
    return source.position(max(len(source.text.rstrip()) - 1, 0)).line


def _empty(source: SourceText, sections: Sections) -> Iterator[Problem]:
    seen: set[int] = set()
    for found in sections.found:
        # The second of two is one too many, whatever it holds.
        first = found.rank not in seen
        seen.add(found.rank)
        if first and found.name.required and _is_empty(found.part):
            message = f'section "{found.name.heading}" is empty'
            hint = f"write {_CONTENTS.get(found.name.anchor, 'its text')} below the heading"
            yield _problem(source, found.part.place, ("section/empty", message, hint))


def _repeated(source: SourceText, sections: Sections) -> Iterator[Problem]:
    first: dict[int, int] = {}
    for found in sections.found:
        line = first.setdefault(found.rank, found.part.place.line)
        if line != found.part.place.line:
            message = f'section "{found.name.heading}" is there twice, first on line {line}'
            hint = "make one section of the two"
            yield _problem(source, found.part.place, ("section/repeated", message, hint))


def _misplaced(source: SourceText, sections: Sections) -> Iterator[Problem]:
    first: dict[int, _Found] = {}
    for each in sections.found:
        first.setdefault(each.rank, each)
    found = list(first.values())
    kept = _longest_rising([each.rank for each in found])
    for position, each in enumerate(found):
        if each.rank in kept:
            continue
        above = [other for other in found[:position] if other.rank in kept]
        wrong = next((other for other in above if other.rank > each.rank), None)
        if wrong is not None:
            message = f'section "{each.name.heading}" stands after "{wrong.name.heading}"'
            hint = f"move it above `## {wrong.name.heading}`"
        else:
            below = [other for other in found[position:] if other.rank in kept]
            wrong = [other for other in below if other.rank < each.rank][-1]
            message = f'section "{each.name.heading}" stands before "{wrong.name.heading}"'
            hint = f"move it below `## {wrong.name.heading}`"
        yield _problem(source, each.part.place, ("section/order", message, hint))


def _longest_rising(ranks: Sequence[int]) -> set[int]:
    # So that of four sections in order and one that is not, one is reported.
    best: list[list[int]] = []
    for rank in ranks:
        before = sorted((run for run in best if run[-1] < rank), key=len)
        best.append([*(before[-1] if before else []), rank])
    return set(sorted(best, key=len)[-1] if best else [])
