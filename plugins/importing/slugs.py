"""The part of an address that a title gives: `[a-z0-9]+(-[a-z0-9]+)*`, at most 100."""

from __future__ import annotations

import re

from unidecode import unidecode

__all__ = ["slug_of"]

_LONGEST = 100
_APOSTROPHES = re.compile("(?<=\\w)['’](?=\\w)")
_NOT_IN_SLUGS = re.compile("[^a-z0-9]+")


def slug_of(title: str) -> str:
    """A title's slug, cut at a word; other scripts are spelled in Latin letters.

    Where nothing is left (a title of emoji alone) it is `explainer`.
    """
    spelled = unidecode(_APOSTROPHES.sub("", title), errors="ignore").lower()
    slug = _NOT_IN_SLUGS.sub("-", spelled).strip("-")
    if len(slug) > _LONGEST:
        head, _, _ = slug[: _LONGEST + 1].rpartition("-")
        slug = (head or slug[:_LONGEST]).strip("-")
    return slug or "explainer"
