"""Words: what counts as one in a text, and the form in which it is compared.

The rule, which `theme/static/js/search/tokenize.js` follows to the letter and
tests/contracts/search_tokens.json binds for both:

- What is a letter, number or mark, and what is its lower case, `unicode_table` says, whatever
  Unicode the running Python has.
- A word opens with a letter or number (`\\p{L}\\p{N}`) and goes on with these, with
  marks (`\\p{M}`), and with the invisible soft hyphen and joiners.
- An apostrophe, straight or curly, between two of them is inside the word.
- So is a full stop after a digit, where a digit or a single letter follows: `4.1`, `4.X`.
- Single letters from A to Z with full stops between them are one word: `U.S.` is `us`.
- Of letters in scripts that are written without blanks each pair of neighbours is a word (each
  with its marks), or the one that has no neighbour. They never join other letters.
- Words are compared folded: compatibility forms and letters with diacritics are
  taken apart (NFKD), diacritics and what is invisible are dropped, case too (`ß` and `ẞ`
  are `ss`), and the rest is composed again (NFC). Marks of scripts where they are no mere
  diacritics stay. A possessive `'s` is dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from plugins.search_index import unicode_table

__all__ = ["composed", "fold", "folded_words", "spelled_words"]

_INVISIBLE = "\u00ad\u200c\u200d"
_WITHOUT_INVISIBLE = str.maketrans("", "", _INVISIBLE)
# Combining diacritics, those for symbols (the frame of a keycap), variation selectors, and the
# blanks that some letters have when they are taken apart.
_DROPPED = re.compile(
    f"[ \u0300-\u036f\u20d0-\u20f0\ufe00-\ufe0f\U000e0100-\U000e01ef{_INVISIBLE}]"
)
# Most texts have nothing but Latin letters, their marks, punctuation, arrows and emoji. A pattern
# without the rest of the table is made and matched faster. Small letters are enough.
_POINT_OF_INITIALS = re.compile("(?<=[a-z])[.]")
_LATIN_BEYOND_ASCII = re.compile("[\u00aa-\u036f]")
_BEYOND_LATIN = re.compile(
    "[^\0-\u024f\u0300-\u036f\u2000-\u20cf\u2190-\u245f\u2500-\u2775\u2794-\u2bff"
    "\U0001f300-\U0001faff]"
)
_LATIN = "0-9a-zªµº²³¹¼-¾ß-öø-ʯⁱ⁰⁴-⁹ⁿ-₉ₐ-ₜⱥⱦ"
# Most English is nothing but ASCII once typographic punctuation is taken out of it; none of
# this punctuation can be inside a word.
_PUNCTUATION = "“”‘–—…•→\u00a0"
_ASCII_OUTSIDE_WORDS = "".join(
    chr(code).lower() if chr(code).isalnum() or chr(code) in "'." else " " for code in range(128)
)
# Not between two letters or digits. `re` looks for what opens a pattern as quickly as for text.
_APOSTROPHE_OUTSIDE = re.compile("'(?:(?![a-z0-9])|(?<![a-z0-9]'))")
_POINT_OUTSIDE = re.compile(r"\.(?:(?![a-z0-9])|(?<![a-z0-9]\.))")
_BEYOND_BMP = re.compile("[\U00010000-\U0001f2ff\U0001fb00-\U0010ffff]")
_FIRST_SOLID = "\u0e01"


def spelled_words(text: str) -> list[str]:
    """The words of a text in their order, in lower case and otherwise as written.

    Both apostrophes are straight in them.
    """
    plain = _straight(text)
    if not plain.isascii():
        for sign in _PUNCTUATION:
            plain = plain.replace(sign, " ")
    if plain.isascii():
        return _ascii_words(plain)
    if not _BEYOND_LATIN.search(plain):
        words: list[str] = _latin_word().findall(plain.lower())
        if not _LATIN_BEYOND_ASCII.search(plain):
            return words
        return [word if word.isascii() else _lower(word) for word in words]
    patterns = _patterns(0x10FFFF if _BEYOND_BMP.search(plain) else 0xFFFF)
    found = map(_lower, patterns.word.findall(plain))
    return [word for each in found for word in _in_pairs(each, patterns)]


def fold(spelled: str) -> str:
    """The form in which a word is compared; empty for a few signs that are letters by name only."""
    folded = spelled.lower() if spelled.isascii() else _fold_letters(spelled)
    if "." in folded:
        folded = _POINT_OF_INITIALS.sub("", folded)
    return folded.removesuffix("'s").strip("'")


def folded_words(text: str) -> list[str]:
    """The words of a text in their order, folded."""
    return [*filter(None, map(fold, spelled_words(text)))]


def composed(spelled: str) -> str:
    """A spelled word as dictionaries have it: composed, without what is invisible."""
    if spelled.isascii():
        return spelled
    return unicodedata.normalize("NFKC", spelled.translate(_WITHOUT_INVISIBLE))


class _Patterns(NamedTuple):
    word: re.Pattern[str]
    solid: re.Pattern[str]  # one letter of those that are written without blanks


def _ascii_words(text: str) -> list[str]:
    # Splitting at blanks takes a third of what the pattern does; it looks at the few pieces
    # in which a full stop is left.
    text = text.translate(_ASCII_OUTSIDE_WORDS)
    if "'" in text:
        text = _APOSTROPHE_OUTSIDE.sub(" ", text)
    if "." in text:
        text = _POINT_OUTSIDE.sub(" ", text)
    words = text.split()
    if "." in text:
        odd = [place for place, word in enumerate(words) if "." in word]
        for place in reversed(odd):
            words[place : place + 1] = _latin_word().findall(words[place])
    return words


def _in_pairs(word: str, patterns: _Patterns) -> Iterable[str]:
    if word[0] < _FIRST_SOLID:
        return (word,)
    letters = patterns.solid.findall(word)
    return map("".join, pairwise(letters)) if len(letters) > 1 else (word,)


def _fold_letters(word: str) -> str:
    bare = _DROPPED.sub("", unicodedata.normalize("NFKD", word))
    return unicodedata.normalize("NFC", _straight(_lower(bare)))


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("ʼ", "'")


def _lower(word: str) -> str:
    return word.lower() if word.isascii() else word.translate(_lower_of_code())


@cache
def _latin_word() -> re.Pattern[str]:
    return re.compile(_word(_LATIN, "\u0300-\u036f", "0-9"))


@cache
def _patterns(last: int) -> _Patterns:
    """Patterns for texts with no later characters."""
    letter, solid, joined, mark, digit = (
        "".join(_ranges(coded, last))
        for coded in (
            unicode_table.WORDS,
            unicode_table.SOLID,
            unicode_table.JOINED,
            unicode_table.MARKS,
            unicode_table.DIGITS,
        )
    )
    rest = mark + _INVISIBLE
    return _Patterns(
        re.compile(f"{_word(letter, mark, digit)}|[{solid}][{solid}{rest}]*"),
        re.compile(f"[{solid}][{joined}{rest}]*"),
    )


def _word(letter: str, mark: str, digit: str) -> str:
    run = f"[{letter}][{letter}{mark}{_INVISIBLE}]*"
    point = rf"(?<=[{digit}])\.(?=[{digit}]|[{letter}](?![{letter}]))"
    initials = rf"[A-Za-z](?:\.[A-Za-z](?![{letter}]))+"
    return f"{initials}|{run}(?:(?:'|{point}){run})*"


def _ranges(coded: str, last: int) -> Iterator[str]:
    """Ranges of the table for a character class."""
    end = 0
    numbers = _numbers(coded)
    for gap, count in zip(numbers, numbers, strict=True):
        start, end = end + gap, end + gap + count
        if start > last:
            return
        yield f"{chr(start)}-{chr(end - 1)}"


@cache
def _lower_of_code() -> dict[int, str]:
    lower = {ord(each[0]): each[1:] for each in unicode_table.LOWER_LONG.split()}
    code = 0
    numbers = _numbers(unicode_table.LOWER)
    for gap, count, step, distance in zip(numbers, numbers, numbers, numbers, strict=True):
        code += gap
        for each in range(code, code + count * step, step):
            lower[each] = chr(each + distance)
        code += (count - 1) * step + 1
    return lower


def _numbers(coded: str) -> Iterator[int]:
    return (int(number, 36) for number in coded.split())
