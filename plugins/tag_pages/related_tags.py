"""Which tags go together: those that the same explainers carry."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

from plugins.explainers.archive import Archive, Tag

__all__ = ["RelatedTags", "tag_size"]


class RelatedTags:
    """Finds related tags. Of another tag nothing counts but its label, parent and `tag_size`."""

    def __init__(self, archive: Archive) -> None:
        self._tags = archive.tags

    def of(self, tag: Tag, *, most: int) -> tuple[Tag, ...]:
        """At most `most` others, those that belong to it most first.

        Parents and children are left out, for pages name them anyway.
        """
        # How many explainers carry both, by the other's name.
        shared = Counter(name for member in tag.members for name in self._names_at[member.path])
        del shared[tag.name]
        others = {name: self._tag_of_name[name] for name in shared}
        scores = {name: _closeness(count, others[name]) for name, count in shared.items()}
        ranked = sorted(scores, key=lambda name: (-scores[name], name))
        found = (others[name] for name in ranked)
        return tuple(
            each for each in found if each.parent != tag.label and tag.parent != each.label
        )[:most]

    @cached_property
    def _tag_of_name(self) -> dict[str, Tag]:
        return {tag.name: tag for tag in self._tags}

    @cached_property
    def _names_at(self) -> defaultdict[str, list[str]]:
        """The names of the tags of each explainer, by its path."""
        names: defaultdict[str, list[str]] = defaultdict(list)
        for tag in self._tags:
            for member in tag.members:
                names[member.path].append(tag.name)
        return names


def tag_size(tag: Tag) -> int:
    """How many explainers a tag has, in doublings.

    In doublings alone, or each new one would change the pages of all tags beside this one.
    """
    return len(tag.members).bit_length()


def _closeness(count: int, other: Tag) -> float:
    # As the cosine of two sets, so that a tag on everything is not the closest to all.
    return count * count / (1 << tag_size(other))
