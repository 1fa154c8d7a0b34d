"""Lists of documents that have other numbers are those that are written anew."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.search_index import term_shards
from plugins.search_index.differences import Differences, Run
from plugins.search_index.index_files import IndexFiles, inflated
from plugins.search_index.renumbering import Renumbering
from plugins.search_index.term_lists import Posting, TermList, replaced
from plugins.search_index.term_shards import entry_of

RARE = st.sets(st.integers(0, 299), min_size=1)
COMMON = st.builds(
    lambda *steps: set(range(*steps)), st.integers(0, 90), st.just(300), st.integers(1, 5)
)
BEFORE = st.lists(RARE | COMMON, min_size=1, max_size=12)


@pytest.fixture
def short_lists_are_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(term_shards, "_MOST_INSIDE", 60)
    monkeypatch.setattr(term_shards, "_MOST_IN_ONE", 40)


def list_of(documents: set[int], now: list[int], *, has_lengths: bool) -> TermList:
    term = TermList(0, 0, b"", b"", has_lengths)
    for document in sorted(documents):
        titles = document % 3 == 0
        posting = Posting(1 + document % 2, (document,), 1 + document % 200, titles, 2 * titles)
        term = replaced(term, now[document], posting)
    return term


@pytest.mark.usefixtures("short_lists_are_files")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BEFORE, st.data(), st.booleans())
def test_renumbered_entries_are_those_made_anew(
    lists: list[set[int]], data: st.DataObject, has_lengths: bool
) -> None:
    # Few runs: between them, others have come.
    cuts = sorted(data.draw(st.sets(st.integers(1, 299), max_size=4)))
    stays, now = [], []
    shift = 0
    for start, end in zip([0, *cuts], [*cuts, 300], strict=True):
        shift += data.draw(st.sampled_from([0, 1, 2, 90]))
        stays.append(Run(start, start + shift, end - start))
        now += range(start + shift, end + shift)
    before, files = IndexFiles(()), IndexFiles(())
    as_it_was = list(range(300))
    entries = {
        b"%d" % place: entry_of(
            b"%d" % place, list_of(each, as_it_was, has_lengths=has_lengths), before
        )
        for place, each in enumerate(lists)
    }

    renumbering = Renumbering(
        Differences((), (), stays, (300, 300 + shift)),
        lambda key: inflated(before.new[key]),
        files,
    )

    anew = IndexFiles(())
    assert renumbering.entries(entries) == {
        b"%d" % place: entry_of(b"%d" % place, list_of(each, now, has_lengths=has_lengths), anew)
        for place, each in enumerate(lists)
    }
    for key, made in files.new.items():
        assert anew.new[key] == made
    for each in lists:
        term = list_of(each, as_it_was, has_lengths=has_lengths)
        assert renumbering.term(term) == list_of(each, now, has_lengths=has_lengths)
