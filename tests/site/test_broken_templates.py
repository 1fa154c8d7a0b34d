"""A mistake in a template of a site, in real builds: one line, exit code 2, nothing published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sites import build_in_process, bytes_of, explainer, write_files

ENOUGH_FOR_PROCESSES = 130


@pytest.mark.parametrize("jobs", [1, 2])
def test_mistake_in_a_template_is_one_line_and_leaves_the_site_as_it_was(
    jobs: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content, output, own = tmp_path / "content", tmp_path / "site", tmp_path / "own"
    files = {f"x-{n}.md": explainer(f"Number {n}") for n in range(ENOUGH_FOR_PROCESSES)}
    write_files(content, files)
    write_files(own, {"partials/useful.html": "\n{{ nothing }}\n"})
    build_in_process(content, output, BUILD_JOBS=1)
    before = bytes_of(output)
    capfd.readouterr()

    with pytest.raises(SystemExit) as stopped:
        build_in_process(content, output, BUILD_JOBS=jobs, THEME_TEMPLATES_OVERRIDES=[str(own)])

    assert stopped.value.code == 2
    assert capfd.readouterr().err.splitlines() == [
        f"{own}/partials/useful.html:2: error: 'nothing' is undefined; "
        "the published site is as it was"
    ]
    assert bytes_of(output) == before
