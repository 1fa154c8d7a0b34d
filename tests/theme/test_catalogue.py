"""All that the theme says is in the catalogue, and German says all of it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from plugins.command_line.translating import updated_files
from plugins.search_index.script_texts import COUNTED, TEXTS
from plugins.site_outputs.translations import read_catalogue

THEME = Path(__file__).resolve().parents[2] / "theme"
GERMAN = THEME / "translations/de/LC_MESSAGES/messages.po"
PLACEHOLDERS = re.compile(r"%\(\w+\)s")


def forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", [path for path, _ in updated_files()], ids=lambda path: path.name)
def test_committed_catalogue_is_up_to_date(path: Path):
    # If not: python3 tasks.py translations
    assert path.read_bytes() == dict(updated_files())[path]


def test_german_is_complete_and_keeps_all_placeholders():
    catalog = read_po(BytesIO(GERMAN.read_bytes()), locale="de", abort_invalid=True)
    messages = [message for message in catalog if message.id]

    assert len(messages) > 50
    for message in messages:
        assert not message.fuzzy, message.id
        assert all(forms(message.string)), message.id
        wanted = sorted(PLACEHOLDERS.findall(forms(message.id)[-1]))
        for form in forms(message.string):
            assert sorted(PLACEHOLDERS.findall(form)) == wanted, message.id


def test_german_has_no_problem():
    catalogue, problems = read_catalogue([GERMAN])

    assert catalogue
    assert problems == ()


def test_search_page_hands_on_what_its_scripts_say_and_no_more():
    found = extract_from_dir(
        THEME / "static/js/search",
        method_map=[("**.js", "javascript")],
        keywords={"gettext": None, "ngettext": (1, 2)},
    )

    said = {message for _, _, message, _, _ in found}

    assert said == {*TEXTS, *COUNTED}
