"""The contracts of words and stems: what Python makes of texts, for JavaScript to make too.

`python -m tests.search_index.words_contract` writes both anew; pytest holds them against
the code, and node's test runner holds `tokenize.js` and `stem.js` against them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any

from plugins.search_index.terms import english_stem
from plugins.search_index.words import fold, spelled_words

CONTRACTS = Path(__file__).parents[1] / "contracts"
TOKENS = CONTRACTS / "search_tokens.json"
STEMS = CONTRACTS / "search_stems.json"

# Why, and a text.
TEXTS = (
    ("case goes", "Meta Works"),
    ("stop words are words", "What is the story about"),
    ("endings stay", "running universities generously"),
    ("a straight possessive goes", "Meta's"),
    ("a curly possessive goes", "Meta’s"),
    ("a possessive in capitals goes", "META'S"),
    ("a plural's apostrophe is none of the word", "the labs' 'omni model'"),
    ("a contraction is one word", "don't isn’t we'll won't"),
    ("other apostrophes stay inside", "O’Brien O'Brien"),
    ("a modifier apostrophe is one too", "ʼtis"),
    ("a version is one word", "Llama 4.X, 4.1, v1.2.3 and 4.1b."),
    ("a full stop before a longer word ends the sentence", "in 2026.The end.Start"),
    (
        "initials are one word",
        "The U.S. and A.I., J.K. Rowling at 5 p.m., e.g. the U.S.-China talks",
    ),
    ("a letter before a word is no initial", "plan B.Then a.bc and v1.a.b and x.y.zed"),
    ("digits and letters hold together", "GPT-4o x86_64 3D"),
    ("underscores, hyphens and slashes part", "snake_case well-known and/or"),
    ("sharp s is two", "Straße STRASSE STRAẞE"),
    ("a dotted capital I is an i, a dotless one too", "İstanbul ıstanbul ISTANBUL"),
    ("ligatures come apart", "ﬁne ﬂoor ǆ"),
    ("composed accents go", "caf\u00e9"),
    ("combining accents go", "cafe\u0301"),
    ("full-width letters are letters", "ＡＩ２"),
    ("a final sigma is a sigma", "ΟΔΟΣ οδός"),
    ("Cyrillic folds case and diacritics", "Ёлка елка"),
    ("marks that are letters' substance stay", "हिन्दी"),
    ("a voiced kana stays one, written either way", "か\u3099 が か"),
    ("Hangul written in parts is composed", "\u1112\u1161\u11ab\u1100\u1173\u11af"),
    ("Han gives pairs of neighbours", "人工知能、東京"),
    ("emoji are no words", "👍🏽 👩\u200d💻 ❤\ufe0f ok"),
    ("a keycap is its digit", "1\ufe0f\u20e3"),
    ("a soft hyphen is not seen", "infor\xadmation"),
    ("astral letters count as one", "𝐀𝐈 𐐀"),
    ("superscripts and circled digits are digits", "m² ①"),
    ("markup and signs part words", "<b onclick=x>C++ & C#</b>"),
    ("nothing gives nothing", " \t\n…—"),
    ("Thai gives pairs, each letter with its marks", "สวัสดี"),
    ("Hangul gives pairs of syllables", "한국어 모델 말"),
    ("Japanese pairs go across its scripts", "コンピューターを使う 々〆〇"),
    ("half-width kana carry their voicing", "\uff76\uff9e\uff77\uff9e"),
    ("a variation selector goes with its ideograph", "葛\U000e0100城"),
    ("Lao, Khmer and Burmese give pairs", "ລາວ ខ្មែរ မြန်မာ"),
    ("solid letters never join others", "AI模型GPT-4の話 3月"),
    ("an apostrophe or full stop joins no solid letter", "l'東京 4.京 4.X京"),
    ("digits of such scripts are written as others are", "๑๒๓ ๑.๒"),
    ("an apostrophe of any kind joins letters", "м’ята мʼята м'ята"),
    ("a letter that is an apostrophe by another name is dropped at a word's end", "ʼ kaʼ ʼn ŉ"),
    ("an okina is a letter", "Hawaiʻi"),
    ("sigma is one in the middle of a word too", "ΣΟΦΟΣ.ΣΟΦΟΣ Σ σς"),
    ("an iota below is a diacritic", "ᾳ τῷ"),
    ("an i with a combining dot is an i", "i\u0307 İ"),
    ("old and odd letters are today's", "ſtop K Å ϑ ϐ ß ẞ µ"),
    ("Cherokee has one case for both", "ꭰꮒ ᎠᏂ"),
    ("Georgian capitals are small", "ᲗᲑᲘᲚᲘᲡᲘ თბილისი"),
    (
        "Arabic loses no letter, and its ligatures come apart without blanks",
        "مُحَمَّد ﷺ",
    ),
    ("joiners inside a word are not seen", "می\u200cخواهم क्\u200dष"),
    ("a zero-width space parts words", "super\u200bcali"),
    ("characters that came after the table part words", "a\u1c89b a\U0001e5d0b"),
    ("fractions and numerals come apart", "½ Ⅷ ⑴ ⒈"),
    ("Hebrew and marks at a word's beginning", "\u05b0שָׁלוֹם \u0301a"),
    ("quotes around words are no part of them", "‘quoted’ “It’s” 'tis' rock'n'roll"),
    ("full stops between digits of any script", "4..1 4. 1 .5 5. ４．１ ٤.١ a.b 1.a.b 1.ab"),
    ("a full stop does not join across a mark", "4\u0301.1"),
    ("emoji part words, arrows too", "a👍b a→b a❤b"),
    ("control characters and line ends part words", "a\tb\r\nc\x1cd\u2028e\x00f"),
)

# Words that the stemmer knows by heart, and what is nearly one of them.
_BY_HEART = (
    "skis skies dying lying tying idly gently ugly early only singly sky news howe atlas"
    " cosmos bias andes inning innings outing outings canning cannings herring herrings"
    " earring earrings proceed proceeds proceeded proceeding exceed exceeds exceeded exceeding"
    " succeed succeeds succeeded succeeding atlases newsy innings's skied proceedings"
    " succeedings howes outinged"
)
_ROOTS = (
    "a be bi ca cre eu ey gen gener general commun arsen hop hopp happ abl rel relat rat"
    " radic organ nation natur feud fe fli run runn bat batt siz troubl plot mag magnif sens"
    " sensit y yel sayy boy play cri try ti sti singl kn agre ski inst instal controll fall"
    " hiss miss digit electr trivi vis anthropolog geolog luxuri l'op o'br 4 4o x86 caf"
    " \u00f8l \u6771 \U00010428"
)
_ENDINGS = (
    " s 's e y ed es er est ing ings ly al ion ions ies ied ize izer izes ization ational"
    " ation ations ator ating ated ful fulness fully less lessly ness ous ousness ously ive"
    " iveness ivity ative able ably ability ibility ible ment ement ments ent ently ence ency"
    " ant ance ancy ism alism ality alize alized icate ical ically icity ic iti ogy eed eedly"
    " edly ingly sses ss us ll lle bbed tt yed ying"
)


def tokens_contract() -> list[dict[str, Any]]:
    """Texts with their words, as spelled and folded."""
    return [
        {
            "why": why,
            "text": text,
            "spelled": (spelled := spelled_words(text)),
            "words": _folded(spelled),
        }
        for why, text in TEXTS
    ]


def stems_contract() -> dict[str, str]:
    """Folded words with their stems."""
    made = ("".join(parts) for parts in product(_ROOTS.split(), _ENDINGS.split(" ")))
    return {word: english_stem(word) for word in _folded([*_BY_HEART.split(), *made])}


def _folded(words: Iterable[str]) -> list[str]:
    return [*filter(None, map(fold, words))]


def _lines(entries: Iterable[str]) -> str:
    return ",\n ".join(entries)


def _write() -> None:
    tokens = _lines(json.dumps(case, ensure_ascii=False) for case in tokens_contract())
    TOKENS.write_text(f"[\n {tokens}\n]\n", encoding="utf-8")
    stems = _lines(json.dumps([*pair], ensure_ascii=False) for pair in stems_contract().items())
    STEMS.write_text(f"[\n {stems}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
