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
    whole = [end for end in ends if end <= width and not _ABBREVIATION.search(line[:end])]
    # A sentence of two words says nothing: better the beginning of the next as well.
    if whole and whole[-1] >= width // 4:
        return line[: whole[-1]]
    return _cut(line, width)


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
    found = "".join(_WITHOUT_BLANKS.findall(text))
    if not found:
        return len(_WORD.findall(text))
    letters = len(_LETTERS.findall(found))
    solid = len(found) - letters
    as_long = solid * _WORDS_IN_THE_TIME / _SOLID_IN_THE_TIME + letters / _LETTERS_OF_A_WORD
    return len(_WORD.findall(_WITHOUT_BLANKS.sub(" ", text))) + ceil(as_long)
