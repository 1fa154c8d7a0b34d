from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from pelican.settings import get_settings_from_file

from plugins.site_outputs.settings_places import Place, loaded_settings, place_of
from tests.support.sites import run_pelican, write_files

CONF = """import sys
PELICAN_CLASS = object
SITENAME = "Caches"
if sys:
    TIMEZONE: str = "Mars"
MENUITEMS = [
    ("About", "/about/"),
]
SITENAME = "Caches and more"
SITEURL = LOCAL = "http://localhost:8000/"
Überschrift = "é"; TZ_ÄÖ = AUTHORS = ["é"]


def later(SITENAME):
    AUTHORS = ["é"]
    return [AUTHORS for AUTHORS in SITENAME]


class Later:
    AUTHORS = ["é"]
"""
PUBLISH = "from ownconf import *\nSITENAME = 'Public'\nSTRICT_BUILD = 'yes'\n"


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sequence[ModuleType]]:
    """A settings file that takes over another's settings, as Pelican loads them."""
    write_files(tmp_path, {"ownconf.py": CONF, "ownpublish.py": PUBLISH})
    monkeypatch.syspath_prepend(tmp_path)
    get_settings_from_file(str(tmp_path / "ownpublish.py"))
    own = [module for module in loaded_settings() if module.__name__.startswith("own")]
    yield own
    for module in own:
        del sys.modules[module.__name__]


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("SITENAME", "Public", "ownpublish.py:2:1"),
        ("SITENAME", "Caches and more", "ownconf.py:9:1"),
        ("STRICT_BUILD", "yes", "ownpublish.py:3:1"),
        ("TIMEZONE", "Mars", "ownconf.py:5:5"),
        ("MENUITEMS", [("About", "/about/")], "ownconf.py:6:1"),
        ("SITEURL", "http://localhost:8000", "ownconf.py:10:1"),
        ("AUTHORS", ["é"], "ownconf.py:11:28"),
        ("FEED_AUTHORITY", None, "ownpublish.py:1:1"),
        ("SITENAME", "from the command line", "ownpublish.py:1:1"),
    ],
)
def test_setting_is_placed_where_its_value_was_given(
    modules: Sequence[ModuleType], name: str, value: object, place: str
) -> None:
    found = place_of(name, value, modules)

    assert f"{found.file.name}:{found.line}:{found.column}" == place
    assert found.file.is_absolute()


def test_setting_of_no_file_is_placed_in_the_usual_one() -> None:
    assert place_of("SITENAME", "x", []) == Place(Path("pelicanconf.py").absolute(), 1, 1)


def test_problem_of_a_settings_file_names_its_line(tmp_path: Path) -> None:
    own = "from pelicanconf import *\n\nTIMEZONE = 'Mars'\nEXPLAINER_SECTION = []\n"
    write_files(tmp_path, {"content/static/x.txt": "x", "own.py": own})

    done = run_pelican(tmp_path / "content", "-s", tmp_path / "own.py", "-o", tmp_path / "site")

    assert done.returncode == 2
    assert "own.py:3:1: error: TIMEZONE is 'Mars' [settings/value]" in done.stderr
    assert "own.py:4:1: error: 'EXPLAINER_SECTION' is not a known setting" in done.stderr


def test_setting_of_a_file_in_another_encoding_keeps_its_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# coding: latin-1\nPELICAN_CLASS = object\né = 'ü'; SITENAME = 'Mars'\n"
    write_files(tmp_path, {"ownlatin.py": text.encode("latin-1")})
    monkeypatch.syspath_prepend(tmp_path)
    get_settings_from_file(str(tmp_path / "ownlatin.py"))
    module = sys.modules.pop("ownlatin")

    assert place_of("SITENAME", "Mars", [module]) == Place(tmp_path / "ownlatin.py", 3, 10)
