"""The site's own address: whether every link can begin with it as it stands."""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from typing import Any
from urllib.parse import quote, unquote, urlsplit

__all__ = ["barred_part", "is_address"]

_NAME = r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
_HOST = rf"{_NAME}(?:\.{_NAME})*\.?|\[[0-9a-f.]*:[0-9a-f:.]*\]"
# What RFC 3986 allows in a path. Nothing may follow it: links go on where it ends.
_PATH = r"(?:[a-z0-9\-._~!$&'()*+,;=:@/]|%[0-9a-f]{2})*"
_ADDRESS = re.compile(rf"https?://(?:{_HOST})(?::[0-9]+)?(?:/{_PATH})?", re.IGNORECASE)
_BARRED_IN_HOST = re.compile(r"[^\w.:\[\]-]|[^\x00-\x7f]")
_BARRED_IN_PATH = re.compile(r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]|%(?![0-9A-Fa-f]{2})")
_PARTS = re.compile(r"https?://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_DETOURS = (".", "..")
_HINTS = {
    "?": "keep what stands before it",
    "#": "keep what stands before it",
    "@": "delete it and what stands before it",
}


def is_address(value: Any) -> bool:
    """Whether it is the http(s) address of a host, perhaps with a port and a path."""
    if value == "":
        return True  # Pelican's own default; ours takes its place
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        return False
    try:
        parts = urlsplit(value)
        if ":" in (host := parts.hostname or ""):
            IPv6Address(host)  # not every Python checks that on its own
        return parts.port != 0
    except ValueError:
        return False


def barred_part(value: Any) -> tuple[str, str] | None:
    """What such an address holds that no link can: its name, and what to do."""
    if not isinstance(value, str):
        return None
    parts = _PARTS.match(value.strip())
    if not parts:
        return None
    host, path = parts.groups()
    if value != value.strip():
        return "a blank at its start or end", "delete it"
    if found := _BARRED_IN_HOST.search(host):
        return _named(found[0]), _HINTS.get(found[0]) or _host_hint(host)
    if host.endswith(":"):
        return "':' with no port behind it", "delete it, or add the port"
    if found := _BARRED_IN_PATH.search(path):
        without = " without two digits" if found[0] == "%" else ""
        return _named(found[0]) + without, _HINTS.get(found[0]) or _path_hint(found[0])
    return _detour(path)


def _detour(path: str) -> tuple[str, str] | None:
    if "//" in path:
        return "'//'", "write one / between the parts"
    for part in path.split("/"):
        if unquote(part) in _DETOURS:
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
