"""An assembly after an edit of bodies: what no body can change is taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from plugins.explainers.archive import Archive, Story, Tag
from plugins.explainers.assemble import Assembly
from plugins.explainers.listing import without_body
from plugins.explainers.model import Explainer

__all__ = ["Edit", "may_take_over", "reassembled"]

Edit = tuple[Explainer, Explainer]  # an explainer before and after
_Group = TypeVar("_Group", Tag, Story)


def reassembled(before: Assembly, edits: Iterable[Edit], *, now: str) -> Assembly | None:
    """What `assemble_archive` would give after these edits, each an explainer before and after.

    None where that is not plain: something else than a body changed, what a body links to or
    offers as a target for links, there are problems, or what was held back is due. `now` is
    UTC text, and not earlier than when `before` was assembled.
    """
    due = before.counts.next_due
    if before.problems or (due and due <= now):
        return None
    pairs = tuple(edits)
    edited = {new.path: new for _, new in pairs}
    # Of a link that leads out of the archive the line is kept, and may be another now.
    leads_out = any(path in edited for path, _ in before.outside_links)
    if leads_out or not all(_only_texts_differ(old, new) for old, new in pairs):
        return None
    return replace(before, archive=_with(before.archive, edited))


def may_take_over(edits: Iterable[Edit]) -> bool:
    """Whether no edit changes anything by which explainers are ordered, grouped, linked or checked.

    What an explainer says (its title, its text) may be another, and so may all that comes of
    that alone.
    """
    return all(
        _structure_of(old) == _structure_of(new)
        and sorted(old.anchors) == sorted(new.anchors)
        and _targets(old) == _targets(new)
        for old, new in edits
    )


# `modified` and the two behind it hold dates that may lie in the future.
_structure_of = attrgetter(
    *("path", "id", "slug", "date", "status", "tags", "story", "image_file"),
    *("modified", "corrections", "expectations"),
)


def _only_texts_differ(old: Explainer, new: Explainer) -> bool:
    return (
        without_body(old) == without_body(new)
        and sorted(old.anchors) == sorted(new.anchors)
        and _targets(old) == _targets(new)
    )


def _targets(explainer: Explainer) -> list[tuple[str, str, str]]:
    return [(link.kind, link.target, link.anchor) for link in explainer.links]


def _with(archive: Archive, edited: Mapping[str, Explainer]) -> Archive:
    tags = {tag.name: _with_members(tag, edited) for tag in archive.tags}
    stories = {story.name: _with_members(story, edited) for story in archive.stories}
    return replace(
        archive,
        explainers=tuple(edited.get(each.path, each) for each in archive.explainers),
        withdrawn=tuple(edited.get(each.path, each) for each in archive.withdrawn),
        tags=tuple(tags.values()),
        stories=tuple(stories.values()),
        tag_of_key={key: tags[tag.name] for key, tag in archive.tag_of_key.items()},
        story_of_key={key: stories[each.name] for key, each in archive.story_of_key.items()},
    )


def _with_members(group: _Group, edited: Mapping[str, Explainer]) -> _Group:
    if not any(member.path in edited for member in group.members):
        return group
    members = tuple(edited.get(member.path, member) for member in group.members)
    return replace(group, members=members)
