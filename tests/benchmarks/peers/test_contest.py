"""The peers are measured one after the other; who is not there is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.builds import COLD, EDITED, UNCHANGED
from benchmarks.measure import can_measure
from benchmarks.peers import contest as contests
from benchmarks.peers.contest import Contest, Standing, bench_peers
from benchmarks.peers.installing import installed
from benchmarks.peers.peer import LeftOut
from benchmarks.peers.setups import PAGEFIND
from benchmarks.peers.watching import OURS, bench_saves
from plugins.command_line.benchmarking import tools_for
from plugins.command_line.project import PROJECT_ROOT

pytestmark = pytest.mark.skipif(not can_measure(), reason="measuring needs Linux")

KEPT = PROJECT_ROOT / ".cache" / "bench-peers"
SIZE = 20


@pytest.fixture(scope="module")
def contest(tmp_path_factory: pytest.TempPathFactory) -> Contest:
    """Hugo and Pagefind, which take the least time."""
    try:
        for key in ("hugo", PAGEFIND):
            installed(key, KEPT)
    except LeftOut as reason:
        pytest.skip(f"Hugo and Pagefind are not both there to be tested: {reason}")
    folder = tmp_path_factory.mktemp("contest")
    return Contest(folder, KEPT, ("hugo", PAGEFIND), lambda _: None)


@pytest.fixture(scope="module")
def hugo(contest: Contest) -> Standing:
    (standing,), notes = bench_peers((SIZE,), contest)
    assert notes == []
    return standing


def test_peer_is_measured_cold_unchanged_and_edited_with_its_search(hugo: Standing) -> None:
    assert [result.scenario for result in hugo.builds] == [COLD, UNCHANGED, EDITED]
    assert [result.scenario for result in hugo.search] == [COLD, UNCHANGED]
    assert all(result.median.cpu_seconds > 0 for result in (*hugo.builds, *hugo.search))
    assert all(result.written.pages > SIZE for result in hugo.builds)
    assert hugo.search[0].written.files > hugo.search[1].written.files


def test_edits_come_on_top_of_the_last_cold_build_and_show(
    contest: Contest, hugo: Standing
) -> None:
    place = contest.folder / f"{SIZE}-{hugo.peer.key}"

    sites = sorted(path.name for path in place.glob("site-*"))
    pages = (place / sites[-1] / "public" / "explainers").glob("*/index.html")
    edited = ["This is addition 3." in page.read_text(encoding="utf-8") for page in pages]
    assert sites == ["site-1", "site-2", "site-3"]
    assert edited.count(True) == 1


def test_peer_that_cannot_be_installed_is_named_and_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> Path:
        raise LeftOut("node and npm are not there")

    monkeypatch.setattr(contests, "installed", fail)
    said: list[str] = []

    standings, notes = bench_peers((SIZE,), Contest(tmp_path, KEPT, ("eleventy",), said.append))

    assert standings == []
    assert notes == ["Eleventy is left out: node and npm are not there"]
    assert notes[0] in said


def test_saves_are_measured_with_our_server_and_hugos(contest: Contest) -> None:
    watched, notes = bench_saves((SIZE,), contest, tools_for("serve"))

    assert notes == []
    assert [each.name for each in watched] == [OURS, "Hugo"]
    assert all(0 < each.saves.latency_seconds < 60 for each in watched)
    assert all(each.saves.held_bytes > 10 * 2**20 for each in watched)
