"""A draft as the text of its file: front matter in the documented order, then the sections."""

from __future__ import annotations

import re

import yaml

from plugins.importing.document import Draft, DraftPart

__all__ = ["front_matter", "write_markdown"]

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
    dumped: str = yaml.safe_dump(
        {key: value},
        allow_unicode=True,
        default_flow_style=None,  # `tags: [Meta, AI]`, all else a line each
        width=1_000_000,
    )
    return dumped


def _section(part: DraftPart) -> str:
    body = "\n".join(line.markdown.rstrip() if not _breaks(line.markdown) else line.markdown for line in part.lines)
    heading = f"\n## {part.heading}\n" if part.heading else ""
    return f"{heading}\n{body}\n" if body else heading


def _breaks(markdown: str) -> bool:
    """Whether a line's trailing blanks are a line break of Markdown."""
    return bool(markdown.strip()) and markdown.endswith("  ")
