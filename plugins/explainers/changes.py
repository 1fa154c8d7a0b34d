"""When an explainer last changed, as far as its front matter says."""

from __future__ import annotations

from typing import Protocol

from plugins.explainers.model import Correction, Expectation

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

    @property
    def expectations(self) -> tuple[Expectation, ...]:
        """What was expected, and when it was known what came of it."""


def last_change(of: Dated) -> str:
    """The newest of its dates, whether or not `modified` says so.

    A correction is a change, and so is the outcome of what was expected.
    """
    dates = (of.date, of.modified)
    if not (of.corrections or of.expectations):
        return max(dates)
    corrected = (each.date for each in of.corrections)
    return max(*dates, *corrected, *(each.resolved for each in of.expectations))
