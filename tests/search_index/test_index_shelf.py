"""The index between builds: what is kept, and what is done when that cannot be used."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from plugins.explainers.site import Site
from plugins.search_index import kept_index, making
from plugins.search_index.index import IndexState
from plugins.search_index.index_shelf import begin_index, kept_state
from plugins.search_index.kept_index import KeptIndex, shelf_name
from plugins.site_outputs.database import RowMissing, StoreDamaged
from plugins.site_outputs.shelf import Shelf
from tests.search_index.corpus import SITE, Context, MadeArchive, make_archive, make_explainer

TEXTS = [(f"Title {number}", f"Text {number} of caches and zones.") for number in range(70)]


def context_of(made: MadeArchive, folder: Path, site: Site = SITE, **values: Any) -> Context:
    context = Context(made, folder, site)
    for name, value in values.items():
        setattr(context, name, value)
    return context


def build(
    made: MadeArchive, folder: Path, site: Site = SITE, **values: Any
) -> tuple[IndexState | None, list[str]]:
    """The state, and the bodies that were read for it, each once."""
    context = context_of(made, folder, site, **values)
    with contextlib.closing(context):
        return begin_index(made.archive, site, context)(), [*dict.fromkeys(context.derived_bodies)]


def kept(folder: Path, site: Site = SITE) -> Shelf:
    return Shelf(folder / f"store.{shelf_name(site)}.sqlite")


def keys_of(folder: Path) -> set[str]:
    connection = sqlite3.connect(folder / "store.search.sqlite")
    keys = {key for (key,) in connection.execute("SELECT key FROM kept")}
    connection.close()
    return keys


def files_of(state: IndexState | None) -> set[str]:
    assert state is not None
    return {*state.files(), state.head}


def test_first_build_puts_all_files_on_the_shelf(tmp_path: Path) -> None:
    made = make_archive(*TEXTS)

    state, read = build(made, tmp_path)

    assert files_of(state) <= keys_of(tmp_path)
    assert len(read) == len(TEXTS)
    with kept(tmp_path) as shelf:
        assert kept_state(shelf.get, made.archive, SITE) == state
        with pytest.raises(RowMissing):
            kept_state(shelf.get, make_archive(*TEXTS[1:]).archive, SITE)


def test_nothing_is_read_or_written_where_nothing_changed(tmp_path: Path) -> None:
    made = make_archive(*TEXTS)
    first, _ = build(made, tmp_path)
    before = (tmp_path / "store.search.sqlite").read_bytes()

    again, read = build(made, tmp_path)

    assert again == first
    assert read == []
    assert (tmp_path / "store.search.sqlite").read_bytes() == before


def test_edit_reads_what_it_changed_and_its_neighbours(tmp_path: Path) -> None:
    build(make_archive(*TEXTS), tmp_path)
    edited = make_archive(*TEXTS[:30], ("Title 30", "Another text."), *TEXTS[31:])

    state, read = build(edited, tmp_path)

    assert 0 < len(set(read)) < 10
    assert state == replace_retired(build(edited, tmp_path / "anew")[0], state)


def replace_retired(state: IndexState | None, like: IndexState | None) -> IndexState:
    assert state is not None
    assert like is not None
    state.retired = like.retired
    return state


@pytest.fixture(autouse=True)
def anew(tmp_path: Path) -> None:
    (tmp_path / "anew").mkdir()


def test_edits_of_bodies_give_what_is_made_anew(tmp_path: Path) -> None:
    texts = [*TEXTS]
    for step, number in enumerate((4, 4, 33, 69)):
        texts[number] = (texts[number][0], f"Another text {step} about quarries.")
        made = with_withdrawn(make_archive(*texts), 7)

        state, _ = build(made, tmp_path / "edited")
        anew, _ = build(made, tmp_path / f"anew {step}")

        assert state is not None
        assert anew is not None
        assert msgspec.structs.replace(state, retired=[]) == anew


def test_explainers_that_come_go_or_move_give_what_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dates = {number: f"2026-01-{1 + number // 9:02}" for number in range(200)}
    for step, change in enumerate(({}, {3: "2025-12-31"}, {150: "2026-01-02"}, {3: "", 66: ""})):
        dates = {number: date for number, date in (dates | change).items() if date}
        dates[1000 + step] = f"2026-01-{20 - 5 * step:02}"
        made = MadeArchive(
            (make_explainer(f"Title {n}", slug=f"n{n:04}", date=f"{date}T00:00:00Z"), f"Text {n}.")
            for n, date in sorted(dates.items(), key=lambda each: each[1])
        )

        with monkeypatch.context() as patch:
            if step:
                patch.setattr(making, "make_index", must_not_be_needed)
            state, _ = build(made, tmp_path / "edited")
        anew, _ = build(made, tmp_path / f"anew {step}")

        assert state is not None
        assert anew is not None
        assert msgspec.structs.replace(state, retired=[]) == anew
        assert words_of(tmp_path / "edited") == words_of(tmp_path / f"anew {step}")


def must_not_be_needed(*_: object, **__: object) -> None:
    raise AssertionError("the index is made anew")


def words_of(folder: Path) -> list[Any]:
    with kept(folder) as shelf:
        parts = [KeptIndex(shelf).words(number) for number in range(8)]
    return [entry for part in parts for entry in part]


def with_withdrawn(made: MadeArchive, number: int) -> MadeArchive:
    """The same archive with one explainer withdrawn."""
    explainers = made.archive.explainers
    withdrawn, listed = explainers[number], (*explainers[:number], *explainers[number + 1 :])
    made.archive = replace(made.archive, explainers=listed, withdrawn=(withdrawn,))
    return made


def test_files_that_are_dropped_stay_for_one_more_build(tmp_path: Path) -> None:
    first, _ = build(make_archive(*TEXTS), tmp_path)
    second, _ = build(make_archive(*TEXTS, ("New", "A new text.")), tmp_path)
    dropped = files_of(first) - files_of(second)
    assert dropped
    assert dropped <= keys_of(tmp_path)

    third, _ = build(make_archive(*TEXTS, ("New", "A new text."), ("Newer", "Of it.")), tmp_path)

    assert not (dropped - files_of(third)) & keys_of(tmp_path)
    assert files_of(third) <= keys_of(tmp_path)


def test_file_that_comes_back_is_there(tmp_path: Path) -> None:
    one, other = make_archive(*TEXTS), make_archive(*TEXTS[:-1], ("Other", "Other text."))
    for made in (one, other, one, other, other, one):
        state, _ = build(made, tmp_path)

        assert files_of(state) <= keys_of(tmp_path)


def test_broken_archive_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    made = make_archive(*TEXTS)
    first, _ = build(made, tmp_path)

    state, read = build(make_archive(*TEXTS[:5]), tmp_path, is_broken=True)

    assert (state, read) == (first, [])
    assert build(made, tmp_path) == (first, [])


def test_broken_archive_without_an_index_has_one_of_what_is_there(tmp_path: Path) -> None:
    state, read = build(make_archive(*TEXTS), tmp_path, is_broken=True)

    assert files_of(state) <= keys_of(tmp_path)
    assert len(read) == len(TEXTS)


def test_fresh_build_makes_all_of_it_anew(tmp_path: Path) -> None:
    made = make_archive(*TEXTS)
    first, _ = build(made, tmp_path)

    state, read = build(made, tmp_path, fresh=True)

    assert state == first
    assert len(read) == len(TEXTS)
    assert files_of(state) <= keys_of(tmp_path)


@pytest.mark.parametrize(
    ("site", "salt"),
    [(SITE, b"other code"), (replace(SITE, lang="de"), b"salt"), (SITE, b"")],
)
def test_other_code_or_settings_make_another_index(tmp_path: Path, site: Site, salt: bytes) -> None:
    made = make_archive(*TEXTS)
    first, _ = build(made, tmp_path)

    state, read = build(made, tmp_path, site, salt=salt)

    assert len(read) == len(TEXTS)
    # Nothing of the old one stays but what is the same.
    assert not (files_of(first) - files_of(state)) & keys_of(tmp_path)
    assert files_of(state) <= keys_of(tmp_path)


def test_alias_of_a_tag_changes_the_list_of_tags_alone(tmp_path: Path) -> None:
    made = make_archive(*TEXTS)
    first, _ = build(made, tmp_path)
    tags = tuple(replace(tag, aliases=("Other name",)) for tag in made.archive.tags)
    made.archive = replace(made.archive, tags=tags)

    state, read = build(made, tmp_path)

    assert read == []
    kinds = {key.partition("/")[0] for key in files_of(state) - files_of(first)}
    assert kinds == {"tags", "head"}


def test_serving_has_a_shelf_of_its_own(tmp_path: Path) -> None:
    made = make_archive(*TEXTS)
    first, _ = build(made, tmp_path)

    build(make_archive(*TEXTS[:3]), tmp_path, replace(SITE, show_unpublished=True))

    assert build(made, tmp_path) == (first, [])


def test_state_of_another_version_is_made_anew(tmp_path: Path) -> None:
    made = make_archive(*TEXTS)
    first, _ = build(made, tmp_path)
    with kept(tmp_path) as shelf:
        shelf.change([("state", b"\x93\x01\x02\x03")])

    state, read = build(made, tmp_path)

    assert state == first
    assert len(read) == len(TEXTS)


def test_damaged_value_is_not_taken_for_good(tmp_path: Path) -> None:
    made = make_archive(*TEXTS)
    build(made, tmp_path)
    with sqlite3.connect(tmp_path / "store.search.sqlite") as connection:
        connection.execute("UPDATE kept SET value = x'00' WHERE key LIKE 'terms/%'")
    connection.close()

    with pytest.raises(StoreDamaged):
        build(make_archive(*TEXTS, ("New", "Caches.")), tmp_path)


def test_shelf_that_is_no_database_is_filled_again(tmp_path: Path) -> None:
    made = make_archive(*TEXTS)
    first, _ = build(made, tmp_path)
    (tmp_path / "store.search.sqlite").write_bytes(b"nothing of the kind" * 99)

    state, read = build(made, tmp_path)

    assert state == first
    assert len(read) == len(TEXTS)


def test_build_that_is_ended_in_between_leaves_the_shelf_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_archive(*TEXTS)
    first, _ = build(made, tmp_path)
    before = keys_of(tmp_path)
    values = kept_index._values

    def ended(*given: Any) -> Any:
        yield next(iter(values(*given)))
        raise KeyboardInterrupt

    monkeypatch.setattr(kept_index, "_values", ended)
    with pytest.raises(KeyboardInterrupt):
        build(make_archive(*TEXTS, ("New", "Caches.")), tmp_path)
    monkeypatch.undo()

    assert keys_of(tmp_path) == before
    assert build(made, tmp_path) == (first, [])
