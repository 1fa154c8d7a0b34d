"""One thing that is published, and what its making may use.

Every plugin is a function `Archive -> Iterable[Output]`. The mechanism decides
from the fingerprint whether `render` has to run at all, in which process, and
puts the bytes where they belong; a plugin never writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, Protocol, Self

import msgspec

from plugins.explainers.archive import Archive
from plugins.explainers.listing import Listing
from plugins.explainers.model import Body
from plugins.explainers.site import Site
from plugins.site_outputs.shelf import Shelf

__all__ = ["Builder", "Deferred", "Output", "PlanContext", "RenderContext"]


class RenderContext(Protocol):
    """What does not change during a build: its constants are part of the salt.

    Bodies, derived data and files are found by the digest of their content, so
    a `render` that names them by digests in its inputs is still a pure function.
    """

    @property
    def site(self) -> Site:
        """The site's settings."""

    def page(self, template: str, **values: Any) -> bytes:
        """A page from a Jinja template, as UTF-8. `site` is always there too."""

    def body(self, digest: str) -> Body:
        """A rendered body by its digest."""

    def derived(self, kind: str, digest: str) -> bytes:
        """What a plugin derived from a body while it was parsed (see `Derivation`)."""

    def kept(self, shelf: str, key: str) -> bytes:
        """What the builder put on its shelf; the key must say which content it stands for."""

    def content_file(self, path: str, digest: str) -> bytes:
        """A file of the content folder; it must still have this digest."""

    def theme_file(self, path: str, digest: str) -> bytes:
        """A file of the theme's `static` folder; it must still have this digest."""


class PlanContext(Protocol):
    """What a builder may use that is more than `Archive -> Iterable[Output]`.

    For work that is too much to do anew in each build: what it made last time lies on
    its shelf. A cache: whatever is on it, the outputs are the same.
    """

    @property
    def fresh(self) -> bool:
        """Whether what was kept must not be used."""

    @property
    def is_broken(self) -> bool:
        """Whether files had to be left out of the archive for what is wrong with them.

        Nothing of this plan will be published, so nothing should be learnt from it.
        """

    @property
    def salt(self) -> bytes:
        """Stands for the code, the locked libraries and Python."""

    def content_file(self, path: str, digest: str) -> bytes:
        """A file of the content folder; it must still have this digest."""

    @property
    def listing(self) -> Listing:
        """The archive without what only bodies say."""

    def derived(self, kind: str, digest: str) -> bytes:
        """What a plugin derived from a body while it was parsed (see `Derivation`)."""

    @property
    def store(self) -> Path:
        """The parse store, for a task that opens it in another process."""

    def beside(self, task: Callable[[Any], Any], data: object, *, count: int) -> Callable[[], Any]:
        """Begins a task elsewhere, where that is worth it, and gives what waits for its result.

        The task is a function at the top level of a module, `data` is plain, and `count` says
        how many explainers it goes through.
        """

    def shelf(self, name: str) -> Shelf:
        """What the plugin kept under this name; open within `with context`."""

    def __enter__(self) -> Self:
        """Entered while outputs are collected; again by who works `Deferred` outputs out."""

    def __exit__(self, *_: object) -> None:
        """Closes shelves."""


class Output(msgspec.Struct, frozen=True):
    """A file of the site.

    path: where it goes, relative to the output folder, with `/`
    (`explainers/caches/index.html`). render: a function at the top level of a
    module, so that any process can import it. inputs: frozen plain data
    (dataclasses, tuples, text, numbers); its hash decides whether the file is
    made anew, so all that shapes the bytes must be in here. origin: the file of
    the content folder that asked for it, as (path, line, column), where one did;
    it is named when two outputs want one path. of: paths of other outputs from whose bytes
    it is made. It is rendered after them, and `render` is given a pair: `inputs`, and the
    SHA-256 of each of these files by its path. Not within a `Deferred`, and not shown by `serve`,
    which makes no files.
    """

    path: str
    render: Callable[[Any, RenderContext], bytes]
    inputs: Any
    origin: tuple[str, int, int] | None = None
    of: tuple[str, ...] | None = None


class Deferred(NamedTuple):  # of which each plan makes thousands
    """Outputs that are worked out only if something changed that they come from.

    key: 16 bytes that stand for all that `build` uses; under the same key, code and
    settings it must give equal outputs. `Listing.key` stands for the archive without bodies;
    of these a builder names those that it uses. under: a folder (with `/` at its end) that
    holds all of them, if there is one: `serve` works them out when something in it is asked
    for. finer: gives a key that stands for no more than what `build` really uses, by digests
    of a listing. It takes longer to make, and is asked for where nothing is known under the
    first. begin: begins what `build` waits for, before others are worked out.
    """

    key: bytes
    build: Callable[[], Iterable[Output]]
    under: str = ""
    finer: Callable[[], bytes] | None = None
    begin: Callable[[], None] | None = None


Builder = Callable[[Archive, Site], Iterable[Output]]
