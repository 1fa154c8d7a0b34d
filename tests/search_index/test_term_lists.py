"""Lists that are changed in place are those that are written anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugins.search_index.appending import appended
from plugins.search_index.lengths import length_code
from plugins.search_index.term_lists import (
    EMPTY,
    Posting,
    TermList,
    key_list,
    read_list,
    read_positions,
    replaced,
    with_lengths,
)

DOCUMENTS = st.integers(0, 400)
CODES = bytes(length_code(number) for number in range(401))


@st.composite
def postings(draw: st.DrawFn) -> dict[int, Posting]:
    found = {}
    for document in draw(st.sets(DOCUMENTS, max_size=12)):
        positions = draw(st.sets(st.integers(0, 70_000), min_size=1, max_size=5))
        titles = draw(st.integers(0, 2))
        found[document] = Posting(
            frequency=draw(st.integers(1, len(positions))),
            positions=tuple(sorted(positions)),
            length=CODES[document],
            titles=titles,
            title_length=draw(st.integers(1, 30)) if titles else 0,
        )
    return found


def made(found: dict[int, Posting], *, has_lengths: bool) -> TermList:
    """A list, one document after another."""
    term = TermList(0, 0, b"", b"", has_lengths)
    for document in sorted(found):
        term = replaced(term, document, found[document])
    return term


def decoded(term: TermList) -> dict[int, Posting]:
    """What is in a list, read by the words of docs/search.md."""
    streams = read_list(term)
    places = dict(
        zip(
            streams.title_places,
            zip(streams.title_frequencies, streams.title_lengths, strict=True),
            strict=True,
        )
    )
    positions = read_positions(term.positions)
    assert (len(streams.documents), len(places)) == (term.df, term.titles)
    assert len(streams.lengths) == (term.df if term.has_lengths else 0)
    lengths = streams.lengths or bytes(CODES[document] for document in streams.documents)
    return {
        document: Posting(
            streams.frequencies[place],
            tuple(positions[place]),
            lengths[place],
            *places.get(place, (0, 0)),
        )
        for place, document in enumerate(streams.documents)
    }


@given(postings(), st.booleans())
def test_list_says_what_was_put_in(found: dict[int, Posting], has_lengths: bool) -> None:
    assert decoded(made(found, has_lengths=has_lengths)) == found


@given(postings(), postings(), st.booleans())
def test_changed_list_is_the_one_made_anew(
    before: dict[int, Posting], changes: dict[int, Posting], has_lengths: bool
) -> None:
    term = made(before, has_lengths=has_lengths)
    for document, posting in changes.items():
        term = replaced(term, document, posting)

    assert term == made(before | changes, has_lengths=has_lengths)


@given(postings(), st.data(), st.booleans())
def test_removing_leaves_no_trace(
    before: dict[int, Posting], data: st.DataObject, has_lengths: bool
) -> None:
    gone = data.draw(st.sets(DOCUMENTS) | st.sets(st.sampled_from([*before, 0])))
    term = made(before, has_lengths=has_lengths)
    for document in gone:
        term = replaced(term, document, None)

    rest = {document: each for document, each in before.items() if document not in gone}
    assert term == made(rest, has_lengths=has_lengths)


@given(postings())
def test_lengths_come_and_go(found: dict[int, Posting]) -> None:
    bare, full = made(found, has_lengths=False), made(found, has_lengths=True)

    assert with_lengths(bare, True, CODES) == full
    assert with_lengths(full, False, CODES) == bare


@given(st.sets(DOCUMENTS, min_size=1))
def test_list_of_a_key_can_be_changed_too(documents: set[int]) -> None:
    ordered = sorted(documents)
    term = key_list(ordered)

    assert read_list(term).documents == ordered
    assert read_list(term).frequencies == [1] * len(ordered)
    again = replaced(replaced(term, ordered[0], None), ordered[0], Posting(1, (), 0))
    assert again == term


def test_nothing_is_an_empty_list() -> None:
    assert decoded(EMPTY) == {}
    assert replaced(EMPTY, 3, None) == EMPTY


@given(postings(), st.booleans())
def test_document_added_at_the_end_is_where_any_other_would_be(
    found: dict[int, Posting], has_lengths: bool
) -> None:
    one_by_one = TermList(0, 0, b"", b"", has_lengths)
    for document in sorted(found):
        one_by_one = appended(one_by_one, document, found[document])

    assert one_by_one == made(found, has_lengths=has_lengths)
