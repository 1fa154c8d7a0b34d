"""What an entry says about its body, worked out before the entry is made.

An explainer has thirty fields; one that is made whole need not be copied.
"""

from __future__ import annotations

import msgspec

from plugins.explainers.model import LinkReference

__all__ = ["BodyFacts"]


class BodyFacts(msgspec.Struct, frozen=True, gc=False):
    """The fields of an explainer or a page that its body gives.

    `opening` is the text that a summary is made of where the front matter has none; the others
    are as in `Explainer`.
    """

    digest: str
    opening: str
    links: tuple[LinkReference, ...]
    anchors: tuple[str, ...]
    word_count: int
    comments: tuple[tuple[int, int], ...]
