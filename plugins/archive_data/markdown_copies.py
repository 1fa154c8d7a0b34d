"""`/explainers/SLUG/index.md`: an explainer as Markdown, for those who read with programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from plugins.archive_data.sources import Edit, comment_edits, edited, text_of
from plugins.explainers.addresses import explainer_address, output_path
from plugins.explainers.archive import Archive
from plugins.explainers.model import Correction, Expectation, Explainer, Source
from plugins.explainers.outcomes import OUTCOME_WORDS
from plugins.explainers.site import Site
from plugins.explainers.source_text import SourceText
from plugins.explainers.views import ai_label
from plugins.site_outputs.dates import local_date
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["MarkdownCopy", "build_markdown_copies", "copy_address", "render_markdown_copy"]

_MARKS = re.compile(r"([\\`*_\[\]<>#~|]|&(?=#?\w+;))")


@dataclass(frozen=True, slots=True)
class MarkdownCopy:
    """What a copy is made from: an explainer, its file's digest, and where its links lead."""

    explainer: Explainer
    digest: str
    links: tuple[str, ...]


def copy_address(slug: str) -> str:
    """Where the copy of an explainer is."""
    return f"{explainer_address(slug)}index.md"


def build_markdown_copies(archive: Archive, site: Site) -> Iterator[Output]:
    """A copy of each listed explainer, if the site wants them."""
    if not site.markdown_copies:
        return
    for explainer in archive.explainers:
        inputs = MarkdownCopy(
            explainer,
            archive.source_digests[explainer.path],
            archive.link_addresses.get(explainer.path, ()),
        )
        yield Output(output_path(copy_address(explainer.slug)), render_markdown_copy, inputs)


def render_markdown_copy(copy: MarkdownCopy, context: RenderContext) -> bytes:
    """The label first, then what the page says, with links that lead to the site."""
    explainer, site = copy.explainer, context.site
    source = text_of(context.content_file(explainer.path, copy.digest), explainer)
    edits = [*comment_edits(explainer), *_link_edits(source, copy, site)]
    parts = [*_head(explainer, site), edited(source, edits), *_end(explainer, site)]
    return "\n".join(parts).encode()


def _head(explainer: Explainer, site: Site) -> Iterator[str]:
    label = ai_label(explainer)
    if label:
        yield f"> **{site.gettext(label)}**\n"
    yield f"# {_plain(explainer.title)}\n"
    day = _day(explainer.date, site)
    names = [_plain(name) for name in explainer.authors]
    address = f"<{site.absolute(explainer_address(explainer.slug))}>"
    yield " · ".join(filter(None, (", ".join(names), day, address))) + "\n"


def _end(explainer: Explainer, site: Site) -> Iterator[str]:
    if explainer.expectations:
        yield f"## {site.gettext('What was expected, and what came of it')}\n"
        yield "".join(_expectation_line(each, site) for each in explainer.expectations)
    if explainer.sources:
        yield f"## {site.gettext('Sources')}\n"
        yield "".join(map(_source_line, explainer.sources))
    if explainer.corrections:
        yield f"## {site.gettext('Corrections')}\n"
        yield "".join(_correction_line(each, site) for each in explainer.corrections)


def _expectation_line(expectation: Expectation, site: Site) -> str:
    outcome = site.gettext(OUTCOME_WORDS[expectation.outcome])
    if expectation.resolved:
        outcome += f" {site.gettext('on %(date)s', date=_when(expectation.resolved, site))}"
    facts = [outcome]
    if expectation.due:
        facts.append(site.gettext("Expected by %(date)s", date=_when(expectation.due, site)))
    if expectation.source:
        named = expectation.source
        linked = f"<{named}>" if expectation.source_host else _plain(named)
        facts.append(f"{site.gettext('Source:')} {linked}")
    return f"- {_plain(expectation.text)} ({'; '.join(facts)})\n"


def _source_line(source: Source) -> str:
    title = _plain(source.title)
    linked = f"[{title}](<{source.url}>)" if source.url else title
    return f"- {', '.join(filter(None, (linked, _plain(source.publisher), source.date)))}\n"


def _correction_line(correction: Correction, site: Site) -> str:
    return f"- {_day(correction.date, site)}: {_plain(correction.text)}\n"


def _day(moment: str, site: Site) -> str:
    """A day as pages have it: that of the place where the site is at home."""
    return local_date(moment, ZoneInfo(site.timezone)).isoformat()


def _when(date: str, site: Site) -> str:
    """A day; a date that is no more than a year or a month stays that exact."""
    return date if len(date) < len("2026-11-23") else _day(date, site)


def _link_edits(source: SourceText, copy: MarkdownCopy, site: Site) -> Iterator[Edit]:
    """Each link to the archive, where its file says so, as an address that leads there."""
    page = explainer_address(copy.explainer.slug)
    for reference, link in zip(copy.explainer.links, copy.links, strict=True):
        place = reference.place
        index = source.line_starts[place.line - 1] + place.column - 1
        if source.text.startswith(reference.written, index):
            address = f"{page}{link}" if link.startswith("#") else link
            yield index, index + len(reference.written), site.absolute(address)


def _plain(text: str) -> str:
    """A text in which Markdown sees no marks."""
    return _MARKS.sub(r"\\\1", text)
