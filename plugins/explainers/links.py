"""Slots: the places in a body's HTML where something is put in last.

A body is rendered and stored long before anybody knows where the other files of the
archive are published, and in which language the site speaks. Its links to them, and the
few texts of ours that stand inside of it, are slots until a page is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from plugins.explainers.texts import to_translate

__all__ = ["back_link_slot", "fill_slots", "link_slot", "table_slot"]

# No input can hold the characters around it.
_SLOT = re.compile("\x02(?:([0-9]+)|([a-z]+)((?: [0-9]+)*))\x03")
_TEXTS = {
    "table": to_translate("Table"),
    "back": to_translate("Back to reference %(number)s"),
    "mention": to_translate("Back to reference %(number)s, mention %(mention)s"),
}
_VALUES = ("number", "mention")


def link_slot(number: int) -> str:
    """What stands in an attribute until the `number`-th link reference is resolved."""
    return f"\x02{number}\x03"


def table_slot() -> str:
    """What stands in an attribute for the name of a table that can be scrolled."""
    return "\x02table\x03"


def back_link_slot(number: int, mention: int = 0) -> str:
    """The same for the name of a link from a footnote back to the text.

    `mention` says to which of several places in the text it leads, counted from 1.
    """
    return f"\x02mention {number} {mention}\x03" if mention else f"\x02back {number}\x03"


def fill_slots(html: str, links: Sequence[str], gettext: Callable[..., str]) -> str:
    """HTML with the n-th of `links` in link slot n, and texts in the language of `gettext`.

    Links must be percent-encoded already. `gettext` is a site's.
    """
    if "\x02" not in html:
        return html

    def filled(slot: re.Match[str]) -> str:
        number, name, values = slot.groups()
        if number:
            return _attribute(links[int(number)])
        named = dict(zip(_VALUES, values.split(), strict=False))
        return _attribute(gettext(_TEXTS[name], **named))

    return _SLOT.sub(filled, html)


def _attribute(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
