"""Pages that must show how AI took part: what a template forgets is not published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from plugins.site_outputs.output import RenderContext
from plugins.site_outputs.shown_marks import shown_marks
from plugins.site_outputs.template_faults import TemplateFault

__all__ = ["LabelForgotten", "labelled_page"]

_MARK = "data-ai-label"


class LabelForgotten(TemplateFault):
    """A template leaves out the label of an explainer; the message names both."""


def labelled_page(
    context: RenderContext, template: str, labels: Iterable[str], **values: Any
) -> bytes:
    """A page that shows each of these labels as often as it is given; empty ones are none.

    A label is all that an element with the attribute `data-ai-label` holds. Titles and
    tags cannot bring one, whatever they say, for they are escaped. Raises LabelForgotten.
    """
    made = context.page(template, **values)
    wanted = Counter(filter(None, labels))
    if wanted:
        found = Counter(shown_marks(made.partition(b"</head>")[2] or made, _MARK.encode()))
        for label, count in wanted.items():
            if found[context.site.gettext(label).encode()] < count:
                raise LabelForgotten(_message(template, label, values))
    return made


def _message(template: str, label: str, values: dict[str, Any]) -> str:
    address = values["page"].address
    return (
        f"error: the template {template} leaves out the label '{label}' at {address}; "
        f"an element such as <p {_MARK}>{{{{ _(explainer.label) }}}}</p>, or with card.label on a "
        "card, has to show it: not hidden, not in a link or heading, with no other text"
    )
