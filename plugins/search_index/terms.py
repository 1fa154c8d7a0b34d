"""What is counted of a text: its words with their terms, and how often each stands there."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import msgspec

from plugins.explainers.model import Body
from plugins.search_index.words import fold, folded_words, word_pattern

__all__ = [
    "BODY_TERMS",
    "BodyTerms",
    "WordCount",
    "common_words",
    "count_title",
    "count_words",
    "derive_terms",
    "read_terms",
    "term_of",
]

BODY_TERMS = "search-terms"
_OPENING = 400  # characters; enough to find a passage for a snippet in


class WordCount(msgspec.Struct, frozen=True, array_like=True):
    """A folded word, its term, and how often it stands in a text."""

    word: str
    term: str
    count: int


class BodyTerms(msgspec.Struct, frozen=True, array_like=True):
    """What the index needs of a body: how it opens, and its words, sorted."""

    opening: str
    words: tuple[WordCount, ...]


def derive_terms(body: Body) -> bytes:
    """A body's `BodyTerms` as MessagePack, worked out once when its file is parsed."""
    return msgspec.msgpack.encode(BodyTerms(_opening(body.text), count_words(body.text)))


def read_terms(data: bytes) -> BodyTerms:
    """What `derive_terms` wrote."""
    return _DECODER.decode(data)


def count_words(text: str) -> tuple[WordCount, ...]:
    """The words of a text that have a term, sorted."""
    # Each spelling is folded once: most words of a text stand there more than once.
    counts: Counter[str] = Counter()
    for written, count in Counter(word_pattern().findall(text)).items():
        counts[fold(written)] += count
    counted = ((word, term_of(word), count) for word, count in sorted(counts.items()))
    return tuple(WordCount(word, term, count) for word, term, count in counted if term)


def count_title(title: str) -> tuple[WordCount, ...]:
    """As `count_words`; a title of nothing but stop words ("What Now?") counts them, unstemmed."""
    return count_words(title) or tuple(
        WordCount(word, word, count) for word, count in sorted(Counter(folded_words(title)).items())
    )


def common_words() -> list[str]:
    """The stop words, sorted; without contractions."""
    from plugins.search_index.analysis import stop_words

    return sorted(word for word in stop_words() if "'" not in word)


@lru_cache(maxsize=1 << 17)
def term_of(word: str) -> str:
    """The term of a folded word, or nothing for a stop word."""
    # Late: a build in which no text has changed does without Whoosh.
    from plugins.search_index.analysis import term_of_folded

    return term_of_folded(word) if word else ""


def _opening(text: str) -> str:
    if len(text) <= _OPENING:
        return text
    return text[: _OPENING + 1].rpartition(" ")[0] or text[:_OPENING]


_DECODER = msgspec.msgpack.Decoder(BodyTerms)
