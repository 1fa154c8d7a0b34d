from __future__ import annotations

from pathlib import Path

import pytest

from plugins.explainers.texts import texts_of
from plugins.site_outputs.translations import is_english, read_catalogue, translation_files

POLISH = r"""
msgid ""
msgstr ""
"Language: pl\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 "
"&& (n%100<10 || n%100>=20) ? 1 : 2);\n"

msgid "Archive of %(year)s"
msgstr "Archiwum %(year)s"

msgid "%(num)s explainer"
msgid_plural "%(num)s explainers"
msgstr[0] "%(num)s artykuł"
msgstr[1] "%(num)s artykuły"
msgstr[2] "%(num)s artykułów"

msgctxt "button"
msgid "Search"
msgstr "Szukaj"

#, fuzzy
msgid "Tags"
msgstr "Tagi?"

msgid "Feed"
msgstr ""
"""


def po_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def message(source: str, translation: str) -> str:
    return f'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "{source}"\nmsgstr "{translation}"\n'


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "artykuł"), (2, "artykuły"), (5, "artykułów"), (22, "artykuły")]
)
def test_language_with_three_plural_forms_uses_each(tmp_path: Path, number: int, shown: str):
    catalogue, problems = read_catalogue([po_file(tmp_path, "pl", POLISH)])

    texts = texts_of(catalogue)

    assert problems == ()
    assert texts.ngettext("%(num)s explainer", "%(num)s explainers", number) == f"%(num)s {shown}"


def test_what_is_not_translated_stays_english(tmp_path: Path):
    catalogue, _ = read_catalogue([po_file(tmp_path, "pl", POLISH)])

    texts = texts_of(catalogue)

    assert texts.gettext("Tags") == "Tags"  # fuzzy
    assert texts.gettext("Feed") == "Feed"
    assert texts.gettext("Search") == "Search"  # without its context
    assert texts.pgettext("button", "Search") == "Szukaj"


def test_empty_catalogue_is_english():
    texts = texts_of("")

    assert texts.gettext("Archive") == "Archive"
    assert [texts.ngettext("one", "many", number) for number in (0, 1, 2)] == [
        "many",
        "one",
        "many",
    ]


def test_own_file_wins_over_the_themes_and_the_nearer_language_over_the_wider(tmp_path: Path):
    own, theme = tmp_path / "own", tmp_path / "theme"
    files = [
        po_file(own, "de", ""),
        po_file(theme, "de_AT", ""),
        po_file(theme, "de", ""),
    ]
    po_file(theme, "fr", "")

    assert translation_files([own, theme], "de-at") == tuple(files)
    assert translation_files([own, theme], "zh-Hant-TW") == ()


def test_messages_of_several_files_are_joined(tmp_path: Path):
    own = po_file(tmp_path / "own", "de", message("Tags", "Themen"))
    both = message("Tags", "Schlagwörter") + '\nmsgid "Feed"\nmsgstr "Nachrichtenstrom"\n'
    theme = po_file(tmp_path / "theme", "de", both)

    texts = texts_of(read_catalogue([own, theme])[0])

    assert (texts.gettext("Tags"), texts.gettext("Feed")) == ("Themen", "Nachrichtenstrom")


@pytest.mark.parametrize("translation", ["Archiv %(jahr)s", "Archiv %(year)", "100 %"])
def test_placeholder_that_the_text_has_not_is_a_problem_at_its_line(
    tmp_path: Path, translation: str
):
    file = po_file(tmp_path, "de", message("Archive of %(year)s", translation))

    catalogue, (problem,) = read_catalogue([file])

    assert catalogue == ""
    assert (problem.path, problem.line, problem.code) == (str(file), 4, "settings/translation")


@pytest.mark.parametrize("text", ["what is this?", message("a", "b").replace("msgstr", "msg", 1)])
def test_file_that_is_no_catalogue_is_a_problem(tmp_path: Path, text: str):
    _, problems = read_catalogue([po_file(tmp_path, "de", text)])

    assert [problem.code for problem in problems] == ["settings/translation"]


@pytest.mark.parametrize(("lang", "expected"), [("en", True), ("en-US", True), ("enm", False)])
def test_english_needs_no_translation(lang: str, expected: bool):
    assert is_english(lang) is expected
