from __future__ import annotations

import threading

from plugins.live_server.versions import Versions


def test_version_that_is_not_known_is_told_at_once() -> None:
    versions = Versions()

    assert versions.wait_for_other_than("", 30) == versions.current


def test_known_version_is_told_again_when_the_time_is_up() -> None:
    versions = Versions()

    assert versions.wait_for_other_than(versions.current, 0.01) == versions.current


def test_everybody_who_waits_is_told_of_the_next_version() -> None:
    versions = Versions()
    known = versions.current
    told: list[str | None] = []
    waiting = [
        threading.Thread(target=lambda: told.append(versions.wait_for_other_than(known, 30)))
        for _ in range(20)
    ]
    for thread in waiting:
        thread.start()

    versions.advance()

    for thread in waiting:
        thread.join(30)
    assert told == [versions.current] * 20
    assert versions.current != known


def test_closing_lets_everybody_go() -> None:
    versions = Versions()
    versions.close()

    assert versions.wait_for_other_than(versions.current, 30) is None


def test_server_that_was_started_again_has_other_versions() -> None:
    assert Versions().current != Versions().current
