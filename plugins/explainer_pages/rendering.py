"""From the view of an explainer's page, and its stored body, to the page's bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.explainer_pages.article_data import article_data
from plugins.explainer_pages.page_views import (
    ExplainerPage,
    Section,
    ShownCorrection,
    WithdrawnPage,
)
from plugins.explainers.archive import name_key
from plugins.explainers.model import Body, Correction
from plugins.explainers.structured_data import structured_script
from plugins.explainers.views import body_markup
from plugins.site_outputs.labelled import labelled_page
from plugins.site_outputs.output import RenderContext

__all__ = ["render_explainer", "render_withdrawn"]


def render_explainer(view: ExplainerPage, context: RenderContext) -> bytes:
    """The page of a listed explainer."""
    body = context.body(view.body_digest)
    sections = tuple(_sections(body, view, context))
    return labelled_page(
        context,
        "explainer.html",
        (view.label,),
        page=view.page,
        structured=structured_script(*article_data(view, context.site)),
        explainer=view,
        sections=sections,
        standfirst="" if _opens_with(body.text, view.summary) else view.summary,
        footnotes=body_markup(body.footnotes, view.links, context.site, view.image_sizes),
        corrections=_shown_corrections(view.corrections, sections),
    )


def render_withdrawn(view: WithdrawnPage, context: RenderContext) -> bytes:
    """The note at a withdrawn explainer's address."""
    return context.page(
        "withdrawn.html",
        page=view.page,
        explainer=view,
        corrections=_shown_corrections(view.corrections, ()),
    )


def _sections(body: Body, view: ExplainerPage, context: RenderContext) -> Iterator[Section]:
    for part in body.parts:
        html = body_markup(part.html, view.links, context.site, view.image_sizes)
        if part.heading or html.strip():
            yield Section(part.anchor, part.heading, html)


def _opens_with(text: str, summary: str) -> bool:
    """Whether the summary only says what the first sentences say again."""
    start = summary.rstrip(" .…")
    if text.startswith(start):
        return True
    start = " ".join(start.split())
    return " ".join(text[: 2 * len(summary) + 80].split()).startswith(start)


def _shown_corrections(
    corrections: Sequence[Correction], sections: Sequence[Section]
) -> tuple[ShownCorrection, ...]:
    if not corrections:
        return ()
    anchors = {name_key(section.heading): section.anchor for section in sections}
    anchors |= {section.anchor: section.anchor for section in sections}
    anchors[""] = ""  # the lead has no heading to link to
    return tuple(
        ShownCorrection(each.date, each.text, each.section, anchors.get(name_key(each.section), ""))
        for each in corrections
    )
