"""Tags and stories as the site spells them, so that programs can count what readers see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from plugins.explainers.archive import Archive, Story, Tag, name_key
from plugins.explainers.model import Explainer

__all__ = ["spelled_alike"]


def spelled_alike(explainers: Iterable[Explainer], archive: Archive) -> Iterator[Explainer]:
    """Explainers of an archive, each tag and story under the label that its page has."""
    found = tuple(explainers)
    written = set[str]().union(*(each.tags for each in found))
    tags = _other_labels(written, archive.tag_of_key)
    stories = _other_labels({each.story for each in found}, archive.story_of_key)
    if not (tags or stories):  # nearly always
        yield from found
        return
    for each in found:
        if tags.keys().isdisjoint(each.tags) and each.story not in stories:
            yield each
        else:
            labels = dict.fromkeys(tags.get(tag, tag) for tag in each.tags)
            story = stories.get(each.story, each.story)
            yield replace(each, tags=tuple(labels), story=story)


def _other_labels(written: Iterable[str], groups: Mapping[str, Tag | Story]) -> dict[str, str]:
    """Those that are not written as they are shown, with their labels."""
    groups_of = ((each, groups.get(name_key(each))) for each in written)
    return {each: group.label for each, group in groups_of if group and group.label != each}
