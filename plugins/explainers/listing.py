"""The archive as lists show it: without what only bodies say.

Most edits change one body and nothing that any other page shows. What is made from a listing
alone need not be looked at again while its digest is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field, fields
from functools import cached_property
from hashlib import blake2b
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from plugins.explainers.addresses import address_name
from plugins.explainers.archive import Archive, Story, Tag, name_key
from plugins.explainers.model import Explainer

__all__ = ["Listing", "finer_key", "without_body"]

_DIGEST_BYTES = 16
# What an edit of a body changes, and how it is without one. Where links lead stays: it is in the
# archive, and related explainers are found by it. `places` are for messages.
_OF_BODIES: dict[str, Any] = {
    "body_digest": "",
    "links": (),
    "anchors": (),
    "word_count": 0,
    "comments": (),
    "places": {},
}
# What stays the same after an edit of bodies.
_KEPT = ("digest", "entry_digests", "shown_digests", "image_sizes_digest")
_Found = TypeVar("_Found")
_encode = msgspec.msgpack.Encoder().encode


def _getter(of: Any, without: set[str]) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(each.name for each in fields(of) if each.name not in without))


_NAMES = [each.name for each in fields(Explainer)]
_BARE_VALUES = [(_NAMES.index(name), value) for name, value in _OF_BODIES.items()]
_all_values = attrgetter(*_NAMES)
_listed = _getter(Explainer, set(_OF_BODIES))
_described_tag = _getter(Tag, {"members"})
_described_story = _getter(Story, {"members"})


@dataclass(frozen=True)
class Listing:
    """What stands for an archive without bodies, as a whole and in parts."""

    whole: Archive
    _worked_out: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def digest(self) -> bytes:
        """16 bytes that stand for the archive without bodies."""
        archive = self.whole
        # Who carries a tag follows from what explainers say and from the spellings.
        tags = [_described_tag(each) for each in archive.tags]
        stories = [_described_story(each) for each in archive.stories]
        spellings = [
            {key: group.name for key, group in groups.items()}
            for groups in (archive.tag_of_key, archive.story_of_key)
        ]
        digests = self.entry_digests
        unlisted = {
            path: links for path, links in archive.link_addresses.items() if path not in digests
        }
        rest = (archive.files, archive.unpublished, unlisted, archive.image_sizes)
        parts = (len(archive.explainers), b"".join(digests.values()), tags, stories, spellings)
        return _digest(_encode((*parts, rest)))

    @cached_property
    def entry_digests(self) -> dict[str, bytes]:
        """For the path of each explainer, also a withdrawn one, 16 bytes that stand for it.

        For what its file says without the body, where that links to, and whether it is published.
        """
        return self._digests_of((*self.whole.explainers, *self.whole.withdrawn))

    def _digests_of(self, explainers: Iterable[Explainer]) -> dict[str, bytes]:
        links, state = self.whole.link_addresses.get, self.whole.unpublished.get
        return {
            each.path: _digest(_encode((_listed(each), links(each.path), state(each.path))))
            for each in explainers
        }

    @cached_property
    def shown_digests(self) -> dict[str, bytes]:
        """The same for listed ones with how their tags and story are called, as on cards."""
        names, digests = _Names(self.whole), self.entry_digests
        if names.all_as_written:  # as nearly always
            return {each.path: digests[each.path] for each in self.whole.explainers}
        return {
            each.path: _digest(digests[each.path] + called) if called else digests[each.path]
            for each in self.whole.explainers
            for called in [names.of(each)]
        }

    @cached_property
    def image_sizes_digest(self) -> bytes:
        """16 bytes that stand for the sizes of all images."""
        return _digest(_encode(sorted(self.whole.image_sizes.items())))

    def after_edits_of_bodies(self, whole: Archive) -> Listing:
        """The listing of an archive in which nothing but bodies is another."""
        after = Listing(whole, self._worked_out)
        after.__dict__.update(
            {name: self.__dict__[name] for name in _KEPT if name in self.__dict__}
        )
        return after

    def knowing(self, entries: dict[str, bytes], digest: bytes, again: Collection[str]) -> Listing:
        """This listing, of which is known how it was before explainers `again` were edited.

        `entries` are `entry_digests` of then, `digest` is that of the listing. Nothing but what
        explainers say may be another since.
        """
        archive = self.whole
        edited = (each for each in (*archive.explainers, *archive.withdrawn) if each.path in again)
        anew = self._digests_of(edited)
        known: dict[str, Any] = {"entry_digests": entries | anew}
        if all(entries[path] == each for path, each in anew.items()):
            known["digest"] = digest
        self.__dict__.update(known)
        return self

    def once(self, key: Hashable, work_out: Callable[[], _Found]) -> _Found:
        """What comes from this listing alone (and from what `key` names), worked out once."""
        if key not in self._worked_out:
            self._worked_out[key] = work_out()
        found: _Found = self._worked_out[key]
        return found

    def forget(self) -> None:
        """Forgets what was worked out, which may hold this listing, and so would hold itself."""
        self._worked_out.clear()

    def key(self, *more: object) -> bytes:
        """16 bytes that stand for the listing and for other plain data."""
        return _digest(self.digest + _encode(more))


def finer_key(*parts: object) -> bytes:
    """16 bytes that stand for plain data: digests of what a `Deferred` really uses."""
    return _digest(_encode(parts))


class _Names:
    """How tags and stories are called, where it is not what an explainer calls them."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._tags: dict[str, bytes] = {}
        self._stories: dict[str, bytes] = {}

    @property
    def all_as_written(self) -> bool:
        """Whether all are called what explainers call them; of that, `of` says nothing."""
        explainers = self._archive.explainers
        labels = set[str]().union(*[each.tags for each in explainers])
        stories = {each.story for each in explainers if each.story}
        return not (any(map(self._tag, labels)) or any(map(self._story, stories)))

    def of(self, explainer: Explainer) -> bytes:
        """Bytes that tell an explainer's tags and story from other ones that it might mean."""
        found = [
            self._tags[label] if label in self._tags else self._tag(label)
            for label in explainer.tags
        ]
        if explainer.story:
            found.append(self._story(explainer.story))
        return b"".join(found)

    def _tag(self, label: str) -> bytes:
        tag = self._archive.tag_of_key.get(name_key(label))
        return self._tags.setdefault(label, _called(label, tag))

    def _story(self, label: str) -> bytes:
        if label not in self._stories:
            story = self._archive.story_of_key.get(name_key(label))
            self._stories[label] = _called(label, story)
        return self._stories[label]


def _called(written: str, group: Tag | Story | None) -> bytes:
    if group and (group.label, group.name) == (written, address_name(written)):
        return b""
    return _encode((written, group and (group.label, group.name)))


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST_BYTES).digest()


def without_body(explainer: Explainer) -> Explainer:
    """An explainer without what only its body says, and without places."""
    # As `replace` does it, in a third of the time: an archive has many.
    values = list(_all_values(explainer))
    for index, value in _BARE_VALUES:
        values[index] = value
    return Explainer(*values)
