"""The site's own address: whether every link can begin with it as it stands."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlsplit

__all__ = ["barred_part", "is_address"]

_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")
# What RFC 3986 allows in a path, and what opens an address of version 6 in a host.
_BARRED_IN_HOST = re.compile(r"[^\w.:\[\]@-]|[^\x00-\x7f]")
_BARRED_IN_PATH = re.compile(r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]|%(?![0-9A-Fa-f]{2})")
_PARTS = re.compile(r"https?://([^/?#]*)([^?#]*)", re.IGNORECASE)
_DETOURS = (".", "..")


def is_address(value: Any) -> bool:
    """Whether it is the http(s) address of a host, perhaps with a port and a path."""
    if value == "":
        return True  # Pelican's own default; ours takes its place
    if not isinstance(value, str):
        return False
    try:
        parts = urlsplit(value)
        host, is_port = parts.hostname or "", parts.port != 0
    except ValueError:
        return False
    is_plain = not (parts.query or parts.fragment or parts.username)
    is_host = ":" in host or _HOST.fullmatch(host) is not None
    return parts.scheme in ("http", "https") and is_host and is_port and is_plain


def barred_part(value: Any) -> tuple[str, str] | None:
    """What such an address holds that no link can: its name, and what to do."""
    parts = _PARTS.match(value) if isinstance(value, str) else None
    if not parts:
        return None
    host, path = parts.groups()
    if found := _BARRED_IN_HOST.search(host):
        return _named(found[0]), _host_hint(host)
    if found := _BARRED_IN_PATH.search(path):
        without = " without two digits" if found[0] == "%" else ""
        return _named(found[0]) + without, _path_hint(found[0])
    return _detour(path)


def _detour(path: str) -> tuple[str, str] | None:
    if "//" in path:
        return "'//'", "write one / between the parts"
    for part in path.split("/"):
        if part in _DETOURS:
            return f"{part!r} as a part", "write the whole path"
    return None


def _named(char: str) -> str:
    if char.isspace():
        return "a blank"
    return repr(char) if char.isprintable() else f"U+{ord(char):04X}"


def _host_hint(host: str) -> str:
    try:
        encoded = host.encode("idna").decode()
    except UnicodeError:
        return "delete it"
    is_better = not _BARRED_IN_HOST.search(encoded)
    return f"write the host as {encoded}" if is_better else "delete it"


def _path_hint(char: str) -> str:
    return f"write it as {quote(char)}" if char.isprintable() else "delete it"
