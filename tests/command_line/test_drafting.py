from __future__ import annotations

from pathlib import Path

import pytest

from plugins.command_line.drafting import new
from plugins.command_line.exit_codes import WrongUse
from plugins.explainers.model import Explainer
from plugins.explainers.parse import parse_file
from plugins.explainers.sections import DEFAULT_SECTIONS
from plugins.explainers.site import ParseSettings

SETTINGS = ParseSettings(DEFAULT_SECTIONS)


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772618400")  # 2026-03-04T10:00:00Z


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("How caches work", "how-caches-work"),
        ('What\'s "next": a #1 question?', "whats-next-a-1-question"),
        ("Où va l'Élysée", "ou-va-lelysee"),
        ("Война и мир", "voina-i-mir"),
        ("🎉", "explainer"),
        ("👩\u200d🚀 in space", "in-space"),
        ("no", "no"),
        ("12:30", "12-30"),
    ],
)
def test_new_writes_a_draft_that_has_no_errors(title: str, name: str, tmp_path: Path) -> None:
    code = new(title=title, content=tmp_path / "content")

    path = tmp_path / "content" / "2026" / f"{name}.md"
    result = parse_file(path.read_bytes(), f"2026/{name}.md", SETTINGS)
    assert code == 0
    assert {problem.severity for problem in result.problems} <= {"note"}
    assert isinstance(result.entry, Explainer)
    assert (result.entry.title, result.entry.id) == (title, name)
    assert (result.entry.status, result.entry.date) == ("draft", "2026-03-04T00:00:00Z")


def test_draft_has_all_sections_with_prompts_that_no_page_shows(tmp_path: Path) -> None:
    new(title="Rivers", content=tmp_path)

    path = tmp_path / "2026" / "rivers.md"
    result = parse_file(path.read_bytes(), "2026/rivers.md", SETTINGS)
    assert [line[3:] for line in path.read_text().splitlines() if line.startswith("## ")] == [
        section.heading for section in DEFAULT_SECTIONS
    ]
    assert path.read_text().count("<!-- ") == 5
    assert result.body is not None
    assert "history" not in "".join(part.html for part in result.body.parts)


def test_new_says_where_the_draft_is_and_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    new(title="Rivers", content=Path("content"))

    printed = capsys.readouterr().out
    assert "content/2026/rivers.md" in printed
    assert "status: published" in printed


def test_new_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "2026" / "rivers.md"
    path.parent.mkdir()
    path.write_text("mine\n")

    code = new(title="Rivers", content=tmp_path)

    assert code == 1
    assert path.read_text() == "mine\n"
    assert [each.name for each in path.parent.iterdir()] == ["rivers.md"]
    assert "another title" in capsys.readouterr().err


def test_new_file_has_the_permissions_that_an_editor_would_give(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")

    new(title="Rivers", content=tmp_path)

    path = tmp_path / "2026" / "rivers.md"
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("title", ["", "  ", "\n"])
def test_empty_title_is_wrong_use(title: str, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="title is empty"):
        new(title=title, content=tmp_path)


def test_title_with_a_control_character_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no page can show"):
        new(title="a\x07b", content=tmp_path)
