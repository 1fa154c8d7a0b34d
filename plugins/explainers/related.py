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

from plugins.explainers.addresses import explainer_address
from plugins.explainers.archive import Archive, name_key
from plugins.explainers.model import Explainer

__all__ = ["related_explainers"]

_REACH = 4  # places before and after in a tag's list, and among those who link to one page
_LINK_WORTH = 18
_RARE = 15  # explainers; below it all tags are worth the same
_TAG_WORTH = 12  # of a rare tag; one less with each doubling of its explainers
_Scores = list[defaultdict[int, int]]


def related_explainers(archive: Archive, *, most: int) -> Iterator[tuple[Explainer, ...]]:
    """For each explainer of the archive, in their order, at most `most` others, best first.

    Left out are itself, those right before and after it and those of its own story,
    which pages name anyway, and whatever is not published yet.
    """
    explainers = archive.explainers
    stories = [name_key(each.story) if each.story else "" for each in explainers]
    hidden = [each.path in archive.unpublished for each in explainers]
    for index, scores in enumerate(_all_scores(archive)):
        story = stories[index]
        # Of equal ones the nearer in time, then the newer.
        ranked = sorted(
            (-score, abs(index - other), -other)
            for other, score in scores.items()
            if abs(index - other) > 1
            and not hidden[other]
            and not (story and story == stories[other])
        )
        yield tuple(explainers[-other] for _, _, other in ranked[:most])


def _all_scores(archive: Archive) -> _Scores:
    """For each explainer, by its place: the places of others, and how much they share."""
    place_of = {each.path: place for place, each in enumerate(archive.explainers)}
    scores: _Scores = [defaultdict(int) for _ in archive.explainers]
    for tag in archive.tags:
        _tie_neighbours(scores, [place_of[member.path] for member in tag.members])
    for target, sources in _linking_to(archive).items():
        nearest = sorted(sources, key=lambda source: (abs(source - target), source))
        for source in nearest[: 2 * _REACH]:
            scores[source][target] += _LINK_WORTH
            scores[target][source] += _LINK_WORTH
    return scores


def _tie_neighbours(scores: _Scores, members: Sequence[int]) -> None:
    """Adds what a tag is worth to those of its members who stand near each other."""
    for rank, later in enumerate(members):
        doublings = max(rank, _RARE).bit_length() - _RARE.bit_length()
        worth = max(1, _TAG_WORTH - doublings)
        found = scores[later]
        for earlier in members[max(0, rank - _REACH) : rank]:
            found[earlier] += worth
            scores[earlier][later] += worth


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
