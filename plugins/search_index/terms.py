"""Terms: what the index counts, a word without its ending, and none for a stop word.

Importing Whoosh, which knows the languages, takes a while; a build in which no text has
changed does without, so that happens late.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from plugins.search_index.words import composed, fold

__all__ = ["english_stem", "primary_language", "stop_words", "term_of"]

_CACHED = 1 << 17
_ENGLISH = "en"
# What is written together with the next word and says nothing by itself: l'homme, dell'uomo.
_ELIDED = {
    "ca": {"d", "l", "m", "n", "s", "t"},
    "fr": {"c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"},
    "it": {"c", "d", "l", "m", "n", "s", "t", "v", "un", "gl", "agl", "dagl", "degl", "negl"}
    | {"sugl", "all", "coll", "dall", "dell", "nell", "sull", "quest", "quell", "bell"},
}


@lru_cache(maxsize=_CACHED)
def term_of(spelled: str, lang: str) -> tuple[str, str]:
    """The folded form of a spelled word, and its term in the language of a tag ("pt-BR").

    The term is empty for a stop word; both are for what folds to nothing.
    """
    form = fold(spelled)
    language = primary_language(lang)
    if not form or form in _folded_stops(language):
        return form, ""
    if language == _ENGLISH:
        return form, english_stem(form)
    said = _without_elision(spelled, language)
    if said != spelled and fold(said) in _folded_stops(language):
        return form, ""
    return form, _foreign_term(said, language) or fold(said) or form


@lru_cache(maxsize=_CACHED)
def english_stem(form: str) -> str:
    """The English stem of a folded form, stop word or not."""
    return _stemmed(form, _ENGLISH) or form


@cache
def stop_words(lang: str) -> tuple[str, ...]:
    """The stop words of a language, folded and sorted, without English contractions."""
    return tuple(sorted(word for word in _folded_stops(primary_language(lang)) if "'" not in word))


@cache
def _folded_stops(language: str) -> frozenset[str]:
    from plugins.search_index.analysis import stop_list

    # Folded, as the browser has words; with the same letters they are hardly ever others.
    return frozenset(filter(None, map(fold, stop_list(language))))


def _without_elision(spelled: str, language: str) -> str:
    elided, _, rest = spelled.partition("'")
    return rest if rest and elided in _ELIDED.get(language, ()) else spelled


def _foreign_term(spelled: str, language: str) -> str:
    # Other stemmers know their language's diacritics.
    return fold(_stemmed(composed(spelled), language))


def _stemmed(word: str, language: str) -> str:
    from plugins.search_index.analysis import stemmer

    stem = stemmer(language)
    return stem(word) if stem else word


@cache
def primary_language(lang: str) -> str:
    """The language of a tag without its region: "pt" of "pt-BR"."""
    return re.split("[-_]", lang, maxsplit=1)[0].lower()
