"""Making the bytes of outputs: what a `render` function is given, in any process."""

from __future__ import annotations

import pickle
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment

from plugins.explainers.model import Body
from plugins.explainers.site import Site
from plugins.site_outputs.content_files import unchanged_file
from plugins.site_outputs.output import Output
from plugins.site_outputs.shelf import Shelf, shelf_path
from plugins.site_outputs.store import ParseStore
from plugins.site_outputs.template_faults import faults_named
from plugins.site_outputs.templates import TemplateSettings, make_environment

__all__ = ["RenderSetup", "Renderer", "renderer_for"]

_decode_body = msgspec.msgpack.Decoder(Body).decode


@dataclass(frozen=True, slots=True)
class RenderSetup:
    """All that a process needs to render. Equal setups share one renderer.

    `jinja` is a pickled `TemplateSettings`: it goes from a build to its own
    workers and is never stored. `plan` differs for each plan, so that templates and
    the store are opened anew for it.
    """

    site: Site
    content: str
    store: str
    theme_static: str
    jinja: bytes
    plan: str = ""


class Renderer:
    """The `RenderContext` of a process (see `output`)."""

    def __init__(self, setup: RenderSetup) -> None:
        self.site = setup.site
        self._setup = setup
        self._shelves: dict[str, Shelf] = {}
        self._opened = ExitStack()

    def close(self) -> None:
        """Closes the store and its shelves; who renders after that opens them anew.

        A connection to SQLite holds itself. One that is only let go of stays open, with the pages
        that it has read, until somebody looks for garbage.
        """
        self._opened.close()
        self._shelves.clear()
        self.__dict__.pop("_store", None)

    def page(self, template: str, **values: Any) -> bytes:
        """A page from a template, as UTF-8. Raises TemplateFault."""
        with faults_named(template):
            return self._environment.get_template(template).render(values).encode()

    def body(self, digest: str) -> Body:
        """A body by its digest. Raises StoreDamaged."""
        return _decode_body(self._store.body(digest))

    def derived(self, kind: str, digest: str) -> bytes:
        """What a plugin derived from a body. Raises StoreDamaged."""
        return self._store.derived(kind, digest)

    def kept(self, shelf: str, key: str) -> bytes:
        """What a builder keeps on its shelf. Raises StoreDamaged."""
        if shelf not in self._shelves:
            opened = Shelf(shelf_path(Path(self._setup.store), shelf))
            self._shelves[shelf] = self._opened.enter_context(opened)
        return self._shelves[shelf].get(key)

    def content_file(self, path: str, digest: str) -> bytes:
        """A file of the content folder. Raises FileChanged."""
        return unchanged_file(Path(self._setup.content), path, digest)

    def theme_file(self, path: str, digest: str) -> bytes:
        """A file of the theme's static folder. Raises FileChanged."""
        return unchanged_file(Path(self._setup.theme_static), path, digest)

    def render(self, output: Output) -> bytes:
        """The bytes of an output."""
        return output.render(output.inputs, self)

    @cached_property
    def _environment(self) -> Environment:
        settings: TemplateSettings = pickle.loads(self._setup.jinja)
        if not settings.salt:
            return make_environment(settings, self.site)
        return _kept_environment(self._setup.jinja, self.site)

    @cached_property
    def _store(self) -> ParseStore:
        return self._opened.enter_context(ParseStore(Path(self._setup.store)))


@lru_cache(maxsize=1)
def _kept_environment(jinja: bytes, site: Site) -> Environment:
    """The environment of settings with a salt, which stands for the texts of all templates.

    `serve` has a renderer for each plan. An environment of its own for each would never be
    freed: it holds itself, and what is there when a plan is made is not looked at for garbage.
    """
    return make_environment(pickle.loads(jinja), site)


@lru_cache(maxsize=1)
def renderer_for(setup: RenderSetup) -> Renderer:
    """This process's renderer: templates are compiled and the store opened once."""
    return Renderer(setup)
