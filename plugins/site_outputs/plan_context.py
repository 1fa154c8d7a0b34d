"""What builders may use while the outputs are collected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from plugins.explainers.listing import Listing
from plugins.site_outputs.content_files import unchanged_file
from plugins.site_outputs.shelf import Shelf, shelf_path
from plugins.site_outputs.store import ParseStore
from plugins.site_outputs.workers import Workers

__all__ = ["OpenPlanContext", "PlanSetup"]


@dataclass(frozen=True, slots=True)
class PlanSetup:
    """What a `PlanContext` is made from; `store` is the parse store's path."""

    store: Path
    salt: bytes
    content: Path = Path()
    fresh: bool = False
    is_broken: bool = False
    workers: Workers = field(default_factory=lambda: Workers(1))


class OpenPlanContext:
    """The `PlanContext` of one plan (see `output`). Use as a context manager."""

    def __init__(self, setup: PlanSetup, listing: Listing) -> None:
        self.listing = listing
        self.fresh = setup.fresh
        self.salt = setup.salt
        self.is_broken = setup.is_broken
        self.store = setup.store
        self._workers = setup.workers
        self._content = setup.content
        self._shelves: dict[str, Shelf] = {}
        self._entered = 0

    def __enter__(self) -> Self:
        self._entered += 1
        return self

    def __exit__(self, *_: object) -> None:
        self._entered -= 1
        if self._entered:
            return
        for shelf in self._shelves.values():
            shelf.__exit__()
        self._shelves.clear()
        store = self.__dict__.pop("_store", None)
        if store is not None:
            store.__exit__()

    def derived(self, kind: str, digest: str) -> bytes:
        """What a plugin derived from a body. Raises StoreDamaged."""
        return self._store.derived(kind, digest)

    def content_file(self, path: str, digest: str) -> bytes:
        """A file of the content folder. Raises FileChanged."""
        return unchanged_file(self._content, path, digest)

    def shelf(self, name: str) -> Shelf:
        """A plugin's shelf."""
        if name not in self._shelves:
            self._shelves[name] = Shelf.open_or_rebuild(shelf_path(self.store, name))
        return self._shelves[name]

    def beside(self, task: Callable[[Any], Any], data: object, *, count: int) -> Callable[[], Any]:
        """Begins a task elsewhere, and gives what waits for its result."""
        return self._workers.beside(task, data, count=count)

    @cached_property
    def _store(self) -> ParseStore:
        return ParseStore(self.store)
