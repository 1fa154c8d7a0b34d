"""A site for tools that look at one: built into a folder of its own and served."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.search.server import running_server
from plugins.command_line.opening import open_site

__all__ = ["built_site"]


@contextmanager
def built_site(content: Path) -> Iterator[tuple[Path, str]]:
    """The folder and the address of a site, for as long as it is needed."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server((Path(folder) / "site",)) as server,
    ):
        site = Path(folder) / "site"
        open_site(content=content, output=site, SITEURL=server.address).run()
        yield site, server.address
