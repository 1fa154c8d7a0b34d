"""Builds as people run them: the command, its exit code, and what is published."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.sites import (
    build_in_process,
    bytes_of,
    explainer,
    run_pelican,
    run_tasks,
    write_files,
)

GOOD = {"2025/caches.md": explainer("Caches"), "2025/dns.md": explainer("DNS", date="2025-04-05")}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    write_files(folder, GOOD)
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out" / "site"


def test_build_publishes_each_explainer_at_its_address(content: Path, output: Path) -> None:
    done = run_tasks("build", "--content", content, "--output", output)

    assert done.returncode == 0, done.stderr
    assert "2 published, 0 drafts, 0 held back" in done.stdout
    assert {
        "index.html",
        "explainers/caches/index.html",
        "tags/ai/index.html",
        "tags/ai/feed.xml",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        "404.html",
        "search/index.html",
        "archive/2025/index.html",
    } <= set(bytes_of(output))


def test_plain_pelican_gives_the_same_bytes(content: Path, output: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run_tasks("build", "--content", content, "--output", output)

    done = run_pelican(content, "-o", other)

    assert done.returncode == 0, done.stderr
    assert bytes_of(other) == bytes_of(output)


@pytest.mark.parametrize("run", [run_tasks, run_pelican], ids=["tasks", "pelican"])
def test_problem_ends_with_1_and_leaves_the_site(content: Path, output: Path, run: object) -> None:
    arguments = (
        ("build", "--content", content, "--output", output)
        if run is run_tasks
        else (content, "-o", output)
    )
    build_in_process(content, output)
    before = bytes_of(output)
    write_files(content, {"2025/bad.md": explainer().replace("title:", "titel:")})

    done = run(*arguments)  # type: ignore[operator]

    assert done.returncode == 1
    assert "2025/bad.md:2:1: error: 'titel' is not a known field [front-matter/unknown]" in (
        done.stderr
    )
    assert "did you mean 'title'?" in done.stderr
    assert "1 problem in 1 file" in done.stderr
    assert bytes_of(output) == before


def test_problems_of_all_files_are_reported_together(content: Path, output: Path) -> None:
    broken = {f"{number}.md": explainer(date="soon") for number in range(3)}
    write_files(content, broken)

    done = run_tasks("build", "--content", content, "--output", output)

    assert done.returncode == 1
    assert all(f"{name}:3:" in done.stderr for name in broken)
    assert not output.exists()


def test_dead_link_of_a_faulty_file_is_reported_with_its_other_problems(
    content: Path, output: Path
) -> None:
    faulty = explainer(body="See [names](nowhere) and [the cache](caches#whats-next).")
    write_files(content, {"bad.md": faulty.replace("date:", "dat:")})
    write_files(content, {"good.md": explainer(body="See [the faulty one](bad.md).")})

    done = run_tasks("build", "--content", content, "--output", output)

    assert "[front-matter/unknown]" in done.stderr
    assert "error: link to 'nowhere' leads to no file" in done.stderr
    assert "2 problems in 1 file" in done.stderr


def test_draft_and_held_back_explainers_are_counted_not_published(
    content: Path, output: Path
) -> None:
    write_files(
        content,
        {
            "draft.md": explainer("Draft", front="status: draft\n"),
            "later.md": explainer("Later", date="2099-01-02"),
        },
    )

    done = run_tasks("build", "--content", content, "--output", output)

    assert "2 published, 1 draft, 1 held back (the next is due 2099-01-02 00:00:00 UTC)" in (
        done.stdout
    )
    published = bytes_of(output)
    assert not any("draft" in path or "later" in path for path in published)
    assert not any(b"Draft" in data or b"Later" in data for data in published.values())


def test_held_back_explainer_is_published_on_its_day(content: Path, output: Path) -> None:
    write_files(content, {"later.md": explainer("Later", date="2099-01-02")})
    build_in_process(content, output)
    day = {"SOURCE_DATE_EPOCH": "4070995200"}  # 2099-01-02, midnight UTC

    done = run_tasks("build", "--content", content, "--output", output, environment=day)

    assert "3 published" in done.stdout
    assert (output / "explainers/later/index.html").is_file()


@pytest.mark.parametrize("inside", ["content/site", ""], ids=["output in content", "around it"])
def test_output_and_content_inside_each_other_are_refused(
    content: Path, tmp_path: Path, inside: str
) -> None:
    done = run_tasks("build", "--content", content, "--output", tmp_path / inside)

    assert done.returncode == 2
    assert "lie inside each other" in done.stderr
    assert "Traceback" not in done.stderr


def test_output_that_is_not_ours_is_refused(content: Path, output: Path) -> None:
    write_files(output, {"thesis.txt": "three years of work"})

    done = run_tasks("build", "--content", content, "--output", output)

    assert done.returncode == 2
    assert "was not made by a build" in done.stderr
    assert bytes_of(output) == {"thesis.txt": b"three years of work"}
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_missing_content_folder_is_one_clear_line(tmp_path: Path, output: Path) -> None:
    done = run_tasks("build", "--content", tmp_path / "nowhere", "--output", output)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_site_under_a_path_has_it_before_every_link(content: Path, output: Path) -> None:
    url = "https://example.org/news/archive"

    run_tasks("build", "--content", content, "--output", output, "--site-url", url)

    home = (output / "index.html").read_text()
    assert 'href="/news/archive/explainers/caches/"' in home
    assert 'action="/news/archive/search/"' in home
    assert 'href="/explainers/' not in home
    assert f"<link>{url}/explainers/caches/</link>" in (output / "feed.xml").read_text()


def test_publish_refuses_an_address_that_nobody_can_reach(content: Path, output: Path) -> None:
    done = run_tasks("publish", "--content", content, "--output", output)

    assert done.returncode == 2
    assert "SITE_URL" in done.stderr
    assert not output.exists()


@pytest.mark.parametrize(
    ("command", "address", "told"),
    [
        ("build", "https://example.org/a b", "which holds a blank; write it as %20"),
        ("publish", "https://example.org/ ", "which holds a blank at its start or end; delete it"),
        ("build", "example.org", "give an address such as https://example.org"),
        ("publish", "https://example.org:0", "give an address such as https://example.org"),
        ("serve --port=0", "", "give an address such as https://example.org"),
    ],
)
def test_address_that_cannot_be_is_a_mistake_of_the_command_line(
    command: str, address: str, told: str, content: Path
) -> None:
    done = run_tasks(*command.split(), "--content", content, "--site-url", address)

    assert done.returncode == 2
    assert f"error: --site-url is {address!r}" in done.stderr
    assert told in done.stderr
    assert "pelicanconf.py" not in done.stderr


def test_publish_takes_the_address_from_the_environment(content: Path, output: Path) -> None:
    address = {"SITE_URL": "https://example.org"}

    done = run_tasks("publish", "--content", content, "--output", output, environment=address)

    assert done.returncode == 0, done.stderr
    assert "https://example.org/explainers/caches/" in (output / "sitemap.xml").read_text()


def test_publish_stops_at_notes(content: Path, output: Path) -> None:
    write_files(content, {"draft.md": "---\ntitle: Half\nstatus: draft\n---\n"})
    arguments = ("--content", content, "--output", output)

    built = run_tasks("build", *arguments)
    published = run_tasks("publish", *arguments, "--site-url", "https://example.org")

    assert built.returncode == 0, built.stderr
    assert "note:" in built.stderr
    assert published.returncode == 1


def test_check_writes_nothing(content: Path, tmp_path: Path) -> None:
    before = bytes_of(tmp_path)

    done = run_tasks("check", "--content", content)

    assert done.returncode == 0, done.stderr
    assert bytes_of(tmp_path) == before


def test_check_says_how_much_it_looked_at(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for number in (1, 2):
        write_files(content, {f"x-{number}.md": explainer(f"Number {number}")})
        noun = "explainer" if number == 1 else "explainers"

        done = run_tasks("check", "--content", content)

        assert done.stdout == f"{number} {noun} checked, nothing wrong\n"

    done = run_tasks("check", "--content", content, content / "x-1.md", content / "x-2.md")

    assert done.stdout == "2 files checked, nothing wrong\n"


def test_link_and_pipe_are_problems_and_are_not_read(content: Path, output: Path) -> None:
    (content / "link.md").symlink_to(content / "2025/caches.md")
    os.mkfifo(content / "pipe.md")

    done = run_tasks("build", "--content", content, "--output", output)

    assert done.returncode == 1
    assert "link.md:1:1: error: 'link.md' is a symbolic link" in done.stderr
    assert "pipe.md:1:1: error: 'pipe.md' is neither a file nor a folder" in done.stderr
    assert done.stderr.count("[file/kind]") == 2


def test_two_files_for_one_path_are_a_problem_of_the_second(content: Path, output: Path) -> None:
    write_files(content, {"static/sitemap.xml": "<urlset/>"})

    done = run_tasks("build", "--content", content, "--output", output)

    assert done.returncode == 1
    assert "static/sitemap.xml:1:1: error: '/sitemap.xml' is already published" in done.stderr


def test_build_counts_what_it_made(content: Path, output: Path) -> None:
    arguments = ("build", "--content", content, "--output", output)
    run_tasks(*arguments)

    done = run_tasks(*arguments)

    assert "0 made" in done.stdout


@pytest.mark.parametrize(
    ("mistake", "place"), [("oops(\n", "pelicanconf.py:2:5"), ("1 / 0\n", "pelicanconf.py:2")]
)
def test_settings_that_fail_are_one_line(tmp_path: Path, mistake: str, place: str) -> None:
    from plugins.command_line.exit_codes import WrongUse
    from plugins.command_line.opening import open_site

    settings = tmp_path / "pelicanconf.py"
    settings.write_text(f"SITENAME = 'Site'\n{mistake}")

    with pytest.raises(WrongUse, match=place):
        open_site(content=tmp_path, settings_file=str(settings))


def test_search_in_content_with_problems_ends_with_1(content: Path) -> None:
    write_files(content, {"bad.md": "no front matter"})

    done = run_tasks("search", "caches", "--content", content)

    assert done.returncode == 1
    assert "bad.md:1:1: error:" in done.stderr


def test_address_with_a_slash_at_its_end_is_the_same(content: Path, output: Path) -> None:
    done = run_tasks(
        "build", "--content", content, "--output", output, "--site-url", "https://example.org/a/"
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert 'href="/a/explainers/caches/"' in (output / "index.html").read_text()


def test_search_for_few_results_ends() -> None:
    # Whoosh's short cut to the best results went round in circles for this one.
    done = run_tasks("search", "superintelligence", "--limit", "1")

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1. ")
