from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

import pytest

from plugins.live_server.site_thread import SiteThread, Stopped


@pytest.fixture
def owner() -> Iterator[SiteThread]:
    site_thread = SiteThread()
    running = threading.Thread(target=site_thread.run)
    running.start()
    yield site_thread
    site_thread.stop()
    running.join(30)
    assert not running.is_alive()


def test_questions_of_all_threads_are_answered_in_one(owner: SiteThread) -> None:
    answers: list[int] = []
    asking = [
        threading.Thread(target=lambda: answers.append(owner.ask(threading.get_ident)))
        for _ in range(10)
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(30)

    assert len(answers) == 10
    assert len(set(answers)) == 1
    assert threading.get_ident() not in answers


def test_exception_goes_to_the_one_who_asked_and_the_thread_goes_on(owner: SiteThread) -> None:
    def fail() -> None:
        raise TimeoutError("of the question itself")

    with pytest.raises(TimeoutError, match="of the question itself"):
        owner.ask(fail)

    assert owner.ask(lambda: 7) == 7


def test_question_to_a_thread_that_has_ended_is_refused() -> None:
    owner = SiteThread()
    owner.stop()

    with pytest.raises(Stopped):
        owner.ask(lambda: 7)


def test_rest_comes_once_after_each_spell_of_work() -> None:
    rests = queue.SimpleQueue[int]()
    owner = SiteThread(lambda: rests.put(threading.get_ident()))
    running = threading.Thread(target=owner.run)
    running.start()

    found = []
    for _ in range(2):
        owner.ask(lambda: None)
        owner.ask(lambda: None)
        found.append(rests.get(timeout=30))
    owner.stop()
    running.join(30)

    assert found == [running.ident, running.ident]
    assert rests.empty()
