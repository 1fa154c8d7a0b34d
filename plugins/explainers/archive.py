"""The archive: all that is published, ordered, checked as a whole."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from plugins.explainers.model import Explainer, FreePage

__all__ = ["Archive", "AssetFile", "Counts", "Story", "Tag", "name_key"]


def name_key(label: str) -> str:
    """Labels with one key are one tag (or story): NFKC, casefold, blanks folded."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


@dataclass(frozen=True, slots=True)
class AssetFile:
    """A file that is published as it is.

    `source` is its path relative to the content folder, `address` where it is
    published, `digest` the hex digest of its bytes.
    """

    source: str
    address: str
    digest: str
    size: tuple[int, int] | None = None  # of an image, where its file says


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with the explainers that carry it, oldest first. `name` is its part of the address."""

    label: str
    name: str
    members: tuple[Explainer, ...]
    description: str = ""
    parent: str = ""  # a label, or empty
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A running story with its explainers, oldest first."""

    label: str
    name: str
    members: tuple[Explainer, ...]

    @property
    def last_told(self) -> tuple[str, str]:
        """What stories are ordered by in time: the newest explainer's date, then the name."""
        return self.members[-1].date, self.name


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that the builders need, checked: nothing in here contradicts anything else.

    `explainers` are the listed ones, oldest first (by date, then id). Withdrawn
    ones keep a page and stay out of lists, feeds and search. Lookups by key are
    dictionaries that nobody changes after `build_archive`.
    """

    explainers: tuple[Explainer, ...]
    withdrawn: tuple[Explainer, ...] = ()
    pages: tuple[FreePage, ...] = ()
    tags: tuple[Tag, ...] = ()  # by name
    stories: tuple[Story, ...] = ()  # by name
    files: tuple[AssetFile, ...] = ()  # images and static files
    # explainer.path -> "draft" or "held-back"; only while serving
    unpublished: dict[str, str] = field(default_factory=dict)
    tag_of_key: dict[str, Tag] = field(default_factory=dict)
    story_of_key: dict[str, Story] = field(default_factory=dict)
    # path of an explainer or page -> where each of its `links` leads, in their order:
    # an address, perhaps with `#part`, or `#part` alone
    link_addresses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    image_sizes: dict[str, tuple[int, int]] = field(default_factory=dict)  # by address
    source_digests: dict[str, str] = field(default_factory=dict)  # of files, by path

    def tags_of(self, explainer: Explainer) -> tuple[Tag, ...]:
        """An explainer's tags in the author's order, each once."""
        found = (self.tag_of_key.get(name_key(written)) for written in explainer.tags)
        return tuple({tag.name: tag for tag in found if tag is not None}.values())

    def story_of(self, explainer: Explainer) -> Story | None:
        """The running story that an explainer belongs to."""
        return self.story_of_key.get(name_key(explainer.story)) if explainer.story else None


@dataclass(frozen=True, slots=True)
class Counts:
    """What a build says at its end. `next_due` is UTC text, or empty."""

    published: int
    drafts: int
    held_back: int
    withdrawn: int
    next_due: str
