"""Reading test collections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.search.collection import Collection, Document, NotACollection, read_collection

_DOCUMENTS = """.I 1
.T
wings in a
slipstream .
.A
smith,j.
.B
j. ae. scs. 25, 1958.
.W
wings in a slipstream .
  an experiment .
.I 2
.T
.A
.B
.W
.I 3
.T
flow past a plate .
.A
.B
.W
flow .
"""
# Numbers with gaps, and line ends of DOS, as in the original.
_QUERIES = (
    ".I 001\r\n.W\r\nwhat of\r\nwings .\r\n.I 004\r\n.W\r\nplates .\r\n.I 008\r\n.W\r\nnone .\r\n"
)
_JUDGED = "1 1 1 \n1 3 4\n2 3 2\n2 1 -1\n3 1 5\n"


def cranfield(folder: Path) -> Collection:
    (folder / "cran.all.1400").write_text(_DOCUMENTS)
    (folder / "cran.qry").write_bytes(_QUERIES.encode())
    (folder / "cranqrel").write_text(_JUDGED)
    return read_collection(folder)


def beir(folder: Path, documents: list[dict[str, str]], judged: str) -> Collection:
    (folder / "qrels").mkdir()
    queries = [{"_id": "q1", "text": "wings"}, {"_id": "q2", "text": "of training"}]
    for name, rows in (("corpus", documents), ("queries", queries)):
        lines = (f"{json.dumps(row)}\n" for row in rows)
        (folder / f"{name}.jsonl").write_text("".join(lines))
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{judged}")
    return read_collection(folder)


def test_cranfield_documents_have_titles_and_texts_on_one_line(tmp_path: Path) -> None:
    found = cranfield(tmp_path)

    assert found.documents[0] == Document(
        "1", "wings in a slipstream .", "wings in a slipstream . an experiment ."
    )


def test_document_without_any_text_is_left_out_and_said_so(tmp_path: Path) -> None:
    found = cranfield(tmp_path)

    assert [each.name for each in found.documents] == ["1", "3"]
    assert "documents without any text: 1" in found.left_out


def test_cranfield_queries_are_counted_not_called_by_their_numbers(tmp_path: Path) -> None:
    first, second = cranfield(tmp_path).queries

    assert (first.name, first.text) == ("1", "what of wings .")
    assert (second.name, second.text) == ("2", "plates .")


def test_cranfield_grades_become_gains(tmp_path: Path) -> None:
    first, second = cranfield(tmp_path).queries

    assert first.gains == {"1": 4, "3": 1}
    assert second.gains == {"3": 3}


def test_query_without_relevant_documents_is_left_out_and_said_so(tmp_path: Path) -> None:
    found = cranfield(tmp_path)

    assert len(found.queries) == 2
    assert "queries without a relevant document: 1" in found.left_out


def test_beir_collection_is_read_with_the_queries_that_are_judged(tmp_path: Path) -> None:
    documents = [{"_id": "a", "title": "Wings", "text": "of birds"}]

    found = beir(tmp_path, documents, "q1\ta\t2\nq1\tb\t0\n")

    assert found.documents == (Document("a", "Wings", "of birds"),)
    assert [(each.name, each.gains) for each in found.queries] == [("q1", {"a": 2})]


def test_document_without_title_is_called_by_its_first_words(tmp_path: Path) -> None:
    text = "one two three four five six seven eight nine"

    found = beir(tmp_path, [{"_id": "a", "title": "", "text": text}], "q1\ta\t1\n")

    assert found.documents == (Document("a", "one two three four five six seven eight", text),)


def test_title_that_is_too_long_goes_on_in_the_text(tmp_path: Path) -> None:
    title = "long " * 70

    found = beir(tmp_path, [{"_id": "a", "title": title, "text": "end"}], "q1\ta\t1\n")

    assert len(found.documents[0].title) <= 300
    words = f"{found.documents[0].title} {found.documents[0].text}".split()
    assert words == ["long"] * 70 + ["end"]


def test_folder_with_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotACollection, match="neither cran"):
        read_collection(tmp_path)
