"""Parts are kept: an edit has one of them made anew."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.archive_data.gzip_pieces import gzip_of
from plugins.archive_data.parts import KeptParts, Part, keep_parts, parts_of, shelf_name
from plugins.explainers.archive import Archive
from plugins.explainers.listing import Listing
from plugins.explainers.model import Explainer
from plugins.site_outputs.content_files import FileChanged, digest_of
from plugins.site_outputs.plan_context import OpenPlanContext, PlanSetup
from tests.support.sites import explainer
from tests.theme.rendering import SITE, make_archive, make_explainer


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return tmp_path / "content"


def archive_of(content: Path, *explainers: Explainer) -> Archive:
    digests = {}
    for each in explainers:
        path = content / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(explainer(each.title), encoding="utf-8")
        digests[each.path] = digest_of(path.read_bytes())
    return make_archive(explainers, source_digests=digests)


@contextmanager
def opened(content: Path, archive: Archive, **setup: bool) -> Iterator[OpenPlanContext]:
    store = content.parent / "store.sqlite"
    planned = PlanSetup(store, b"salt", content, **setup)
    with OpenPlanContext(planned, Listing(archive)) as context:
        yield context


def current_parts(archive: Archive, context: OpenPlanContext) -> tuple[Part, ...]:
    parts = parts_of(archive, SITE, context)
    keep_parts(parts, archive, SITE, context)
    return parts


def keys_of(content: Path, archive: Archive, **setup: bool) -> list[str]:
    with opened(content, archive, **setup) as context:
        return [part.key for part in current_parts(archive, context)]


def month(number: int) -> Explainer:
    return make_explainer(f"month-{number}", date=f"2026-{number:02}-05T00:00:00Z")


def test_month_is_a_part(content: Path) -> None:
    archive = archive_of(content, month(1), month(2), month(3))

    with opened(content, archive) as context:
        parts = current_parts(archive, context)
        kept = [context.shelf(shelf_name(SITE)).get(part.key) for part in parts]

    assert [[each.slug for each in part.members] for part in parts] == [
        ["month-1"],
        ["month-2"],
        ["month-3"],
    ]
    assert gzip.decompress(gzip_of(kept)).count(b"\n") == 3


def test_edit_makes_its_own_month_anew_and_no_other(content: Path) -> None:
    before = keys_of(content, archive_of(content, month(1), month(2), month(3)))
    edited = replace(month(2), title="Another")
    archive = archive_of(content, month(1), edited, month(3))
    # What is not read cannot be missed.
    (content / month(1).path).unlink()
    (content / month(3).path).unlink()

    after = keys_of(content, archive)

    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False, True]


def test_file_that_changed_meanwhile_is_noticed(content: Path) -> None:
    archive = archive_of(content, month(1))
    (content / month(1).path).write_text("another")

    with pytest.raises(FileChanged):
        keys_of(content, archive)


def test_fresh_build_reads_every_file_again(content: Path) -> None:
    archive = archive_of(content, month(1))
    keys = keys_of(content, archive)

    assert keys_of(content, archive, fresh=True) == keys
    (content / month(1).path).unlink()
    with pytest.raises(FileChanged):
        keys_of(content, archive, fresh=True)


def test_nothing_is_learnt_from_a_broken_archive(content: Path) -> None:
    whole = archive_of(content, month(1), month(2))
    keys = keys_of(content, whole)
    broken = archive_of(content, month(1), month(3))

    assert keys_of(content, broken, is_broken=True) == keys[:1]
    (content / month(2).path).unlink()
    assert keys_of(content, whole) == keys


def test_parts_are_forgotten_when_two_builds_have_done_without(content: Path) -> None:
    first = archive_of(content, month(1))
    second = archive_of(content, month(2))
    (key,) = keys_of(content, first)

    known = []
    for archive in (second, first, second, archive_of(content, month(3)), second):
        keys_of(content, archive)
        with opened(content, archive) as context:
            known.append(key in KeptParts(context.shelf(shelf_name(SITE))).known())

    assert known == [True, True, True, False, False]


def test_large_month_has_several_parts(content: Path) -> None:
    many = [make_explainer(f"n-{number:03}") for number in range(251)]

    assert len(keys_of(content, archive_of(content, *many))) == 2


def test_settings_that_fill_in_what_a_file_leaves_out_make_other_parts(content: Path) -> None:
    archive = archive_of(content, month(1))
    named = replace(archive, explainers=(replace(month(1), authors=("Somebody",)),))

    assert keys_of(content, archive) != keys_of(content, named)


def test_part_is_another_when_settings_read_its_files_differently(content: Path) -> None:
    explainer = month(1)
    others = [
        replace(explainer, tags=("As tags.yaml spells it",)),
        replace(explainer, story="As another file spells it"),
        replace(explainer, comments=((1, 2),)),
        replace(explainer, body_digest="00"),
        replace(explainer, authors=("Another",)),
    ]

    keys = {*keys_of(content, archive_of(content, explainer))}
    for each in others:
        keys.update(keys_of(content, archive_of(content, each)))

    assert len(keys) == 6


def test_state_of_another_version_is_forgotten_with_all_that_it_names(content: Path) -> None:
    archive = archive_of(content, month(1))
    keys = keys_of(content, archive)
    with opened(content, archive) as context:
        shelf = context.shelf(shelf_name(SITE))
        shelf.change([("parts", b"\x93another"), ("orphan", b"")])

    assert keys_of(content, archive) == keys

    with opened(content, archive) as context:
        shelf = context.shelf(shelf_name(SITE))
        assert KeptParts(shelf).known() == {*keys}
        assert shelf.find("orphan") is None
