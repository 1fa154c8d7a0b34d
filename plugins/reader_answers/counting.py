"""Counts answers: how many found an explainer useful, and which sections fell short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from plugins.reader_answers.reading import Answer

__all__ = ["FEWEST", "Share", "count_by_explainer", "count_by_section"]

# Below it a share says more about single readers than about a text.
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the answers to something said that it is useful."""

    name: str
    useful: int
    total: int

    @property
    def is_enough(self) -> bool:
        """Whether there are answers enough to be shown."""
        return self.total >= FEWEST

    @property
    def percent(self) -> int:
        """The useful ones in a hundred, rounded half up."""
        return (200 * self.useful + self.total) // (2 * self.total)


def count_by_explainer(answers: Iterable[Answer]) -> list[Share]:
    """The share of each explainer, the least useful first."""
    totals: Counter[str] = Counter()
    useful: Counter[str] = Counter()
    for answer in answers:
        totals[answer.explainer] += 1
        useful[answer.explainer] += answer.is_useful
    return _ordered(Share(name, useful[name], total) for name, total in totals.items())


def count_by_section(answers: Iterable[Answer], explainer: str) -> list[Share]:
    """For each section that an answer names: who of all that answered did not find it short.

    An answer names the one section that fell short, so all others count for it.
    """
    own = [answer for answer in answers if answer.explainer == explainer]
    short = Counter(answer.section for answer in own if answer.section and not answer.is_useful)
    return _ordered(Share(name, len(own) - count, len(own)) for name, count in short.items())


def _ordered(shares: Iterable[Share]) -> list[Share]:
    return sorted(shares, key=lambda share: (share.useful / share.total, -share.total, share.name))
