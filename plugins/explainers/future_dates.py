"""Changes that are said to be in the future: pages, feeds and the sitemap would say so too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from plugins.explainers.model import Explainer
from plugins.explainers.problems import Problem

__all__ = ["future_problems"]

_CODE = "front-matter/date-future"
_HINT = "correct it, or write it down when it has happened"


def future_problems(explainers: Iterable[Explainer], now: str) -> Iterator[Problem]:
    """A note for each key of published explainers that has such a date; `now` is UTC text.

    `date` itself may lie there: until then the explainer is held back.
    """
    # Somewhere it is tomorrow already.
    latest = (datetime.fromisoformat(now) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    for explainer in explainers:
        for key, moment in _moments(explainer):
            if moment > latest:
                place = explainer.place_of(key)
                message = f"`{key}` names {moment[:10]}, which lies in the future"
                yield Problem(
                    explainer.path, place.line, place.column, _CODE, message, _HINT, "note"
                )


def _moments(explainer: Explainer) -> Iterator[tuple[str, str]]:
    """The newest moment of each key that says when something changed."""
    if explainer.modified:
        yield "modified", explainer.modified
    if explainer.corrections:
        yield "corrections", max(each.date for each in explainer.corrections)
    if explainer.expectations:
        yield "expectations", max(each.resolved for each in explainer.expectations)
