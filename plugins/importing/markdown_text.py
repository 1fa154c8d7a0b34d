"""Markdown that is there already: kept as it is, its headings put in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import yaml

from plugins.explainers.site import SectionName
from plugins.importing.dates import iso_date
from plugins.importing.document import Found, LeftOut, Line, Metadata, SourceDocument
from plugins.importing.headings import find_section, plain_line

__all__ = ["markdown_lines", "read_markdown"]

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_BOLD_START = re.compile(r"(\*\*|__)(?P<heading>[^*_]{3,80})\1:?\s+(?P<rest>\S.*)")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ORIGIN = "the source's front matter"


def read_markdown(text: str, sections: Sequence[SectionName]) -> SourceDocument:
    """A Markdown file, with or without front matter of its own."""
    match = _FRONT_MATTER.match(text)
    fields = _fields(match["yaml"] or "") if match else None
    if match is None or fields is None:
        return SourceDocument(tuple(markdown_lines(text, sections)))
    metadata, left_out = _understand(fields)
    lines = tuple(markdown_lines(text[match.end() :], sections))
    return SourceDocument(lines, metadata, left_out)


def markdown_lines(text: str, sections: Sequence[SectionName]) -> Iterator[Line]:
    """The lines of a Markdown text: underlined headings as `#` ones, bold section names apart."""
    fence = ""
    raw_lines = text.split("\n")
    for number, raw in enumerate(raw_lines):
        opening = _FENCE.match(raw)
        if fence or opening:
            yield Line(raw, is_code=True)
            fence = _fence_after(raw, fence)
        elif _is_underline(raw_lines, number, sections):
            continue
        else:
            yield from _text_lines(_heading_of(raw_lines, number, sections) or raw, sections)


def _fence_after(raw: str, fence: str) -> str:
    match = _FENCE.match(raw)
    if not fence:
        return match[1] if match else ""
    closes = match is not None and match[1].startswith(fence) and raw.strip() == match[1]
    return "" if closes else fence


def _heading_of(raw_lines: list[str], number: int, sections: Sequence[SectionName]) -> str:
    """A line as a `#` heading if the next one underlines it."""
    if not _is_underline(raw_lines, number + 1, sections):
        return ""
    mark = "#" if raw_lines[number + 1].strip().startswith("=") else "##"
    return f"{mark} {raw_lines[number].strip()}"


def _is_underline(raw_lines: list[str], number: int, sections: Sequence[SectionName]) -> bool:
    if not 0 < number < len(raw_lines) or not _UNDERLINE.match(raw_lines[number]):
        return False
    above = raw_lines[number - 1]
    stands_alone = number < 2 or not raw_lines[number - 2].strip()
    is_text = bool(above.strip()) and not re.match(r"\s*(?:[#>|`~]|[-+*]\s|={2,}|-{2,})", above)
    return is_text and (stands_alone or find_section(plain_line(above), sections) is not None)


def _text_lines(raw: str, sections: Sequence[SectionName]) -> Iterator[Line]:
    bold = _BOLD_START.match(raw)
    if bold and find_section(plain_line(bold["heading"]), sections):
        yield Line(f"## {bold['heading']}", plain_line(bold["heading"]))
        yield Line("")
        raw = bold["rest"]
    yield Line(raw, plain_line(raw))


def _fields(text: str) -> dict[str, object] | None:
    try:
        loaded = yaml.load(text, Loader=yaml.BaseLoader)  # text only, whatever it says
    except (yaml.YAMLError, RecursionError):
        return None
    if loaded is None or loaded == "":
        return {}
    return {str(key): value for key, value in loaded.items()} if isinstance(loaded, dict) else None


def _understand(fields: dict[str, object]) -> tuple[Metadata, tuple[LeftOut, ...]]:
    left = dict(fields)
    metadata = Metadata(
        title=Found(_text(left.pop("title", "")), _ORIGIN),
        date=_day(left, ("date", "published", "pubDate")),
        modified=_day(left, ("modified", "updated", "lastmod")),
        authors=_names(left, ("authors", "author")),
        summary=_first(left, ("summary", "description")),
        lang=_first(left, ("lang", "language")),
        tags=_names(left, ("tags", "keywords")),
        ai_extent="generated" if left.get("ai_generated") == "true" else "",
        ai_origin=_ORIGIN,
    )
    if metadata.ai_extent:
        left.pop("ai_generated")
    reason = "front matter that import does not take over"
    return metadata, tuple(
        LeftOut(f"{key}: {_shown(value)}", reason) for key, value in left.items() if value
    )


def _first(left: dict[str, object], keys: Iterable[str]) -> str:
    found = next((key for key in keys if isinstance(left.get(key), str) and left[key]), "")
    return _text(left.pop(found)) if found else ""


def _day(left: dict[str, object], keys: Iterable[str]) -> Found:
    for key in keys:
        day = iso_date(_text(left.get(key, "")))
        if day:
            left.pop(key)
            return Found(day, _ORIGIN)
    return Found("")


def _names(left: dict[str, object], keys: Iterable[str]) -> tuple[str, ...]:
    for key in keys:
        value = left.get(key)
        items = value if isinstance(value, list) else str(value or "").split(",")
        if any(items) and all(isinstance(item, str) for item in items):
            left.pop(key)
            return tuple(dict.fromkeys(_text(item) for item in items if item.strip()))
    return ()


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _shown(value: object) -> str:
    return (
        value if isinstance(value, str) else yaml.safe_dump(value, default_flow_style=True).strip()
    )
