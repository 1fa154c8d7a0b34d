"""Where a project's parse store lies, and trying again where it cannot be used."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from plugins.site_outputs.content_files import FileChanged, digest_of
from plugins.site_outputs.database import RowMissing, StoreDamaged
from plugins.site_outputs.store import discard, forget_unused

if TYPE_CHECKING:
    from plugins.site_outputs.project import Project

__all__ = ["retrying", "store_of"]

_Result = TypeVar("_Result")
_TRIES = 3
# How long the parse store of a content folder is kept that nobody builds.
_DAYS_KEPT = 30


@contextmanager
def store_of(project: Project) -> Iterator[Path]:
    """The path of this content folder's parse store; a passing one where `.cache` is barred."""
    cache = project.root / ".cache"
    name = f"{digest_of(os.fsencode(project.content))}.sqlite"
    try:
        cache.mkdir(exist_ok=True)
        barred = not os.access(cache, os.W_OK)
    except OSError:
        barred = True
    if not barred:
        forget_unused(cache, days=_DAYS_KEPT)
        yield cache / name
        return
    with tempfile.TemporaryDirectory(prefix="backgrounder-") as folder:
        yield Path(folder) / name


def retrying(attempt: Callable[[], _Result], store: Path) -> _Result:
    """Runs a build; once more without the store if it is damaged, or after a file changed.

    Raises OSError where the store's disk fails or the content never rests.
    """
    for remaining in reversed(range(_TRIES)):
        try:
            return attempt()
        except StoreDamaged as error:
            # A row may be missing because another build cleaned up; its store is in use then.
            if not isinstance(error, RowMissing) or remaining < _TRIES - 1:
                discard(store)
            if not remaining:
                raise OSError(f"the cache {store} is damaged again and again") from error
        except FileChanged as error:
            if not remaining:
                raise OSError(f"{error} keeps changing while the site is built") from error
        except sqlite3.Error as error:
            raise OSError(f"a cache in {store.parent} cannot be used: {error}") from error
    raise AssertionError("unreachable")
