"""Pages that must show how AI took part: what a template forgets is not published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from plugins.site_outputs.output import RenderContext

__all__ = ["LabelForgotten", "labelled_page"]


class LabelForgotten(Exception):
    """A template leaves out the label of an explainer; the message names both."""


def labelled_page(
    context: RenderContext, template: str, labels: Iterable[str], **values: Any
) -> bytes:
    """A page that shows each of these labels as often as it is given; empty ones are none.

    A label has to be all that an element holds, so a title that speaks of it is not taken
    for one. Raises LabelForgotten.
    """
    made = context.page(template, **values)
    text = made.partition(b"</head>")[2] or made
    for label, count in Counter(filter(None, labels)).items():
        shown = context.site.gettext(label).encode()
        if len(re.findall(rb">\s*" + re.escape(shown) + rb"\s*<", text)) < count:
            raise LabelForgotten(_message(template, label, values))
    return made


def _message(template: str, label: str, values: dict[str, Any]) -> str:
    address = values["page"].address
    return (
        f"the template {template} leaves out the label '{label}' at {address}; "
        "an element with {{ _(explainer.label) }}, or {{ _(card.label) }} on a card, has to show it"
    )
