"""Work goes through any `concurrent.futures.Executor`, however that reaches its processes."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from plugins.site_outputs import workers
from plugins.site_outputs.project import Project
from plugins.site_outputs.workers import Workers, process_pool
from tests.support.sites import build_in_process, bytes_of, explainer, write_files

FILES = {f"story-{number}.md": explainer(f"Story {number}") for number in range(150)}


class Mailing(Executor):
    """Sends work and results as bytes, as to another machine; does it when it is asked for it."""

    sent = 0

    def submit(self, task: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        type(self).sent += 1
        function, values, options = pickle.loads(pickle.dumps((task, args, kwargs)))
        future: Future[Any] = Future()
        future.set_result(pickle.loads(pickle.dumps(function(*values, **options))))
        return future


def built(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    jobs: int,
    make_executor: Callable[[int], Executor] = process_pool,
) -> dict[str, bytes]:
    write_files(folder / "content", FILES)
    monkeypatch.setattr(Project, "workers", lambda _: Workers(jobs, make_executor))
    monkeypatch.setattr(workers, "_FEWEST_FOR_ONE_TASK", 1)  # as an archive of thousands
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    build_in_process(folder / "content", folder / "site", FRESH_BUILD=True)
    return bytes_of(folder / "site")


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        return built(tmp_path_factory.mktemp("reference"), monkeypatch, jobs=1)


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_bytes_are_the_same_however_processes_start(
    method: str, reference: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = partial(process_pool, method=method)

    assert built(tmp_path, monkeypatch, jobs=2, make_executor=pool) == reference


def test_work_is_plain_data_that_any_executor_can_carry(
    reference: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = built(tmp_path, monkeypatch, jobs=2, make_executor=lambda _: Mailing())

    assert found == reference
    assert Mailing.sent > 5  # the search index is one of them
