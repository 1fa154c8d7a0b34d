"""Small archives for the tests of the search."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from plugins.explainers.addresses import address_name
from plugins.explainers.archive import Archive, Tag, name_key
from plugins.explainers.model import Body, Explainer
from plugins.explainers.site import Site
from plugins.search_index.terms import BODY_TERMS, derive_terms

SITE = Site(name="The Archive", url="http://localhost:8000")


def make_explainer(title: str, **values: Any) -> Explainer:
    slug = values.pop("slug", address_name(title) or "untitled")
    return Explainer(
        **{
            "path": f"{slug}.md",
            "id": slug,
            "slug": slug,
            "title": title,
            "date": "2026-11-23T00:00:00Z",
            "tags": ("AI",),
            **values,
        }
    )


class MadeArchive:
    """An archive and the bodies that its explainers name by digest."""

    def __init__(self, texts: Iterable[tuple[Explainer, str]]) -> None:
        self.bodies: dict[str, Body] = {}
        self.archive = _archive([self._kept(explainer, text) for explainer, text in texts])

    def body(self, digest: str) -> Body:
        return self.bodies[digest]

    def _kept(self, explainer: Explainer, text: str) -> Explainer:
        digest = sha256(text.encode()).hexdigest()
        self.bodies[digest] = Body(parts=(), text=text)
        return Explainer(
            **{name: getattr(explainer, name) for name in Explainer.__slots__}
            | {"body_digest": digest}
        )


def make_archive(*texts: tuple[str, str]) -> MadeArchive:
    """An archive of (title, text), oldest first."""
    return MadeArchive(
        (make_explainer(title, slug=f"n{number}"), text)
        for number, (title, text) in enumerate(texts)
    )


class Context:
    """What a render may use, out of an archive in memory."""

    def __init__(self, made: MadeArchive, site: Site = SITE) -> None:
        self.made = made
        self.site = site
        self.pages: list[tuple[str, dict[str, Any]]] = []

    def page(self, template: str, **values: Any) -> bytes:
        self.pages.append((template, values))
        return b""

    def body(self, digest: str) -> Body:
        return self.made.body(digest)

    def derived(self, kind: str, digest: str) -> bytes:
        assert kind == BODY_TERMS
        return derive_terms(self.made.body(digest))

    def content_file(self, path: str, digest: str) -> bytes:
        raise AssertionError("the search reads no files")

    theme_file = content_file


def _archive(explainers: list[Explainer]) -> Archive:
    written: dict[str, str] = {}
    for explainer in explainers:
        for label in explainer.tags:
            written.setdefault(name_key(label), label)
    tags = {
        key: Tag(
            label,
            address_name(label),
            tuple(each for each in explainers if key in map(name_key, each.tags)),
        )
        for key, label in written.items()
    }
    by_name = tuple(sorted(tags.values(), key=lambda tag: tag.name))
    return Archive(tuple(explainers), tags=by_name, tag_of_key=tags)
