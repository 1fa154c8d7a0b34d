from __future__ import annotations

from unicodedata import category, unidata_version

import pytest

from plugins.search_index import unicode_table
from plugins.search_index.generate_unicode_table import (
    JAVASCRIPT,
    PYTHON,
    UnicodeTable,
    as_javascript,
    as_python,
    made_table,
)

TABLE = UnicodeTable(*(getattr(unicode_table, name.upper()) for name in UnicodeTable._fields))


def _characters(ranges):
    numbers = iter([int(number, 36) for number in ranges.split()])
    end = 0
    for gap, count in zip(numbers, numbers, strict=True):
        yield from map(chr, range(end + gap, end + gap + count))
        end += gap + count


@pytest.mark.skipif(
    unidata_version != TABLE.version, reason="this Python has another version of Unicode"
)
def test_table_is_what_this_unicode_says():
    assert made_table() == TABLE


def test_both_files_hold_the_same_table():
    assert PYTHON.read_text(encoding="utf-8") == as_python(TABLE)
    assert JAVASCRIPT.read_text(encoding="utf-8") == as_javascript(TABLE)


def test_kinds_of_characters_are_apart():
    words, solid, marks = ({*_characters(each)} for each in (TABLE.words, TABLE.solid, TABLE.marks))

    assert not words & solid
    assert not words & marks
    assert not solid & marks
    assert {*_characters(TABLE.joined)} < solid
    assert {*_characters(TABLE.digits)} < words


def test_every_unicode_since_agrees():
    # Which is what lets all Pythons and browsers read one table.
    assert {category(char)[0] for char in _characters(TABLE.words)} == {"L", "N"}
    assert {category(char) for char in _characters(TABLE.digits)} == {"Nd"}
    assert {category(char)[0] for char in _characters(TABLE.marks)} == {"M"}


@pytest.mark.parametrize(
    "letters", ["漢字々〆〇", "かなカナーｶﾞ", "한글한", "ไทย", "ລາວ", "ខ្មរ", "မြ"]
)
def test_letters_of_scripts_without_blanks_are_solid(letters):
    solid = {*_characters(TABLE.solid)}

    assert {char for char in letters if category(char)[0] != "M"} <= solid


@pytest.mark.parametrize("letters", ["aßж", "אב", "حر", "अआ", "๑၁០", "ㄅㄆ", "①㊀", "〡"])
def test_other_letters_and_all_digits_are_not_solid(letters):
    assert {*letters} <= {*_characters(TABLE.words)}
