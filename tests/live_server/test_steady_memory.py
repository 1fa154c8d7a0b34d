"""However often an author saves, `serve` holds as many objects as after the first saves."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from plugins.command_line.opening import open_site
from plugins.live_server.live_site import LiveSite
from plugins.live_server.planning import Planner
from plugins.live_server.versions import Versions
from tests.support.sites import explainer, write_files

_SAVES_TO_SETTLE = 4
_SAVES = 6
_WRITTEN = explainer("Caches", front="story: Memory\n", body="See [others](story-1).")
_FILES = {"caches.md": _WRITTEN} | {
    f"story-{number}.md": explainer(f"Story {number}", tags="[AI, Meta]", front="story: Memory\n")
    for number in range(4)
}
_SHOWN = ("/", "/explainers/caches/", "/tags/ai/", "/feed.xml", "/search/search.json", "/nowhere/")

Edit = Callable[[int], Mapping[str, str]]


def _body(save: int) -> Mapping[str, str]:
    return {"caches.md": f"{_WRITTEN}\nAnd more, for the {save}th time.\n"}


def _title(save: int) -> Mapping[str, str]:
    return {"caches.md": _WRITTEN.replace("title: Caches", f"title: Caches {save}")}


def _tag(save: int) -> Mapping[str, str]:
    return {"caches.md": _WRITTEN.replace("[AI]", f"[AI, Tag {save % 2}]")}


def _new_file(save: int) -> Mapping[str, str]:
    return {"new.md": explainer("New") if save % 2 else ""}


def _mistake(save: int) -> Mapping[str, str]:
    return {"caches.md": _WRITTEN.replace("title:", "titel:") if save % 2 else _WRITTEN}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write_files(tmp_path / "content", _FILES)
    return tmp_path / "content"


@pytest.fixture
def site(content: Path, tmp_path: Path) -> Iterator[LiveSite]:
    opened = open_site(content=content, output=tmp_path / "site")
    planner = Planner(opened.project, opened.plan, tmp_path / "store.sqlite")
    yield LiveSite(planner, Versions(), lambda _: None)
    gc.unfreeze()


@pytest.mark.parametrize("edit", [_body, _title, _tag, _new_file, _mistake])
def test_no_kind_of_save_leaves_objects_behind(edit: Edit, site: LiveSite, content: Path) -> None:
    for save in range(_SAVES_TO_SETTLE):
        _save_and_look(site, content, edit(save))
    before = _objects()
    for save in range(_SAVES):
        _save_and_look(site, content, edit(save))
    after = _objects()

    more = {name: count - before[name] for name, count in after.items()}
    assert {name: count for name, count in more.items() if count >= _SAVES} == {}


def _save_and_look(site: LiveSite, content: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (content / name).write_text(text) if text else (content / name).unlink(missing_ok=True)
    site.note_change(frozenset(content / name for name in files))
    for address in _SHOWN:
        site.answer(address)


def _objects() -> Counter[str]:
    """How many objects there are of each type that can hold others.

    Frozen garbage is counted too: what the last page left behind is collected, but not that.
    """
    gc.collect()
    gc.unfreeze()
    types = map(type, gc.get_objects())
    found = Counter(f"{each.__module__}.{each.__qualname__}" for each in types)
    gc.freeze()
    return found
