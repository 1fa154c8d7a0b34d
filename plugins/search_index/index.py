"""The index as a whole: made anew, or brought up to date after a small edit.

Both ways give the same bytes: what an edit leaves alone is kept, what it touches is made
by the same functions. `IndexState` is what one build keeps for the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import msgspec

from plugins.explainers.site import Site
from plugins.search_index.document_words import BodyWords, Words
from plugins.search_index.documents import Document
from plugins.search_index.index_files import IndexFiles
from plugins.search_index.lexicon import Block
from plugins.search_index.term_shards import Shard

__all__ = [
    "DIGEST_BYTES",
    "DOCUMENTS_KEPT_TOGETHER",
    "FORMAT",
    "IndexState",
    "KeptWords",
    "Limits",
    "MadeIndex",
    "RawEntry",
    "RawWords",
    "Source",
    "WordsPart",
    "digest_at",
    "digests_of",
]

FORMAT = 2
DIGEST_BYTES = 16
DOCUMENTS_KEPT_TOGETHER = 64
_ONE_TABLE = 16_384  # documents up to which all lengths are one file
_TABLE = 1_024


@dataclass(frozen=True, slots=True)
class Source:
    """What an index is made from. `body` gives the words of a body by its digest.

    key: of the code and settings; aliases: of tags, by their names in addresses. listing:
    stands for all of the documents but their bodies, whose digests are `bodies`; known: what
    the head said of the same listing. folder: where passing files may lie.
    """

    documents: Sequence[Document]
    digests: bytes
    body: Callable[[str], BodyWords]
    site: Site
    key: bytes
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listing: bytes = b""
    bodies: Sequence[str] = ()
    known: ListedFacts | None = None
    folder: Path | None = None

    @property
    def aliases_digest(self) -> bytes:
        """16 bytes that stand for the aliases."""
        pairs = msgspec.msgpack.encode(sorted(self.aliases.items()))
        return blake2b(pairs, digest_size=16).digest()

    def body_of(self, document: Document) -> BodyWords | None:
        """The words of a document's body; None of a withdrawn one."""
        return self.body(document.body_digest) if document.is_live else None


class ListedFacts(msgspec.Struct, frozen=True, array_like=True):
    """What the head says that no edit of a body changes.

    withdrawn: numbers; years: as in the head; tags: the name of the tag list; files: the keys
    of all files that belong to it.
    """

    withdrawn: list[int]
    years: list[tuple[int, int]]
    tags: str
    files: list[str]


# The digest of a document's inputs with its words, for builds after an edit; a part of them as it
# is read, read only where it is needed, and as it is written.
KeptWords = list[tuple[bytes, Words | None]]
RawEntry = tuple[bytes, msgspec.Raw]
RawWords = list[RawEntry]
WordsPart = Sequence[tuple[bytes, Words | None] | RawEntry]


@dataclass(frozen=True, slots=True)
class MadeIndex:
    """An index: its state, its new files, and parts of the words to be kept with them.

    Each part is worked out when it is asked for, and that once.
    """

    state: IndexState
    files: IndexFiles
    words: Iterable[tuple[int, WordsPart]] = ()


def digest_at(digests: bytes, number: int) -> bytes:
    """That of one document among `digests_of` all."""
    return digests[DIGEST_BYTES * number : DIGEST_BYTES * (number + 1)]


def digests_of(documents: Sequence[Document]) -> bytes:
    """16 bytes for each document."""
    return b"".join(document.digest() for document in documents)


@dataclass(frozen=True, slots=True)
class Limits:
    """What depends on the size of the archive. `table`: documents in a table of lengths.

    `most_inside`: lists of at most so many documents hold their lengths.
    """

    table: int
    most_inside: int

    @classmethod
    def of(cls, count: int) -> Limits:
        """The limits for so many documents."""
        if count <= _ONE_TABLE:
            return cls(_ONE_TABLE, 0)
        return cls(_TABLE, (1 << (count.bit_length() - 1)) // 16)


class IndexState(msgspec.Struct, array_like=True):
    """All that is known of an index without reading its files.

    key: of the code and settings that it was made by. digests: 16 bytes a document.
    lengths: a byte a document, the code of its text's length. form_counts: of each form in
    how many documents it is; other_terms: (form, term): likewise, for terms that are not
    the form's English stem. packs: names. retired: keys of files that the last build
    dropped; another process may still read them. aliases: a digest of the tags' aliases.
    listing, bodies, facts: what it was made from, and what the head says of it (see `Source`).
    """

    key: bytes
    digests: bytes
    lengths: bytes
    text_total: int
    title_total: int
    terms: list[Shard]
    forward: list[Block]
    backward: list[Block]
    form_counts: dict[bytes, int]
    other_terms: list[tuple[bytes, bytes, int]]
    packs: list[str]
    head: str
    other_files: list[str]
    retired: list[str]
    aliases: bytes
    listing: bytes
    bodies: list[str]
    facts: ListedFacts

    @property
    def count(self) -> int:
        """How many numbers are given out."""
        return len(self.digests) // DIGEST_BYTES

    def files(self) -> Iterator[str]:
        """The keys of all files, some perhaps twice."""
        for shard in self.terms:
            yield from shard.files
        yield from (f"forms/{block.name}" for block in (*self.forward, *self.backward))
        yield from (f"records/{name}" for name in self.packs)
        yield from self.other_files
