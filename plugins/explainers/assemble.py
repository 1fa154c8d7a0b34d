"""From parsed files to the archive: what is published now, in which order, and whether it fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import PurePosixPath
from typing import TypeVar

from plugins.explainers.archive import Archive, AssetFile, Counts, Story, Tag
from plugins.explainers.future_dates import future_problems
from plugins.explainers.link_targets import Entry, LinkTargets
from plugins.explainers.model import Explainer, FreePage, LinkReference
from plugins.explainers.problems import Problem
from plugins.explainers.tags_file import TagSettings
from plugins.explainers.vocabulary import build_vocabulary

__all__ = ["Assembly", "Material", "assemble_archive"]

_Group = TypeVar("_Group", Tag, Story)


@dataclass(frozen=True, slots=True)
class Material:
    """All that was found in a content folder.

    `images` are all files that a page could show, wherever they lie; `static`
    the files that are published as they are; `unparsed` the paths of Markdown
    files that have errors of their own, and `remains` what could be read of them.
    """

    entries: tuple[Entry, ...]
    tags: tuple[TagSettings, ...] = ()
    images: tuple[AssetFile, ...] = ()
    static: tuple[AssetFile, ...] = ()
    unparsed: tuple[str, ...] = ()
    remains: tuple[FreePage, ...] = ()
    source_digests: dict[str, str] = field(default_factory=dict)  # of all files, by path


@dataclass(frozen=True, slots=True)
class Assembly:
    """An archive with its cross-file problems.

    `outside_links` lead to addresses that only the list of outputs can confirm.
    """

    archive: Archive
    counts: Counts
    problems: tuple[Problem, ...]
    outside_links: tuple[tuple[str, LinkReference], ...]


def assemble_archive(material: Material, *, now: str, show_unpublished: bool = False) -> Assembly:
    """Orders, groups, links and checks everything; `now` (UTC text) decides what is held back."""
    explainers = sorted(
        (entry for entry in material.entries if isinstance(entry, Explainer)),
        key=attrgetter("date", "id"),
    )
    pages = sorted(
        (entry for entry in material.entries if isinstance(entry, FreePage)),
        key=lambda page: page.slug,
    )
    states = {explainer.path: _state(explainer, now) for explainer in explainers}
    taken_slugs = list(_taken(explainers, "slug"))
    # The second of two with one address is reported, and stays out of everything else.
    states.update({problem.path: "taken" for problem in taken_slugs})
    shown_states = ("published", *_UNPUBLISHED) if show_unpublished else ("published",)
    shown = [each for each in explainers if states[each.path] in shown_states]
    vocabulary = build_vocabulary(shown, material.tags)
    targets = _targets(material, now)
    addresses, link_problems = _resolve_all((*material.entries, *material.remains), targets)
    archive = Archive(
        explainers=tuple(shown),
        withdrawn=tuple(each for each in explainers if states[each.path] == "withdrawn"),
        pages=tuple(page for page in pages if show_unpublished or page.status == "published"),
        tags=_by_name(vocabulary.tag_of_key),
        stories=_by_name(vocabulary.story_of_key),
        files=_published_files(material, targets.used_images),
        unpublished={path: state for path, state in states.items() if state in _UNPUBLISHED},
        tag_of_key=vocabulary.tag_of_key,
        story_of_key=vocabulary.story_of_key,
        link_addresses=addresses,
        image_sizes={each.address: each.size for each in material.images if each.size},
        source_digests=material.source_digests,
    )
    problems = (
        *taken_slugs,
        *_taken(explainers, "id"),
        *vocabulary.problems,
        *link_problems,
        *future_problems((each for each in explainers if states[each.path] in _PUBLIC), now),
        *_unused_images(material.images, targets.used_images),
    )
    return Assembly(archive, _counts(explainers, states), problems, tuple(targets.outside))


def _by_name(groups: dict[str, _Group]) -> tuple[_Group, ...]:
    by_name = {group.name: group for group in groups.values()}
    return tuple(by_name[name] for name in sorted(by_name))


_UNPUBLISHED = ("draft", "held-back")
_PUBLIC = ("published", "withdrawn")


def _state(explainer: Explainer, now: str) -> str:
    if explainer.status == "draft":
        return "draft"
    if explainer.date > now:
        return "held-back"
    return explainer.status


def _targets(material: Material, now: str) -> LinkTargets:
    # A link may name a file by its path or by its slug, and a file that could
    # not be parsed has no slug yet: its name stands for it.
    stems = [PurePosixPath(path).stem for path in material.unparsed]
    slugs = [page.slug for page in material.remains]
    return LinkTargets.over(
        material.entries,
        image_files=(image.source for image in material.images),
        unparsed=(*material.unparsed, *stems, *slugs),
        now=now,
    )


def _resolve_all(
    entries: Iterable[Entry], targets: LinkTargets
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    addresses: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for entry in entries:
        if entry.links:
            addresses[entry.path], found = targets.resolve(entry)
            problems.extend(found)
        if isinstance(entry, Explainer) and entry.image_file:
            missing = targets.lead_image_problem(entry)
            problems.extend([missing] if missing else [])
    return addresses, problems


def _published_files(material: Material, used: set[str]) -> tuple[AssetFile, ...]:
    images = (
        image
        for image in material.images
        if image.source in used or image.source.startswith("images/")
    )
    return tuple(sorted((*images, *material.static), key=lambda file: file.address))


def _taken(explainers: Collection[Explainer], key: str) -> Iterator[Problem]:
    if len(set(map(attrgetter(key), explainers))) == len(explainers):
        return  # as nearly always: no need to look for the first in each
    first_with: dict[str, Explainer] = {}
    for explainer in sorted(explainers, key=lambda each: each.path):
        value = getattr(explainer, key)
        first = first_with.setdefault(value, explainer)
        # An id that nobody wrote is the slug: if both are that, it is one mistake.
        is_slug = key == "id" and not (key in explainer.places or key in first.places)
        if first is not explainer and not is_slug:
            place, taken = explainer.place_of(key), first.place_of(key)
            yield Problem(
                explainer.path,
                place.line,
                place.column,
                f"{key}/taken",
                f"{key} '{value}' is taken by {first.path}:{taken.line}",
                _TAKEN_HINTS[key],
            )


_TAKEN_HINTS = {
    "slug": "choose another; published addresses never change",
    "id": "choose another for the newer of the two; published ids never change",
}


def _unused_images(images: Iterable[AssetFile], used: set[str]) -> Iterator[Problem]:
    for image in images:
        if image.source not in used and not image.source.startswith("images/"):
            yield Problem(
                image.source,
                1,
                1,
                "file/unused",
                "no page shows this image",
                "show it in a page, move it to images/ or static/, or delete it",
                "note",
            )


def _counts(explainers: Sequence[Explainer], states: dict[str, str]) -> Counts:
    number = Counter(states.values())
    due = (each.date for each in explainers if states[each.path] == "held-back")
    return Counts(
        published=number["published"],
        drafts=number["draft"],
        held_back=number["held-back"],
        withdrawn=number["withdrawn"],
        next_due=min(due, default=""),
    )
