"""Writes made-up archives: the same seed and count give the same bytes everywhere.

What an explainer holds depends on the seed and its number alone, so a corpus of
1,000 is the first tenth of the corpus of 10,000.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

from benchmarks.chance import Chance, LongTail
from benchmarks.prose import SECTIONS, web_address, write_body
from benchmarks.subjects import Subject, after_all_others, subject_of
from benchmarks.words import Speaker, name_of_number

__all__ = ["TAGS", "write_corpus", "write_newest"]

_TAG_COUNT = 300
_KNOWN_TAGS = (
    *("AI", "Politics", "Economy", "Research", "Energy", "Health", "Climate", "Courts", "Europe"),
    *("United States", "China", "Banks", "Elections", "Security", "Schools", "Space", "Trade"),
    *("Data protection", "Open source", "C++", "Work & wages", "Housing", "Sport", "Food"),
)
_FIRST_TAG_NAME = 60_000  # names far from those of the subjects
_FIRST_STORY_NAME = 90_000
TAGS = (
    *_KNOWN_TAGS,
    *(
        name_of_number(_FIRST_TAG_NAME + number).capitalize()
        for number in range(_TAG_COUNT - len(_KNOWN_TAGS))
    ),
)
_TAG_SHARES = LongTail(_TAG_COUNT)
_AUTHORS = ("Ada Brandt", "Jonas Weil", "Mira Osei", "Tomás Lund", "Editorial desk")
_ABOUT = """---
title: About this archive
---

This archive was made up by a program, so that builds can be measured.
"""


def write_corpus(folder: Path, *, count: int, seed: int = 1) -> None:
    """Writes `count` explainers and a page; the folder may be there, but empty."""
    for year_folder in sorted({f"{subject_of(seed, number).day.year}" for number in range(count)}):
        (folder / year_folder).mkdir(parents=True)
    (folder / "pages").mkdir()
    _write(folder / "pages" / "about.md", _ABOUT)
    for number in range(count):
        subject = subject_of(seed, number)
        _write(folder / subject.path, _text(seed, subject, number))


def write_newest(folder: Path, *, count: int, later: int, seed: int = 1) -> None:
    """Adds an explainer to a corpus of `count`: `later` days (from 1) after the newest of it."""
    subject = after_all_others(seed, count + later, later)
    path = folder / subject.path
    path.parent.mkdir(exist_ok=True)
    _write(path, _text(seed, subject, count))


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())  # not write_text: line ends are part of the bytes


def _text(seed: int, subject: Subject, older: int) -> str:
    """A file's text; it may link to the explainers whose numbers are below `older`."""
    chance = Chance(f"text {seed} {subject.number}")
    wanted = min(older, chance.between(0, 4))
    others = {chance.below(older) for _ in range(wanted)} if older else set()
    lines = "\n".join(_front_matter(chance, subject))
    body = write_body(chance, subject, [_known_subject(seed, each) for each in sorted(others)])
    return f"---\n{lines}\n---\n\n{body}"


_known_subject = cache(subject_of)


def _front_matter(chance: Chance, subject: Subject) -> Iterator[str]:
    speaker = Speaker(chance, subject.name.capitalize())
    tags = _TAG_SHARES.draw_several(chance, 2 + int(chance.random() * chance.random() * 5))
    clock = f"T{chance.below(24):02}:{chance.below(60):02}Z" if chance.happens(0.2) else ""
    yield f'title: "{subject.title}"'
    yield f"date: {subject.day}{clock}"
    yield f"id: {subject.slug}"
    yield f"tags: [{', '.join(TAGS[tag] for tag in tags)}]"
    if chance.happens(0.08):
        yield f"story: {_story(chance, subject)}"
    if chance.happens(0.2):
        yield f"authors: [{chance.one_of(_AUTHORS)}]"
    if chance.happens(0.5):
        yield f"summary: {subject.name.capitalize()} {' '.join(speaker.words(18))}."
    yield from _sources(chance, speaker)
    yield from _making(chance, subject)
    yield from _follow_up(chance, subject, speaker)


def _story(chance: Chance, subject: Subject) -> str:
    # New stories begin as the archive grows; old ones go on.
    number = chance.below(20 + subject.number // 50)
    return f"The {name_of_number(_FIRST_STORY_NAME + number).capitalize()} affair"


def _sources(chance: Chance, speaker: Speaker) -> Iterator[str]:
    count = chance.below(5)
    if count:
        yield "sources:"
    for _ in range(count):
        yield f"  - title: The {speaker.phrase(5)}"
        yield f"    url: {web_address(chance)}"
        if chance.happens(0.6):
            yield f"    publisher: {name_of_number(chance.below(400)).capitalize()}"
        if chance.happens(0.4):
            yield f"    date: {chance.between(2010, 2014)}-{chance.between(1, 12):02}"


def _making(chance: Chance, subject: Subject) -> Iterator[str]:
    if chance.happens(0.1):
        yield "ai_generated: false"
    elif chance.happens(0.6):
        extent = "assisted" if chance.happens(0.3) else "generated"
        yield f"ai:\n  model: a large language model\n  extent: {extent}"
    if chance.happens(0.15):
        yield f"review:\n  by: {chance.one_of(_AUTHORS)}\n  date: {_after(subject, 2)}"
    if chance.happens(0.01):
        yield f"aliases: [/old/{subject.slug}.html]"


def _follow_up(chance: Chance, subject: Subject, speaker: Speaker) -> Iterator[str]:
    is_corrected = chance.happens(0.02)
    if is_corrected or chance.happens(0.08):
        yield f"modified: {_after(subject, 9)}"
    if is_corrected:
        yield f"corrections:\n  - date: {_after(subject, 9)}\n    text: A {speaker.phrase(7)}"
        yield f'    section: "{chance.one_of(SECTIONS)[0]}"'
    if chance.happens(0.06):
        yield f"expectations:\n  - text: The {speaker.phrase(8)}\n    due: {_after(subject, 90)}"
        if chance.happens(0.5):
            outcome = chance.one_of(("happened", "partly", "did-not", "overtaken"))
            yield f"    outcome: {outcome}\n    resolved: {_after(subject, 80)}"


def _after(subject: Subject, days: int) -> str:
    return (subject.day + timedelta(days=days)).isoformat()
