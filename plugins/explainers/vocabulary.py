"""Tags and stories: which labels are one, how each is spelled, where each lives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from plugins.explainers.addresses import address_name
from plugins.explainers.archive import Story, Tag, name_key
from plugins.explainers.model import Explainer
from plugins.explainers.problems import Problem
from plugins.explainers.tags_file import TagSettings

__all__ = ["Vocabulary", "build_vocabulary"]

_Group = TypeVar("_Group", Tag, Story)
# The longest name that file systems take, less room for what a web server may add.
_LONGEST_NAME = 200  # bytes of UTF-8


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All tags and stories in use, by their keys (see `name_key`), and what is wrong with them."""

    tag_of_key: dict[str, Tag]
    story_of_key: dict[str, Story]
    problems: tuple[Problem, ...]


def build_vocabulary(
    explainers: Sequence[Explainer], settings: Iterable[TagSettings]
) -> Vocabulary:
    """Groups explainers (oldest first) by tag and by story."""
    settings = tuple(settings)
    tags, tag_problems = _addressed(_build_tags(explainers, settings), "tag", "tags")
    stories, story_problems = _addressed(_build_stories(explainers), "story", "story")
    aliases = {name_key(alias): tag for tag in tags.values() for alias in tag.aliases}
    return Vocabulary({**aliases, **tags}, stories, (*tag_problems, *story_problems))


def _build_tags(explainers: Sequence[Explainer], settings: Sequence[TagSettings]) -> dict[str, Tag]:
    known = {name_key(name): tag for tag in settings for name in (tag.label, *tag.aliases)}
    keys: dict[str, str] = {}  # by spelling: there are few, and thousands carry each
    labels: dict[str, str] = {}
    members: dict[str, dict[str, Explainer]] = {}
    for explainer in explainers:
        for written in explainer.tags:
            key = keys.get(written) or keys.setdefault(written, _key_of(written, known))
            labels.setdefault(key, written)
            members.setdefault(key, {})[explainer.path] = explainer
    return {
        key: _tag(labels[key], tuple(found.values()), known.get(key), members, known)
        for key, found in members.items()
    }


def _key_of(written: str, known: dict[str, TagSettings]) -> str:
    key = name_key(written)
    return name_key(known[key].label) if key in known else key


def _tag(
    label: str,
    members: tuple[Explainer, ...],
    settings: TagSettings | None,
    in_use: dict[str, dict[str, Explainer]],
    known: dict[str, TagSettings],
) -> Tag:
    if settings is None:
        return Tag(label, address_name(label), members)
    # A parent that no explainer carries has no page to lead to.
    parent = known.get(name_key(settings.parent)) if settings.parent else None
    shown_parent = parent.label if parent and name_key(parent.label) in in_use else ""
    return Tag(
        label=settings.label,
        name=settings.slug or address_name(settings.label),
        members=members,
        description=settings.description,
        parent=shown_parent,
        aliases=settings.aliases,
    )


def _build_stories(explainers: Sequence[Explainer]) -> dict[str, Story]:
    members: dict[str, list[Explainer]] = {}
    for explainer in explainers:
        if explainer.story:
            members.setdefault(name_key(explainer.story), []).append(explainer)
    return {
        key: Story(found[0].story, address_name(found[0].story), tuple(found))
        for key, found in members.items()
    }


def _addressed(
    groups: dict[str, _Group], noun: str, key: str
) -> tuple[dict[str, _Group], list[Problem]]:
    """The groups that have an address of their own, and the problems of the others."""
    owners: dict[str, _Group] = {}
    problems = []
    for group in groups.values():
        problem = _address_problem(group, owners.get(group.name), noun, key)
        if problem is None:
            owners[group.name] = group
        else:
            problems.append(problem)
    kept = {name: group for name, group in groups.items() if owners.get(group.name) is group}
    return kept, problems


def _address_problem(
    group: Tag | Story, owner: Tag | Story | None, noun: str, key: str
) -> Problem | None:
    reason = _unusable(group.name)
    if reason:
        message = f"{noun} '{group.label}' has no address: {reason}"
        return _at(group, key, f"{noun}/address", message, _slug_hint(group, noun))
    if owner is not None:
        message = (
            f"{noun} '{group.label}' has the address '{group.name}',"
            f" which belongs to '{owner.label}'"
        )
        return _at(group, key, f"{noun}/shared-address", message, _slug_hint(group, noun))
    return None


def _unusable(name: str) -> str:
    if not name:
        return "it holds no letter or digit"
    if len(name.encode()) > _LONGEST_NAME:
        return f"it is longer than {_LONGEST_NAME} bytes"
    return ""


def _slug_hint(group: Tag | Story, noun: str) -> str:
    if noun == "story":
        return "choose another name for the story"
    return f"give '{group.label}' a `slug` in tags.yaml, or use the other tag"


def _at(group: Tag | Story, key: str, code: str, message: str, hint: str) -> Problem:
    first = group.members[0]
    place = first.place_of(key)
    return Problem(first.path, place.line, place.column, code, message, hint)
