"""When an explainer changed, as far as its front matter says, and which correction is which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from plugins.explainers.model import Correction, Expectation

__all__ = ["Dated", "last_change", "oldest_first"]


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


def oldest_first(corrections: Sequence[Correction]) -> list[Correction]:
    """In the order in which they were made, whichever way round the author lists them.

    Dates name days: of two corrections of one day the list tells which came first.
    """
    listed = list(corrections)
    if listed and listed[0].date > listed[-1].date:
        listed.reverse()
    return sorted(listed, key=lambda correction: correction.date)
