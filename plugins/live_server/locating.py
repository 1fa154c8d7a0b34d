"""From the address in a request to the output that answers it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from urllib.parse import quote, unquote

__all__ = ["Found", "Moved", "locate"]

_NOT_FOUND_PAGE = "404.html"


@dataclass(frozen=True, slots=True)
class Found:
    """The path of the output to show, and the status to show it with."""

    path: str
    status: int = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """The address to ask for instead."""

    address: str


def locate(target: str, paths: Container[str], prefix: str = "") -> Found | Moved | None:
    """Finds the output for a request's target (`/tags/%C3%A4/?q=x`); None where there is none.

    `prefix` is the path of the site's address. Only what is in `paths` is ever found,
    so no address leads to a file of the machine.
    """
    address, _, query = target.partition("#")[0].partition("?")
    relative = _relative(address, unquote(prefix))
    if relative == "" or (relative is None and address == "/"):
        return Moved(f"{prefix}/")
    if relative is None:
        return _not_found(paths)
    path = f"{relative}index.html" if relative.endswith("/") else relative
    path = path.removeprefix("/")
    if path in paths:
        return Found(path)
    if f"{path}/index.html" in paths:
        return Moved(f"{prefix}/{quote(path)}/" + (f"?{query}" if query else ""))
    return _not_found(paths)


def _relative(address: str, prefix: str) -> str | None:
    """The address below the prefix, decoded; None for one that is not there or not UTF-8."""
    try:
        decoded = unquote(address, errors="strict")
    except UnicodeDecodeError:
        return None
    below = decoded.removeprefix(prefix)
    if not decoded.startswith(prefix) or (below and not below.startswith("/")):
        return None
    return below


def _not_found(paths: Container[str]) -> Found | None:
    return Found(_NOT_FOUND_PAGE, 404) if _NOT_FOUND_PAGE in paths else None
