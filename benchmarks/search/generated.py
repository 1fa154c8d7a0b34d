"""Made-up archives: their texts as documents, and queries of readers who half remember one."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.chance import Chance
from benchmarks.search.collection import Document
from benchmarks.search.stop_words import STOP_WORDS
from plugins.explainers.model import Explainer
from plugins.explainers.parse import parse_file
from plugins.explainers.sections import DEFAULT_SECTIONS
from plugins.explainers.site import ParseSettings

__all__ = ["documents_of", "random_queries"]

_WORD = re.compile(r"[a-z]{3,}")
_WORDS_IN_A_QUERY = 3
_NOT_PROSE = re.compile(r"```.*?```|\]\([^)]*\)|https?://\S+", re.DOTALL)


def documents_of(content: Path) -> list[Document]:
    """Each explainer's title and plain text, for engines that do not read explainers."""
    return [_document(file) for file in _files(content)]


def random_queries(content: Path, *, count: int, seed: int = 1) -> list[str]:
    """Queries of three words each, which stand in one explainer and are no stop words."""
    files = _files(content)
    queries: dict[str, None] = {}
    number = 0
    while len(queries) < count:
        chance = Chance(f"query {seed} {number}")
        queries[_query_of(chance.one_of(files), chance)] = None
        number += 1
    return list(queries)


def _files(content: Path) -> list[Path]:
    return sorted(content.glob("[12]*/*.md"))


def _document(file: Path) -> Document:
    path = f"{file.parent.name}/{file.name}"  # in the archive, as links start from there
    parsed = parse_file(file.read_bytes(), path, ParseSettings(DEFAULT_SECTIONS))
    if not isinstance(parsed.entry, Explainer) or parsed.body is None:
        raise ValueError(f"{file} is not an explainer")
    return Document(file.stem, parsed.entry.title, " ".join(parsed.body.text.split()))


def _query_of(file: Path, chance: Chance) -> str:
    words = _content_words(file.read_text(encoding="utf-8"))
    drawn: dict[str, None] = {}
    while len(drawn) < _WORDS_IN_A_QUERY:
        drawn[chance.one_of(words)] = None
    return " ".join(drawn)


def _content_words(text: str) -> list[str]:
    body = _NOT_PROSE.sub(" ", text.partition("\n---\n")[2])
    return [word for word in _WORD.findall(body.lower()) if word not in STOP_WORDS]
