"""A large task in a process of its own, while the build goes on."""

from __future__ import annotations

import os

import pytest

from plugins.site_outputs.workers import Workers

MANY = 10_000


def process_and(number: int) -> tuple[int, int]:
    return os.getpid(), number


def processes(numbers: list[int]) -> list[int]:
    return [os.getpid() for _ in numbers]


def failing(message: str) -> None:
    raise ValueError(message)


def test_large_task_is_done_in_another_process():
    with Workers(2) as workers:
        wait = workers.beside(process_and, 3, count=MANY)
        process, number = wait()

    assert number == 3
    assert process != os.getpid()


def test_process_of_a_large_task_does_no_other_work():
    with Workers(2) as workers:
        before = {
            each for _, found in workers.run(processes, range(500), count=500) for each in found
        }
        process, _ = workers.beside(process_and, 3, count=MANY)()
        after = {
            each for _, found in workers.run(processes, range(500), count=500) for each in found
        }

    assert process not in before | after
    assert not before & after
    assert os.getpid() not in before | after


@pytest.mark.parametrize(("jobs", "count"), [(1, MANY), (2, 10)])
def test_small_task_and_that_of_a_build_with_one_process_are_done_here(jobs: int, count: int):
    with Workers(jobs) as workers:
        wait = workers.beside(process_and, 3, count=count)

        assert wait() == (os.getpid(), 3)


@pytest.mark.parametrize("jobs", [1, 2])
def test_mistake_in_a_task_is_raised_where_its_result_is_asked_for(jobs: int):
    with Workers(jobs) as workers:
        wait = workers.beside(failing, "no words", count=MANY)

        with pytest.raises(ValueError, match="no words"):
            wait()


def test_task_that_nobody_waits_for_ends_with_the_workers():
    with Workers(2) as workers:
        workers.beside(process_and, 3, count=MANY)
