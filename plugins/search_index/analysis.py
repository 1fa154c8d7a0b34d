"""From words to terms: Whoosh's analysis, set up for this project.

A term is what the index counts: a folded word without its English ending, and none
for a word that is too common to tell explainers apart. Only this module and
`whoosh_search` know Whoosh; importing it costs 80 ms, so `terms` does that late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from whoosh.analysis import (
    Composable,
    IDTokenizer,
    LowercaseFilter,
    RegexTokenizer,
    StemFilter,
    StopFilter,
    Token,
)
from whoosh.lang.stopwords import stoplists

from plugins.search_index.words import fold, word_pattern

__all__ = ["FoldFilter", "english_analyzer", "stop_words", "term_of_folded"]

# The list is made for tokens cut at apostrophes; ours keep them.
_CONTRACTED = ("n't", "'t", "'ll", "'re", "'ve", "'d", "'m")


class FoldFilter(LowercaseFilter):  # type: ignore[misc]  # Whoosh has no types
    """Folds case as Whoosh's own filter does, and diacritics and compatibility forms with it."""

    def __call__(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """Yields the tokens, folded."""
        for token in tokens:
            token.text = fold(token.text)
            yield token


@cache
def stop_words() -> frozenset[str]:
    """English words that are not indexed, with their contractions."""
    plain: frozenset[str] = stoplists["en"]
    contracted = {word + ending for word in plain for ending in _CONTRACTED}
    return plain | contracted | {"won't"}


def english_analyzer(*, common_words: bool = False) -> Any:
    """Whoosh's analyzer from a text to terms; with `common_words`, stop words too."""
    return RegexTokenizer(word_pattern()) | FoldFilter() | _ending(common_words=common_words)


def term_of_folded(word: str) -> str:
    """The term of one folded word, or nothing for a stop word."""
    return next((token.text for token in _one_word()(word)), "")


@cache
def _one_word() -> Any:
    return IDTokenizer() | _ending(common_words=False)


def _ending(*, common_words: bool) -> Composable:
    # minsize=1: the 4 of "Llama 4" counts. "en" is the Snowball stemmer; Whoosh's default is wrong.
    stops = () if common_words else stop_words()
    return StopFilter(stoplist=stops, minsize=1) | StemFilter(lang="en")
