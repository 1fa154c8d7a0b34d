from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks.stages import STAGES, Stages, stages_of
from tests.support.sites import bytes_of, explainer, write_files


def burn(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_stage_inside_another_is_taken_out_of_it():
    stages = Stages()
    inner = stages.timed("inner", lambda: burn(0.02))

    def work() -> None:
        burn(0.01)
        inner()

    stages.timed("outer", work)()

    assert stages.seconds["inner"] == pytest.approx(0.02, abs=0.008)
    assert stages.seconds["outer"] == pytest.approx(0.01, abs=0.008)


def test_stages_add_up_to_the_whole_and_change_nothing(tmp_path: Path):
    write_files(tmp_path / "content", {f"{n}.md": explainer(f"Story {n}") for n in range(5)})

    found = stages_of(tmp_path / "content", tmp_path / "site")
    stages_of(tmp_path / "content", tmp_path / "again", FRESH_BUILD=True)

    whole = found.pop("whole")
    assert sum(found.values()) == pytest.approx(whole)
    assert [stage for stage in STAGES if stage in ("Markdown", "templates") and found[stage] > 0]
    assert bytes_of(tmp_path / "site") == bytes_of(tmp_path / "again")
