"""Whoosh's knowledge of languages: stemmers and stop words.

Only this module and those that search with Whoosh know it; importing it takes a while,
so `terms` does that late.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from whoosh.lang import has_stemmer, stemmer_for_language
from whoosh.lang.stopwords import stoplists

__all__ = ["stemmer", "stop_list"]

# The list is made for tokens cut at apostrophes; ours keep them.
_CONTRACTED = ("n't", "'t", "'ll", "'re", "'ve", "'d", "'m")
_NAMES = {"nb": "no"}  # Bokmål, by the tag for it alone
# Today's `re` refuses the patterns of its stemmer.
_BROKEN = frozenset({"ar"})


@cache
def stemmer(language: str) -> Callable[[str], str] | None:
    """The stemmer of a language ("en"), if there is one.

    For English it is Snowball's; Whoosh's default is another, and wrong.
    """
    name = _NAMES.get(language, language)
    if name in _BROKEN or not has_stemmer(name):
        return None
    stem = stemmer_for_language(name)

    def stemmed(word: str) -> str:
        try:
            return str(stem(word))
        except IndexError:  # the Spanish one, at a few words that are none
            return word

    return stemmed


@cache
def stop_list(language: str) -> frozenset[str]:
    """Words that are not indexed, as spelled; English ones with their contractions."""
    plain: frozenset[str] = stoplists.get(_NAMES.get(language, language), frozenset())
    if language != "en":
        return plain
    contracted = {word + ending for word in plain for ending in _CONTRACTED}
    return plain | contracted | {"won't"}
