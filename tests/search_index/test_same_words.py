"""The browser has the words and stems that Python has, whatever the text."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.corpus import write_corpus
from plugins.search_index.terms import english_stem
from plugins.search_index.words import folded_words
from tests.search_index.words_contract import TEXTS

PROJECT = Path(__file__).resolve().parents[2]
ANSWERER = Path(__file__).with_name("words_in_node.mjs")
PIECES = (
    *"aAsyıİiIßẞſſσςΣΟµʼ’'‘.'1٤๒②½ǅŉǰﬁﬃΐᾳᾼ\u0345 \u00ad\u200b\u200c\u200d\u2060\ufe0f\u20e3\n",
    *"\u0300\u0301\u0307\u0308\u0327\u0345\u0e31\u093c\u094d\u3099\U000e0100",
    *"漢字々〆〇かがカｶﾞー한\u1112\u1161\u11ab글ᄀไทยำລາວខ្មែរမြန်မာ",
    *"жЁйאבּשׁمُحَﷺﻻक्षিகொ𝐀𐐀𐐨🄁Ⅷ⑴㈠\U0001f469\U0001f3fd👍❤→★—…“”",
    *(
        "'s",
        "’S",
        "4.1",
        "4.X",
        ". ",
        "n't",
        "ing",
        "ies",
        "ization",
        "ator",
        "eedly",
        "👩\u200d💻",
    ),
    "\u1c89",  # later than the table
    "\U0001e5d0",
)
ENDINGS = (
    "ing",
    "edly",
    "ies",
    "ization",
    "ational",
    "ator",
    "iveness",
    "ogi",
    "ly",
    "'s",
    "e",
    "y",
)
# All but the insides of blocks of like ones: Han, Hangul, Tangut.
CODES = (
    *(*range(0x3500), *range(0x4D00, 0x4F00), *range(0x9F00, 0xAD00), *range(0xD700, 0xD800)),
    *(*range(0xE000, 0xE100), *range(0xF8F0, 0x17100), *range(0x18700, 0x20100)),
    *(*range(0x2A600, 0x2A800), *range(0x2CD00, 0x2CF00), *range(0x2F700, 0x30100)),
    *(*range(0x31300, 0x31400), *range(0xE0000, 0xE0200), 0x10FFFF),
)

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="without node")


class Browser:
    """Asks the site's scripts, which run in node."""

    def __init__(self, process):
        self._process = process

    def check(self, text):
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        words = folded_words(text)
        assert answer["words"] == words
        assert answer["bare"] == words
        assert answer["stems"] == [*map(english_stem, words)]


@pytest.fixture(scope="module")
def browser():
    with subprocess.Popen(
        ["node", ANSWERER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        yield Browser(process)
        process.stdin.close()


def _sample(text, examples):
    """Hypothesis' examples, and those of the contract."""

    def decorate(test):
        for _, each in TEXTS:
            test = example(text=each)(test)
        return settings(max_examples=examples)(given(text=text)(test))

    return decorate


@_sample(st.text(), 300)
def test_any_text_has_the_same_words(browser, text):
    browser.check(text)


@_sample(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), 1000)
def test_text_of_odd_pieces_has_the_same_words(browser, text):
    browser.check(text)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@given(
    text=st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"])).map("".join)
)
def test_text_in_any_normal_form_has_the_same_words(browser, form, text):
    browser.check(normalize(form, text))


@settings(max_examples=1000)
@given(
    root=st.text("abcdegilnorstuyzé4'東𐐨", max_size=6),
    endings=st.lists(st.sampled_from(ENDINGS), max_size=3).map("".join),
)
def test_any_word_has_the_same_stem(browser, root, endings):
    browser.check(root + endings)


def test_every_character_is_read_alike(browser):
    for start in range(0, len(CODES), 256):
        some = map(chr, CODES[start : start + 256])

        browser.check(" ".join(f"{char} a{char}a 1.{char} {char}{char}" for char in some))


def test_character_that_needs_no_table_has_none_to_need(browser):
    planes = [*range(0x250), *range(0x2B0, 0x370), *range(0x2000, 0x2C00), *range(0xFE00, 0xFE10)]
    for code in [*planes, *range(0x1F300, 0x1FB00)]:
        browser.check(f"a{chr(code)}a 1{chr(code)}2")


def test_demo_content_has_the_same_words(browser):
    for path in sorted((PROJECT / "content").rglob("*.md")):
        browser.check(path.read_text(encoding="utf-8"))


def test_made_up_archive_has_the_same_words(browser, tmp_path):
    write_corpus(tmp_path / "content", count=200)

    for path in sorted((tmp_path / "content").rglob("*.md")):
        browser.check(path.read_text(encoding="utf-8"))
