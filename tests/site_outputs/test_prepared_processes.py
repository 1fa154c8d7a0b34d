"""Processes that have been prepared for, and what they know when they begin."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from plugins.site_outputs import workers
from plugins.site_outputs.workers import Workers, process_pool

ROOT = Path(__file__).resolve().parents[2]
FORKS = sys.platform not in ("win32", "darwin")
# In a process of its own: this one's fork server may have been started by another test.
SCRIPT = """
import sys

from plugins.site_outputs.workers import Workers


def known(names):
    return [name in sys.modules for name in names]


if __name__ == "__main__":
    with Workers(2) as workers:
        workers.prepare()
        found = workers.run(known, ["jinja2", "plugins.site_outputs.publish"] * 100, count=200)
        print(all(each for _, answers in found for each in answers))
"""


# While what processes come from still imports, which takes it tenths of a second.
PRESSED = SCRIPT.replace("workers.prepare()", "workers.prepare(); press()").replace(
    "import sys",
    """
import os
import signal
import sys
from multiprocessing import forkserver


def press():
    os.kill(forkserver._forkserver._forkserver_pid, signal.SIGINT)
""",
    1,
)


@pytest.mark.skipif(not FORKS, reason="processes are not forked on this system")
@pytest.mark.parametrize("text", [SCRIPT, PRESSED], ids=["quiet", "Ctrl-C"])
def test_processes_begin_with_what_all_work_needs(text: str, tmp_path: Path):
    script = tmp_path / "script.py"
    script.write_text(text)

    run = subprocess.run(
        [sys.executable, str(script)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.stdout, run.stderr) == ("True\n", "")


@pytest.mark.parametrize(
    ("jobs", "make_executor", "expected"),
    [
        (2, process_pool, FORKS),
        (1, process_pool, False),
        (2, ThreadPoolExecutor, False),
    ],
)
def test_only_who_will_start_processes_prepares_for_them(
    jobs: int,
    make_executor: Callable[[int], Executor],
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
):
    begun = list[bool]()
    monkeypatch.setattr(workers, "_start_fork_server", lambda: begun.append(True))

    Workers(jobs, make_executor).prepare()

    assert begun == [True] * expected


class Interrupted(ThreadPoolExecutor):
    """A pool whose processes take a while to start, and Ctrl-C is pressed meanwhile."""

    started = False

    def submit(self, *task: Any, **values: Any) -> Future[Any]:
        os.kill(os.getpid(), signal.SIGINT)
        self.started = True
        return super().submit(*task, **values)


def test_interrupt_waits_until_a_process_has_been_started():
    pool = Interrupted(2)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), Workers(2, lambda _: pool) as running:
            list(running.run(sum, range(500), count=500))

        assert pool.started
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
