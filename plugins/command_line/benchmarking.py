"""The command `bench`: builds of made-up archives beside our peers, or the search, measured."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from benchmarks.builds import BuildFailed, Result, Tools, bench_sizes
from benchmarks.measure import can_measure
from benchmarks.peers.contest import Contest
from benchmarks.peers.record import write_record
from benchmarks.peers.run import Comparison, compare
from benchmarks.report import format_report, machine_facts, missed_promises
from plugins.command_line.exit_codes import DONE, MACHINE_TROUBLE, MachineTrouble, WrongUse
from plugins.command_line.opening import open_site
from plugins.command_line.project import PROJECT_ROOT
from plugins.command_line.testing import find_chromium
from plugins.site_outputs.store import discard
from plugins.site_outputs.store_use import store_of

__all__ = ["bench", "tools_for"]

PROMISE_MISSED = 1
_PEERS = PROJECT_ROOT / ".cache" / "bench-peers"
_SEARCH_PEERS = PROJECT_ROOT / ".cache" / "search-peers"
_RECORD = PROJECT_ROOT / "benchmarks" / "README.md"
_PICTURES = PROJECT_ROOT / "docs" / "pictures"
_Result = TypeVar("_Result")


def bench(
    *,
    sizes: Sequence[int],
    output: Path | None,
    search: str | None = None,
    peers: Sequence[str] = (),
    record: bool = False,
) -> int:
    """Prints the report, and writes it to `output`; the exit code is 1 if a promise is missed.

    The `peers` build the same archives; `record` keeps what they cost in benchmarks/README.md and
    the chart in docs/pictures. With `search`, the search is measured instead of builds: on the
    test collection in that folder, or on `generated:N` made-up explainers. All archives lie in
    the system's folder for temporary files and are removed.
    """
    if record and (search is not None or not peers):
        raise WrongUse("--record keeps what the peers cost, and none is measured here")
    if not can_measure():
        raise MachineTrouble("bench needs Linux, to count what a command's workers do")
    facts = machine_facts(load=os.getloadavg()[0])
    if search is not None:
        _show(_measured(lambda folder: _search_report(search, folder, facts)), output)
        return DONE
    results, comparison = _measured(lambda folder: _builds(sizes, peers, folder))
    report = format_report(results, facts)
    if comparison is not None:
        report += f"\n## Beside our peers\n\n{comparison.text}"
    _show(report, output)
    if record and comparison is not None:
        _keep(comparison, facts)
    missed = missed_promises(results)
    for line in missed:
        print(f"missed: {line}", file=sys.stderr)
    return PROMISE_MISSED if missed else DONE


def _builds(
    sizes: Sequence[int], peers: Sequence[str], folder: Path
) -> tuple[list[Result], Comparison | None]:
    results = bench_sizes(sizes, folder, tools_for("build"))
    if not peers:
        return results, None
    second = bench_sizes(sizes, folder / "second", _SECOND_ENGINE, only_cold=True)
    contest = Contest(folder / "peers", _PEERS, peers, _say)
    return results, compare(results, second, contest, tools_for("serve"))


def _keep(comparison: Comparison, facts: Sequence[str]) -> None:
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    intro = "\n".join(f"- {fact}" for fact in (f"measured on {day}", *facts))
    text = f"{intro}\n\n{comparison.text}"
    write_record(text, comparison.series, document=_RECORD, pictures=_PICTURES)
    _say(f"kept in {_RECORD.relative_to(PROJECT_ROOT)}, the chart in docs/pictures")


def _measured(measure: Callable[[Path], _Result]) -> _Result:
    with tempfile.TemporaryDirectory(prefix="backgrounder-bench-") as folder:
        try:
            return measure(Path(folder))
        except BuildFailed as failure:
            if failure.exit_code == MACHINE_TROUBLE:
                raise MachineTrouble(str(failure)) from failure
            raise


def _search_report(source: str, folder: Path, facts: Sequence[str]) -> str:
    chromium = find_chromium()
    if chromium is None or find_spec("playwright") is None:
        raise MachineTrouble(
            "bench --search needs a Chromium and playwright; `python3 tasks.py test` installs both"
        )
    from benchmarks.search import Bench, WrongSource, bench_search

    try:
        return bench_search(
            source, Bench(folder, _SEARCH_PEERS, tools_for("build"), chromium, facts)
        )
    except WrongSource as error:
        raise WrongUse(str(error)) from error


def _show(report: str, output: Path | None) -> None:
    print(report, end="")
    if output is not None:
        output.write_text(report, encoding="utf-8")


def tools_for(command: str) -> Tools:
    """What measuring a command of ours needs."""
    # The Python outside the environment, which is what people type; it costs its own start.
    python = getattr(sys, "_base_executable", None) or sys.executable
    return Tools((python, str(PROJECT_ROOT / "tasks.py"), command), _forget_store, _say)


def _forget_store(content: Path) -> None:
    with store_of(open_site(content=content).project) as store:
        discard(store)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


# Run from any folder, as the command `build` is.
_BUILD_WITH = (
    f"import sys; sys.path.insert(0, {str(PROJECT_ROOT)!r});"
    " from benchmarks.build_with import main; main()"
)
_SECOND_ENGINE = Tools(
    (sys.executable, "-c", _BUILD_WITH, "MARKDOWN_ENGINE=pulldown-cmark"), _forget_store, _say
)
