from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.site_outputs.content_files import (
    FileChanged,
    read_regular,
    scan_content,
    scan_saved,
)
from tests.support.sites import build_in_process, explainer, write_files


def _found(content: Path) -> dict[str, str]:
    return {found.path: found.kind for found in scan_content(content).files}


def test_each_file_is_what_its_place_says(tmp_path: Path) -> None:
    names = ["2025/a.md", "pages/b.md", "tags.yaml", "images/c.png", "2025/d.JPG", "static/e.md"]
    write_files(tmp_path, dict.fromkeys(names, ""))

    assert _found(tmp_path) == {
        "2025/a.md": "markdown",
        "2025/d.JPG": "image",
        "images/c.png": "image",
        "pages/b.md": "markdown",
        "static/e.md": "static",
        "tags.yaml": "tags",
    }


def test_private_names_and_readmes_are_left_alone(tmp_path: Path) -> None:
    names = ["README.md", "a/README.md", ".git/x.md", "_drafts/y.md", "a/_z.md", "a/.z.md"]
    write_files(tmp_path, dict.fromkeys(names, ""))

    scan = scan_content(tmp_path)

    assert (scan.files, scan.problems) == ([], [])


def test_hosts_own_names_in_static_are_published(tmp_path: Path) -> None:
    names = ["static/_redirects", "static/.well-known/security.txt", "static/.env"]
    write_files(tmp_path, dict.fromkeys(names, ""))

    assert set(_found(tmp_path)) == {"static/_redirects", "static/.well-known/security.txt"}


def test_order_of_files_is_that_of_their_paths(tmp_path: Path) -> None:
    write_files(tmp_path, dict.fromkeys(["b/z.md", "a.md", "b/a.md", "b.md"], ""))

    assert list(_found(tmp_path)) == ["a.md", "b.md", "b/a.md", "b/z.md"]


@pytest.mark.parametrize("name", [b"bell\x07.md", b"not\xffutf8.md", b"new\nline.md"])
def test_name_that_no_address_can_hold_is_a_problem(tmp_path: Path, name: bytes) -> None:
    (tmp_path / os.fsdecode(name)).write_text("")

    problems = scan_content(tmp_path).problems

    assert [problem.code for problem in problems] == ["file/name"]
    problems[0].path.encode()


def test_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/loop").symlink_to(tmp_path)

    scan = scan_content(tmp_path / "content")

    assert [problem.code for problem in scan.problems] == ["file/kind"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_folder_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    write_files(tmp_path, {"closed/a.md": ""})
    (tmp_path / "closed").chmod(0)

    problems = scan_content(tmp_path).problems
    (tmp_path / "closed").chmod(0o755)

    assert [problem.code for problem in problems] == ["file/unreadable"]


def test_folder_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    problems = scan_content(tmp_path / "nowhere").problems

    assert [problem.code for problem in problems] == ["file/unreadable"]


def test_file_over_the_limit_is_a_problem_and_not_read_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(10 << 30)

    with pytest.raises(SystemExit):
        build_in_process(tmp_path, tmp_path.with_name("site"))

    report = capfd.readouterr().err
    assert "huge.md:1:1: error:" in report
    assert "[file/too-large]" in report


def test_static_file_over_the_limit_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    with (tmp_path / "static/film.mp4").open("wb") as file:
        file.truncate(10 << 30)

    scan = scan_content(tmp_path)

    assert scan.files == []
    assert [problem.code for problem in scan.problems] == ["file/too-large"]


def test_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")

    with pytest.raises(FileChanged):
        read_regular(tmp_path, "pipe.md")


def test_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.md": explainer()})
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")

    with pytest.raises((FileChanged, OSError)):
        read_regular(tmp_path, "b.md")


TEXTS = {"a.md": "A", "b.md": "B", "c.md": "C", "images/x.png": b"", "tags.yaml": ""}


def test_scan_after_saves_that_were_told_is_that_of_the_whole_folder(tmp_path: Path) -> None:
    write_files(tmp_path, TEXTS)
    before = scan_content(tmp_path)
    (tmp_path / "b.md").write_text("B, and more")
    (tmp_path / "c.md").unlink()
    (tmp_path / "c.new").write_text("C, in another file")
    (tmp_path / "c.new").rename(tmp_path / "c.md")

    after = scan_saved(tmp_path, before, ["c.md", "b.md"])

    whole = scan_content(tmp_path)
    assert after is not None
    assert (after.files, after.problems, after.is_whole) == (whole.files, whole.problems, False)
    assert before.files != whole.files


@pytest.mark.parametrize(
    "saved", ["0.md", "d.md", "images/x.png", "tags.yaml", "images", "gone.md"]
)
def test_folder_is_looked_through_where_more_than_texts_changed(tmp_path: Path, saved: str) -> None:
    write_files(tmp_path, {**TEXTS, "gone.md": "Gone"})
    before = scan_content(tmp_path)
    (tmp_path / "gone.md").unlink()
    write_files(tmp_path, {"0.md": "First", "d.md": "Last"})

    assert scan_saved(tmp_path, before, [saved]) is None


def test_link_in_the_place_of_a_saved_text_is_left_to_the_whole_scan(tmp_path: Path) -> None:
    write_files(tmp_path, TEXTS)
    before = scan_content(tmp_path)
    (tmp_path / "a.md").unlink()
    (tmp_path / "a.md").symlink_to("b.md")

    assert scan_saved(tmp_path, before, ["a.md"]) is None
