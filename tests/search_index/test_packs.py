"""Packs of records: made with an index, or apart from it."""

from __future__ import annotations

import pytest

from plugins.search_index.documents import documents_of
from plugins.search_index.making import make_index
from plugins.search_index.packs import all_packs
from plugins.search_index.records import PER_PACK
from tests.search_index.corpus import SITE, made_index, make_archive, source_of


@pytest.mark.parametrize("count", [0, 1, PER_PACK, 2 * PER_PACK + 1])
def test_packs_that_are_made_apart_are_those_of_an_index(count: int) -> None:
    made = make_archive(*((f"Title {number}", f"Text {number}.") for number in range(count)))
    source = source_of(documents_of(made.archive, SITE), made.body_words)
    whole = made_index(source)

    without = make_index(source, lambda *_: None, with_packs=False)
    packs = dict(all_packs(source))

    assert without.state == whole.state
    assert without.files.named == whole.files.named
    assert {**without.files.new, **packs} == whole.files.new
    assert packs.keys() == whole.files.new.keys() - without.files.new.keys()
    assert len(packs) == -(-count // PER_PACK)
