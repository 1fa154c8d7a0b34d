"""From the archive to the outputs of all preview images."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from plugins.explainers.addresses import output_path, preview_address
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.explainers.views import ai_label
from plugins.site_outputs.dates import day
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["Preview", "build_previews", "render_preview"]

_COLOURS = ("paper", "ink", "accent")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a preview image shows. `label` says how AI took part, or is empty."""

    title: str
    date: str
    label: str


def build_previews(archive: Archive, site: Site) -> Iterator[Output]:
    """A picture for each listed explainer, if the site wants them."""
    if not site.previews:
        return
    for explainer in archive.explainers:
        view = Preview(explainer.title, explainer.date, ai_label(explainer))
        place = explainer.place_of("slug")
        yield Output(
            output_path(preview_address(explainer.slug)),
            render_preview,
            view,
            origin=(explainer.path, place.line, place.column),
        )


def render_preview(view: Preview, context: RenderContext) -> bytes:
    """The picture as PNG."""
    # Late: most builds render no picture, and these imports take a while.
    from plugins.preview_images.drawing import PreviewColours, PreviewTexts, draw_preview
    from plugins.preview_images.lettering import can_write

    site = context.site
    label = site.gettext(view.label) if view.label else ""
    # A label in letters that the font does not have would be boxes; English it can write.
    shown = label if can_write(label) else view.label
    date = day(view.date, ZoneInfo(site.timezone), site.lang)
    own = {name: light for name, light, _ in site.look.colours if name in _COLOURS}
    texts = PreviewTexts(site.name, view.title, date, shown)
    return draw_preview(texts, PreviewColours(**own))
