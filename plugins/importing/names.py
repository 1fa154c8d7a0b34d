"""Names in a text: runs of capitalised words, and how often the text speaks of each.

The rules are about English spelling, not about any list of names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from plugins.importing.sentences import split_sentences
from plugins.importing.word_lists import (
    CONNECTORS,
    DEMONYMS,
    NOT_A_NAME,
    NOT_A_TOPIC,
    ORGANISATIONS,
    TITLES,
)

__all__ = ["Passage", "TextNames", "Word", "find_names", "split_words"]

_WORD = re.compile(r"\w(?:[\w.&'’-]*\w)?")
_POSSESSIVE = re.compile("(?<!Women)(?<!Men)(?<!People)(?<!Children)['’]s$")  # Women's Super League
_VERSION = re.compile(r"v?\d[\w.]*$", re.IGNORECASE)
_Key = TypeVar("_Key")
_LONGEST_NAME = 6  # words; a longer run is a heading or shouting


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text; what stands in heavier ones says more about what it is about."""

    text: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence. `joined` tells that only a blank stands between it and the last."""

    text: str
    starts_sentence: bool
    joined: bool
    is_possessive: bool

    @property
    def is_capital(self) -> bool:
        """Whether it is written as names are."""
        return self.text[0].isupper()

    @property
    def is_acronym(self) -> bool:
        """Whether it is a name of letters: AI, U.S, R&D, COVID-19."""
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) > 1 and len(self.text) <= 9 and all(map(str.isupper, letters))


@dataclass(frozen=True, slots=True)
class TextNames:
    """What was counted. Scores are sums of weights; names are tuples of words.

    `names` are in the order of their first mention; `lower` are words in small letters.
    """

    names: dict[tuple[str, ...], int]
    mentions: dict[tuple[str, ...], int]
    lower: dict[str, int]
    lower_mentions: dict[str, int]


def split_words(sentence: str) -> list[Word]:
    """The words of a sentence, without possessive endings."""
    words: list[Word] = []
    last_end = 0
    for match in _WORD.finditer(sentence):
        text = _POSSESSIVE.sub("", match[0])
        gap = sentence[last_end : match.start()]
        after_possessive = bool(words) and words[-1].is_possessive
        joined = bool(words) and gap.isspace() and not after_possessive
        starts = not words or gap.strip() in {":", "“", "—"}
        words.append(Word(text, starts, joined, text != match[0]))
        last_end = match.end()
    return words


def find_names(passages: Iterable[Passage]) -> TextNames:
    """Counts the names and the other words of a text."""
    weighted = [
        (split_words(sentence), passage.weight)
        for passage in passages
        for sentence in split_sentences(passage.text)
    ]
    found = TextNames({}, {}, {}, {})
    for words, weight in weighted:
        for word in words:
            if word.text.islower():
                _count(found.lower, found.lower_mentions, word.text, weight)
    for words, weight in weighted:
        first = words[0].text.lower() if words and not words[0].is_acronym else ""
        if first in found.lower and words[0].is_capital:
            _count(found.lower, found.lower_mentions, first, weight)
    inner = {word.text for words, _ in weighted for word in words if not word.starts_sentence}
    openings = Counter(words[0].text for words, _ in weighted if words)
    inner |= {text for text, times in openings.items() if times > 1}
    for words, weight in weighted:
        for name in _names_of(words, inner, found.lower):
            _count(found.names, found.mentions, name, weight)
    return found


def _count(scores: dict[_Key, int], mentions: dict[_Key, int], key: _Key, weight: int) -> None:
    scores[key] = scores.get(key, 0) + weight
    mentions[key] = mentions.get(key, 0) + 1


def _names_of(
    words: list[Word], inner: set[str], lower: dict[str, int]
) -> Iterator[tuple[str, ...]]:
    for run in _runs(words):
        for name in _split_at_titles(_without_false_start(run, inner, lower)):
            kept = _without_loose_ends(name)
            if kept:
                yield kept


def _without_false_start(run: list[Word], inner: set[str], lower: dict[str, int]) -> list[Word]:
    """A run without a first word that is capitalised only because it opens a sentence."""
    first = run[0]
    if not first.starts_sentence or first.is_acronym:
        return run
    folded = first.text.casefold()
    if folded in NOT_A_TOPIC or folded in lower or len(folded) < 3:
        return run[1:]
    is_alone = len(run) == 1 and first.text not in inner and not first.is_possessive
    return [] if is_alone else run


def _runs(words: list[Word]) -> Iterator[list[Word]]:
    """Capitalised words in a row, with connectors between them."""
    run: list[Word] = []
    for number, word in enumerate(words):
        if run and not word.joined:
            yield from _ended(run)
            run = []
        if word.is_capital or (run and _connects(words[number : number + 3])):
            run.append(word)
        elif run and not _VERSION.match(word.text):
            yield from _ended(run)
            run = []
    yield from _ended(run)


def _ended(run: list[Word]) -> Iterator[list[Word]]:
    while run and not run[-1].is_capital:
        run = run[:-1]
    if run and len(run) <= _LONGEST_NAME:
        yield run


def _connects(rest: list[Word]) -> bool:
    ahead = rest[1:3]
    if rest[0].text not in CONNECTORS or not ahead or not ahead[0].joined:
        return False
    if ahead[0].is_capital:
        return rest[0].text != "the"
    return (
        rest[0].text == "of" and ahead[0].text == "the" and len(ahead) > 1 and ahead[1].is_capital
    )


def _split_at_titles(run: list[Word]) -> Iterator[list[Word]]:
    part: list[Word] = []
    for before, word in pairwise([None, *run]):
        assert word is not None
        is_title = word.text.casefold() in TITLES
        if is_title and (before is None or before.text != "of"):
            yield part
            part = []
        else:
            part.append(word)
    yield part


def _without_loose_ends(name: list[Word]) -> tuple[str, ...]:
    words = [word.text for word in name]
    while words and _is_loose(words[0]):
        words.pop(0)
    while words and (words[-1] in CONNECTORS or _is_calendar(words[-1])):
        words.pop()
    if len(words) == 1 and _says_nothing(words[0]):
        return ()
    return tuple(words)


def _is_loose(word: str) -> bool:
    return word in CONNECTORS or word.casefold() in {"the", "a", "an"} or _is_calendar(word)


def _is_calendar(word: str) -> bool:
    return word.casefold() in NOT_A_NAME and not word.isupper()


def _says_nothing(word: str) -> bool:
    folded = word.casefold()
    return (
        folded in NOT_A_NAME
        or folded in DEMONYMS
        or folded in ORGANISATIONS
        or len(word) < 2
        or (folded in NOT_A_TOPIC and not word.isupper())
    )
