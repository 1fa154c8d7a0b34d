"""Packs of records: each holds what results show of a few documents (see `records`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.search_index.document_words import BodyWords
from plugins.search_index.documents import Document
from plugins.search_index.index import DIGEST_BYTES, Source
from plugins.search_index.index_files import IndexFiles, deflated
from plugins.search_index.records import PER_PACK, pack_payload

__all__ = ["add_pack", "all_packs", "name_packs"]


def add_pack(
    number: int, source: Source, files: IndexFiles, bodies: Sequence[BodyWords | None]
) -> str:
    """The name of a pack, which is among the files then; `bodies` are those of its documents."""
    identity = _identity(number, source)
    return files.add_made("records", identity, lambda: _made(number, source, bodies))


def name_packs(source: Source, files: IndexFiles) -> list[str]:
    """The names of all packs, which need not be made for that."""
    return [files.name("records", _identity(number, source)) for number in _numbers(source)]


def all_packs(source: Source) -> Iterator[tuple[str, bytes]]:
    """All packs by their keys."""
    for number in _numbers(source):
        files = IndexFiles(())
        bodies = [source.body_of(document) for document in _documents(number, source)]
        add_pack(number, source, files, bodies)
        yield from files.new.items()


def _numbers(source: Source) -> range:
    return range(-(-len(source.documents) // PER_PACK))


def _identity(number: int, source: Source) -> bytes:
    # All that a record holds is in the digest of its document, or in the key.
    start = number * PER_PACK
    return source.key + source.digests[DIGEST_BYTES * start : DIGEST_BYTES * (start + PER_PACK)]


def _made(number: int, source: Source, bodies: Sequence[BodyWords | None]) -> bytes:
    pairs = list(zip(_documents(number, source), bodies, strict=True))
    return deflated(pack_payload(pairs, source.site))


def _documents(number: int, source: Source) -> Sequence[Document]:
    start = number * PER_PACK
    return source.documents[start : start + PER_PACK]
