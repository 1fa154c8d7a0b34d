"""What was published last, so that a build can name what would be lost: ids and addresses.

Feed readers know an explainer by its id, and other sites link to its address. Neither can be
read from the content alone once it has changed, so each build notes them beside its output.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
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
from plugins.explainers.changes import oldest_first
from plugins.explainers.link_targets import is_published
from plugins.explainers.model import Explainer
from plugins.explainers.problems import Problem, has_errors
from plugins.explainers.quoting import quoted
from plugins.site_outputs.plan import SitePlan
from plugins.site_outputs.settings import is_loopback

__all__ = ["Published", "PublishedRecord", "lost"]

_WITHDRAW = "or keep the file with `status: withdrawn`"


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
        before = self._read()
        if has_errors(plan.problems, strict=False) or before == _published(plan.archive):
            return plan
        return replace(plan, problems=(*plan.problems, *lost(before, plan)))

    def keep(self, plan: SitePlan) -> None:
        """Notes what is published now. What the world has seen is not forgotten when it is lost."""
        before, now = self._read(), _published(plan.archive)
        if before == now:
            return
        missing = [] if is_loopback(self.url) else [*_missing(before, plan)]
        wanted = (*now, *missing)
        if wanted != before:
            with suppress(OSError):  # the site is published; only the comparison is missing then
                self.state.mkdir(parents=True, exist_ok=True)
                new = self._path.with_name(f"{self._path.name}.new")
                new.write_bytes(_encode((self._content, wanted)))
                new.replace(self._path)

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


def lost(before: Sequence[Published], plan: SitePlan) -> Iterator[Problem]:
    """What was published and would be so no more, without a redirect or a withdrawal."""
    now = _Now(before, plan)
    found = [problem for each in before for problem in _losses(each, now)]
    # What was known by two ids at one address is gone from there once.
    yield from {(problem.path, problem.message): problem for problem in found}.values()


class _Now:
    """What a plan publishes, by id, file, address and path, beside what was there before."""

    def __init__(self, before: Sequence[Published], plan: SitePlan) -> None:
        listed = (*plan.archive.explainers, *plan.archive.withdrawn)
        self.of_id = {each.id: each for each in listed}
        self.of_path = {each.path: each for each in listed}
        self.of_address = {explainer_address(each.slug): each for each in listed}
        self.of_alias = {_key(alias): each for each in listed for alias in each.aliases}
        self.outputs: Mapping[str, object] = {each.path: each for each in plan.outputs}
        self.oldest = {each.id: each for each in before}  # what is lost longest stands last
        self._before = before
        self._aliases_before = {(each.id, _key(alias)) for each in before for alias in each.aliases}

    def successor(self, lost: Published) -> Explainer | None:
        """The explainer that stands where one with a lost id stood."""
        at_its_place = self.of_path.get(lost.path) or self.of_address.get(lost.address)
        return at_its_place or self._renamed(lost)

    def is_taken_back(self, explainer_id: str, lost: Published) -> bool:
        """Whether what had the lost id had this one before, as the world knows it."""
        older = self._before[self._before.index(lost) + 1 :]
        return any(each.id == explainer_id and _is_one(each, lost) for each in older)

    def _renamed(self, lost: Published) -> Explainer | None:
        """The one that was moved, renamed and redirected.

        Not another one that was there before, to which an old address leads from now on.
        """
        address = _key(lost.address)
        found = self.of_alias.get(address)
        if found is None or found.id not in self.oldest:
            return found
        return found if (found.id, address) in self._aliases_before else None


def _is_one(older: Published, newer: Published) -> bool:
    addresses = map(_key, (newer.address, *newer.aliases))
    return older.path == newer.path or _key(older.address) in addresses


def _key(address: str) -> str:
    """One key for `/old` and `/old/`, which are one address."""
    return address.rstrip("/")


def _missing(before: Sequence[Published], plan: SitePlan) -> Iterator[Published]:
    now = _Now(before, plan)
    of_now = set(_published(plan.archive))
    return (each for each in before if each not in of_now and any(_losses(each, now)))


def _losses(before: Published, now: _Now) -> Iterator[Problem]:
    yield from _changed_id(before, now)
    yield from _renumbered(before, now)
    for address in (before.address, *before.aliases):
        if not is_published(address, now.outputs):
            yield _gone(before, address, now)


def _changed_id(before: Published, now: _Now) -> Iterator[Problem]:
    if not before.id or before.id in now.of_id:
        return
    successor = now.successor(before)
    if successor is not None and not now.is_taken_back(successor.id, before):
        place = successor.place_of("id")
        message = f"the id is '{successor.id}', and this was published as '{before.id}'"
        hint = f"set `id: {before.id}`, or feed readers show it as new once more"
        yield Problem(successor.path, place.line, place.column, "id/changed", message, hint, "note")


def _renumbered(before: Published, now: _Now) -> Iterator[Problem]:
    """The first correction that goes by another number than before: the number is in its id."""
    kept = now.of_id.get(before.id)
    # What is withdrawn is in no feed, and need not say any more what was wrong with it.
    if not before.corrections or kept is None or kept.status == "withdrawn":
        return
    if now.oldest[before.id] is not before:
        return
    texts = _correction_texts(kept)
    moved = [
        (old, texts.index(text) + 1, text)
        for old, text in enumerate(before.corrections, start=1)
        if text in texts and text not in texts[old - 1 : old]
    ]
    if moved:
        old, new, text = moved[0]
        message = f"correction {quoted(text)} was published as number {old}, and is number {new}"
    elif len(texts) < len(before.corrections):
        message = f"{len(before.corrections)} corrections were published, and {len(texts)} are here"
    else:
        return
    place = kept.place_of("corrections")
    hint = "keep each correction, and date new ones after them: feed readers know them by number"
    yield Problem(kept.path, place.line, place.column, "id/changed", message, hint, "note")


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
    renamed = f"(with `id: {before.id}` where it was only renamed)"
    return f"{alias} {renamed}, {_WITHDRAW}" if before.id else alias


_TAGS_FILE = "tags.yaml"


def _published(archive: Archive) -> tuple[Published, ...]:
    """Everything with an address that others may have noted; lists come of it by themselves."""
    return (
        *(
            _published_explainer(each)
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


def _published_explainer(of: Explainer) -> Published:
    address = explainer_address(of.slug)
    return Published(of.path, of.id, address, of.aliases, _correction_texts(of))


def _correction_texts(of: Explainer) -> tuple[str, ...]:
    return tuple(each.text for each in oldest_first(of.corrections))


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[str, tuple[Published, ...]]).decode
