"""Fingerprints: whether an output would come out as it did last time.

A fingerprint is the hash of an output's inputs and of which function renders it,
with one salt for everything that the inputs do not hold: our code, the templates,
the site's settings, the locked versions of the libraries and Python itself.
"""

from __future__ import annotations

import inspect
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from plugins.explainers.site import Site
from plugins.site_outputs.output import Output

__all__ = [
    "FINGERPRINT_BYTES",
    "Fingerprinter",
    "NotedFingerprints",
    "code_salt",
    "digest_of_folder",
    "site_salt",
]

FINGERPRINT_BYTES = 16


class Fingerprinter:
    """Computes fingerprints under one salt."""

    def __init__(self, salt: bytes, site: Site) -> None:
        self._encode = msgspec.msgpack.Encoder().encode
        self._base = blake2b(salt, digest_size=FINGERPRINT_BYTES)
        self._base.update(self._encode(site))
        self._begun: dict[Any, Any] = {}  # with the name of a render function

    def fingerprint(self, output: Output) -> bytes:
        """16 bytes. Raises TypeError where inputs are other than plain data."""
        state = (self._begun.get(output.render) or self._begin(output.render)).copy()
        state.update(self._encode(output.inputs))
        return bytes(state.digest())

    def _begin(self, render: Any) -> Any:
        state = self._base.copy()
        state.update(f"{render.__module__}.{render.__qualname__}\0".encode())
        self._begun[render] = state
        return state


class NotedFingerprints:
    """Fingerprints that are worked out before they are needed. `by_path` has them."""

    def __init__(self, fingerprinter: Fingerprinter) -> None:
        self._fingerprint = fingerprinter.fingerprint
        self.by_path: dict[str, bytes] = {}

    def note(self, outputs: Iterable[object]) -> None:
        """Notes those of outputs; of what is only known from the last build there is one."""
        made = (each for each in outputs if isinstance(each, Output))
        self.by_path.update((each.path, self._fingerprint(each)) for each in made)


def site_salt(salt: bytes, site: Site) -> bytes:
    """Stands for all that shapes an output and is not in its inputs: a salt, and the site."""
    return blake2b(salt + msgspec.msgpack.encode(site), digest_size=FINGERPRINT_BYTES).digest()


def code_salt(code: Iterable[Path], lock: Path) -> bytes:
    """A digest of the folders (and single files) of code, the lock file and Python."""
    state = blake2b(digest_size=FINGERPRINT_BYTES)
    version = f"{sys.implementation.cache_tag} {platform.python_version()}"
    state.update(version.encode())
    for place in (*code, lock):
        state.update(b"\0" + digest_of_folder(place))
    return state.digest()


def digest_of_folder(place: Path, endings: Sequence[str] = ()) -> bytes:
    """A digest of all files below a folder, or of one file; a missing place counts as empty."""
    state = blake2b(digest_size=FINGERPRINT_BYTES)
    for path in files_below(place, endings):
        data = path.read_bytes()
        state.update(f"{path.relative_to(place.parent).as_posix()}\0{len(data)}\0".encode())
        state.update(data)
    return state.digest()


def digest_of_object(value: object) -> bytes:
    """A digest of something that a site hands to its templates.

    Plain data by value, functions by name and source file. What is neither gets
    another digest each time, so that pages are never stale because of it.
    """
    state = blake2b(digest_size=FINGERPRINT_BYTES)
    source = inspect.getsourcefile(value) if inspect.isfunction(value) else None
    if source is not None:
        state.update(f"{getattr(value, '__qualname__', '')}\0".encode())
        state.update(Path(source).read_bytes())
        return state.digest()
    try:
        state.update(msgspec.msgpack.encode(value))
    except (TypeError, OverflowError):
        state.update(os.urandom(FINGERPRINT_BYTES))
    return state.digest()


def files_below(place: Path, endings: Sequence[str] = ()) -> list[Path]:
    """The files below a folder, sorted; hidden ones and Python's caches are left out."""
    if place.is_file():
        return [place]
    found = []
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith((".", "__pycache__"))]
        found += [Path(folder, name) for name in names if not name.startswith(".")]
    return sorted(path for path in found if not endings or path.name.endswith(tuple(endings)))
