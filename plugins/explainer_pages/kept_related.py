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
from plugins.explainers.related import RelatedExplainers, Structure, seen_otherwise
from plugins.explainers.site import Site
from plugins.site_outputs.output import PlanContext

__all__ = ["Related"]

_KEY = "related"
_MOST = 4


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What lies on the shelf: of which code, listing and structure, and the places for each.

    members: who carried each tag, by its name.
    """

    salt: bytes
    listing: bytes
    structure: bytes
    members: dict[str, list[int]]
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
        current = structure.digest()
        if kept and (
            kept.structure == current or kept.structure == structure.digest(len(kept.places))
        ):
            places = self._found_again(kept)
        else:
            anew = range(len(self._listing.whole.explainers))
            places = [self._finder.places(place, most=_MOST) for place in anew]
        self._keep(current, places)
        return places

    def _found_again(self, kept: _Kept) -> list[tuple[int, ...]]:
        """Those that are kept, and anew those that newer explainers or other tags may change."""
        found, count = len(kept.places), len(self._listing.whole.explainers)
        places = [*kept.places, *[()] * (count - found)]
        anew = set(range(found, count))
        for place in range(found, count):
            anew |= self._finder.linked_near(place)
        before, now = kept.members, self._finder.members
        for name in {*before, *now}:
            members = (before.get(name, []), now.get(name, []))
            if members[0] != members[1]:
                anew |= seen_otherwise(*members)
        for place in anew:
            places[place] = self._finder.places(place, most=_MOST)
        return places

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
        members = self._finder.members
        kept = _Kept(context.salt, self._listing.digest, structure, members, places)
        with context:
            context.shelf(self._shelf).change([(_KEY, _encode(kept))])
        self.__dict__["_kept"] = kept
