"""Words: what counts as one in a text, and the form in which it is compared.

The rule, which `theme/static/js/search/tokenize.js` follows to the letter and
tests/contracts/search_tokens.json binds for both:

- A word opens with a letter or number (`\\p{L}\\p{N}`) and goes on with these, with
  marks (`\\p{M}`), and with the invisible soft hyphen and joiners.
- An apostrophe, straight or curly, between two of them is inside the word.
- So is a full stop after a digit, where a digit or a single letter follows: `4.1`, `4.X`.
- Words are compared folded: compatibility forms and letters with diacritics are
  taken apart (NFKD), diacritics and what is invisible are dropped, case too (down, up and
  down again, so that `ß` and `ẞ` are `ss`), and the rest is composed again (NFC). Marks of
  scripts where they are no mere diacritics stay. A possessive `'s` is dropped.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache

__all__ = ["fold", "folded_words", "word_pattern"]

_INVISIBLE = "\u00ad\u200c\u200d"
_APOSTROPHES = re.compile("[’ʼ]")
# Combining diacritics, those for symbols (the frame of a keycap), variation selectors.
_DROPPED = re.compile(f"[\u0300-\u036f\u20d0-\u20f0\ufe00-\ufe0f{_INVISIBLE}]")


@cache
def word_pattern() -> re.Pattern[str]:
    """The rule as a regular expression; `[^\\W_]` is Python's `[\\p{L}\\p{N}]`."""
    run = f"[^\\W_]+(?:[{_marks()}{_INVISIBLE}]+[^\\W_]*)*"
    return re.compile(rf"{run}(?:(?:['’](?=[^\W_])|(?<=\d)\.(?=\d|[^\W_](?![^\W_]))){run})*")


def fold(word: str) -> str:
    """The form in which a word is compared; empty for a few signs that are letters by name only."""
    folded = word.lower() if word.isascii() else _fold_letters(word)
    return folded.removesuffix("'s").strip("'")


def folded_words(text: str) -> Iterator[str]:
    """The words of a text in their order, folded."""
    return filter(None, map(fold, word_pattern().findall(text)))


def _fold_letters(word: str) -> str:
    bare = _DROPPED.sub("", unicodedata.normalize("NFKD", word))
    # Sigma has a form of its own at a word's end, and what is an end is a matter of versions.
    caseless = bare.lower().upper().lower().replace("ς", "σ")
    return unicodedata.normalize("NFC", _APOSTROPHES.sub("'", caseless))


def _marks() -> str:
    """All marks as ranges for a character class; Python's `re` has no name for them."""
    # Private use and what lies behind it holds no mark but variation selectors.
    points = [*range(0x300, 0xE000), *range(0xF900, 0x1F000), *range(0xE0100, 0xE01F0)]
    marks = [point for point in points if unicodedata.category(chr(point)).startswith("M")]
    return "".join(_ranges(marks))


def _ranges(points: list[int]) -> Iterator[str]:
    start = last = points[0]
    for point in [*points[1:], sys.maxunicode + 2]:
        if point != last + 1:
            yield f"{chr(start)}-{chr(last)}"
            start = point
        last = point
