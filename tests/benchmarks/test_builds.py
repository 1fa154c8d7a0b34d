"""Which builds are measured, on which content."""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.builds import BuildFailed, Tools, bench_sizes
from benchmarks.measure import can_measure

pytestmark = pytest.mark.skipif(not can_measure(), reason="measuring needs Linux")

# Stands in for `build`: notes what it finds, and leaves an output.
_BUILDER = """
import hashlib, json, pathlib, sys
log, _, content, _, output = sys.argv[1:]
output = pathlib.Path(output)
files = sorted(pathlib.Path(content).rglob("*.md"))
found = {
    "output": output.exists(),
    "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
}
output.mkdir(exist_ok=True)
with open(log, "a") as file:
    file.write(json.dumps(found) + "\\n")
"""


class Seen:
    """A stand-in for the project, which keeps what was asked of it."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log"
        self.forgotten: list[Path] = []
        self.said: list[str] = []
        self._script = folder / "builder.py"
        self._script.write_text(_BUILDER)

    @property
    def tools(self) -> Tools:
        command = (sys.executable, str(self._script), str(self.log))
        return Tools(command, self.forgotten.append, self.said.append)

    def builds(self) -> list[dict[str, dict[str, str]]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()][1:]  # no warm-up


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    folder = tmp_path_factory.mktemp("bench")
    seen = Seen(folder)
    archives = folder / "archives"
    archives.mkdir()
    results = bench_sizes((20,), archives, seen.tools)
    assert [(result.scenario, result.runs) for result in results] == [
        ("cold", 3),
        ("nothing changed", 5),
        ("one body edited", 5),
        ("one title edited", 5),
        ("the newest added", 5),
    ]
    return seen


def test_cold_builds_find_no_output_and_no_store(seen: Seen) -> None:
    cold = seen.builds()[:3]

    assert [build["output"] for build in cold] == [False] * 3
    # Once before each cold build, and once when all is done.
    assert [path.parent.name for path in seen.forgotten] == ["warm-up", "20", "20", "20", "20"]


def test_nothing_changes_before_the_builds_that_say_so(seen: Seen) -> None:
    builds = seen.builds()

    assert [build["files"] for build in builds[:8]] == [builds[0]["files"]] * 8
    assert all(build["output"] for build in builds[3:])


def test_one_and_the_same_file_is_edited_before_each_build(seen: Seen) -> None:
    builds = [build["files"] for build in seen.builds()]

    changed = [
        {name for name in after if before[name] != after[name]}
        for before, after in pairwise(builds[7:18])
    ]

    assert len(changed) == 10
    assert all(names == changed[0] for names in changed)
    assert len(changed[0]) == 1


def test_one_file_is_added_before_each_of_the_last_builds(seen: Seen) -> None:
    builds = [build["files"] for build in seen.builds()]

    added = [len(after.keys() - before.keys()) for before, after in pairwise(builds[17:23])]

    assert added == [1] * 5


def test_build_that_fails_ends_the_measuring_and_leaves_no_store(tmp_path: Path) -> None:
    forgotten: list[Path] = []
    command = (sys.executable, "-c", "import sys; print('no space'); sys.exit(3)")

    with pytest.raises(BuildFailed, match="no space") as caught:
        bench_sizes((20,), tmp_path, Tools(command, forgotten.append, lambda _: None))

    assert caught.value.exit_code == 3
    assert len(forgotten) == 1
