from __future__ import annotations

import pytest

from plugins.explainers.site import Logo, Look
from plugins.site_outputs.contrast import contrast
from plugins.site_outputs.settings import SettingsError, read_settings

NEEDED = {"FEED_AUTHORITY": "example.org,2026"}


def problems_of(**settings: object) -> list[tuple[str, str]]:
    with pytest.raises(SettingsError) as caught:
        read_settings({**NEEDED, **settings})
    assert {problem.code for problem in caught.value.problems} == {"settings/value"}
    return [(problem.message, problem.hint) for problem in caught.value.problems]


def test_look_is_typed_and_sorted():
    site = read_settings(
        {
            **NEEDED,
            "THEME_COLOURS": {"link": ("#103a6b", "#9cF"), "band": "#0B5D3B"},
            "THEME_FONTS": {"ui": "Inter, system-ui", "text": '"Source Serif 4", Georgia, serif'},
            "SITE_LOGO": ("/images/logo.svg", 160, 40),
            "FOOTER_LINKS": [("Code", "https://example.org/"), ("Write", "mailto:a@example.org")],
        }
    ).site

    assert site.look == Look(
        colours=(("band", "#0b5d3b", "#0b5d3b"), ("link", "#103a6b", "#9cf")),
        fonts=(("text", '"Source Serif 4", Georgia, serif'), ("ui", "Inter, system-ui")),
    )
    assert site.logo == Logo("/images/logo.svg", 160, 40)
    assert site.footer == (("Code", "https://example.org/"), ("Write", "mailto:a@example.org"))


def test_without_settings_the_theme_stays_as_it_is():
    site = read_settings(NEEDED).site

    assert (site.look, site.logo, site.footer) == (Look(), None, ())
    assert not site.look.is_own


def test_text_that_does_not_stand_out_is_a_problem_for_its_scheme():
    ((message, hint),) = problems_of(THEME_COLOURS={"accent": ("#999999", "#f0a79f")})

    assert message == (
        "THEME_COLOURS leaves 'accent' #999999 on 'paper' #fdfcf9 at a contrast of 2.78 in light"
    )
    assert (
        hint == "text needs 4.5 or more to be read: choose darker text or lighter paper for light"
    )


def test_one_colour_for_both_schemes_is_looked_at_in_both():
    messages = [message for message, _ in problems_of(THEME_COLOURS={"paper": "#ffffff"})]

    assert messages
    assert all(message.endswith("in dark") for message in messages)


def test_edge_that_does_not_stand_out_is_a_problem_on_both_papers():
    first, second = problems_of(THEME_COLOURS={"edge": ("#9c9a95", "#8a867e")})

    assert first == (
        "THEME_COLOURS leaves 'edge' #9c9a95 on 'paper' #fdfcf9 at a contrast of 2.74 in light",
        "edges and the focus need 3 or more to be seen: "
        "choose darker lines or lighter paper for light",
    )
    assert "'edge' #9c9a95 on 'paper-tinted' #f4f1e9" in second[0]


def test_focus_that_does_not_stand_out_is_a_problem_in_dark():
    first, _ = problems_of(THEME_COLOURS={"focus": ("#0b57d0", "#3a3c42")})

    assert first[0].endswith("'focus' #3a3c42 on 'paper' #17181b at a contrast of 1.61 in dark")
    assert first[1].endswith("choose lighter lines or darker paper for dark")


def test_paper_on_which_edges_vanish_is_a_problem():
    messages = [message for message, _ in problems_of(THEME_COLOURS={"paper": ("#999", "#17181b")})]

    assert any(message.startswith("THEME_COLOURS leaves 'edge' #7d766a on") for message in messages)


def test_colours_of_the_theme_itself_stand_out():
    tokens = {"edge": ("#7d766a", "#8a867e"), "focus": ("#0b57d0", "#8ab4ff")}

    found = read_settings({**NEEDED, "THEME_COLOURS": tokens})

    assert found.site.look.is_own


def test_misspelt_colour_has_a_suggestion():
    ((message, hint),) = problems_of(THEME_COLOURS={"acent": "#000"})

    assert message == "THEME_COLOURS names 'acent', which is no colour of the theme"
    assert hint == "did you mean 'accent'?"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("THEME_COLOURS", ["#fff"]),
        ("THEME_COLOURS", {"accent": "red"}),
        ("THEME_COLOURS", {"accent": "#12345"}),
        ("THEME_COLOURS", {"accent": "#000;} body{display:none"}),
        ("THEME_COLOURS", {"accent": ("#000",)}),
        ("THEME_COLOURS", {"measure": "#000"}),
        ("THEME_FONTS", "Georgia"),
        ("THEME_FONTS", {"text": "Georgia"}),
        ("THEME_FONTS", {"text": "url(x), serif"}),
        ("THEME_FONTS", {"text": "a;} b{c:d, serif"}),
        ("THEME_FONTS", {"headline": "serif"}),
        ("SITE_LOGO", "/images/logo.svg"),
        ("SITE_LOGO", ("https://example.org/logo.svg", 1, 1)),
        ("SITE_LOGO", ("//example.org/logo.svg", 1, 1)),
        ("SITE_LOGO", ("/logo.svg", 0, 40)),
        ("FOOTER_LINKS", [("Run", "javascript:alert(1)")]),
        ("FOOTER_LINKS", [("Elsewhere", "//example.org")]),
        ("FOOTER_LINKS", "/about/"),
        ("FOOTER_LINKS", [("Code", "http://x y/")]),
        ("FOOTER_LINKS", [("Code", "https://me@example.org/")]),
        ("FOOTER_LINKS", [("Code", "https://exa\\mple.org/")]),
        ("FOOTER_LINKS", [("Write", "mailto:us at example.org")]),
    ],
)
def test_value_that_cannot_be_used_is_one_problem(name: str, value: object):
    ((message, hint),) = problems_of(**{name: value})

    assert message.startswith(name)
    assert hint


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000", "#ffffff", 21), ("#777777", "#fff", 4.48), ("#fff", "#fff", 1)],
)
def test_contrast_is_measured_as_wcag_does(one: str, other: str, expected: float):
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(one, other) == contrast(other, one)
