"""The index between builds: on a shelf, brought up to date by each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b

import msgspec

from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.search_index.document_words import BODY_WORDS, read_body_words
from plugins.search_index.documents import (
    Document,
    LazyDocuments,
    documents_of,
    numbered_explainers,
)
from plugins.search_index.index import (
    DIGEST_BYTES,
    FORMAT,
    IndexState,
    Source,
    digests_of,
)
from plugins.search_index.index_work import IndexWork, make_on_shelf
from plugins.search_index.kept_index import STATE, KeptIndex, all_files, shelf_name
from plugins.search_index.packs import all_packs
from plugins.site_outputs.database import RowMissing
from plugins.site_outputs.output import PlanContext

__all__ = ["begin_index", "kept_state"]

_encode = msgspec.msgpack.Encoder().encode
_decode_state = msgspec.msgpack.Decoder(IndexState).decode


def begin_index(archive: Archive, site: Site, context: PlanContext) -> Callable[[], IndexState]:
    """Begins to make the index, and gives what waits for it.

    An index that is made anew is made beside other work, in a process of its own: it takes
    long, and more memory than all the rest of a plan.
    """
    kept = KeptIndex(context.shelf(shelf_name(site)))
    key = _key(site, context)
    state = None if context.fresh else kept.state()
    if state is None or state.key != key:
        kept.clear()
        state = None
    source = _source(archive, site, context, state)
    if state is None:
        return partial(_with_packs, _lazily(source, archive, site), kept, _begun(source, context))
    current = (state.digests, state.aliases) == (source.digests, source.aliases_digest)
    if current or context.is_broken:  # what is missing now will be back
        return lambda: state
    return partial(_updated, state, source, kept)


def _begun(source: Source, context: PlanContext) -> Callable[[], IndexState]:
    work = IndexWork(
        store=context.store,
        shelf=context.shelf(shelf_name(source.site)).path,
        documents=list(source.documents),
        digests=source.digests,
        site=source.site,
        key=source.key,
        aliases=source.aliases,
        listing=source.listing,
        bodies=source.bodies,
    )
    return context.beside(make_on_shelf, work, count=len(source.documents))


def _with_packs(source: Source, kept: KeptIndex, made: Callable[[], IndexState]) -> IndexState:
    # All else is planned by now, and the index takes longer: so a part of it is made here.
    kept.put_packs(all_packs(source))
    return made()


def _lazily(source: Source, archive: Archive, site: Site) -> Source:
    """The same, without documents that take memory until somebody asks for them."""
    return replace(source, documents=LazyDocuments(numbered_explainers(archive), archive, site))


def kept_state(kept: Callable[[str], bytes], archive: Archive, site: Site) -> IndexState:
    """The state that was put on a shelf; `kept` gives the values of its keys.

    Raises RowMissing where it is that of another archive: another build was quicker.
    """
    state = _decode_state(kept(STATE))
    if state.digests != digests_of(documents_of(archive, site)):
        raise RowMissing("the index is that of another archive")
    return state


def _key(site: Site, context: PlanContext) -> bytes:
    """Stands for all that shapes the index and is in no document."""
    settings = (FORMAT, site.lang, site.timezone, site.sections)
    return blake2b(context.salt + _encode(settings), digest_size=16).digest()


def _source(archive: Archive, site: Site, context: PlanContext, state: IndexState | None) -> Source:
    """What the index is made from now; `state` is of the same key."""
    explainers = numbered_explainers(archive)
    bodies = [each.body_digest for each in explainers]
    listing = context.listing.digest
    documents: Sequence[Document] = LazyDocuments(explainers, archive, site)
    if state is not None and state.listing == listing:
        known, digests = state.facts, _digests_after_edits(documents, bodies, state)
    else:
        documents = list(documents)
        known, digests = None, digests_of(documents)
    return Source(
        documents=documents,
        digests=digests,
        body=lambda digest: read_body_words(context.derived(BODY_WORDS, digest)),
        site=site,
        key=_key(site, context),
        aliases={tag.name: tag.aliases for tag in archive.tags if tag.aliases},
        listing=listing,
        bodies=bodies,
        known=known,
        folder=context.store.parent,
    )


def _digests_after_edits(
    documents: Sequence[Document], bodies: Sequence[str], state: IndexState
) -> bytes:
    """The digests of documents of which nothing but bodies can have changed."""
    digests = bytearray(state.digests)
    for number, (before, now) in enumerate(zip(state.bodies, bodies, strict=True)):
        if before != now:
            start = number * DIGEST_BYTES
            digests[start : start + DIGEST_BYTES] = documents[number].digest()
    return bytes(digests)


def _updated(state: IndexState, source: Source, kept: KeptIndex) -> IndexState:
    # Late: each of the two ways needs libraries that the other can do without.
    from plugins.search_index.updating import update_index

    made = update_index(state, source, kept)
    if made is None:
        from plugins.search_index.making import make_index

        made = make_index(source, kept.keep, all_files(state))
    return kept.put(made, state)
