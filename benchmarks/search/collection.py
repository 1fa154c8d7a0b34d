"""Test collections: documents, queries, and how relevant people found each document for each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Collection", "Document", "NotACollection", "Query", "read_collection"]

# Cranfield's judges gave 1 to what answers a question completely and 4 to what is of least
# interest; 5 is no interest, and -1 marks the one paper of each question that was not judged.
_CRANFIELD_GAINS = {"1": 4, "2": 3, "3": 2, "4": 1}
_CRANFIELD = ("cran.all.1400", "cran.qry", "cranqrel")
_BEIR = ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv")
_TITLE_WORDS = 8
_MOST_TITLE = 300  # letters, as in front matter
# What content files may not hold, or nobody sees.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class NotACollection(Exception):
    """The folder does not hold a collection in a form that is read here."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document; its `name` is what relevance judgements call it."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query, and the gain of each relevant document (above 0, more is better)."""

    name: str
    text: str
    gains: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Collection:
    """A test collection; `left_out` says what of its files is not in here."""

    documents: tuple[Document, ...]
    queries: tuple[Query, ...]
    left_out: tuple[str, ...] = ()


def read_collection(folder: Path) -> Collection:
    """Reads Cranfield as it was published, or a collection in the form of BEIR.

    Raises NotACollection.
    """
    if all((folder / name).is_file() for name in _CRANFIELD):
        return _made(_cranfield_documents(folder), _cranfield_queries(folder))
    if all((folder / name).is_file() for name in _BEIR):
        return _made(_beir_documents(folder), _beir_queries(folder))
    forms = " nor ".join(", ".join(names) for names in (_CRANFIELD, _BEIR))
    raise NotACollection(f"{folder} holds neither {forms}")


def _made(documents: Iterator[Document], queries: Iterator[Query]) -> Collection:
    all_documents, all_queries = list(documents), list(queries)
    kept = [_as_explainer(each) for each in all_documents if each.title or each.text]
    names = {each.name for each in kept}
    known = [
        Query(
            each.name, each.text, {name: each.gains[name] for name in each.gains if name in names}
        )
        for each in all_queries
    ]
    judged = [each for each in known if each.gains]
    return Collection(
        tuple(kept),
        tuple(judged),
        tuple(_left_out(len(all_documents) - len(kept), len(all_queries) - len(judged))),
    )


def _left_out(documents: int, queries: int) -> Iterator[str]:
    if documents:
        yield f"documents without any text: {documents}"
    if queries:
        yield f"queries without a relevant document: {queries}"


def _as_explainer(document: Document) -> Document:
    """The document with a title as explainers have to have one; all engines get the same."""
    title, text = _plain(document.title), _plain(document.text)
    if not title:
        return Document(document.name, " ".join(text.split()[:_TITLE_WORDS]), text)
    if len(title) <= _MOST_TITLE:
        return Document(document.name, title, text)
    start = title[:_MOST_TITLE].rpartition(" ")[0] or title[:_MOST_TITLE]
    return Document(document.name, start, f"{title[len(start) :].strip()} {text}")


def _plain(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text).split())


def _cranfield_documents(folder: Path) -> Iterator[Document]:
    for number, fields in _cranfield_records(folder / "cran.all.1400"):
        yield Document(number, fields.get("T", ""), fields.get("W", ""))


def _cranfield_queries(folder: Path) -> Iterator[Query]:
    gains: dict[str, dict[str, int]] = {}
    for line in (folder / "cranqrel").read_text(encoding="ascii").splitlines():
        query, document, grade = line.split()
        if grade in _CRANFIELD_GAINS:
            gains.setdefault(query, {})[document] = _CRANFIELD_GAINS[grade]
    # The judgements count the queries from 1; the numbers that these carry have gaps.
    for place, (_, fields) in enumerate(_cranfield_records(folder / "cran.qry"), start=1):
        yield Query(str(place), fields.get("W", ""), gains.get(str(place), {}))


def _cranfield_records(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    text = file.read_text(encoding="ascii")
    for record in re.split(r"^\.I\s+", text, flags=re.MULTILINE)[1:]:
        number, *parts = re.split(r"^\.([TABW])\s*$", record, flags=re.MULTILINE)
        values = (" ".join(value.split()) for value in parts[1::2])
        yield number.strip(), dict(zip(parts[::2], values, strict=True))


def _beir_documents(folder: Path) -> Iterator[Document]:
    for row in _json_lines(folder / "corpus.jsonl"):
        yield Document(str(row["_id"]), str(row.get("title") or ""), str(row.get("text") or ""))


def _beir_queries(folder: Path) -> Iterator[Query]:
    gains: dict[str, dict[str, int]] = {}
    rows = (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows[1:]:
        query, document, score = row.split("\t")
        if int(score) > 0:
            gains.setdefault(query, {})[document] = int(score)
    for record in _json_lines(folder / "queries.jsonl"):
        # The file has the queries of other parts of the collection too.
        if (name := str(record["_id"])) in gains:
            yield Query(name, " ".join(str(record["text"]).split()), gains[name])


def _json_lines(file: Path) -> Iterator[dict[str, object]]:
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
