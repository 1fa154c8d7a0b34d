"""What people type who look for the same thing: a sentence, a few words, slips, a beginning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from benchmarks.chance import Chance
from benchmarks.search.collection import Collection, Query
from benchmarks.search.stop_words import STOP_WORDS

__all__ = ["QuerySet", "cut_last_word", "mistype", "query_sets", "rarest_words"]

_WORD = re.compile(r"[^\W_]{2,}")
_SHORT = 3  # words
_LONG_ENOUGH = 4  # letters of a word in which people make mistakes
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class QuerySet:
    """Queries of one kind; with `typing`, nobody has pressed Enter yet."""

    name: str
    queries: tuple[Query, ...]
    typing: bool = False


def query_sets(collection: Collection) -> tuple[QuerySet, ...]:
    """The sets, made from the collection's queries; the same ones for every run."""
    counts = _document_counts(each.title + " " + each.text for each in collection.documents)
    short = tuple(_changed(collection.queries, lambda query: rarest_words(query.text, counts)))
    return (
        QuerySet("whole", collection.queries),
        QuerySet("short", short),
        QuerySet("typo", tuple(_changed(short, lambda query: mistype(query.text, query.name)))),
        QuerySet("prefix", tuple(_changed(short, lambda query: cut_last_word(query.text))), True),
    )


def rarest_words(text: str, counts: Counter[str]) -> str:
    """The three words that stand in fewest documents, but in one, in their order."""
    words = [word for word in dict.fromkeys(_words(text)) if counts[word]]
    wanted = [word for word in words if word not in STOP_WORDS] or words
    rarest = sorted(wanted, key=lambda word: (counts[word], word))[:_SHORT]
    return " ".join(word for word in wanted if word in rarest)


def mistype(text: str, seed: str) -> str:
    """The text with one edit in one of its longer words; empty where it has none."""
    words = text.split()
    places = [place for place, word in enumerate(words) if len(word) >= _LONG_ENOUGH]
    if not places:
        return ""
    chance = Chance(f"typo {seed}")
    place = chance.one_of(places)
    while (edited := _edited(words[place], chance)) == words[place]:
        pass
    return " ".join((*words[:place], edited, *words[place + 1 :]))


def cut_last_word(text: str) -> str:
    """The text as it is when half of its last word has been typed, but two letters."""
    *others, last = text.split()
    return " ".join((*others, last[: max(2, len(last) // 2)]))


def _edited(word: str, chance: Chance) -> str:
    kind, letter = chance.below(4), chance.one_of(_LETTERS)
    place = chance.below(len(word) - (kind == 3))
    if kind == 0:
        return word[:place] + letter + word[place:]
    if kind == 1:
        return word[:place] + word[place + 1 :]
    if kind == 2:
        return word[:place] + letter + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _changed(queries: Iterable[Query], change: Callable[[Query], str]) -> Iterator[Query]:
    """The queries with another text; without those of which none is left."""
    for query in queries:
        if text := change(query):
            yield replace(query, text=text)


def _document_counts(texts: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(_words(text)))
    return counts


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
