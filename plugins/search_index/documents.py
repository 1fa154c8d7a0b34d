"""What each explainer gives to the index, besides its words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import overload
from zoneinfo import ZoneInfo

import msgspec

from plugins.explainers.archive import Archive, name_key
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.explainers.views import AI_ASSISTED, AI_GENERATED, ai_label

__all__ = ["Document", "LazyDocuments", "documents_of", "is_word", "numbered_explainers"]

_LABELS = ("", AI_GENERATED, AI_ASSISTED)
_AI_KEYS = (b"=ai/none", b"=ai/generated", b"=ai/assisted")


class Document(msgspec.Struct, frozen=True, array_like=True):
    """What an explainer's part of the index depends on. `label` counts in `_LABELS`.

    A withdrawn explainer keeps its number and has nothing but `is_live=False`.
    """

    is_live: bool
    title: str = ""
    slug: str = ""
    day: str = ""
    label: int = 0
    lang: str = ""
    summary: str = ""
    tags: tuple[tuple[str, str], ...] = ()  # (label, name in addresses)
    body_digest: str = ""

    def digest(self) -> bytes:
        """16 bytes that stand for all of it."""
        return blake2b(_encode(self), digest_size=16).digest()

    @property
    def keys(self) -> tuple[bytes, ...]:
        """What it is listed under besides its words: its tags, and how AI took part."""
        if not self.is_live:
            return ()
        return (*(f"=tag/{name}".encode() for _, name in self.tags), _AI_KEYS[self.label])


def documents_of(archive: Archive, site: Site) -> list[Document]:
    """Every explainer that has a number, from the oldest; withdrawn ones too."""
    to_document = _DocumentMaker(archive, site)
    return [to_document(explainer) for explainer in numbered_explainers(archive)]


def numbered_explainers(archive: Archive) -> list[Explainer]:
    """Every explainer at the place that is its number in the index; withdrawn ones too."""
    explainers = (*archive.explainers, *archive.withdrawn)
    return sorted(explainers, key=lambda each: (each.date, each.id))


class LazyDocuments(Sequence[Document]):
    """The same; each is made when it is asked for, for after an edit most are not."""

    def __init__(self, explainers: Sequence[Explainer], archive: Archive, site: Site) -> None:
        self._explainers = explainers
        self._to_document = _DocumentMaker(archive, site)

    def __len__(self) -> int:
        return len(self._explainers)

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> list[Document]: ...
    def __getitem__(self, place: int | slice) -> Document | list[Document]:
        if isinstance(place, slice):
            return list(map(self._to_document, self._explainers[place]))
        return self._to_document(self._explainers[place])


def is_word(key: bytes) -> bool:
    """Whether a key of the term shards is a term."""
    return not key.startswith(b"=")


class _DocumentMaker:
    """Makes documents; what many of them share is worked out once."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self._zone = ZoneInfo(site.timezone)
        self._withdrawn = {each.path for each in archive.withdrawn}
        self._tag_of_key = archive.tag_of_key
        self._tag_of_spelling: dict[str, tuple[str, str] | None] = {}

    def __call__(self, explainer: Explainer) -> Document:
        if explainer.path in self._withdrawn:
            return _WITHDRAWN
        moment = datetime.fromisoformat(explainer.date).astimezone(self._zone)
        return Document(
            is_live=True,
            title=explainer.title,
            slug=explainer.slug,
            day=moment.date().isoformat(),
            label=_LABELS.index(ai_label(explainer)),
            lang=explainer.lang,
            summary=explainer.summary,
            tags=self._tags_of(explainer),
            body_digest=explainer.body_digest,
        )

    def _tags_of(self, explainer: Explainer) -> tuple[tuple[str, str], ...]:
        found = map(self._tag, explainer.tags)
        return tuple(dict.fromkeys(tag for tag in found if tag))

    def _tag(self, label: str) -> tuple[str, str] | None:
        if label not in self._tag_of_spelling:
            tag = self._tag_of_key.get(name_key(label))
            self._tag_of_spelling[label] = (tag.label, tag.name) if tag else None
        return self._tag_of_spelling[label]


_WITHDRAWN = Document(is_live=False)
_encode = msgspec.msgpack.Encoder().encode
