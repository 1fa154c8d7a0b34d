"""What the style sheets promise: layers, tokens, contrast."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.explainers.views import PageMeta
from tests.theme.rendering import PageContext

CSS = Path(__file__).parents[2] / "theme" / "static" / "css"
SHEETS = sorted(CSS.rglob("*.css"))
LAYER_ORDER = "@layer reset, tokens, base, layout, blocks, utilities;"
TEXT_PAIRS = [
    *(
        (ink, paper)
        for ink in ("ink", "ink-soft", "link", "link-visited")
        for paper in ("paper", "paper-tinted")
    ),
    *((ink, "paper") for ink in ("good", "bad", "mixed", "accent")),
    ("ink", "mark"),
    *((ink, "paper-tinted") for ink in ("good", "bad", "mixed")),
]


def without_comments(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def colours(scheme: str) -> dict[str, str]:
    light, dark = without_comments(CSS / "tokens.css").split("prefers-color-scheme: dark")
    found = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
    return dict(found.findall(light if scheme == "light" else dark))


def luminance(colour: str) -> float:
    """As WCAG 2.2 defines relative luminance."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(scheme: str, ink: str, paper: str):
    shown = colours(scheme)

    assert contrast(shown[ink], shown[paper]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_controls_and_the_focus_stand_out(scheme: str):
    shown = colours(scheme)

    assert contrast(shown["edge"], shown["paper"]) >= 3
    assert contrast(shown["focus"], shown["paper"]) >= 3
    assert contrast(shown["focus"], shown["paper-tinted"]) >= 3


def test_both_schemes_set_the_same_colours():
    assert colours("light").keys() == colours("dark").keys()


def test_each_sheet_is_in_one_layer_and_the_first_names_their_order():
    html = PageContext().page("base.html", page=PageMeta("A", "/a/", "page")).decode()
    linked = re.findall(r'<link rel="stylesheet" href="/archive/theme/css/([^"]+)">', html)

    assert sorted(linked) == [sheet.relative_to(CSS).as_posix() for sheet in SHEETS]
    assert len(linked) <= 12
    assert without_comments(CSS / linked[0]).strip().startswith(LAYER_ORDER)
    for name in linked:
        text = without_comments(CSS / name).replace(LAYER_ORDER, "").strip()
        layer = name.split("/", maxsplit=1)[0].removesuffix(".css")
        assert text.startswith(f"@layer {layer} {{"), name
        assert len(re.findall("@layer", text)) == 1, name
        assert text.endswith("}"), name


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheet_loads_nothing_and_forces_nothing(sheet: Path):
    text = without_comments(sheet)

    assert "!important" not in text
    assert "@import" not in text
    assert "url(" not in text
    assert not re.search(r"(^|[\s,>+~(])#[a-z][a-z-]*[^;]*\{", text, re.MULTILINE)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheet_names_no_side_of_the_screen(sheet: Path):
    text = without_comments(sheet)

    assert not re.search(r"(margin|padding|border)-(left|right|top|bottom)\b", text)
    assert not re.search(r"(?<![a-z-])(left|right|top|bottom):", text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_only_known_tokens_are_used(sheet: Path):
    known = set(re.findall(r"(--[a-z0-9-]+):", without_comments(CSS / "tokens.css")))

    used = set(re.findall(r"var\((--[a-z0-9-]+)", without_comments(sheet)))

    assert used <= known


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_colours_are_named_in_the_tokens_alone(sheet: Path):
    literal = re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", without_comments(sheet))

    # Paper is white and ink is black whatever the screen shows.
    allowed = {"#fff", "#000", "#333", "#999"} if sheet.name == "utilities.css" else set()
    assert sheet.name == "tokens.css" or set(literal) <= allowed
