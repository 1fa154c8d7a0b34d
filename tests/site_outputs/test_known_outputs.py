from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from plugins.site_outputs.known_outputs import (
    Group,
    KnownOutput,
    open_remembered,
    outputs_of,
    real_outputs,
)
from plugins.site_outputs.output import Deferred, Output, RenderContext
from plugins.site_outputs.plan import collect_outputs
from plugins.site_outputs.shelf import Shelf, shelf_path


def render_text(text: str, context: RenderContext) -> bytes:
    return text.encode()


class Builder:
    """Builds one output for each path, and counts how often."""

    def __init__(self, *paths: str) -> None:
        self.paths = paths
        self.times = 0

    def __call__(self) -> Iterator[Output]:
        self.times += 1
        return (Output(path, render_text, path) for path in self.paths)


def deferred(build: Builder, key: bytes = b"key") -> Deferred:
    return Deferred(key, build)


def remember(store: Path, key: bytes, *paths: str, salt: bytes = b"salt") -> None:
    fingerprints = {path: b"fingerprint of " + path.encode() for path in paths}
    with open_remembered(store, salt) as remembered:
        remembered.keep([Group(key, paths)], fingerprints, b"")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


def test_what_is_remembered_is_not_worked_out(store: Path):
    build = Builder("a", "b")
    remember(store, b"key", "a", "b")

    with open_remembered(store, b"salt") as remembered:
        found = outputs_of([deferred(build)], remembered)

    assert [(each.path, getattr(each, "fingerprint", None)) for each in found.outputs] == [
        ("a", b"fingerprint of a"),
        ("b", b"fingerprint of b"),
    ]
    assert found.groups == [Group(b"key", ("a", "b"))]
    assert build.times == 0


@pytest.mark.parametrize(("key", "salt"), [(b"another", b"salt"), (b"key", b"another")])
def test_another_key_or_salt_is_worked_out(key: bytes, salt: bytes, store: Path):
    build = Builder("a", "b")
    remember(store, b"key", "a", "b")

    with open_remembered(store, salt) as remembered:
        outputs = outputs_of([deferred(build, key)], remembered).outputs

    assert all(isinstance(each, Output) for each in outputs)
    assert build.times == 1


def test_known_output_is_worked_out_once_where_it_is_needed():
    build = Builder("a", "b", "c")
    group = deferred(build)
    known = [KnownOutput(path, b"", group) for path in ("c", "a")]

    found = list(real_outputs([known[0], Output("x", render_text, "x"), known[1]]))

    assert [each.path for each in found] == ["c", "x", "a"]
    assert build.times == 1


def test_what_is_no_longer_planned_is_forgotten(store: Path):
    remember(store, b"old", "a")
    remember(store, b"new", "b")

    with open_remembered(store, b"salt") as remembered:
        assert remembered.find(deferred(Builder(), b"old")) is None
        assert remembered.find(deferred(Builder(), b"new")) is not None


def test_shelf_that_holds_something_else_counts_as_empty(store: Path):
    with Shelf.open_or_rebuild(shelf_path(store, "plan")) as shelf:
        shelf.change([("outputs", b"\xc1")])

    with open_remembered(store, b"salt") as remembered:
        assert remembered.find(deferred(Builder())) is None


def test_problem_of_a_remembered_output_names_the_line_that_asked_for_it(store: Path):
    def build() -> Iterator[Output]:
        yield Output("a", render_text, "a", origin=("caches.md", 4, 1))

    remember(store, b"key", "a")
    alias = Output("a", render_text, "alias", origin=("dns.md", 9, 3))

    with open_remembered(store, b"salt") as remembered:
        collected = collect_outputs([[Deferred(b"key", build), alias]], (), remembered)

    assert [(each.path, each.line, each.column) for each in collected.problems] == [
        ("dns.md", 9, 3)
    ]
    assert "caches.md:4" in collected.problems[0].message


def test_what_begins_elsewhere_begins_first_and_is_waited_for_last():
    told = list[str]()

    def build(name: str) -> Iterator[Output]:
        told.append(name)
        yield Output(name, render_text, name)

    outputs_of(
        [
            Deferred(b"a", partial(build, "index"), begin=partial(told.append, "begun")),
            Deferred(b"b", partial(build, "page")),
        ]
    )

    assert told == ["begun", "page", "index"]


def test_what_waits_is_waited_for_after_the_rest_was_handed_on():
    told = list[str]()

    def build(name: str) -> Iterator[Output]:
        told.append(name)
        yield Output(name, render_text, name)

    outputs_of(
        [
            Output("file", render_text, "file"),
            Deferred(b"a", partial(build, "index"), begin=partial(told.append, "begun")),
            Deferred(b"b", partial(build, "page")),
        ],
        meanwhile=lambda outputs: told.append(" ".join(each.path for each in outputs)),
    )

    assert told == ["begun", "page", "file page", "index"]


def test_what_is_known_is_not_begun(store: Path):
    begun = list[str]()
    remember(store, b"key", "known.txt")
    index = Deferred(b"key", Builder("known.txt"), begin=partial(begun.append, "begun"))

    with open_remembered(store, b"salt") as remembered:
        outputs_of([index], remembered)

    assert begun == []


def indexed(*names: str) -> Deferred:
    return Deferred(
        " ".join(names).encode(), Builder(*(f"search/{name}" for name in names)), "search/"
    )


def paths_digest(*planned: Output | Deferred) -> bytes:
    return collect_outputs([planned], ()).sound_paths


def test_new_names_in_a_folder_of_their_own_leave_paths_that_got_on_as_they_were():
    page = Output("search/index.html", render_text, "")

    before = paths_digest(page, indexed("a.bin", "b.bin"))

    assert paths_digest(page, indexed("a.bin", "c.bin", "d.bin")) == before
    assert paths_digest(page, indexed("b.bin"), Output("other", render_text, "")) != before


def test_path_in_that_folder_that_somebody_else_wants_is_a_problem(store: Path):
    page, file = (Output(f"search/{name}", render_text, "") for name in ("index.html", "c.bin"))
    sound = paths_digest(page, file, indexed("a.bin"))
    with open_remembered(store, b"salt") as remembered:
        remembered.keep([], {}, sound)

    with open_remembered(store, b"salt") as remembered:
        collected = collect_outputs([[page, file, indexed("c.bin")]], (), remembered)

    assert [each.code for each in collected.problems] == ["site/shared-path"]
    assert collected.sound_paths == b""
