"""What no build may do: publish half a site, lose one, or take an old page for a current one."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import pytest

from plugins.site_outputs.content_files import digest_of
from tests.support.sites import (
    PROJECT,
    build_in_process,
    bytes_of,
    explainer,
    run_pelican,
    run_tasks,
    write_files,
)

Tree = dict[str, bytes]
ENOUGH_FOR_PROCESSES = 140
_ENDS_WITHIN = 30.0  # seconds, on a machine that does other things too


@dataclass(frozen=True)
class TwoContents:
    """Two versions of an archive, and the site of each as a quiet build makes it."""

    contents: tuple[Path, Path]
    sites: tuple[Tree, Tree]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> TwoContents:
    folder = tmp_path_factory.mktemp("versions")
    contents = (folder / "one", folder / "two")
    for number, content in enumerate(contents):
        files = {
            f"2025/e{index}.md": explainer(f"Story {index}", body=f"Version {number}.")
            for index in range(ENOUGH_FOR_PROCESSES + number)
        }
        write_files(content, files)
        _done("build", "--content", content, "--output", folder / f"site-{number}")
    one, two = (bytes_of(folder / f"site-{number}") for number in range(2))
    return TwoContents(contents, (one, two))


@pytest.mark.parametrize("whole_group", [True, False], ids=["the group", "the parent alone"])
def test_killed_builds_leave_one_of_two_sites(
    versions: TwoContents, tmp_path: Path, whole_group: bool
) -> None:
    chance, output = random.Random(f"kill {whole_group}"), tmp_path / "site"

    for number in range(6):
        content = versions.contents[number % 2]
        build = _started(content, output, "--fresh" if number % 3 == 0 else "--jobs=2")
        time.sleep(chance.uniform(0.1, 1.4))
        _signal(build, signal.SIGKILL, whole_group=whole_group)
        build.communicate()
        assert bytes_of(output) in ({}, *versions.sites)

    _done("build", "--content", versions.contents[0], "--output", output)
    assert bytes_of(output) == versions.sites[0]
    assert len(list((tmp_path / ".site.build").glob("spare-*"))) <= 1


def test_no_process_outlives_a_killed_build(versions: TwoContents, tmp_path: Path) -> None:
    build = _started(versions.contents[0], tmp_path / "site", "--fresh")
    time.sleep(0.9)

    _signal(build, signal.SIGKILL, whole_group=False)
    build.communicate()

    assert _is_empty_soon(build.pid)


_AS_IT_WAS = "the published site is as it was"


@pytest.mark.parametrize("presses", [1])
def test_interrupted_build_ends_at_once_with_130(
    versions: TwoContents, tmp_path: Path, presses: int
) -> None:
    chance, output = random.Random(presses), tmp_path / "site"
    _done("build", "--content", versions.contents[0], "--output", output)

    for _ in range(3):
        build = _started(versions.contents[1], output, "--fresh")
        time.sleep(chance.uniform(0.5, 1.0))
        for _ in range(presses):
            _signal(build, signal.SIGINT, whole_group=True)
            time.sleep(0.05)
        _, errors = _ended(build)

        # Ended by the signal itself, before or after Python's own life, is 130 to a shell as well.
        assert build.returncode in (0, 130, -signal.SIGINT)
        assert "Traceback" not in errors
        assert bytes_of(output) in versions.sites
        # What is said of the site is true, where there was time to say it.
        assert _AS_IT_WAS not in errors or bytes_of(output) == versions.sites[0]
        _done("build", "--content", versions.contents[0], "--output", output)


def test_reader_finds_every_page_while_builds_run(versions: TwoContents, tmp_path: Path) -> None:
    output = tmp_path / "site"
    _done("build", "--content", versions.contents[0], "--output", output)
    with _reading(output, versions.sites) as mistakes:
        for number in range(4):
            _done("build", "--content", versions.contents[(number + 1) % 2], "--output", output)

    assert mistakes == []


def test_builds_at_once_into_one_output_all_succeed(versions: TwoContents, tmp_path: Path) -> None:
    output = tmp_path / "site"
    builds = [_started(versions.contents[number % 2], output) for number in range(3)]

    errors = [build.communicate()[1] for build in builds]

    assert [build.returncode for build in builds] == [0, 0, 0], errors
    assert bytes_of(output) in versions.sites


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    write_files(folder, {f"2025/e{index}.md": explainer(f"E{index}") for index in range(5)})
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_folder_that_became_a_link_does_not_take_its_pages_along(
    content: Path, output: Path, tmp_path: Path
) -> None:
    build_in_process(content, output)
    (output / "explainers").rename(tmp_path / "moved")
    (output / "explainers").symlink_to(tmp_path / "moved")

    build_in_process(content, output)
    write_files(content, {"2025/e0.md": explainer("Edited")})
    build_in_process(content, output)

    assert bytes_of(output) == _fresh(content, tmp_path)


def test_folder_of_somebody_else_with_the_inode_of_our_site_is_refused(
    content: Path, output: Path
) -> None:
    build_in_process(content, output)
    for entry in list(output.iterdir()):  # the folder, and so its inode, stays
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    write_files(output, {"index.html": "another site", "thesis.txt": "three years of work"})

    with pytest.raises(SystemExit, match="2"):
        build_in_process(content, output)

    assert (output / "thesis.txt").read_text() == "three years of work"


def test_clock_that_went_back_holds_back_again(content: Path, output: Path, tmp_path: Path) -> None:
    write_files(content, {"later.md": explainer("Later", date="2099-01-02")})
    _let_stamps_settle()
    arguments = ("build", "--content", content, "--output", output)
    _done(*arguments, environment={"SOURCE_DATE_EPOCH": "4070995200"})

    _done(*arguments)

    assert bytes_of(output) == _fresh(content, tmp_path)


def test_setting_of_the_command_line_shows_at_once(
    content: Path, output: Path, tmp_path: Path
) -> None:
    _let_stamps_settle()
    run_pelican(content, "-o", output)

    done = run_pelican(content, "-o", output, "-e", "AI_GENERATED=false")

    assert done.returncode == 0, done.stderr
    run_pelican(content, "-o", tmp_path / "fresh", "-e", "AI_GENERATED=false")
    assert bytes_of(output) == bytes_of(tmp_path / "fresh")


@pytest.mark.parametrize(
    "damage",
    ["UPDATE bodies SET payload = zeroblob(length(payload))", "DELETE FROM derived"],
    ids=["bodies changed", "derived data gone"],
)
def test_damaged_store_is_replaced_within_the_build(
    content: Path, output: Path, tmp_path: Path, damage: str
) -> None:
    build_in_process(content, tmp_path / "warm")
    with contextlib.closing(sqlite3.connect(_store(content))) as store, store:
        store.execute(damage)

    done = run_tasks("build", "--content", content, "--output", output)

    assert done.returncode == 0, done.stderr
    assert bytes_of(output) == bytes_of(tmp_path / "warm")


def test_store_that_cannot_be_written_to_any_more_is_replaced(
    content: Path, output: Path, tmp_path: Path
) -> None:
    build_in_process(content, output)
    _damage_page_of_bodies(_store(content))
    write_files(content, {"2025/e0.md": explainer("Edited")})

    _done("build", "--content", content, "--output", output)

    assert bytes_of(output) == _fresh(content, tmp_path)


def _started(content: Path, output: Path, *options: str) -> subprocess.Popen[str]:
    """A build in a process group of its own."""
    places = ("--content", str(content), "--output", str(output))
    return subprocess.Popen(
        [sys.executable, str(PROJECT / "tasks.py"), "build", *places, "--jobs", "2", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _signal(build: subprocess.Popen[str], number: signal.Signals, *, whole_group: bool) -> None:
    with contextlib.suppress(ProcessLookupError):
        (os.killpg if whole_group else os.kill)(build.pid, number)


def _ended(build: subprocess.Popen[str]) -> tuple[str, str]:
    try:
        return build.communicate(timeout=_ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        os.killpg(build.pid, signal.SIGKILL)
        build.communicate()
        raise


def _is_empty_soon(group: int) -> bool:
    end = time.monotonic() + _ENDS_WITHIN
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    return False


@contextlib.contextmanager
def _reading(output: Path, sites: tuple[Tree, Tree]) -> Iterator[list[str]]:
    """Reads the pages that both sites have, again and again; yields what was wrong with them."""
    mistakes: list[str] = []
    stop = Event()
    shared = sorted(sites[0].keys() & sites[1].keys())

    def read() -> None:
        while not stop.wait(0.01):
            for path in shared:
                try:
                    data = (output / path).read_bytes()
                except OSError as error:
                    mistakes.append(str(error))
                else:
                    if data not in (sites[0][path], sites[1][path]):
                        mistakes.append(f"{path} is neither")

    reader = Thread(target=read)
    reader.start()
    try:
        yield mistakes
    finally:
        stop.set()
        reader.join()


def _let_stamps_settle() -> None:
    # Before this a build does not trust that a file's stamp would show a change.
    time.sleep(0.2)


def _store(content: Path) -> Path:
    return PROJECT / ".cache" / f"{digest_of(os.fsencode(content.resolve()))}.sqlite"


def _damage_page_of_bodies(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = store.execute("PRAGMA page_size").fetchone()[0]
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'bodies'"
        page = store.execute(query).fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x77" * 200)


def _fresh(content: Path, folder: Path) -> Tree:
    build_in_process(content, folder / "fresh" / "site", FRESH_BUILD=True)
    return bytes_of(folder / "fresh" / "site")


def _done(*arguments: str | Path, environment: dict[str, str] | None = None) -> None:
    done = run_tasks(*arguments, environment=environment)
    assert done.returncode == 0, done.stderr
