"""What was published last, so that a build can name what would be lost: ids and addresses.

Feed readers know an explainer by its id, and other sites link to its address. Neither can be
read from the content alone once it has changed, so each build notes them beside its output.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from plugins.explainers.addresses import (
    explainer_address,
    page_address,
    story_address,
    tag_address,
)
from plugins.explainers.archive import Archive
from plugins.explainers.link_targets import is_published
from plugins.explainers.model import Explainer
from plugins.explainers.problems import Problem, has_errors
from plugins.site_outputs.plan import SitePlan
from plugins.site_outputs.settings import is_loopback

__all__ = ["Published", "PublishedRecord", "lost"]

_WITHDRAW = "or keep the file with `status: withdrawn`"


class Published(msgspec.Struct, frozen=True, array_like=True):
    """A thing that has an address; `id` is empty where it is no explainer.

    `path` is the file that it comes from, relative to the content folder. `aliases` are its
    old addresses.
    """

    path: str
    id: str
    address: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedRecord:
    """The record of an output folder, in the folder of its state.

    One for each kind of address: what is tried out on this machine does not stand for what
    the world has seen. And of one content folder: another one is another site.
    """

    state: Path
    content: Path
    url: str

    def compared(self, plan: SitePlan) -> SitePlan:
        """The plan with a note for each id and address that would be lost.

        Not where files had to be left out: they may be what is missing.
        """
        if has_errors(plan.problems, strict=False) or self._says(_published(plan.archive)):
            return plan
        return replace(plan, problems=(*plan.problems, *lost(self._read(), plan)))

    def keep(self, plan: SitePlan) -> None:
        """Notes what is published now. What the world has seen is not forgotten when it is lost."""
        now = _published(plan.archive)
        if self._says(now):
            return
        missing = [] if is_loopback(self.url) else [*_missing(self._read(), plan)]
        wanted = (*now, *missing)
        if not self._says(wanted):
            with suppress(OSError):  # the site is published; only the comparison is missing then
                self.state.mkdir(parents=True, exist_ok=True)
                new = self._path.with_name(f"{self._path.name}.new")
                new.write_bytes(_encode((self._content, wanted)))
                new.replace(self._path)

    def _says(self, published: tuple[Published, ...]) -> bool:
        """Whether the record says that; by its bytes, for to decode them takes longer."""
        try:
            return self._path.read_bytes() == _encode((self._content, published))
        except OSError:
            return False

    @property
    def _path(self) -> Path:
        return self.state / ("published-here" if is_loopback(self.url) else "published")

    @property
    def _content(self) -> str:
        # A project may be moved as a whole.
        return os.path.relpath(self.content, self.state)

    def _read(self) -> tuple[Published, ...]:
        try:
            content, found = _decode(self._path.read_bytes())
        except (OSError, msgspec.MsgspecError):
            return ()
        return found if content == self._content else ()


def lost(before: Iterable[Published], plan: SitePlan) -> Iterator[Problem]:
    """What was published and would be so no more, without a redirect or a withdrawal."""
    now = _Now(plan)
    for each in before:
        yield from _changed_id(each, now)
        for address in (each.address, *each.aliases):
            if not is_published(address, now.outputs):
                yield _gone(each, address, now)


class _Now:
    """What a plan publishes, by id, file, address and path."""

    def __init__(self, plan: SitePlan) -> None:
        listed = (*plan.archive.explainers, *plan.archive.withdrawn)
        self.of_id = {each.id: each for each in listed}
        self.of_path = {each.path: each for each in listed}
        self.of_address = {explainer_address(each.slug): each for each in listed}
        self.outputs: Mapping[str, object] = {each.path: each for each in plan.outputs}

    def successor(self, before: Published) -> Explainer | None:
        """The explainer that stands where one with a lost id stood."""
        return self.of_path.get(before.path) or self.of_address.get(before.address)


def _missing(before: Iterable[Published], plan: SitePlan) -> Iterator[Published]:
    now = _Now(plan)
    of_now = set(_published(plan.archive))
    for each in before:
        is_lost = any(_changed_id(each, now)) or not all(
            is_published(address, now.outputs) for address in (each.address, *each.aliases)
        )
        if is_lost and each not in of_now:
            yield each


def _changed_id(before: Published, now: _Now) -> Iterator[Problem]:
    if not before.id or before.id in now.of_id:
        return
    successor = now.successor(before)
    if successor is not None:
        place = successor.place_of("id")
        message = f"the id is '{successor.id}', and this was published as '{before.id}'"
        hint = f"set `id: {before.id}`, or feed readers show it as new once more"
        yield Problem(successor.path, place.line, place.column, "id/changed", message, hint, "note")


def _gone(before: Published, address: str, now: _Now) -> Problem:
    message = f"'{address}' was published, and nothing would be there"
    kept = now.of_id.get(before.id) if before.id else None
    if kept is None:
        hint = _hint(before, address)
        return Problem(before.path, 1, 1, "address/gone", message, hint, "note")
    place = kept.place_of("aliases" if kept.aliases else "slug")
    hint = f"add {address} to `aliases`"
    return Problem(kept.path, place.line, place.column, "address/gone", message, hint, "note")


def _hint(before: Published, address: str) -> str:
    if before.path == _TAGS_FILE:
        return "add the old tag to the `aliases` of the new one in tags.yaml"
    alias = f"add {address} to the `aliases` of what took its place"
    return f"{alias}, {_WITHDRAW}" if before.id else alias


_TAGS_FILE = "tags.yaml"


def _published(archive: Archive) -> tuple[Published, ...]:
    """Everything with an address that others may have noted; lists come of it by themselves."""
    return (
        *(
            Published(each.path, each.id, explainer_address(each.slug), each.aliases)
            for listed in (archive.explainers, archive.withdrawn)
            for each in listed
        ),
        *(
            Published(each.path, "", page_address(each.slug), each.aliases)
            for each in archive.pages
        ),
        *(Published(_TAGS_FILE, "", tag_address(each.name)) for each in archive.tags),
        *(
            Published(each.members[-1].path, "", story_address(each.name))
            for each in archive.stories
        ),
    )


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[str, tuple[Published, ...]]).decode
