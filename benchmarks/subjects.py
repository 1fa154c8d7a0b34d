"""What each made-up explainer is about: its title, its date and where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.chance import Chance
from benchmarks.words import name_of_number, word_of_rank

__all__ = ["Subject", "after_all_others", "subject_of"]

_FIRST_DAY = date(2015, 1, 1)
_DAYS = 3_652  # ten years
# Days that follow each other in the corpus lie far apart in time, whatever its size is.
_DAY_STRIDE = 2_257
_TITLES = (
    "Why {name} matters to the {first} {second}",
    "{name}: the {first} behind the {second}",
    "What the {first} of {name} means for every {second}",
    "{name} and the {first} {second}",
    "How {name} won its {first} over the {second}",
    "The {first} that {name} did not {second}",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The frame of an explainer. No other has its `name`, `title` or `slug`."""

    number: int
    name: str
    title: str
    slug: str
    day: date

    @property
    def path(self) -> str:
        """Its file, relative to the content folder."""
        return f"{self.day.year}/{self.slug}.md"


def subject_of(seed: int, number: int) -> Subject:
    """The subject of explainer `number`; the size of the corpus does not change it."""
    day = _FIRST_DAY + timedelta(days=number * _DAY_STRIDE % _DAYS)
    return _subject(seed, number, day)


def after_all_others(seed: int, number: int, later: int) -> Subject:
    """A subject dated `later` days (1 or more) after the end of any corpus."""
    return _subject(seed, number, _FIRST_DAY + timedelta(days=_DAYS + later))


def _subject(seed: int, number: int, day: date) -> Subject:
    chance = Chance(f"subject {seed} {number}")
    name = name_of_number(number)
    words = {"first": word_of_rank(chance.below(900)), "second": word_of_rank(chance.below(900))}
    title = chance.one_of(_TITLES).format(name=name.capitalize(), **words)
    slug = "-".join(title.lower().replace(":", "").split())
    return Subject(number, name, title, slug, day)
