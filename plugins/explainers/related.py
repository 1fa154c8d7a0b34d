"""Which other explainers a reader may want next: by tags, links and date.

Found without comparing all with all. Each tag lists its explainers by date, and one
looks only at those a few places before and after it in each of its lists, and at what
it links to or is linked from. So the work grows with the archive, not with its square,
and an explainer that is new, gone or renamed changes the pages of a few others.

Nothing counts that grows with the archive as a whole: a tag's worth for two explainers
is how rare it was when the later of them was published, which stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from plugins.explainers.addresses import explainer_address
from plugins.explainers.archive import Archive, name_key
from plugins.explainers.model import Explainer

__all__ = ["RelatedExplainers"]

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

    def of(self, place: int, *, most: int) -> tuple[Explainer, ...]:
        """At most `most` others, best first.

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
        return tuple(explainers[other] for other in islice(found, most))

    def _scores(self, place: int) -> dict[int, int]:
        """The places of others, and how much they share with this one."""
        scores: defaultdict[int, int] = defaultdict(int)
        for members, rank in self._ranks[place]:
            for number in range(max(0, rank - _REACH), min(len(members), rank + _REACH + 1)):
                if number != rank:
                    scores[members[number]] += _WORTH[max(rank, number).bit_length()]
        for other in self._linked[place]:
            scores[other] += _LINK_WORTH
        return scores

    def _story(self, place: int) -> str:
        story = self._archive.explainers[place].story
        return name_key(story) if story else ""

    @cached_property
    def _ranks(self) -> list[list[tuple[list[int], int]]]:
        """For each place its tags: the places of all who carry one, and which of them it is."""
        place_of = {each.path: place for place, each in enumerate(self._archive.explainers)}
        found: list[list[tuple[list[int], int]]] = [[] for _ in place_of]
        for tag in self._archive.tags:
            members = [place_of[member.path] for member in tag.members]
            for rank, place in enumerate(members):
                found[place].append((members, rank))
        return found

    @cached_property
    def _linked(self) -> list[list[int]]:
        """For each place, those that it links to or that link to it, once for each direction.

        Of the many who may link to one page only the nearest count.
        """
        found: list[list[int]] = [[] for _ in self._archive.explainers]
        for target, sources in _linking_to(self._archive).items():
            for source in _nearest(target, sources):
                found[source].append(target)
                found[target].append(source)
        return found


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


def _nearest(target: int, sources: set[int]) -> Sequence[int]:
    by_distance = sorted(sources, key=lambda source: (abs(source - target), source))
    return by_distance[: 2 * _REACH]


def _linking_to(archive: Archive) -> dict[int, set[int]]:
    """The places of those who link to an explainer, by its place."""
    place_of = {
        explainer_address(each.slug): place for place, each in enumerate(archive.explainers)
    }
    found: defaultdict[int, set[int]] = defaultdict(set)
    for source, explainer in enumerate(archive.explainers):
        for address in archive.link_addresses.get(explainer.path, ()):
            target = place_of.get(address.partition("#")[0])
            if target is not None and target != source:
                found[target].add(source)
    return found
