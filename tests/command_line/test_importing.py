from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.command_line.exit_codes import WrongUse
from plugins.command_line.importing import import_sources
from plugins.explainers.model import Explainer
from plugins.explainers.parse import parse_file
from plugins.explainers.sections import DEFAULT_SECTIONS
from plugins.explainers.site import ParseSettings
from plugins.importing.sentences import split_sentences
from tests.support.import_samples import EXPLAINER, SAMPLES

SETTINGS = ParseSettings(DEFAULT_SECTIONS)
SLUG = "nordlys-is-preparing-its-next-ferry-nordlys-3-x-for-the-end-of-the-year"


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772618400")  # 2026-03-04T10:00:00Z


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return tmp_path / "archive" / "content"


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def parsed(content: Path) -> Explainer:
    """The one explainer of a content folder, which must have no problems at all."""
    (path,) = content.rglob("*.md")
    result = parse_file(path.read_bytes(), path.relative_to(content).as_posix(), SETTINGS)
    assert [problem.message for problem in result.problems] == []
    assert isinstance(result.entry, Explainer)
    return result.entry


def test_publishers_text_becomes_a_published_explainer(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "explainer.txt", EXPLAINER)

    code = import_sources(sources=[source], content=content, status="published")

    explainer = parsed(content)
    assert code == 0
    assert explainer.path == f"2026/{SLUG}.md"
    assert explainer.id == SLUG
    assert explainer.status == "published"
    assert explainer.date == "2026-03-04T00:00:00Z"
    assert explainer.ai_generated
    assert {"Nordlys", "Electrification"} <= set(explainer.tags)
    printed = capsys.readouterr().out
    assert 'left out: "Do you find this article useful?" (the site asks this itself)' in printed
    assert "(guessed from the first sentence)" in printed


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_sentence_is_lost(
    sample: str, tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "A headline without a stop\nBy Ada Poe\nPublished 3 March 2026\nShare this\n"
        "A lead with *stars*, 1. numbers and <tags>.\n" + SAMPLES[sample]
    )
    source = write(tmp_path / "a.txt", text)

    import_sources(sources=[source], content=content, status="published")

    (path,) = content.rglob("*.md")
    kept = path.read_text().replace("\\", "").replace("&lt;", "<") + capsys.readouterr().out
    missing = [sentence for sentence in split_sentences(text) if sentence not in kept]
    assert missing == []


def test_import_without_status_is_a_draft(tmp_path: Path, content: Path) -> None:
    source = write(tmp_path / "explainer.txt", EXPLAINER)

    import_sources(sources=[source], content=content)

    assert parsed(content).status == "draft"


def test_text_without_sections_falls_to_draft_and_says_why(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "river.txt", "The river Arve rose on Monday. The Arve fell again.\n")

    code = import_sources(sources=[source], content=content, status="published")

    (path,) = content.rglob("*.md")
    assert code == 1
    assert "status: draft" in path.read_text()
    error = capsys.readouterr().err
    assert "written as a draft" in error
    assert "“Why It's Important?”, the section “What's Next?”" in error


def test_given_title_date_and_tags_win(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "a.txt", f"A title line\n3 March 2025\n{EXPLAINER}")

    import_sources(
        sources=[source],
        content=content,
        title="Ferries: no, 12:30",
        date="2024-02-29",
        tags=("Sea, Sea", "no"),
    )

    explainer = parsed(content)
    assert explainer.path == "2024/ferries-no-12-30.md"
    assert explainer.title == "Ferries: no, 12:30"
    assert explainer.date == "2024-02-29T00:00:00Z"
    assert explainer.tags == ("Sea", "no")
    assert 'left out: "A title line" (--title was given instead)' in capsys.readouterr().out


def test_tags_of_the_archive_are_used_as_it_spells_them(tmp_path: Path, content: Path) -> None:
    write(content / "tags.yaml", "Nordlys Ferries:\n  aliases: [Nordlys]\n")
    write(content / "old.md", "---\ntitle: Old\ntags:\n  - Electrification\n  - Freight\n---\n")
    source = write(tmp_path / "a.txt", EXPLAINER)

    import_sources(sources=[source], content=content)

    (path,) = (content / "2026").glob("*.md")
    tags = path.read_text().split("tags: [")[1].split("]")[0].split(", ")
    assert "Nordlys Ferries" in tags
    assert "Nordlys" not in tags


def test_nothing_is_overwritten(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    existing = write(content / "2026" / f"{SLUG}.md", "mine\n")
    source = write(tmp_path / "a.txt", EXPLAINER)

    code = import_sources(sources=[source], content=content)

    assert code == 1
    assert existing.read_text() == "mine\n"
    assert [path.name for path in content.rglob("*") if path.is_file()] == [existing.name]
    assert "--title" in capsys.readouterr().err


@pytest.mark.parametrize("field", [f"slug: {SLUG}", f"id: {SLUG}", f'id: "{SLUG}"'])
def test_address_or_id_of_another_explainer_is_refused(
    field: str, tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(content / "1999" / "other.md", f"---\ntitle: Other\n{field}\n---\n")
    source = write(tmp_path / "a.txt", EXPLAINER)

    code = import_sources(sources=[source], content=content)

    assert code == 1
    assert "other.md has the address or id" in capsys.readouterr().err


def test_one_bad_source_does_not_stop_the_others(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write(tmp_path / "good.txt", EXPLAINER)

    code = import_sources(sources=[tmp_path / "missing.txt", good, good], content=content)

    assert code == 1
    assert len(list(content.rglob("*.md"))) == 1
    error = capsys.readouterr().err
    assert "missing.txt: there is no such file" in error
    assert f"{SLUG}.md has the address" in error


def test_what_is_no_text_file_gets_one_clear_line(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link.txt").symlink_to(write(tmp_path / "a.txt", EXPLAINER))
    write(tmp_path / "picture.png", b"\x89PNG\r\n\x1a\n\0\0\0")
    write(tmp_path / "empty.txt", "\n\n")
    write(tmp_path / "bare.txt", "What's Next?\nAI Generated Content\n")
    names = ["folder", "pipe", "link.txt", "picture.png", "empty.txt", "bare.txt"]

    code = import_sources(sources=[str(tmp_path / name) for name in names], content=content)

    lines = capsys.readouterr().err.splitlines()
    assert code == 1
    assert [line.rpartition(": ")[2] for line in lines] == [
        "it is a folder; name the files in it",
        "it is not a regular file",
        "it is a symbolic link; name the file itself",
        "it is not a text file",
        "it is empty",
        "there is no text in it besides headings and page furniture",
    ]
    assert not content.exists()


def test_html_page_is_imported(tmp_path: Path, content: Path) -> None:
    page = (
        "<!doctype html><title>Rivers – The Bank</title><article><h1>Rivers rise</h1>"
        "<time datetime=2026-03-01>1 March 2026</time>"
        "<h2>What’s Happening?</h2><p>The Arve rose. <a href=/x>More</a> on the Arve.</p>"
        "<h2>Why It’s Important?</h2><p>It floods &lt;all&gt; #1.</p>"
        "<h2>What’s Next?</h2><p>Rain at the Arve.</p></article>"
    )
    source = write(tmp_path / "page", page)

    code = import_sources(sources=[source], content=content, status="published")

    explainer = parsed(content)
    assert code == 0
    assert (explainer.path, explainer.title) == ("2026/rivers-rise.md", "Rivers rise")
    assert explainer.date == "2026-03-01T00:00:00Z"
    assert explainer.tags == ("Arve",)


def test_markdown_that_a_build_would_refuse_is_not_written(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "a.md", "# Rivers\n\n## What's Happening?\n\n<script>x()</script>\n")

    code = import_sources(sources=[source], content=content)

    assert code == 1
    assert not content.exists()
    assert "[html/removed]" in capsys.readouterr().err


def test_future_date_is_kept_and_said(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "a.txt", EXPLAINER)

    import_sources(sources=[source], content=content, date="2030-01-01")

    assert "it is held back until 2030-01-01" in capsys.readouterr().out


def test_terminal_is_not_moved_by_a_sources_text(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "a.txt", f"Title \u202eeltit\n{EXPLAINER}")

    import_sources(sources=[source], content=content)

    assert "\u202e" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"date": "23 Novembre"}, "not a date"),
        ({"title": " "}, "--title is empty"),
        ({"tags": ("??",)}, "no letter or digit"),
        ({"status": "withdrawn"}, "neither draft nor published"),
    ],
)
def test_option_that_cannot_be_used_is_wrong_use(
    values: dict[str, str], message: str, tmp_path: Path, content: Path
) -> None:
    source = write(tmp_path / "a.txt", EXPLAINER)

    with pytest.raises(WrongUse, match=message):
        import_sources(sources=[source], content=content, **values)  # type: ignore[arg-type]


def test_one_title_for_several_sources_is_wrong_use(tmp_path: Path, content: Path) -> None:
    with pytest.raises(WrongUse, match="2 sources"):
        import_sources(sources=[tmp_path, tmp_path], content=content, title="One")


def test_content_folder_that_is_a_file_is_wrong_use(tmp_path: Path) -> None:
    source = write(tmp_path / "a.txt", EXPLAINER)

    with pytest.raises(WrongUse, match="is not a folder"):
        import_sources(sources=[source], content=source / "content")


def test_year_folder_that_is_a_link_is_refused(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "a.txt", EXPLAINER)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    content.mkdir(parents=True)
    (content / "2026").symlink_to(elsewhere)

    code = import_sources(sources=[source], content=content)

    assert code == 1
    assert list(elsewhere.iterdir()) == []
    assert "symbolic link" in capsys.readouterr().err
