"""`/tags/`: all tags, in groups by their first letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive, Tag
from plugins.explainers.site import Site
from plugins.explainers.structured_data import collection_page, structured_script
from plugins.explainers.views import PageMeta, TagLink, tag_link
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["TagGroup", "TagsPage", "build_tags_page", "group_tags", "render_tags_page"]

_ADDRESS = "/tags/"
_MANY = 60
_MOST_FREQUENT = 12
_DIGITS = "0–9"
_OTHER = "…"  # scripts without upper and lower case, and all that is no letter
_AFTER_ALL_LETTERS = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class TagGroup:
    """The tags that begin with one letter; `initial` heads them."""

    initial: str
    tags: tuple[TagLink, ...]


@dataclass(frozen=True, slots=True)
class TagsPage:
    """The inputs of the list of tags."""

    page: PageMeta
    frequent: tuple[TagLink, ...]  # where there are many tags
    groups: tuple[TagGroup, ...]


def build_tags_page(archive: Archive, site: Site) -> Output:
    """The list of all tags with the number of explainers of each."""
    meta = PageMeta(
        title=site.gettext("Tags"),
        address=_ADDRESS,
        kind="tags",
        description=site.gettext("Everything that the explainers of this archive are about."),
    )
    view = TagsPage(meta, _frequent(archive.tags), tuple(group_tags(archive.tags)))
    return Output(output_path(_ADDRESS), render_tags_page, view)


def render_tags_page(view: TagsPage, context: RenderContext) -> bytes:
    """The page's bytes."""
    structured = structured_script(collection_page(view.page, context.site, trail=()))
    return context.page(
        "tags.html",
        page=view.page,
        structured=structured,
        frequent=view.frequent,
        groups=view.groups,
    )


def group_tags(tags: Iterable[Tag]) -> Iterator[TagGroup]:
    """Tags by first letter: digits, letters in their order, then all that has no case."""
    ordered = sorted(tags, key=_alphabetical)
    for initial, members in groupby(ordered, key=lambda tag: _initial(tag.label)):
        yield TagGroup(initial, tuple(tag_link(tag, count=True) for tag in members))


def _frequent(tags: Sequence[Tag]) -> tuple[TagLink, ...]:
    """The tags with most explainers, where there are too many tags to look through."""
    if len(tags) < _MANY:
        return ()
    ranked = sorted(tags, key=lambda tag: (-len(tag.members), tag.name))
    return tuple(tag_link(tag, count=True) for tag in ranked[:_MOST_FREQUENT])


def _alphabetical(tag: Tag) -> tuple[str, str, str]:
    initial = _initial(tag.label)
    place = {_DIGITS: "", _OTHER: _AFTER_ALL_LETTERS}.get(initial, initial)
    return place, _bare(tag.label).casefold(), tag.name


def _initial(label: str) -> str:
    first = _bare(label)[:1].upper()[:1]
    if first.isdecimal():
        return _DIGITS
    return first if first.lower() != first else _OTHER


def _bare(label: str) -> str:
    """A label without marks over its letters: `Élysée` stands under E."""
    decomposed = unicodedata.normalize("NFKD", label)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
