"""What was typed, as words, quotations and restrictions; the same as `query.js` makes of it.

docs/search.md describes the syntax ("Precision").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from plugins.search_index.words import fold, spelled_words

__all__ = ["Kind", "Phrase", "Query", "Rule", "Word", "parse_query", "years_of"]

Kind = Literal["tag", "year", "ai"]

# As JavaScript has them, so that both cut alike.
_BLANKS = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_PART = re.compile(
    rf"((?<![^{_BLANKS}])-)?(?:([Tt][Aa][Gg]|[Yy][Ee][Aa][Rr]|[Aa][Ii]):)?"
    rf'(?:(?<![^\W_])"([^"]*)("?)|([^{_BLANKS}"]+))'
)
_OUTER_BLANKS = re.compile(f"^[{_BLANKS}]+|[{_BLANKS}]+$")
_QUOTES = re.compile("[“”„‟«»]")
_YEARS = re.compile("([0-9]{1,4})?(?:([-–]|[.][.])([0-9]{1,4})?)?")
_LABELS = ("none", "generated", "assisted")
_LAST_YEAR = 9999


@dataclass(slots=True, eq=False)
class Word:
    """A word of the query, each once.

    form: folded; written: in lower case. is_open: nothing follows it, so that it may be the
    beginning of another. is_quoted: it stands in quotes wherever it stands. terms: what the
    index has for it. instead: the forms that stand for it where the archive does not know it.
    """

    form: str
    written: str
    is_stop: bool
    is_open: bool = False
    is_quoted: bool = True
    terms: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


Phrase = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A restriction: what documents must have, or must not have if it `excludes`."""

    kind: Kind
    value: str
    excludes: bool = False


@dataclass(slots=True)
class Query:
    """What was typed. `words` are looked for; those `left_out` are stop words beside others."""

    words: list[Word] = field(default_factory=list)
    left_out: list[Word] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    excluded: list[Phrase] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


def parse_query(text: str, stops: Collection[str]) -> Query:
    """The query; `stops` are the stop words of the site's language."""
    words: dict[str, Word] = {}
    query = Query()
    typed = _QUOTES.sub('"', text)
    for match in _PART.finditer(typed):
        minus, operator, quotation, closed, plain = match.groups()
        rule = _rule(operator, plain if quotation is None else quotation, excludes=bool(minus))
        if rule:
            query.rules.append(rule)
            continue
        written = quotation if plain is None else f"{operator}:{plain}" if operator else plain
        ends = match.end() == len(typed) and not closed and not minus
        phrase = _phrase(written, {} if minus else words, stops, ends=ends)
        for word in phrase:
            word.is_quoted = word.is_quoted and bool(closed)
        if minus:
            query.excluded += [phrase] if any(not word.is_stop for word in phrase) else []
        elif closed and phrase:
            query.phrases.append(phrase)
    query.words, query.left_out = _telling(list(words.values()))
    return query


def years_of(written: str) -> tuple[int, int] | None:
    """The first and the last of `2024`, `2023-2025`, `2024-` or `-2024`."""
    match = _YEARS.fullmatch(written)
    if match is None or not (match[1] or match[3]):
        return None
    first = int(match[1] or 0)
    return first, int(match[3]) if match[3] else _LAST_YEAR if match[2] else first


def _telling(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Those that are no stop words, and the others; all of them, if there are no others."""
    some = [word for word in words if not word.is_stop]
    return (some, [word for word in words if word.is_stop]) if some else (list(words), [])


def _phrase(
    text: str, words: dict[str, Word], stops: Collection[str], *, ends: bool
) -> tuple[Word, ...]:
    """The words of a text, each once in `words`; `ends` where nothing follows the text."""
    phrase = tuple(
        words.setdefault(form, Word(form, spelled, form in stops)) for form, spelled in _forms(text)
    )
    # Whether the text ends with a word shows where a letter goes on with it.
    if phrase and ends and spelled_words(f"a{text[-1]}") != ["a"]:
        phrase[-1].is_open = True
    return phrase


def _forms(text: str) -> Iterator[tuple[str, str]]:
    for spelled in spelled_words(text):
        form = fold(spelled)
        if form:
            yield form, spelled


def _rule(operator: str | None, value: str, *, excludes: bool) -> Rule | None:
    """A restriction; None where it makes none, and is words."""
    plain = _OUTER_BLANKS.sub("", value)
    match (operator or "").lower():
        case "tag" if plain:
            return Rule("tag", plain, excludes)
        case "year" if years_of(plain):
            return Rule("year", plain, excludes)
        case "ai" if plain.lower() in _LABELS:
            return Rule("ai", plain.lower(), excludes)
    return None
