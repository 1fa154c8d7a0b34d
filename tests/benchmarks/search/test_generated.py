"""Queries for made-up archives."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.search.generated import documents_of, random_queries
from benchmarks.search.stop_words import STOP_WORDS


def test_queries_are_three_different_words_of_one_explainer(tmp_path: Path) -> None:
    write_corpus(tmp_path, count=20)
    texts = [path.read_text().lower() for path in tmp_path.rglob("*.md")]

    queries = [query.split() for query in random_queries(tmp_path, count=30)]

    assert len({tuple(words) for words in queries}) == 30
    for words in queries:
        assert len(set(words)) == 3
        assert not STOP_WORDS & set(words)
        assert any(all(word in text for word in words) for text in texts)


def test_queries_are_the_same_each_time(tmp_path: Path) -> None:
    write_corpus(tmp_path, count=20)

    assert random_queries(tmp_path, count=9) == random_queries(tmp_path, count=9)


def test_explainers_are_documents_of_plain_text(tmp_path: Path) -> None:
    write_corpus(tmp_path, count=20)

    documents = documents_of(tmp_path)

    assert len(documents) == 20
    for document in documents:
        source = next(tmp_path.rglob(f"{document.name}.md")).read_text()
        assert f'title: "{document.title}"' in source
        assert len(document.text.split()) > 300
        assert "##" not in document.text
