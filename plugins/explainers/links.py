"""Link slots: the places in a body's HTML where an address is put in last.

A body is rendered and stored long before anybody knows where the other files of
the archive are published; its links to them are slots until a page is made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["fill_slots", "link_slot"]

_SLOT = re.compile("\x02([0-9]+)\x03")


def link_slot(number: int) -> str:
    """What stands in an attribute until the `number`-th link reference is resolved."""
    return f"\x02{number}\x03"


def fill_slots(html: str, links: Sequence[str]) -> str:
    """HTML with the n-th of `links` in each slot n. They must be percent-encoded already."""
    if "\x02" not in html:
        return html
    return _SLOT.sub(lambda match: _attribute(links[int(match[1])]), html)


def _attribute(link: str) -> str:
    return link.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
