"""`/feed.css`: how a browser shows a feed, with a note at the top for who meets one there.

By CSS, because browsers are giving up XSLT. Style sheets cannot be told a language, so the
note is written into this one.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from plugins.explainers.addresses import output_path
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output, RenderContext
from plugins.site_outputs.page_filters import is_right_to_left

__all__ = ["STYLE_ADDRESS", "build_stylesheet", "css_string", "render_stylesheet"]

STYLE_ADDRESS = "/feed.css"


def build_stylesheet(site: Site) -> Iterator[Output]:
    """The style sheet of all feeds."""
    yield Output(output_path(STYLE_ADDRESS), render_stylesheet, "feed.css")


def render_stylesheet(template: str, context: RenderContext) -> bytes:
    """The sheet, from the theme's template."""
    site = context.site
    heading = site.gettext("This is a web feed.")
    note = site.gettext(
        "To follow it, copy the address of this page into a feed reader. What feeds are and how "
        "to use them: %(address)s",
        address=site.absolute("/subscribe/"),
    )
    return context.page(
        template,
        heading=css_string(heading),
        note=css_string(note),
        direction="rtl" if is_right_to_left(site.lang) else "ltr",
    )


def css_string(text: str) -> Markup:
    """A text as a string of CSS: whatever it says, it does not end the string."""
    return Markup('"{}"').format(Markup("".join(map(_in_string, text))))


def _in_string(character: str) -> str:
    is_plain = character.isprintable() and character not in '"\\<>&'
    return character if is_plain else f"\\{ord(character):x} "
