"""Exchanging two folders: the published one and the spare one, in one step.

Linux does it in one system call. Where a file system cannot, three renames do,
with a journal beside them: what a kill interrupts, the next build finishes.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
from pathlib import Path

__all__ = ["exchange_folders", "finish_exchange"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_JOURNAL = "exchange.journal"
_RETIRED = "retired"
_SPARE_NAME = re.compile(r"spare-[\w-]+")
# What a kernel or file system answers that has no such call.
_NOT_SUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)


def exchange_folders(spare: Path, published: Path) -> None:
    """Makes `spare` the published folder, and the published folder the spare one.

    Where nothing is published yet, `spare` is simply moved there. At every moment
    `published` is wholly the old or wholly the new one (with the journal: or, for
    the time of a rename, absent).
    """
    if not published.exists():
        spare.rename(published)
        return
    try:
        _rename_exchange(spare, published)
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED:
            raise
        _exchange_by_journal(spare, published)


def finish_exchange(state: Path, published: Path) -> None:
    """Rolls an interrupted exchange by journal forward. Call it before anything else.

    `state` is the folder that holds the spare tree and the journal.
    """
    journal, retired = state / _JOURNAL, state / _RETIRED
    if not journal.exists():
        return
    spare = _named_spare(state, journal)
    if retired.exists() and not published.exists():
        # Forward to the new site; back to the old one if the new one is gone.
        (spare if spare.exists() else retired).rename(published)
    if retired.exists():
        if spare.exists():
            shutil.rmtree(retired)
        else:
            retired.rename(spare)
    journal.unlink()


def _named_spare(state: Path, journal: Path) -> Path:
    name = journal.read_text(encoding="utf-8", errors="replace")
    # After a power cut the journal may be empty, which would name the state folder itself.
    return state / (name if _SPARE_NAME.fullmatch(name) else "spare-unknown")


def _rename_exchange(first: Path, second: Path) -> None:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError) as error:
        raise OSError(errno.ENOSYS, "no renameat2 here") from error
    names = (os.fsencode(first), os.fsencode(second))
    if renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), os.fspath(second))


def _exchange_by_journal(spare: Path, published: Path) -> None:
    state = spare.parent
    new = state / f"{_JOURNAL}.new"
    new.write_text(spare.name, encoding="utf-8")
    new.replace(state / _JOURNAL)
    published.rename(state / _RETIRED)
    finish_exchange(state, published)
