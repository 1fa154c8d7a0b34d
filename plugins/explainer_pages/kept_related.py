"""Related explainers of a whole archive, kept from build to build.

To find them anew takes longer than all else that pages show of other explainers, and most
edits leave them as they are, such as another title.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property

import msgspec

from plugins.explainers.listing import Listing
from plugins.explainers.related import RelatedExplainers, Structure
from plugins.explainers.site import Site
from plugins.site_outputs.output import PlanContext

__all__ = ["Related"]

_KEY = "related"
_MOST = 4


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What lies on the shelf: of which code, listing and structure, and the places for each."""

    salt: bytes
    listing: bytes
    structure: bytes
    places: list[tuple[int, ...]]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


class Related:
    """The places of related explainers in the archive, by an explainer's own place.

    Without a context nothing is kept.
    """

    def __init__(self, listing: Listing, site: Site, context: PlanContext | None) -> None:
        self._listing = listing
        self._context = context
        # `serve` shows more than is published, and has its own.
        self._shelf = "around-unpublished" if site.show_unpublished else "around"

    def of(self, place: int) -> tuple[int, ...]:
        """Those of one explainer; of an edit's few they are found without looking at all."""
        kept = self._kept
        if kept and kept.listing == self._listing.digest:
            return kept.places[place]
        return self._finder.places(place, most=_MOST)

    @cached_property
    def all(self) -> Sequence[tuple[int, ...]]:
        """Those of every explainer."""
        kept, listing = self._kept, self._listing.digest
        if kept and kept.listing == listing:
            return kept.places
        structure = Structure(self._listing.whole)
        places = list(kept.places) if kept else []
        if not kept or kept.structure != structure.digest(len(places)):
            places.clear()
        self._find(places)
        self._keep(structure.digest(), places)
        return places

    def _find(self, places: list[tuple[int, ...]]) -> None:
        """Finds those that are missing, and anew those that newer explainers may have changed.

        `places` are those that were found when the archive held nothing newer.
        """
        found, count = len(places), len(self._listing.whole.explainers)
        places += [()] * (count - found)
        anew = set(range(found, count))
        for place in range(found, count) if found else ():
            anew |= self._finder.near(place)
        for place in anew:
            places[place] = self._finder.places(place, most=_MOST)

    @cached_property
    def _finder(self) -> RelatedExplainers:
        return RelatedExplainers(self._listing.whole)

    @cached_property
    def _kept(self) -> _Kept | None:
        context = self._context
        if context is None or context.fresh:
            return None
        with context:
            data = context.shelf(self._shelf).find(_KEY)
        with suppress(msgspec.MsgspecError):
            kept = _decode(data) if data is not None else None
            return kept if kept and kept.salt == context.salt else None
        return None  # of another version

    def _keep(self, structure: bytes, places: list[tuple[int, ...]]) -> None:
        context = self._context
        if context is None or context.is_broken:  # nothing is learnt from what is not published
            return
        kept = _Kept(context.salt, self._listing.digest, structure, places)
        with context:
            context.shelf(self._shelf).change([(_KEY, _encode(kept))])
        self.__dict__["_kept"] = kept
