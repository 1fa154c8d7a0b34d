from __future__ import annotations

import io
from dataclasses import asdict
from pathlib import Path

import pytest
from PIL import Image

from plugins.preview_images.drawing import PreviewColours, PreviewTexts, draw_preview
from plugins.preview_images.lettering import can_write, fit_text, font, writable

LABEL = "AI Generated Content"


def drawn(title: str = "Caches", label: str = LABEL) -> bytes:
    return draw_preview(PreviewTexts("The Background", title, "23 November 2026", label))


def ink_within(data: bytes, box: tuple[int, int, int, int]) -> int:
    """How many pixels of a part are not paper."""
    part = Image.open(io.BytesIO(data)).crop(box)
    return sum(1 for value in part.tobytes() if value)


def test_picture_has_the_size_that_others_ask_for_and_is_small() -> None:
    data = drawn("Why the library closes on Mondays, and what the council says about it")

    picture = Image.open(io.BytesIO(data))
    assert (picture.size, picture.mode, picture.format) == ((1200, 630), "P", "PNG")
    assert len(data) < 30_000


def test_same_words_give_the_same_bytes() -> None:
    assert drawn() == drawn()


def test_label_is_drawn_and_said_in_the_metadata() -> None:
    with_label, without = drawn(), drawn(label="")

    foot = (80, 510, 460, 590)
    assert ink_within(with_label, foot) > 4 * ink_within(without, foot)
    assert Image.open(io.BytesIO(with_label)).info == {"Disclosure": LABEL}
    assert Image.open(io.BytesIO(without)).info == {}


def test_title_in_letters_that_the_font_lacks_is_left_out() -> None:
    assert not can_write("中文")
    assert not can_write("Ωmega")
    assert ink_within(drawn("中文"), (0, 130, 1200, 500)) == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Rockets \U0001f680 and what they cost", "Rockets and what they cost"),
        ("Family \U0001f468\u200d\U0001f469\u200d\U0001f467 law", "Family law"),
        ("A heart\u2764\ufe0f", "A heart"),
        ("Agree \U0001f44d\U0001f3fd or not", "Agree or not"),
        ("Flags \U0001f1e9\U0001f1ea", "Flags"),
        ("Donau\u00addampf\u00adschiff", "Donaudampfschiff"),
        ("Direction\u202e\u200f lost", "Direction lost"),
        ("Cafe\u0301", "Café"),
        ("Narrow\u202fand\u2009wide", "Narrow and wide"),
        ("From A \u2794 B", "From A B"),
        ("From A \u27ff B", "From A B"),
        ("What 5 \u20b7 buys", ""),
        ("If a \u2295 b holds", ""),
        ("Why 5 \u2260 6 and 5 \u20ac", "Why 5 \u2260 6 and 5 \u20ac"),
        ("Ice \u3010thin\u3011", "Ice thin"),
        ("中文 \U0001f680", ""),
        ("Room \u0664", ""),
        ("\U0001f680!", ""),
        ("", ""),
    ],
)
def test_what_is_no_letter_is_dropped_and_the_rest_is_written(text: str, shown: str) -> None:
    assert writable(text) == shown


def test_one_emoji_takes_no_title_away() -> None:
    assert drawn("Caches \U0001f680") == drawn("Caches")
    assert ink_within(drawn("Cach\u00ades"), (0, 130, 1200, 500)) > 0


def test_colours_are_the_themes_own() -> None:
    sheet = (Path(__file__).parents[2] / "theme/static/css/tokens.css").read_text(encoding="utf-8")

    for name, colour in asdict(PreviewColours()).items():
        assert f"--{name}: {colour};" in sheet.partition("@media")[0]


@pytest.mark.parametrize("text", ["Ąčęėįšųūž", "naïve façade", "Łódź", "“Ünïcödé” – €5…", "Жук"])
def test_latin_with_marks_and_cyrillic_are_written(text: str) -> None:
    assert can_write(text)


@pytest.mark.parametrize("text", ["Caches", "word " * 60, "x" * 300, "A title of some length here"])
def test_title_always_fits(text: str) -> None:
    fitted = fit_text(text, 1040, 310, sizes=(84, 44))

    face = font("SemiBold", fitted.size)
    assert 44 <= fitted.size <= 84
    assert len(fitted.lines) * round(fitted.size * 1.18) <= 310
    assert all(face.getlength(line) <= 1040 for line in fitted.lines)


def test_title_that_is_too_long_ends_in_an_ellipsis() -> None:
    lines = fit_text("word " * 60, 1040, 310, sizes=(84, 44)).lines

    assert lines[-1].endswith("word…")


def test_nothing_is_drawn_beyond_the_margins() -> None:
    data = drawn("x" * 300, label=LABEL)

    assert ink_within(data, (0, 20, 79, 630)) == 0
    assert ink_within(data, (1121, 20, 1200, 630)) == 0
