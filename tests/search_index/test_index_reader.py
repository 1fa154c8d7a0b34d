"""Whoosh reads out of our index what it reads out of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from whoosh.query import Term
from whoosh.reading import TermNotFound

from plugins.search_index.index_reader import KEYS, SEPARATOR, TEXT_FIELD, TITLE, ArchiveReader
from tests.search_index.corpus import MadeSearch, make_archive, make_limits_small, searched
from tests.search_index.test_same_ranking import Corpus, hostile_archive

FIELDS = (TEXT_FIELD, TITLE)


def reader_of(made: MadeSearch) -> ArchiveReader:
    return ArchiveReader(made.state, made.archive.live, made.index.load)


@pytest.fixture(scope="module", params=["plain", "like a huge one"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    with pytest.MonkeyPatch.context() as patch:
        if request.param != "plain":
            make_limits_small(patch)
        return Corpus(searched(hostile_archive()), Path())


def test_all_terms_are_those_of_whoosh(corpus: Corpus) -> None:
    ours = [term for term in reader_of(corpus.made).all_terms() if term[0] != KEYS]

    assert sorted(ours) == sorted(corpus.oracle.searcher.reader().all_terms())


def test_postings_of_all_terms_are_those_of_whoosh(corpus: Corpus) -> None:
    ours, theirs = reader_of(corpus.made), corpus.oracle.searcher.reader()
    for field, term in theirs.all_terms():
        expected = {
            theirs.stored_fields(document)["number"]: (
                weight,
                theirs.doc_field_length(document, field),
            )
            for document, weight in postings(theirs, field, term)
        }
        found = postings(ours, field, term)
        assert {
            ours.number(document): (weight, ours.doc_field_length(document, field))
            for document, weight in found
        } == expected
        assert [document for document, _ in found] == sorted(document for document, _ in found)


def test_statistics_are_those_of_whoosh(corpus: Corpus) -> None:
    ours, theirs = reader_of(corpus.made), corpus.oracle.searcher.reader()

    assert ours.doc_count_all() == ours.doc_count() == theirs.doc_count_all()
    for field in FIELDS:
        assert ours.field_length(field) == theirs.field_length(field)
    for field, term in theirs.all_terms():
        one, other = ours.term_info(field, term), theirs.term_info(field, term)
        assert ours.frequency(field, term) == theirs.frequency(field, term)
        assert ours.doc_frequency(field, term) == theirs.doc_frequency(field, term)
        assert (one.weight(), one.doc_frequency()) == (other.weight(), other.doc_frequency())
        assert (one.max_weight(), one.min_length()) == (other.max_weight(), other.min_length())
        assert one.max_length() == other.max_length()


def postings(reader: Any, field: str, term: bytes) -> list[tuple[int, float]]:
    matcher = reader.postings(field, term)
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight()))
        matcher.next()
    return found


def test_positions_lie_side_by_side_where_words_do() -> None:
    made = searched(make_archive(("Title", "One bank lends. Two banks lend houses.")))
    reader = reader_of(made)

    def spans(term: str) -> set[int]:
        return {span.start for span in reader.postings(TEXT_FIELD, term.encode()).spans()}

    assert {place + 1 for place in spans("bank")} & spans("lend")
    assert {place + 2 for place in spans("bank")} & spans("hous")
    assert not {place + 1 for place in spans("bank")} & spans("hous")


def test_newest_document_has_the_lowest_number() -> None:
    reader = reader_of(searched(make_archive(("Old", "bank"), ("New", "bank"))))

    assert [reader.number(document) for document in range(2)] == [1, 0]
    assert [reader.document(number) for number in range(2)] == [1, 0]
    assert reader.stored_fields(0) == {"number": 1}


def test_several_terms_are_read_as_if_they_were_one() -> None:
    made = searched(
        make_archive(("A", "bank river"), ("B", "river river"), ("C", "bank bank bank"), ("D", "x"))
    )
    reader = reader_of(made)
    both = SEPARATOR.join(("bank", "river", "nowhere")).encode()

    found = {reader.number(docnum): weight for docnum, weight in postings(reader, "text", both)}

    assert found == {0: 2.0, 1: 2.0, 2: 3.0}
    assert reader.doc_frequency(TEXT_FIELD, both) == 3
    assert reader.frequency(TEXT_FIELD, both) == 7
    positions = [len(spans_of) for spans_of in all_spans(reader, both)]
    assert positions == [3, 2, 2]


def all_spans(reader: ArchiveReader, term: bytes) -> list[list[int]]:
    matcher = reader.postings(TEXT_FIELD, term)
    found = []
    while matcher.is_active():
        found.append([span.start for span in matcher.spans()])
        matcher.next()
    return found


def test_keys_of_tags_and_labels_are_a_field_of_their_own() -> None:
    made = searched(make_archive(("A", "bank"), ("B", "river")))
    reader = reader_of(made)

    assert {term for field, term in reader.all_terms() if field == KEYS} == {
        b"=ai/generated",
        b"=tag/ai",
    }
    assert reader.doc_frequency(KEYS, b"=tag/ai") == 2
    assert reader.doc_frequency(TEXT_FIELD, b"=tag/ai") == 0


@pytest.mark.parametrize("field", [TEXT_FIELD, TITLE, KEYS])
@pytest.mark.parametrize("term", [b"nowhere", b"", b"\xf4\x8f\xbf\xbf", b"!"])
def test_term_that_is_not_there_is_not_found(field: str, term: bytes) -> None:
    reader = reader_of(searched(make_archive(("A", "bank"))))

    assert (field, term) not in reader
    assert reader.frequency(field, term) == 0
    with pytest.raises(TermNotFound):
        reader.postings(field, term)


def test_index_of_nothing_can_be_read() -> None:
    made = searched(make_archive())
    reader = reader_of(made)

    assert reader.doc_count_all() == 0
    assert list(reader.all_terms()) == []
    assert (reader.min_field_length(TEXT_FIELD), reader.max_field_length(TITLE)) == (0, 0)
    assert not Term(TEXT_FIELD, "bank").estimate_size(reader)
