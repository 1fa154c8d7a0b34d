"""Making an index anew as work for another process: plain data in, the index on its shelf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.explainers.site import Site
from plugins.search_index.document_words import BODY_WORDS, read_body_words
from plugins.search_index.documents import Document
from plugins.search_index.index import IndexState, Source
from plugins.search_index.kept_index import KeptIndex
from plugins.site_outputs.memory import give_back_memory
from plugins.site_outputs.shelf import Shelf
from plugins.site_outputs.store import ParseStore

__all__ = ["IndexWork", "make_on_shelf"]


@dataclass(frozen=True, slots=True)
class IndexWork:
    """Where the words lie and the index goes, and what else it is made from (see `Source`)."""

    store: Path
    shelf: Path
    documents: Sequence[Document]
    digests: bytes
    site: Site
    key: bytes
    aliases: Mapping[str, tuple[str, ...]]
    listing: bytes
    bodies: Sequence[str]


def make_on_shelf(work: IndexWork) -> IndexState:
    """Makes an index and puts it on its shelf, but for packs of records. Raises StoreDamaged."""
    # Late: a library that no other work needs.
    from plugins.search_index.making import make_index

    with ParseStore(work.store) as store, Shelf(work.shelf) as shelf:
        source = Source(
            documents=work.documents,
            digests=work.digests,
            body=lambda digest: read_body_words(store.derived(BODY_WORDS, digest)),
            site=work.site,
            key=work.key,
            aliases=work.aliases,
            listing=work.listing,
            bodies=work.bodies,
            folder=work.shelf.parent,
        )
        kept = KeptIndex(shelf)
        state = kept.put(make_index(source, kept.keep, with_packs=False), None)
    give_back_memory()
    return state
