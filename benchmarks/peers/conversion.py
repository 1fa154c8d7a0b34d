"""The archive as each peer reads it; what is done here costs the peers nothing.

Links among explainers become addresses, because no peer finds its way through all three of their
forms; times get seconds; who has no summary gets one, so that no peer has to make it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

__all__ = ["Convert", "convert_archive", "for_pelican", "with_yaml"]

# From an explainer's text and its slug to what a peer reads.
Convert = Callable[[str, str], str]

_FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#]+)(#[^)]*)?\)")
_TIME_WITHOUT_SECONDS = re.compile(r"^(date: \S+T\d\d:\d\d)Z$", re.MULTILINE)
_MARKS = re.compile(r"\]\([^)]*\)|\[\^\d+\]|[\[*`]")
_SUMMARY_LETTERS = 200


def convert_archive(content: Path, target: Path, convert: Convert) -> None:
    """Writes all explainers of `content` to `target/explainers`, its pages to `target/pages`."""
    for path in sorted(content.rglob("*.md")):
        is_page = path.parent.name == "pages"
        text = path.read_text(encoding="utf-8")
        folder = target / ("pages" if is_page else f"explainers/{path.parent.name}")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / path.name).write_text(convert(text, path.stem), encoding="utf-8")


def with_yaml(text: str, slug: str) -> str:
    """For peers that read YAML: the same front matter, `summary`, `slug`, `archive`, `stories`.

    `archive` holds the year and `stories` the story, if there is one: lists, by which Hugo groups.
    """
    header, body = _parted(text)
    fields = _fields(header)
    more = [f"slug: {slug}"]
    if "story" in fields:
        more.append(f"stories: {json.dumps([fields['story']])}")
    if "date" in fields:
        more.append(f'archive: ["{fields["date"][:4]}"]')
        if "summary" not in fields:
            more.append(f'summary: "{_summary(body)}"')
    header = _TIME_WITHOUT_SECONDS.sub(r"\1:00Z", header)
    return "---\n" + header + "\n".join(more) + "\n---\n" + _with_addresses(body)


def for_pelican(text: str, slug: str) -> str:
    """For Pelican's own reader: lines of `key: value`, the sources at the end of the text."""
    header, body = _parted(text)
    fields = _fields(header)
    lines = "\n".join(_pelican_lines(fields, slug, body))
    sources = "\n".join(map(_source, fields.get("sources", ())))
    end = f"\n## Sources\n\n{sources}\n" if sources else ""
    return f"{lines}\n\n{_with_addresses(body)}{end}"


def _parted(text: str) -> tuple[str, str]:
    found = _FRONT_MATTER.match(text)
    if found is None:
        raise ValueError("a made-up explainer begins with its front matter")
    return found[1], text[found.end() :]


def _fields(header: str) -> Mapping[str, Any]:
    # The base loader: values are the text that stands there.
    fields: Mapping[str, Any] = yaml.load(header, Loader=yaml.CBaseLoader)
    return fields


def _summary(body: str) -> str:
    """The first paragraph without Markdown, cut at a blank."""
    paragraph = next(
        block
        for block in body.split("\n\n")
        if block.strip() and not block.lstrip().startswith("#")
    )
    plain = _MARKS.sub("", paragraph.strip()).replace('"', "'")
    if len(plain) <= _SUMMARY_LETTERS:
        return plain
    return plain[:_SUMMARY_LETTERS].rpartition(" ")[0] + " …"


def _with_addresses(body: str) -> str:
    return _LINK.sub(_address, body)


def _address(link: re.Match[str]) -> str:
    slug = link[1].rstrip("/").rpartition("/")[2].removesuffix(".md")
    return f"](/explainers/{slug}/{link[2] or ''})"


def _pelican_lines(fields: Mapping[str, Any], slug: str, body: str) -> Iterator[str]:
    yield f"title: {fields['title']}"
    yield f"slug: {slug}"
    if "date" not in fields:
        return
    for name in ("date", "modified", "id"):
        if name in fields:
            yield f"{name}: {fields[name]}"
    for name in ("tags", "authors"):
        if name in fields:
            # A semicolon, because an author's or a tag's name may hold a comma.
            yield f"{name}: {'; '.join(fields[name])}"
    yield f"summary: {fields.get('summary') or _summary(body)}"
    if fields.get("ai_generated") != "false":
        yield f"ai: {fields.get('ai', {}).get('extent', 'generated')}"


def _source(source: Mapping[str, str]) -> str:
    title = f"[{source['title']}]({source['url']})" if "url" in source else source["title"]
    rest = [source[name] for name in ("publisher", "date") if name in source]
    return "1. " + ", ".join((title, *rest))
