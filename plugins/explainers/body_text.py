"""What can be said about a body's plain text: its beginning, its number of words."""

from __future__ import annotations

import re
from math import ceil

__all__ = ["count_words", "first_sentences"]

_WIDTH = 200
_SENTENCE_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s|$)|[。！？]["'”’」』）]*""")
# A full stop behind these ends no sentence, nor does one behind a single letter.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]|mr|mrs|ms|dr|prof|st|sr|jr|gen|sen|rep|gov"
    r"|inc|ltd|corp|co|no|vs|v|etc|cf|approx|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|art|bzw"
    r"|ca|nr|usw)\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w[\w’'-]*")
# Most texts are ASCII but for these. With what can only go on a word left out, and one letter
# for all others, words begin where a letter follows a blank: that is counted in a twentieth of
# the time that the expression takes.
_TYPOGRAPHIC = (("’", "'"), ("‘", " "), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("…", " "))
_SHAPES = bytes(ord("w") if chr(code).isalnum() or chr(code) == "_" else 32 for code in range(256))
# Chinese and Japanese are written without blanks between words. Of their characters 500 are read
# in the time of 230 words, which is what the usual estimates of reading time come to.
_SOLID = (
    r"\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\uff66-\uff9f\U00020000-\U0003ffff"
)
_SOLID_IN_THE_TIME = 500
_WORDS_IN_THE_TIME = 230
# So are Thai, Lao, Burmese and Khmer, but in letters: five make a word, about as in English.
_UNPARTED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f"
_LETTERS_OF_A_WORD = 5
_WITHOUT_BLANKS = re.compile(rf"[{_SOLID}{_UNPARTED}]+")
_LETTERS = re.compile(rf"[{_UNPARTED}]")


def first_sentences(text: str, *, width: int = _WIDTH) -> str:
    """As many whole sentences as fit; of a first one that is longer, its beginning."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    ends = [match.end() for match in _SENTENCE_END.finditer(line[: width + 1])]
    end = next((end for end in reversed(ends) if end <= width and _ends_sentence(line, end)), 0)
    # A sentence of two words says nothing: better the beginning of the next as well.
    if end and end >= width // 4:
        return line[:end]
    return _cut(line, width)


def _ends_sentence(line: str, end: int) -> bool:
    last_word = line[line.rfind(" ", 0, end) + 1 : end]
    return _ABBREVIATION.search(last_word) is None


def _cut(line: str, width: int) -> str:
    room = line[:width]
    blank = room.rfind(" ")
    # Where no blank is near, the script has none, or it is an address: cut where the room ends.
    kept = room[:blank] if blank > width // 2 else room[: width - 1]
    return kept.rstrip(" ,;:–—-") + "…"


def count_words(text: str) -> int:
    """The number of words; in scripts without blanks, as many as take as long to read.

    Such scripts are counted by their characters, for their words would need a dictionary.
    """
    plain = text
    if not plain.isascii():
        for sign, instead in _TYPOGRAPHIC:
            plain = plain.replace(sign, instead)
    if plain.isascii():
        return (b" " + plain.encode().translate(_SHAPES, b"'-")).count(b" w")
    found = "".join(_WITHOUT_BLANKS.findall(text))
    if not found:
        return len(_WORD.findall(text))
    letters = len(_LETTERS.findall(found))
    solid = len(found) - letters
    as_long = solid * _WORDS_IN_THE_TIME / _SOLID_IN_THE_TIME + letters / _LETTERS_OF_A_WORD
    return len(_WORD.findall(_WITHOUT_BLANKS.sub(" ", text))) + ceil(as_long)
