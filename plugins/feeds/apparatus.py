"""What stands around an explainer's text in a feed: image, expectations, corrections, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from zoneinfo import ZoneInfo

from plugins.explainers.model import Correction, Expectation, Source
from plugins.explainers.outcomes import OUTCOME_WORDS
from plugins.explainers.site import Site
from plugins.explainers.views import LeadImage
from plugins.site_outputs.dates import day

__all__ = [
    "correction_blocks",
    "expectation_blocks",
    "image_block",
    "label_block",
    "link",
    "source_blocks",
]


def label_block(label: str, site: Site) -> str:
    """The label that says how AI took part."""
    return f"<p><strong>{escape(site.gettext(label))}</strong></p>"


def image_block(image: LeadImage, site: Site) -> str:
    """The lead image with who made it."""
    size = f' width="{image.width}" height="{image.height}"' if image.width else ""
    source = escape(site.absolute(image.address))
    picture = f'<img src="{source}" alt="{escape(image.alt)}"{size}>'
    credit = f"<figcaption>{escape(image.credit)}</figcaption>" if image.credit else ""
    return f"<figure>{picture}{credit}</figure>"


def expectation_blocks(expectations: Iterable[Expectation], site: Site) -> Iterator[str]:
    """What is expected, and what came of it, as a list."""
    items = [_item(escape(each.text), _facts(each, site)) for each in expectations]
    yield from _list("ul", items)


def correction_blocks(corrections: Iterable[Correction], site: Site) -> Iterator[str]:
    """What was corrected, under a heading."""
    items = [_correction(each, site) for each in corrections]
    if items:
        yield f"<h2>{escape(site.gettext('Corrections'))}</h2>"
        yield from _list("ul", items)


def source_blocks(sources: Iterable[Source], site: Site) -> Iterator[str]:
    """What the text rests on, under a heading."""
    items = [_source(each, site) for each in sources]
    if items:
        yield f"<h2>{escape(site.gettext('Sources'))}</h2>"
        yield from _list("ol", items)


def link(address: str, text: str) -> str:
    """A link to an absolute address."""
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _list(kind: str, items: list[str]) -> Iterator[str]:
    if items:
        yield f"<{kind}>"
        yield from (f"<li>{item}</li>" for item in items)
        yield f"</{kind}>"


def _item(what: str, facts: Iterable[str]) -> str:
    return " · ".join((what, *facts))


def _facts(expectation: Expectation, site: Site) -> Iterator[str]:
    outcome = escape(site.gettext(OUTCOME_WORDS[expectation.outcome]))
    resolved = ""
    if expectation.resolved:
        resolved = f" {site.gettext('on %(date)s', date=_day(expectation.resolved, site))}"
    yield f"<strong>{outcome}</strong>{resolved}"
    if expectation.due:
        yield site.gettext("Expected by %(date)s", date=_day(expectation.due, site))
    if expectation.source:
        host = expectation.source_host
        named = link(expectation.source, host) if host else escape(expectation.source)
        yield f"{escape(site.gettext('Source:'))} {named}"


def _correction(correction: Correction, site: Site) -> str:
    facts = [_day(correction.date, site)]
    if correction.section:
        facts.append(site.gettext("In %(section)s", section=escape(correction.section)))
    return f"{' · '.join(facts)}: {escape(correction.text)}"


def _source(source: Source, site: Site) -> str:
    facts = [escape(source.publisher)] if source.publisher else []
    if source.date:
        facts.append(_day(source.date, site))
    if source.archived:
        facts.append(link(source.archived, site.gettext("Archived copy")))
    title = link(source.url, source.title) if source.url else escape(source.title)
    return _item(title, facts)


def _day(date: str, site: Site) -> str:
    return escape(day(date, ZoneInfo(site.timezone), site.lang))
