from __future__ import annotations

from pathlib import Path

import pytest

from plugins.explainers.markdown import ENGINES
from plugins.site_outputs.settings import (
    OUR_SETTINGS,
    SettingsError,
    is_loopback,
    read_settings,
)

PROJECT = Path(__file__).resolve().parents[2]
NEEDED = {"FEED_AUTHORITY": "example.org,2026"}


def _problems(**settings: object) -> list[tuple[str, str]]:
    with pytest.raises(SettingsError) as caught:
        read_settings({**NEEDED, **settings})
    return [(problem.code, problem.message) for problem in caught.value.problems]


def test_settings_have_sensible_defaults() -> None:
    found = read_settings(NEEDED)

    assert found.site.url == "http://localhost:8000"
    assert (found.site.page_size, found.site.feed_items) == (20, 30)
    assert [section.required for section in found.parse.sections] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert not found.strict


def test_own_sections_get_anchors_from_their_headings() -> None:
    found = read_settings({**NEEDED, "EXPLAINER_SECTIONS": [("Who's Involved?", True)]})

    assert [section.anchor for section in found.parse.sections] == ["whos-involved"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FEEDBACK", "https://forms.example.org/"),
        ("FEEDBACK", ("post", "https://forms.example.org/")),
        ("FEEDBACK", ("form", "http://forms.example.org/")),
        ("FEEDBACK", ("form", "https://forms.example.org/; script-src *")),
        ("FEEDBACK", ("form", "https://me@forms.example.org/")),
        ("FEEDBACK", ("mail", "editors")),
        ("FEEDBACK", ("mail", "a@example.org?bcc=b@example.org")),
        ("FEEDBACK", ("github", "https://github.com/owner")),
        ("PREVIEW_IMAGES", "yes"),
        ("CRAWLERS", "none"),
        ("MARKDOWN_COPIES", 1),
        ("LICENCE", "CC BY 4.0"),
        ("LICENCE", ("CC BY 4.0", "javascript:alert(1)")),
        ("LICENCE", ("CC BY 4.0", "https://")),
        ("SITEURL", "example.org"),
        ("SITEURL", "ftp://example.org"),
        ("SITEURL", "https://example.org/?a=b"),
        ("SITEURL", "https://me:secret@example.org"),
        ("SITEURL", "https://exa mple.org"),
        ("SITENAME", "two\nlines"),
        ("SITENAME", " "),
        ("TIMEZONE", "Mars/Olympus"),
        ("TIMEZONE", "../../etc/passwd"),
        ("DEFAULT_LANG", "english please"),
        ("FEED_AUTHORITY", "example.org"),
        ("FEED_AUTHORITY", ""),
        ("FEED_ITEMS", 0),
        ("LIST_PAGE_SIZE", "20"),
        ("MENUITEMS", [("About", "https://elsewhere.example")]),
        ("MENUITEMS", [("About", "//elsewhere.example")]),
        ("MENUITEMS", [("Run", "javascript:alert(1)")]),
        ("EXPLAINER_SECTIONS", ["What's Next?"]),
        ("EXPLAINER_SECTIONS", [("A?", True), ("a", False)]),
        ("AUTHORS", "Jo"),
        ("AI_GENERATED", "yes"),
        ("BUILD_JOBS", -1),
        ("MARKDOWN_ENGINE", "comrak"),
        ("MARKDOWN_ENGINE", ""),
        ("MARKDOWN_ENGINE", ["pulldown-cmark"]),
    ],
)
def test_value_that_cannot_be_used_is_a_problem(name: str, value: object) -> None:
    problems = _problems(**{name: value})

    assert [code for code, _ in problems] == ["settings/value"]
    assert problems[0][1].startswith(name)


def test_misspelt_setting_is_a_problem_with_a_suggestion() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({**NEEDED, "EXPLAINER_SECTION": []})

    (problem,) = caught.value.problems
    assert problem.code == "settings/unknown"
    assert problem.hint == "did you mean 'EXPLAINER_SECTIONS'?"


def test_engine_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({**NEEDED, "MARKDOWN_ENGINE": "Pulldown"})

    (problem,) = caught.value.problems
    assert problem.message == "MARKDOWN_ENGINE is 'Pulldown'"
    assert problem.hint == "give 'python-markdown' or 'pulldown-cmark'"


def test_engine_is_part_of_what_shapes_a_parse() -> None:
    found = [read_settings({**NEEDED, "MARKDOWN_ENGINE": name}).parse for name in ENGINES]

    assert [settings.markdown_engine for settings in found] == list(ENGINES)
    assert len(set(map(repr, found))) == len(ENGINES)


def test_setting_of_another_plugin_is_left_alone() -> None:
    read_settings({**NEEDED, "RELATED_POSTS_MAX": 10})


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000",
        "http://127.0.0.1",
        "https://127.9.9.9/archive",
        "http://[::1]:80",
        "http://LOCALHOST.",
        "http://site.localhost",
        "http://0.0.0.0",
    ],
)
def test_loopback_address_is_known(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize("url", ["https://example.org", "https://localhost.example.org"])
def test_public_address_is_not_loopback(url: str) -> None:
    assert not is_loopback(url)


def test_every_setting_is_in_the_readme() -> None:
    table = (PROJECT / "README.md").read_text(encoding="utf-8")

    for name, meaning in OUR_SETTINGS.items():
        assert f"| `{name}` | {meaning} |" in table


def test_where_answers_go_is_typed_and_names_what_a_policy_has_to_allow() -> None:
    given = ("gitlab", "https://gitlab.example.org/group/part/name/")

    found = read_settings({**NEEDED, "FEEDBACK": given}).site.feedback

    assert found is not None
    assert found.action == "https://gitlab.example.org/group/part/name/-/issues/new"
    assert found.source == "https://gitlab.example.org"
    mail = read_settings({**NEEDED, "FEEDBACK": ("mail", "us@example.org")}).site.feedback
    assert mail is not None
    assert mail.source == "mailto:"
    assert read_settings({**NEEDED, "FEEDBACK": ()}).site.feedback is None
