"""Small archives for the tests of the search, and their indexes in memory."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

import pytest

from plugins.explainers.addresses import address_name
from plugins.explainers.archive import Archive, Tag, name_key
from plugins.explainers.listing import Listing
from plugins.explainers.model import Body, BodyPart, Explainer
from plugins.explainers.site import Site
from plugins.search_index import head, index, lexicon, term_shards, updating
from plugins.search_index.cutting import Cutting
from plugins.search_index.document_words import BodyWords, derive_words, read_body_words
from plugins.search_index.documents import Document, documents_of
from plugins.search_index.index import IndexState, KeptWords, MadeIndex, Source, digests_of
from plugins.search_index.index_files import inflated
from plugins.search_index.making import make_index
from plugins.search_index.numbered import NumberedArchive
from plugins.search_index.whoosh_search import Answer, SearchedIndex, search_index
from plugins.site_outputs.shelf import Shelf
from plugins.site_outputs.store import ParseStore

SITE = Site(name="The Archive", url="http://localhost:8000")
KEY = b"k" * 16


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

    def __init__(
        self, texts: Iterable[tuple[Explainer, str]], *, aliases: Mapping[str, str] | None = None
    ) -> None:
        self.bodies: dict[str, Body] = {}
        kept = [self._kept(explainer, text) for explainer, text in texts]
        self.archive = _archive(kept, aliases or {})

    def body(self, digest: str) -> Body:
        return self.bodies[digest]

    def body_words(self, digest: str) -> BodyWords:
        return read_body_words(derive_words(self.bodies[digest]))

    def _kept(self, explainer: Explainer, text: str) -> Explainer:
        digest = sha256(text.encode()).hexdigest()
        self.bodies[digest] = _body(text)
        return replace(explainer, body_digest=digest)


def _body(text: str) -> Body:
    """A body with a part for each line."""
    count = len(text.split("\n"))
    parts = [BodyPart(f"part-{place}", f"Part {place}", "") for place in range(1, count)]
    return Body(parts=(BodyPart("", "", ""), *parts), text=text)


def make_archive(*texts: tuple[str, str]) -> MadeArchive:
    """An archive of (title, text), oldest first."""
    return MadeArchive(
        (make_explainer(title, slug=f"n{number:03}"), text)
        for number, (title, text) in enumerate(texts)
    )


@dataclass(frozen=True, slots=True)
class MadeSearch:
    """An archive with its index in memory; `files` as they are published, by their keys."""

    archive: NumberedArchive
    state: IndexState
    files: Mapping[str, bytes]
    body: Callable[[str], Body]

    @property
    def index(self) -> SearchedIndex:
        return SearchedIndex(self.state, lambda key: inflated(self.files[key]), self.archive)

    def search(self, words: str, limit: int = 10) -> Answer:
        return search_index(self.index, words, limit=limit)

    def titles(self, words: str, limit: int = 10) -> list[str]:
        hits = self.search(words, limit).hits
        return [self.archive.explainer(hit.number).title for hit in hits]

    def publish(self, folder: Path) -> None:
        """Writes the files as they lie on a site."""
        for key, data in self.files.items():
            name = "index" if key == self.state.head else key
            path = folder / f"{name}.bin"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def searched(made: MadeArchive, site: Site = SITE) -> MadeSearch:
    """The archive with its index."""
    aliases = {tag.name: tag.aliases for tag in made.archive.tags if tag.aliases}
    source = source_of(documents_of(made.archive, site), made.body_words, site)
    built = made_index(replace(source, aliases=aliases))
    return MadeSearch(NumberedArchive(made.archive, site), built.state, built.files.new, made.body)


def made_index(source: Source, known: Collection[str] = ()) -> MadeIndex:
    """An index made anew, with all that is kept of its words."""
    words: dict[int, KeptWords] = {}
    made = make_index(source, words.__setitem__, known)
    return replace(made, words=list(words.items()))


def source_of(
    documents: list[Document], body: Callable[[str], BodyWords], site: Site = SITE
) -> Source:
    return Source(documents, digests_of(documents), body, site, KEY)


def make_limits_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets limits so low that a small archive has all that a huge one has."""
    monkeypatch.setattr(index, "_ONE_TABLE", 44)
    monkeypatch.setattr(index, "_TABLE", 16)
    monkeypatch.setattr(head, "_MOST_SHARDS", 8)
    monkeypatch.setattr(head, "SHARD_PAGES", Cutting(bits=5, most=1 << 30))
    monkeypatch.setattr(term_shards, "_MOST_INSIDE", 24)
    monkeypatch.setattr(term_shards, "_MOST_IN_ONE", 20)
    for module in (term_shards, updating):
        monkeypatch.setattr(module, "TERMS", Cutting(bits=4, most=300))
    for module in (lexicon, updating):
        monkeypatch.setattr(module, "FORMS", Cutting(bits=4, most=200))


class Context:
    """What a plan and a render may use, out of an archive in memory."""

    fresh = False
    is_broken = False
    salt = b"salt"

    def __init__(self, made: MadeArchive, folder: Path, site: Site = SITE) -> None:
        self.made = made
        self.site = site
        self.pages: list[tuple[str, dict[str, Any]]] = []
        self.derived_bodies: list[str] = []
        self._folder = folder
        self._shelves: dict[str, Shelf] = {}

    @property
    def listing(self) -> Listing:
        return Listing(self.made.archive)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Shelves stay open until `close`."""

    def close(self) -> None:
        for shelf in self._shelves.values():
            shelf.__exit__()

    def page(self, template: str, **values: Any) -> bytes:
        self.pages.append((template, values))
        return b""

    def body(self, digest: str) -> Body:
        return self.made.body(digest)

    def derived(self, kind: str, digest: str) -> bytes:
        self.derived_bodies.append(digest)
        return derive_words(self.made.body(digest))

    @property
    def store(self) -> Path:
        return self._folder / "store.sqlite"

    def beside(self, task: Callable[[Any], Any], data: object, *, count: int) -> Callable[[], Any]:
        """The task as another process would do it, with bodies that are in no store."""

        def run() -> Any:
            given = pickle.loads(pickle.dumps(data))
            with patch.object(ParseStore, "derived", lambda _, *asked: self.derived(*asked)):
                return task(given)

        assert count >= 0
        return run

    def shelf(self, name: str) -> Shelf:
        if name not in self._shelves:
            self._shelves[name] = Shelf.open_or_rebuild(self._folder / f"store.{name}.sqlite")
        return self._shelves[name]

    def kept(self, shelf: str, key: str) -> bytes:
        return self.shelf(shelf).get(key)

    def content_file(self, path: str, digest: str) -> bytes:
        raise AssertionError("the search reads no files")

    theme_file = content_file


def _archive(explainers: list[Explainer], aliases: Mapping[str, str]) -> Archive:
    listed = tuple(each for each in explainers if each.status == "published")
    written: dict[str, str] = {}
    for explainer in listed:
        for label in explainer.tags:
            written.setdefault(name_key(label), label)
    tags = {
        key: Tag(
            label,
            address_name(label),
            tuple(each for each in listed if key in map(name_key, each.tags)),
            aliases=tuple(alias for alias, of in aliases.items() if of == label),
        )
        for key, label in written.items()
    }
    by_name = tuple(sorted(tags.values(), key=lambda tag: tag.name))
    known = tags | {name_key(alias): tags[name_key(label)] for alias, label in aliases.items()}
    withdrawn = tuple(each for each in explainers if each.status == "withdrawn")
    return Archive(listed, withdrawn, tags=by_name, tag_of_key=known)
