from __future__ import annotations

from pathlib import Path

import pytest

from plugins.site_outputs.settings import SettingsError, read_settings
from tests.support.sites import run_pelican, write_files

SETTINGS = ("TRANSLATION_FOLDERS", "THEME_TEMPLATES_OVERRIDES")


def problems_of(root: Path, **settings: object) -> list[tuple[str, str]]:
    write_files(root, {"own/templates/base.html": "", "own/words.txt": "", ".git/config": ""})
    given = {"FEED_AUTHORITY": "example.org,2026", "PROJECT_ROOT": root, **settings}
    try:
        read_settings(given)
    except SettingsError as error:
        return [(problem.message, problem.hint) for problem in error.problems]
    return []


@pytest.mark.parametrize("name", SETTINGS)
def test_folders_that_are_there_are_no_problem(tmp_path: Path, name: str) -> None:
    given = ["own/templates", str(tmp_path / "own"), tmp_path / "own"]

    assert problems_of(tmp_path, **{name: given}) == []


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize(
    ("folder", "hint"),
    [
        ("own/template", "did you mean 'own/templates'?"),
        ("onw", "did you mean 'own'?"),
        ("own/words.txt", "folders are looked for from that of pelicanconf.py; make it, or"),
        ("elsewhere/templates", "folders are looked for from that of pelicanconf.py; make it, or"),
    ],
)
def test_folder_that_is_not_there_is_a_problem(
    tmp_path: Path, name: str, folder: str, hint: str
) -> None:
    ((message, told),) = problems_of(tmp_path, **{name: [folder, "own"]})

    assert message == f"{name} names '{folder}', and there is no such folder"
    assert told.startswith(hint)


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("given", ["own", "", 3, [3], [" "], ["own", None], {"a": 1}])
def test_what_is_no_list_of_folders_is_a_problem(tmp_path: Path, name: str, given: object) -> None:
    ((message, hint),) = problems_of(tmp_path, **{name: given})

    assert message == f"{name} is {given!r}"
    assert hint.startswith("give a list such as ['t")


def test_text_that_pelican_passes_over_is_a_problem_of_its_line(tmp_path: Path) -> None:
    own = "from pelicanconf import *\n\nTHEME_TEMPLATES_OVERRIDES = 'templats'\n"
    write_files(tmp_path, {"content/static/x.txt": "x", "own.py": own})

    done = run_pelican(tmp_path / "content", "-s", tmp_path / "own.py", "-o", tmp_path / "site")

    assert done.returncode == 2
    assert "own.py:3:1: error: THEME_TEMPLATES_OVERRIDES is 'templats'" in done.stderr
    assert not (tmp_path / "site").exists()
