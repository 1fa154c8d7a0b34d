from __future__ import annotations

import ctypes
import gc
import weakref

import pytest

from plugins.site_outputs.memory import Sweeper, give_back_memory


class Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.self = self


def test_memory_is_given_back_by_the_c_library(monkeypatch: pytest.MonkeyPatch):
    asked = list[int]()

    class Library:
        def __init__(self, _name: None) -> None:
            self.malloc_trim = asked.append

    monkeypatch.setattr(ctypes, "CDLL", Library)

    give_back_memory()

    assert asked == [0]


@pytest.mark.parametrize("mistake", [AttributeError, OSError, TypeError])
def test_library_that_knows_no_such_thing_is_left_alone(
    mistake: type[Exception], monkeypatch: pytest.MonkeyPatch
):
    def library(_name: None) -> object:
        raise mistake

    monkeypatch.setattr(ctypes, "CDLL", library)

    give_back_memory()


def test_what_holds_itself_is_freed_before_it_is_frozen_with_a_plan():
    left = weakref.ref(Ring())

    Sweeper().before_plan()

    assert left() is None


def test_what_was_frozen_while_in_use_is_freed_at_rest_after_many_plans():
    sweeper, in_use = Sweeper(), Ring()
    left = weakref.ref(in_use)
    gc.freeze()
    del in_use

    rests = 0
    while left() is not None and rests < 1000:
        sweeper.before_plan()
        sweeper.at_rest()
        rests += 1

    assert 1 < rests < 1000
