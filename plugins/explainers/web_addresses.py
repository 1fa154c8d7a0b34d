"""Addresses that authors write in front matter: links to other sites, old paths of this one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

__all__ = ["AddressMistake", "alias_mistake", "has_scheme", "url_mistake"]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LONGEST_PART = 200  # bytes of UTF-8, as file systems count
_LONGEST_PATH = 500
# Browsers read `\` as `/`, so that it can hide a host; the others end an attribute or a link.
# Most addresses, in which nothing can be wrong: a host of letters and digits, and no user.
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?:/[A-Za-z0-9/._~,;:@=&+%?#-]*)?")
_BARRED_IN_URLS = re.compile(r'[\\<>"`{}|^\s]')


@dataclass(frozen=True, slots=True)
class AddressMistake:
    """Why an address cannot be taken, as the end of a sentence that opens with it."""

    reason: str
    hint: str


def has_scheme(text: str) -> bool:
    """Whether a text opens as an address of any kind does (`mailto:`, `https:`)."""
    return _SCHEME.match(text) is not None


def url_mistake(text: str) -> AddressMistake | None:
    """What keeps a text from being an http or https link."""
    if _PLAIN_URL.fullmatch(text):
        return None
    barred = _barred_in_url(text)
    if barred:
        hint = f"write it as %{ord(barred):02X}" if ord(barred) < 128 else "delete it"
        return AddressMistake(f"holds {_named(barred)}", hint)
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return AddressMistake("is not a web address", "copy it anew from the browser")
    if parts.scheme not in {"http", "https"}:
        return AddressMistake("is not an http or https link", _scheme_hint(text))
    if not host or not any(char.isalnum() for char in host):
        return AddressMistake("names no host", "write https://, a host and a path")
    if "@" in parts.netloc:
        return AddressMistake("holds a user name", "delete what stands before the @")
    return None


def _barred_in_url(text: str) -> str:
    if not text.isprintable():
        return next(char for char in text if not char.isprintable())
    match = _BARRED_IN_URLS.search(text)
    return match[0] if match else ""


def _named(char: str) -> str:
    if char.isspace():
        return "a blank"
    return f"{char!r}" if char.isprintable() else f"the character U+{ord(char):04X}"


def _scheme_hint(text: str) -> str:
    if not has_scheme(text) and "." in text.partition("/")[0]:
        return f"write https://{text[:60]}"
    return "write https://, a host and a path"


def alias_mistake(text: str) -> AddressMistake | None:
    """What keeps a text from being an old path of this site."""
    if not text.startswith("/"):
        return AddressMistake("does not start at the root", _rooted(text))
    if text == "/":
        return AddressMistake("is the home page", "name the old address of this explainer")
    for found, reason in _ALIAS_CHARACTERS:
        if found.search(text):
            return AddressMistake(reason, _ALIAS_HINTS.get(reason) or _decoded(text))
    if not text.isprintable():
        # A mark of direction, a blank of another width and the like.
        unseen = _named(next(char for char in text if not char.isprintable()))
        return AddressMistake(f"holds {unseen}, which cannot be seen", "delete it")
    parts = text[1:].removesuffix("/").split("/")
    return _alias_part_mistake(parts) or _alias_length_mistake(text, parts)


_ALIAS_CHARACTERS = (
    (re.compile(r"[\x00-\x1f\x7f-\x9f]"), "holds a control character"),
    (re.compile(r"\\"), "holds a backslash"),
    (re.compile(r"[?#]"), "holds '?' or '#', which no file's address has"),
    (re.compile(r"%"), "is percent-encoded"),
)
_ALIAS_HINTS = {
    "holds a control character": "delete it",
    "holds a backslash": "write `/` between the parts",
    "holds '?' or '#', which no file's address has": "keep what stands before it",
}


def _rooted(text: str) -> str:
    path = urlsplit(text).path if url_mistake(text) is None else text
    return f"write /{path.lstrip('/')[:60]}"


def _decoded(text: str) -> str:
    plain = unquote(text)
    return f"write {plain[:60]}" if "%" not in plain and plain.isprintable() else "write it plainly"


def _alias_part_mistake(parts: list[str]) -> AddressMistake | None:
    if "" in parts:
        return AddressMistake("holds '//'", "write one `/` between the parts")
    if "." in parts or ".." in parts:
        return AddressMistake("holds '.' or '..' as a part", "write the whole path from the root")
    if any(part != part.strip() for part in parts):
        return AddressMistake("holds a part that starts or ends with a blank", "delete the blank")
    return None


def _alias_length_mistake(text: str, parts: list[str]) -> AddressMistake | None:
    if max(len(part.encode()) for part in parts) > _LONGEST_PART:
        return AddressMistake(f"holds a part of more than {_LONGEST_PART} bytes", "shorten it")
    if len(text.encode()) > _LONGEST_PATH:
        return AddressMistake(f"is longer than {_LONGEST_PATH} bytes", "shorten it")
    return None
