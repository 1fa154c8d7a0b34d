from __future__ import annotations

import ctypes

import pytest

from plugins.site_outputs.memory import give_back_memory


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
