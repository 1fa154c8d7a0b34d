"""Tags and labels of all documents, for counts by them (docs/search.md, "Tags")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from plugins.search_index.documents import Document
from plugins.search_index.index_files import IndexFiles
from plugins.search_index.varints import encode_numbers

__all__ = ["tag_list"]

_PER_CHUNK = 1024
_WITHDRAWN = 255


def tag_list(
    documents: Sequence[Document], aliases: Mapping[str, tuple[str, ...]], files: IndexFiles
) -> tuple[str, list[str]]:
    """The name of the tag list, and the keys of its files.

    `aliases` are by a tag's name in addresses.
    """
    numbers: dict[str, int] = {}
    labels: list[str] = []
    counts: list[int] = []
    for document in documents:
        for label, name in document.tags:
            number = numbers.setdefault(name, len(numbers))
            if number == len(labels):
                labels.append(label)
                counts.append(0)
            counts[number] += 1
    tags = [
        (label, name, count, aliases.get(name, ()))
        for label, name, count in zip(labels, numbers, counts, strict=True)
    ]
    chunks = [files.add("facets", chunk) for chunk in _chunks(documents, numbers)]
    name = files.add("tags", msgspec.json.encode({"tags": tags, "chunks": chunks}))
    return name, [f"tags/{name}", *(f"facets/{chunk}" for chunk in chunks)]


def _chunks(documents: Sequence[Document], numbers: Mapping[str, int]) -> Iterator[bytes]:
    for start in range(0, len(documents), _PER_CHUNK):
        chunk = bytearray()
        for document in documents[start : start + _PER_CHUNK]:
            chunk.append(document.label if document.is_live else _WITHDRAWN)
            chunk += encode_numbers(
                [len(document.tags), *(numbers[name] for _, name in document.tags)]
            )
        yield bytes(chunk)
