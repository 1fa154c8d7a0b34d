"""When an explainer last changed, as far as its front matter says."""

from __future__ import annotations

from typing import Protocol

from plugins.explainers.model import Correction

__all__ = ["Dated", "last_change"]


class Dated(Protocol):
    """What has the dates of an explainer: itself, or the view of its page."""

    @property
    def date(self) -> str:
        """When it was published, as UTC text."""

    @property
    def modified(self) -> str:
        """When its text last changed, or empty."""

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What was corrected, each with a date."""


def last_change(of: Dated) -> str:
    """The newest of its dates: a correction is a change, whether or not `modified` says so."""
    return max(of.date, of.modified, *(each.date for each in of.corrections))
