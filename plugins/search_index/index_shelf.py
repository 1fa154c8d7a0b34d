"""The index between builds: on a shelf, brought up to date by each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
    KeptWords,
    MadeIndex,
    Source,
    digests_of,
)
from plugins.search_index.index_files import inflated
from plugins.site_outputs.database import RowMissing
from plugins.site_outputs.memory import give_back_memory
from plugins.site_outputs.output import PlanContext
from plugins.site_outputs.shelf import Shelf

__all__ = ["current_index", "kept_state", "shelf_name"]

_STATE = "state"

_encode = msgspec.msgpack.Encoder().encode
_decode_state = msgspec.msgpack.Decoder(IndexState).decode
_decode_words = msgspec.msgpack.Decoder(KeptWords).decode


def shelf_name(site: Site) -> str:
    """The shelf of a site's index; `serve` shows more than is published, and has its own."""
    return "search-unpublished" if site.show_unpublished else "search"


def current_index(archive: Archive, site: Site, context: PlanContext) -> IndexState:
    """The index of an archive, its files on the shelf."""
    kept = _KeptIndex(context.shelf(shelf_name(site)))
    key = _key(site, context)
    state = None if context.fresh else kept.state()
    if state is None or state.key != key:
        kept.clear()
        state = None
    source = _source(archive, site, context, state)
    if state is not None:
        if context.is_broken:
            return state  # as it last was: what is missing now will be back
        if (state.digests, state.aliases) == (source.digests, source.aliases_digest):
            return state
    return kept.put(_made(state, source, kept), state)


def kept_state(kept: Callable[[str], bytes], archive: Archive, site: Site) -> IndexState:
    """The state that `current_index` put on a shelf; `kept` gives the values of its keys.

    Raises RowMissing where it is that of another archive: another build was quicker.
    """
    state = _decode_state(kept(_STATE))
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


def _made(state: IndexState | None, source: Source, kept: _KeptIndex) -> MadeIndex:
    # Late: each of the two ways needs libraries that the other can do without.
    known: set[str] = set()
    if state is not None:
        known = _all_files(state)
        from plugins.search_index.updating import update_index

        updated = update_index(state, source, kept)
        if updated is not None:
            return updated
    from plugins.search_index.making import make_index

    try:
        return make_index(source, kept.keep, known)
    finally:
        give_back_memory()


class _KeptIndex:
    """What lies on the shelf: the state, the files by their keys, the words in parts."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def state(self) -> IndexState | None:
        data = self._shelf.find(_STATE)
        try:
            return _decode_state(data) if data is not None else None
        except msgspec.MsgspecError:
            return None  # of another version

    def payload(self, key: str) -> bytes:
        return inflated(self._shelf.get(key))

    def words(self, number: int) -> KeptWords:
        data = self._shelf.find(_words_key(number))
        return _decode_words(data) if data is not None else []

    def clear(self) -> None:
        """Forgets everything: it is of another version."""
        self._shelf.clear()

    def keep(self, number: int, words: KeptWords) -> None:
        """Puts a part of the words on the shelf.

        Should the rest not follow, the next update finds that they do not belong to the state.
        """
        self._shelf.change([(_words_key(number), _encode(words))])

    def put(self, made: MadeIndex, before: IndexState | None) -> IndexState:
        """Puts all that is new on the shelf at once; returns the state that was put."""
        now = self.state()
        if before is not None and (now is None or now.head != before.head):
            raise RowMissing("another build has changed the index meanwhile")
        state = _with_retired(made.state, before)
        gone = set(before.retired) - _all_files(state) if before is not None else set()
        self._shelf.change(_values(made, state), gone)
        return state


def _values(made: MadeIndex, state: IndexState) -> Iterator[tuple[str, bytes]]:
    yield from made.files.new.items()
    yield from ((_words_key(number), _encode(words)) for number, words in made.words.items())
    yield _STATE, _encode(state)


def _with_retired(state: IndexState, before: IndexState | None) -> IndexState:
    # Another process may still be reading what the last state named.
    if before is None:
        return state
    return msgspec.structs.replace(state, retired=sorted(_all_files(before) - _all_files(state)))


def _all_files(state: IndexState) -> set[str]:
    return {*state.files(), state.head}


def _words_key(number: int) -> str:
    return f"words/{number}"
