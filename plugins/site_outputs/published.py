"""What a build publishes that others may have noted: ids and addresses.

Feed readers know an explainer by its id, and other sites link to its address.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from plugins.explainers.addresses import (
    address_name,
    explainer_address,
    page_address,
    story_address,
    tag_address,
)
from plugins.explainers.archive import Archive, Tag
from plugins.explainers.changes import oldest_first
from plugins.explainers.model import Explainer

__all__ = ["TAGS_FILE", "Published", "correction_texts", "published_by"]

TAGS_FILE = "tags.yaml"


class Published(msgspec.Struct, frozen=True, array_like=True):
    """A thing that has an address; `id` is empty where it is no explainer.

    `path` is the file that it comes from, relative to the content folder. `aliases` are its
    old addresses, `corrections` the texts of its corrections, oldest first: feed readers know
    each of them by its number.
    """

    path: str
    id: str
    address: str
    aliases: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()


def published_by(archive: Archive) -> tuple[Published, ...]:
    """Everything with an address that others may have noted; lists come of it by themselves."""
    return (
        *(
            Published(
                each.path,
                each.id,
                explainer_address(each.slug),
                each.aliases,
                correction_texts(each) if each.corrections else (),
            )
            for listed in (archive.explainers, archive.withdrawn)
            for each in listed
        ),
        *(
            Published(each.path, "", page_address(each.slug), each.aliases)
            for each in archive.pages
        ),
        *(
            Published(TAGS_FILE, "", tag_address(each.name), tuple(_old_addresses(each)))
            for each in archive.tags
        ),
        *(
            Published(each.members[-1].path, "", story_address(each.name))
            for each in archive.stories
        ),
    )


def _old_addresses(tag: Tag) -> Iterator[str]:
    return (tag_address(name) for name in map(address_name, tag.aliases) if name)


def correction_texts(of: Explainer) -> tuple[str, ...]:
    """The texts of its corrections in the order of their numbers."""
    return tuple(each.text for each in oldest_first(of.corrections))
