"""Content that somebody wrote to do harm: a build publishes it harmless, or refuses it whole."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.explainers.markdown import ENGINES
from plugins.site_outputs.output_place import OutputPlace
from tests.site.hostile_files import Case, hostile_cases
from tests.support.hostile_site import GOOD, PROBLEM_LINE, build_all_harmless
from tests.support.published_site import feed_faults, page_faults, site_faults
from tests.support.sites import PROJECT, build_in_process, bytes_of, run_tasks, write_files

CASES = hostile_cases()
_SECONDS = 2.5  # of CPU, for a whole build; two of them may go to one file


@dataclass(frozen=True)
class Site:
    """A content folder and where it is published, with what was there at the beginning."""

    content: Path
    output: Path
    first: dict[str, bytes]
    engine: str


@pytest.fixture(scope="module", params=ENGINES)
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Site:
    engine: str = request.param
    folder = tmp_path_factory.mktemp("hostile")
    content, output = folder / "content", folder / "site"
    write_files(content, GOOD)
    build_in_process(content, output, BUILD_JOBS=1, MARKDOWN_ENGINE=engine)
    return Site(content, output, bytes_of(output), engine)


def _fill(site: Site, case: Case) -> None:
    # Else each case is told that those before it are gone.
    (OutputPlace(site.output).state / "published-here").unlink(missing_ok=True)
    shutil.rmtree(site.content)
    write_files(site.content, {**GOOD, **case.files})
    if case.arrange is not None:
        case.arrange(site.content)


def _build(site: Site) -> tuple[int, float]:
    """The exit code and the seconds of CPU; our own bugs come out as what they are."""
    started = time.process_time()
    try:
        build_in_process(site.content, site.output, BUILD_JOBS=1, MARKDOWN_ENGINE=site.engine)
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, time.process_time() - started


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hostile_content_is_harmless_or_refused_whole(
    case: Case, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    _fill(site, case)
    before = bytes_of(site.output)

    code, seconds = _build(site)

    report = capsys.readouterr().err
    assert seconds < _SECONDS
    assert code == {True: 0, False: 1, None: code}[case.harmless], report[:2000]
    assert list(_misshapen(report, case, site)) == []
    if code == 0:
        assert list(_new_faults(site)) == []
    else:
        assert code == 1, report[:2000]
        assert any(": error: " in line for line in report.splitlines())
        assert bytes_of(site.output) == before


def _misshapen(report: str, case: Case, site: Site) -> Iterator[str]:
    """Lines that are no problem's, name a file that is not the case's, or move a terminal."""
    *lines, last = report.splitlines() or [""]
    if last and not PROBLEM_LINE.fullmatch(last):
        lines += [] if last.startswith("nothing was published") or " note" in last else [last]
    for line in lines:
        found = PROBLEM_LINE.fullmatch(line)
        if not line.isprintable() or "Traceback" in line:
            yield line
        elif found is None:
            is_count = " in " in line and line[:1].isdigit()
            if not line.startswith("    hint: ") and not is_count:
                yield line
        elif case.files and found["path"] not in {str(site.content / name) for name in case.files}:
            yield line


def _new_faults(site: Site) -> Iterator[str]:
    """The faults of what this case added; pages that others share are checked all together."""
    files = bytes_of(site.output)
    for path, data in files.items():
        if path in site.first and not path.startswith("tags/"):
            continue
        if path.endswith(".html"):
            yield from page_faults(path, data, files)
        elif path.endswith(".xml"):
            yield from feed_faults(path, data)


def test_all_harmless_cases_make_one_sound_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, output = tmp_path / "content", tmp_path / "site"

    build_all_harmless(content, output, capsys)

    files = bytes_of(output)
    assert len(files) > 200
    assert list(site_faults(files)) == []


def test_demonstration_site_is_sound(tmp_path: Path) -> None:
    output = tmp_path / "site"

    build_in_process(PROJECT / "content", output)

    assert list(site_faults(bytes_of(output))) == []


def test_template_language_in_content_stays_text(site: Site) -> None:
    case = next(case for case in CASES if case.name == "everywhere-jinja")
    _fill(site, case)

    _build(site)

    page = (site.output / "explainers/jinja/index.html").read_text()
    assert "{{ 7 * 7 }}{% include &#39;/etc/passwd&#39; %}" in page
    assert "root:" not in page


def test_command_reports_all_hostile_files_and_leaves_the_site(site: Site) -> None:
    shutil.rmtree(site.content)
    write_files(site.content, GOOD)
    build_in_process(site.content, site.output, BUILD_JOBS=1)
    before = bytes_of(site.output)
    for case in CASES:
        if case.name.startswith(("yaml-", "bytes-", "kind-link-folder", "field-", "name-")):
            _add(case, site.content)

    done = run_tasks("build", "--content", site.content, "--output", site.output)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert all(line.isprintable() for line in done.stderr.splitlines())
    assert bytes_of(site.output) == before


def test_command_publishes_what_is_harmless(site: Site) -> None:
    shutil.rmtree(site.content)
    write_files(site.content, GOOD)
    for case in CASES:
        if case.harmless and not case.alone:
            _add(case, site.content)

    done = run_tasks("build", "--content", site.content, "--output", site.output)

    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def _add(case: Case, content: Path) -> None:
    write_files(content, case.files)
    if case.arrange is not None:
        case.arrange(content)
