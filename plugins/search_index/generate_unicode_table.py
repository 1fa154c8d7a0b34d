"""What Unicode says of words, written down for Python and the browser alike.

`python -m plugins.search_index.generate_unicode_table` writes `unicode_table.py` and
`theme/static/js/search/unicode.js`. Pythons and browsers know different versions of
Unicode; a table that both read makes sure that they cut and compare words alike. Run it
with the oldest Python that is supported: a table may not know characters whose
decomposition a reader of it does not know.

Ranges are pairs of numbers in base 36: how many characters are left out, and how many
follow that belong. Letters in another case are runs: how many characters are left out, how
many follow, every how manieth, and the distance to the other case.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple
from unicodedata import category, name, normalize, unidata_version

__all__ = ["UnicodeTable", "as_javascript", "as_python", "made_table", "main"]

PYTHON = Path(__file__).with_name("unicode_table.py")
JAVASCRIPT = Path(__file__).parents[2] / "theme/static/js/search/unicode.js"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# What the names of letters begin with in scripts that are written without blanks.
_SOLID = (
    "CJK ",
    "HALFWIDTH HANGUL",
    "HALFWIDTH KATAKANA",
    "HANGUL ",
    "HENTAIGANA ",
    "HIRAGANA ",
    "IDEOGRAPHIC ",
    "KATAKANA ",
    "KATAKANA-HIRAGANA ",
    "KHMER ",
    "LAO ",
    "MASU MARK",
    "MYANMAR ",
    "THAI ",
    "VERTICAL IDEOGRAPHIC ",
    "VERTICAL KANA ",
)
_APOSTROPHE = "ʼ"  # a letter by name only
_IDEOGRAPHIC_ZERO = "〇"  # the one number among them
# These letters go with the one before as marks do: vowels and finals of Hangul syllables, and
# the voicing of half-width kana.
_JOINED = ((0x1160, 0x11FF), (0xD7B0, 0xD7FB), (0xFF9E, 0xFF9F))


class UnicodeTable(NamedTuple):
    """The table, coded."""

    version: str
    words: str
    solid: str
    joined: str
    marks: str
    digits: str
    lower: str
    lower_long: str


def made_table() -> UnicodeTable:
    """The table of the Unicode that the running Python knows."""
    chars = [*map(chr, range(sys.maxunicode + 1))]
    letters = [char for char in chars if category(char)[0] in "LN" and char != _APOSTROPHE]
    marks = [char for char in chars if category(char)[0] == "M"]
    solid = [char for char in letters if _is_solid(char)]
    lower = {char: low for char in letters if (low := _lower(char)) != char}
    return UnicodeTable(
        version=unidata_version,
        words=_ranges(set(letters) - set(solid)),
        solid=_ranges(solid),
        joined=_ranges(char for char in solid if _is_joined(char)),
        marks=_ranges(marks),
        digits=_ranges(char for char in letters if category(char) == "Nd"),
        lower=_runs({char: low for char, low in lower.items() if len(low) == 1}),
        lower_long=" ".join(char + low for char, low in lower.items() if len(low) > 1),
    )


def _is_solid(char: str) -> bool:
    is_letter = category(char)[0] == "L" or char == _IDEOGRAPHIC_ZERO
    return is_letter and name(char, "").startswith(_SOLID)


def _is_joined(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _JOINED)


def _lower(char: str) -> str:
    """One form for all cases; what falls apart anyway (NFKD) is not taken apart here."""
    # Up between: ß and ẞ are ss, both sigmas one.
    folded = char.lower().upper().lower().replace("ς", "σ")
    if len(folded) > 1 and normalize("NFKD", char) != char:
        return char.lower()
    return folded


def _ranges(chars: Iterable[str]) -> str:
    numbers, end = [], 0
    for start, stop in _stretches(sorted(map(ord, chars))):
        numbers += [start - end, stop - start]
        end = stop
    return _coded(numbers)


def _stretches(points: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for place, point in enumerate(points):
        if place + 1 == len(points) or points[place + 1] != point + 1:
            yield points[start], point + 1
            start = place + 1


def _runs(lower: dict[str, str]) -> str:
    pairs = sorted((ord(char), ord(low) - ord(char)) for char, low in lower.items())
    numbers, end, place = [], 0, 0
    while place < len(pairs):
        step = 2 if _run_length(pairs, place, 2) > _run_length(pairs, place, 1) else 1
        count = _run_length(pairs, place, step)
        start, distance = pairs[place]
        numbers += [start - end, count, step, distance]
        end = start + (count - 1) * step + 1
        place += count
    return _coded(numbers)


def _run_length(pairs: list[tuple[int, int]], place: int, step: int) -> int:
    start, distance = pairs[place]
    count = 1
    while pairs[place + count : place + count + 1] == [(start + count * step, distance)]:
        count += 1
    return count


def _coded(numbers: Iterable[int]) -> str:
    return " ".join(map(_in_base_36, numbers))


def _in_base_36(number: int) -> str:
    if number < 0:
        return f"-{_in_base_36(-number)}"
    more, digit = divmod(number, 36)
    return (_in_base_36(more) if more else "") + _DIGITS[digit]


def as_python(table: UnicodeTable) -> str:
    """The text of `unicode_table.py`."""
    parts = [_PYTHON_HEAD.format(version=table.version)]
    for key, text in table._asdict().items():
        parts += [f"\n# {_MEANING[key]}", f"{key.upper()} = {_quoted(text)}"]
    return "\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    lines = wrap(text, 90, break_on_hyphens=False)
    if len(lines) == 1:
        return f'"{text}"'
    quoted = [f'    "{line} "' for line in lines[:-1]]
    return "\n".join(["(", *quoted, f'    "{lines[-1]}"', ")"])


def as_javascript(table: UnicodeTable) -> str:
    """The text of `unicode.js`."""
    return _JAVASCRIPT.format(**table._asdict())


def main() -> None:
    """Write both files."""
    table = made_table()
    PYTHON.write_text(as_python(table), encoding="utf-8")
    JAVASCRIPT.write_text(as_javascript(table), encoding="utf-8")


_MEANING = {
    "version": "Characters that came later part words.",
    "words": "Ranges of letters and numbers, without those of SOLID.",
    "solid": "Ranges of letters of scripts that are written without blanks.",
    "joined": "Ranges of those in SOLID that go with the one before, as marks do.",
    "marks": "Ranges of marks.",
    "digits": "Ranges of decimal digits.",
    "lower": "Runs of letters with another one as their lower case.",
    "lower_long": "Letters whose lower case is several, each with it.",
}
_PYTHON_HEAD = '''\
"""What Unicode {version} says of words.

Generated by `python -m plugins.search_index.generate_unicode_table`, which says how it is
coded; `theme/static/js/search/unicode.js` has the same.
"""'''
_JAVASCRIPT = """\
// @ts-check
// Unicode {version}; by `python -m plugins.search_index.generate_unicode_table`.

/** @param {{string}} text */
const numbers = (text) => text.split(" ").map((number) => parseInt(number, 36));

/** @param {{number}} code */
const hex = (code) => `\\\\u{{${{code.toString(16)}}}}`;

/**
 * Ranges as in a character class.
 * @param {{string}} text
 */
function ranges(text) {{
  let end = 0;
  return numbers(text)
    .map((number, at) => ((end += number), at % 2 ? `-${{hex(end - 1)}}` : hex(end)))
    .join("");
}}

/** @param {{string}} text */
function runs(text) {{
  /** @type {{Map<string, string>}} */
  const map = new Map();
  const all = numbers(text);
  for (let at = 0, code = 0; at < all.length; at += 4) {{
    const [skip, count, step, distance] = all.slice(at);
    code += skip;
    for (let left = count; left--; code += left ? step : 1) {{
      map.set(String.fromCodePoint(code), String.fromCodePoint(code + distance));
    }}
  }}
  return map;
}}

export const words = ranges("{words}");
export const solid = ranges("{solid}");
export const joined = ranges("{joined}");
export const marks = ranges("{marks}");
export const digits = ranges("{digits}");
export const lower = runs("{lower}");
for (const [char, ...low] of "{lower_long}".split(" ")) {{
  lower.set(char, low.join(""));
}}
"""

if __name__ == "__main__":
    main()
