"""Which other explainers a reader may want next: by tags, links and date.

Found without comparing all with all. Each tag lists its explainers by date, and one
looks only at those a few places before and after it in each of its lists, and at what
it links to or is linked from. So the work grows with the archive, not with its square,
and an explainer that is new, gone or renamed changes the pages of a few others.

Nothing counts that grows with the archive as a whole: a tag's worth for two explainers
is how rare it was when the later of them was published, which stays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import islice, takewhile

import msgspec

from plugins.explainers.addresses import explainer_address
from plugins.explainers.archive import Archive, Tag, name_key
from plugins.explainers.model import Explainer

__all__ = ["RelatedExplainers", "Structure", "seen_otherwise"]

_REACH = 4  # places before and after in a tag's list, and among those who link to one page
_LINK_WORTH = 18
_RARE = 15  # explainers; below it all tags are worth the same
_TAG_WORTH = 12  # of a rare tag; one less with each doubling of its explainers
_PLACE_BITS = 24  # more places than an archive has explainers
_PLACE_MASK = (1 << _PLACE_BITS) - 1


class RelatedExplainers:
    """Finds related explainers of an archive. A place is an explainer's index in it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        # What has been looked for: an edit asks for few places, a first build for all.
        self._members: dict[str, list[int]] = {}
        self._tag_of_label: dict[str, Tag | None] = {}
        self._nearest: dict[int, Sequence[int]] = {}

    def of(self, place: int, *, most: int) -> tuple[Explainer, ...]:
        """At most `most` others, best first (see `places`)."""
        return tuple(self._archive.explainers[other] for other in self.places(place, most=most))

    def places(self, place: int, *, most: int) -> tuple[int, ...]:
        """The places of at most `most` others, best first.

        Left out are the explainer itself, those right before and after it and those of its
        own story, which pages name anyway, and whatever is not published yet.
        """
        explainers = self._archive.explainers
        story = self._story(place)
        found = (
            other
            for other in _best_first(place, self._scores(place))
            if abs(place - other) > 1
            and explainers[other].path not in self._archive.unpublished
            and not (story and story == self._story(other))
        )
        return tuple(islice(found, most))

    def _scores(self, place: int) -> dict[int, int]:
        """The places of others, and how much they share with this one."""
        scores: defaultdict[int, int] = defaultdict(int)
        for members in self._members_of_tags(place):
            rank = bisect_left(members, place)
            for number in range(max(0, rank - _REACH), min(len(members), rank + _REACH + 1)):
                if number != rank:
                    scores[members[number]] += _WORTH[max(rank, number).bit_length()]
        for other in self._linked(place):
            scores[other] += _LINK_WORTH
        return scores

    def _story(self, place: int) -> str:
        story = self._archive.explainers[place].story
        return name_key(story) if story else ""

    def _members_of_tags(self, place: int) -> Iterator[list[int]]:
        """For each tag of an explainer the places of all who carry it, in order."""
        labels = self._archive.explainers[place].tags
        tags = {tag.name: tag for tag in map(self._tag, labels) if tag is not None}
        return map(self._members_of, tags.values())

    def _tag(self, label: str) -> Tag | None:
        if label not in self._tag_of_label:
            self._tag_of_label[label] = self._archive.tag_of_key.get(name_key(label))
        return self._tag_of_label[label]

    def _linked(self, place: int) -> Iterator[int]:
        """Those that an explainer links to or that link to it, once for each direction."""
        yield from self._nearest_to_link(place)
        for target in self._links.targets[place]:
            if place in self._nearest_to_link(target):
                yield target

    def _nearest_to_link(self, target: int) -> Sequence[int]:
        """Of the many who may link to one page only the nearest count."""
        if target not in self._nearest:
            sources = self._links.sources.get(target, ())
            by_distance = sorted(sources, key=lambda source: (abs(source - target), source))
            self._nearest[target] = by_distance[: 2 * _REACH]
        return self._nearest[target]

    def linked_near(self, place: int) -> set[int]:
        """The places of all for whom links from or to an explainer that was not there may count.

        Given that no older one was, or is placed differently since.
        """
        found = {place, *self._links.sources.get(place, ())}
        for target in self._links.targets[place]:
            found.update((target, *self._links.sources[target]))
        return found

    @cached_property
    def members(self) -> dict[str, list[int]]:
        """By the name of each tag the places of all who carry it, in order."""
        return {tag.name: self._members_of(tag) for tag in self._archive.tags}

    def _members_of(self, tag: Tag) -> list[int]:
        if tag.name not in self._members:
            places = self._place_of
            self._members[tag.name] = [places[member.path] for member in tag.members]
        return self._members[tag.name]

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {each.path: place for place, each in enumerate(self._archive.explainers)}

    @cached_property
    def _links(self) -> _Links:
        return _links_of(self._archive)


class Structure:
    """All by which related explainers are found but tags, as a digest: of all or of the oldest."""

    def __init__(self, archive: Archive) -> None:
        links, state = archive.link_addresses.get, archive.unpublished.get
        self._facts = [
            (each.slug, each.story, links(each.path), state(each.path))
            for each in archive.explainers
        ]

    def digest(self, count: int | None = None) -> bytes:
        """16 bytes that stand for the first `count` of them."""
        whole = msgspec.msgpack.encode(self._facts[:count])
        return blake2b(whole, digest_size=16).digest()


def seen_otherwise(before: list[int], now: list[int]) -> set[int]:
    """The places for whom a tag counts otherwise, of all who carried it and who carry it now.

    Who came or went, those near to them in the list, and those whose rank in it is worth another
    number.
    """
    found = set(before) ^ set(now)
    same = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, now, strict=False))
    )
    worth = [_WORTH[rank.bit_length()] for rank in range(max(len(before), len(now)))]
    for rank in range(max(0, same - _REACH), len(now)):
        place = now[rank]
        if place not in found:
            old = bisect_left(before, place)
            if _seen(before, old, worth) != _seen(now, rank, worth):
                found.add(place)
    return found


def _seen(members: list[int], rank: int, worth: list[int]) -> tuple[list[int], list[int]]:
    """What one who carries a tag sees of it: who is near, and what they are worth."""
    end = min(len(members), rank + _REACH + 1)
    # Of two who carry a tag the rank of the later counts.
    return members[max(0, rank - _REACH) : end], worth[rank:end]


# What a tag is worth, by the bits of the rank of the later of two who carry it.
_WORTH = tuple(
    max(1, _TAG_WORTH - max(0, bits - _RARE.bit_length())) for bits in range(_PLACE_BITS + 1)
)


def _best_first(place: int, scores: dict[int, int]) -> Iterator[int]:
    """The places of others by what they share; of equal ones the nearer in time, then the newer."""
    # One number instead of a triple: this is run for every explainer of the archive.
    ranks = [
        (score << 2 * _PLACE_BITS) - (abs(place - other) << _PLACE_BITS) + other
        for other, score in scores.items()
    ]
    ranks.sort(reverse=True)
    return (rank & _PLACE_MASK for rank in ranks)


@dataclass(frozen=True, slots=True)
class _Links:
    """The links among explainers by places: who links to one, and to whom one links."""

    sources: dict[int, set[int]]
    targets: list[Collection[int]]


def _links_of(archive: Archive) -> _Links:
    place_of = {
        explainer_address(each.slug): place for place, each in enumerate(archive.explainers)
    }
    sources: defaultdict[int, set[int]] = defaultdict(set)
    targets: list[Collection[int]] = []
    for source, explainer in enumerate(archive.explainers):
        addresses = archive.link_addresses.get(explainer.path)
        if not addresses:
            targets.append(())
            continue
        found = {place_of.get(each.partition("#")[0], source) for each in addresses} - {source}
        targets.append(found)
        for target in found:
            sources[target].add(source)
    return _Links(sources, targets)
