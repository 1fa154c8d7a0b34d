"""A draft as the text of its file: front matter in the documented order, then the sections."""

from __future__ import annotations

import re

import yaml

from plugins.importing.document import Draft, DraftPart

__all__ = ["FieldValue", "front_matter", "write_markdown"]

_PLAIN_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?")

FieldValue = str | bool | list[str] | dict[str, str]


def write_markdown(draft: Draft) -> str:
    """The whole file."""
    metadata = draft.metadata
    fields: dict[str, FieldValue] = {
        "title": draft.title.value,
        "date": draft.date.value,
        "tags": list(draft.tags),
        "id": draft.slug,
        "modified": metadata.modified.value,
        "authors": list(metadata.authors),
        "summary": metadata.summary,
        "status": draft.status,
        "lang": metadata.lang,
    }
    kept = {key: value for key, value in fields.items() if value or key == "tags"}
    if metadata.ai_extent:
        kept["ai_generated"] = True
    if metadata.ai_extent == "assisted":
        kept["ai"] = {"extent": "assisted"}
    return front_matter(kept) + "".join(map(_section, draft.parts))


def front_matter(fields: dict[str, FieldValue]) -> str:
    """Fields as YAML between two `---` lines; text stays text (`no`, `12:30`, `a: b`)."""
    return f"---\n{''.join(_field(key, value) for key, value in fields.items())}---\n"


def _field(key: str, value: FieldValue) -> str:
    if isinstance(value, str) and key in {"date", "modified"} and _PLAIN_DATE.fullmatch(value):
        return f"{key}: {value}\n"  # YAML would quote it, as a text that looks like a date
    if isinstance(value, list | dict):
        return f"{key}: {_dumped(value, flow=True)}"  # `tags: [Meta, AI]`
    return _dumped({key: value}, flow=False)


def _dumped(value: object, *, flow: bool) -> str:
    dumped: str = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=flow, width=1_000_000
    )
    return dumped


def _section(part: DraftPart) -> str:
    body = "\n".join(_without_loose_blanks(line.markdown) for line in part.lines)
    heading = f"\n## {part.heading}\n" if part.heading else ""
    return f"{heading}\n{body}\n" if body else heading


def _without_loose_blanks(markdown: str) -> str:
    """A line without blanks at its end, unless they break the line (two or more)."""
    is_break = bool(markdown.strip()) and markdown.endswith("  ")
    return markdown.rstrip() + "  " if is_break else markdown.rstrip()
