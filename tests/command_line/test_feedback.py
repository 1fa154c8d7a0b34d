from __future__ import annotations

from pathlib import Path

from tests.support.sites import run_tasks


def test_shares_are_printed_and_too_few_answers_are_not(tmp_path: Path) -> None:
    lines = ["explainer,useful,section", *["caches,yes,"] * 9, *["caches,no,whats-next"] * 3]
    (tmp_path / "a.csv").write_text("\n".join([*lines, *["dns,no,"] * 9]) + "\n")
    (tmp_path / "b.jsonl").write_text('{"explainer": "caches", "useful": "yes"}\n')

    done = run_tasks("feedback", tmp_path / "a.csv", tmp_path / "b.jsonl")

    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        " 77 % useful  10 of 13  caches",
        "     77 % fine  3 of 13 found it short  #whats-next",
        "1 explainer has fewer than 10 answers, too few to say anything",
        "22 answers to 2 explainers",
    ]
    assert "dns" not in done.stdout


def test_bad_line_is_a_problem_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("explainer,useful\ncaches,perhaps\ncaches,yes\n")

    done = run_tasks("feedback", "a.csv", cwd=tmp_path)

    assert done.returncode == 1
    assert "a.csv:2:1: error: 'useful' is 'perhaps' [answers/value]" in done.stderr
    assert "1 answer to 1 explainer" in done.stdout


def test_flood_of_bad_lines_is_told_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("explainer,useful\ncaches,yes\n" + "x\n" * 2_100)

    done = run_tasks("feedback", "a.csv", cwd=tmp_path)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 202
    assert done.stderr.splitlines()[-2:] == ["... and 2,000 more", "2100 problems in 1 file"]
    assert "1 answer to 1 explainer" in done.stdout


def test_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    done = run_tasks("feedback", tmp_path / "none.csv")

    assert done.returncode == 2
    assert "is not a file" in done.stderr
