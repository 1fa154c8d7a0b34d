"""Which tags go together: those that the same explainers carry."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from plugins.explainers.archive import Archive, Tag

__all__ = ["related_tags"]


def related_tags(archive: Archive, *, most: int) -> dict[str, tuple[Tag, ...]]:
    """For the name of each tag at most `most` others, those that belong to it most first.

    Parents and children are left out, for pages name them anyway.
    """
    tag_of_name = {tag.name: tag for tag in archive.tags}
    shared = _shared_explainers(archive)
    return {tag.name: _closest(tag, shared[tag.name], tag_of_name)[:most] for tag in archive.tags}


def _shared_explainers(archive: Archive) -> defaultdict[str, Counter[str]]:
    """How many explainers carry both of two tags, by their names, in both orders."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for tag in archive.tags:
        for member in tag.members:
            names[member.path].append(tag.name)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for together in names.values():
        for one, other in combinations(together, 2):
            found[one][other] += 1
            found[other][one] += 1
    return found


def _closest(tag: Tag, shared: Counter[str], tag_of_name: dict[str, Tag]) -> tuple[Tag, ...]:
    scores = {name: _closeness(count, tag_of_name[name]) for name, count in shared.items()}
    ranked = sorted(scores, key=lambda name: (-scores[name], name))
    others = (tag_of_name[name] for name in ranked)
    return tuple(each for each in others if each.parent != tag.label and tag.parent != each.label)


def _closeness(count: int, other: Tag) -> float:
    # As the cosine of two sets, so that a tag on everything is not the closest to all. The
    # other's size counts in doublings alone, or each of its explainers would change this page.
    return count * count / (1 << len(other.members).bit_length())
