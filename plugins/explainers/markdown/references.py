"""Judges where links and images lead, and puts a slot where only the archive knows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

import msgspec

from plugins.explainers.links import link_slot
from plugins.explainers.markdown.notes import LINK_TOKEN, Destination
from plugins.explainers.markdown.places import Places
from plugins.explainers.model import LinkKind, LinkReference, Place
from plugins.explainers.problems import Problem
from plugins.explainers.quoting import quoted, shortened
from plugins.explainers.source_text import SourceText

__all__ = ["References"]

# With the literal first, `re` looks for it as quickly as `str.find`.
_TOKEN = re.compile(rf'="{LINK_TOKEN}(?:(?<=href="{LINK_TOKEN})|(?<=src="{LINK_TOKEN}))([0-9]+)"')
_IMAGE = re.compile(r'<img(?:\s[a-z-]+="[^"]*")*>')
_ALT = re.compile(r'\salt="\s*([^"]*)"')
# Browsers drop these wherever they stand in an address, so `java\tscript:` is a scheme.
_DROPPED = re.compile(r"[\x00-\x1f\x7f]")
_SLASHES = ("/", "\\")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_LIKE_A_HOST = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|io)\b", re.I)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_IMAGE_ENDS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_WEB_SCHEMES = frozenset({"http", "https"})
_LINK_SCHEMES = _WEB_SCHEMES | {"mailto"}
# What no host holds, not even one whose letters are encoded.
_BARRED_IN_HOSTS = re.compile(r"[\s%<>|^\\`{}\"]")
# All that an address may hold by RFC 3986, and `%` of what is encoded already.
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"


class _Refused(Exception):
    """A destination that cannot be used: the problem's code, message and hint."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class _Target(msgspec.Struct, frozen=True, gc=False):
    """Where a destination leads: a reference's kind, target and anchor."""

    kind: LinkKind
    path: str
    anchor: str


class References:
    """The links and images of one body, in the order in which its HTML is resolved."""

    def __init__(self, source: SourceText, destinations: list[Destination], places: Places) -> None:
        self._source = source
        self._destinations = destinations
        self._places = places
        self._without_alt: set[str] = set()  # numbers of tokens
        self.links: list[LinkReference] = []
        self.problems: list[Problem] = []

    def resolve(self, html: str) -> str:
        """HTML with external addresses and slots in place of the tokens."""
        if "<img" in html:
            self._without_alt.update(_images_without_alt(html))
        return _TOKEN.sub(self._attribute, html) if LINK_TOKEN in html else html

    def _attribute(self, match: re.Match[str]) -> str:
        number, is_image = match[1], match.string.endswith("src", 0, match.start())
        destination = self._destinations[int(number)]
        index = self._place(destination, is_image=is_image)
        if number in self._without_alt:
            self._refuse_without_alt(destination.written, index)
        try:
            value = self._value(destination, index, is_image=is_image)
        except _Refused as refused:
            if destination.index is None and index == self._places.start and destination.written:
                index = self._places.find_address(destination.written)
            problem = self._source.problem(index, refused.code, refused.message, refused.hint)
            self.problems.append(problem)
            value = "#"
        return f'="{value}"'

    def _place(self, destination: Destination, *, is_image: bool) -> int:
        if destination.index is not None:
            return destination.index
        external = destination.address[:8].lower().startswith(("https://", "http://", "mailto:"))
        if not destination.address:
            return self._places.find("()") + 1
        if (external and not is_image) or not destination.written:
            return self._places.start
        return self._places.find_address(destination.written)

    def _value(self, destination: Destination, index: int, *, is_image: bool) -> str:
        address = _DROPPED.sub("", destination.address).strip()
        if is_image:
            target: _Target | None = _image_target(address, self._source.path)
        else:
            target = _link_target(address, self._source.path)
        if target is None:
            return _external(address)
        place = Place(*self._source.line_and_column(index))
        written = destination.written or destination.address
        self.links.append(LinkReference(target.kind, target.path, target.anchor, place, written))
        return link_slot(len(self.links) - 1)

    def _refuse_without_alt(self, written: str, index: int) -> None:
        message = f"the image {quoted(written)} has no text for those who cannot see it"
        hint = f"say what it shows: `![text]({shortened(written)})`"
        self.problems.append(self._source.problem(index, "image/alt", message, hint))


def _images_without_alt(html: str) -> Iterator[str]:
    """The token numbers of the images that have no text."""
    for image in _IMAGE.finditer(html):
        alt, token = _ALT.search(image[0]), _TOKEN.search(image[0])
        if token is not None and (alt is None or not alt[1].strip()):
            yield token[1]


def _external(address: str) -> str:
    encoded = quote(address, safe=_SAFE)
    return encoded.replace("&", "&amp;").replace("'", "&#39;")


def _check_complete(scheme: str, address: str) -> None:
    """Raises _Refused where an address with a scheme leads nowhere."""
    try:
        parts = urlsplit(address)
        host, _ = unquote(parts.hostname or ""), parts.port
    except ValueError:  # a port or an IPv6 address that is none
        host, parts = "%", urlsplit("")
    if scheme == "mailto":
        reason = "" if parts.path else "names nobody"
        hint = "write the whole address, such as `mailto:name@example.org`"
    else:
        reason = "names no host" if not host else ""
        hint = "write the whole address: `https://`, a host and a path"
        if _BARRED_IN_HOSTS.search(host):
            reason, hint = "is not a web address", "copy it anew from the browser"
    if reason:
        raise _Refused("link/target", f"the address {quoted(address)} {reason}", hint)


def _link_target(address: str, path: str) -> _Target | None:
    """What a link leads to; None if it is to another site."""
    scheme = _scheme(address)
    if scheme in _LINK_SCHEMES:
        _check_complete(scheme, address)
        return None
    if scheme:
        message = f"the link {quoted(address)} is not http, https, mailto or within the site"
        raise _Refused("link/scheme", message, "use an address that begins with `https://`")
    before, _, anchor = address.partition("#")
    anchor = unquote(anchor)
    if not before:
        if not anchor:
            raise _Refused("link/target", "the link leads nowhere", "write the address it leads to")
        return _Target("anchor", "", anchor)
    if before.startswith("/"):
        return _Target("address", _rooted(before), anchor)
    if before.lower().endswith(".md"):
        return _Target("file", _within(unquote(before), path, "link"), anchor)
    if _SLUG.fullmatch(before):
        return _Target("slug", before, anchor)
    message = f"the link {quoted(address)} is neither a file, a slug nor an address"
    raise _Refused("link/target", message, _target_hint(before))


def _target_hint(written: str) -> str:
    if _LIKE_A_HOST.match(written):
        return f"for another site, write `https://{shortened(written)}`"
    return "write `other.md`, `other-slug`, `/explainers/other-slug/` or `https://…`"


def _image_target(address: str, path: str) -> _Target:
    scheme = _scheme(address)
    if scheme in _WEB_SCHEMES or scheme == "//":
        message = f"the image {quoted(address)} lies on another site"
        raise _Refused("image/remote", message, "save it under `images/` and show it from there")
    if scheme:
        message = f"the image address {quoted(address)} is not a file of this archive"
        raise _Refused("link/scheme", message, "save the image under `images/`")
    file = unquote(re.split(r"[?#]", address)[0])
    if not file:
        raise _Refused("image/missing", "the image has no address", "write its file's path")
    if not file.lower().endswith(_IMAGE_ENDS):
        kinds = ", ".join(end[1:] for end in _IMAGE_ENDS)
        message = f"{quoted(file)} is not an image that pages can carry"
        raise _Refused("image/kind", message, f"use one of {kinds}")
    return _Target("image", _within(file, path, "image"), "")


def _scheme(address: str) -> str:
    """The scheme in lower case; `//` if the address names a host without one."""
    if address[:1] in _SLASHES and address[1:2] in _SLASHES:
        return "//"
    match = _SCHEME.match(address)
    return match[1].lower() if match is not None else ""


def _within(written: str, path: str, what: str) -> str:
    """A path relative to the content folder; `written` is relative to the file or rooted."""
    if "\\" in written or "\0" in written:
        raise _Refused(
            "link/target", f"{quoted(written)} is not a path", "write `/` between its parts"
        )
    folder = "" if written.startswith("/") else posixpath.dirname(path)
    joined = posixpath.normpath(posixpath.join(folder, written.lstrip("/") or "."))
    if joined == ".." or joined.startswith("../"):
        message = f"the {what} {quoted(written)} climbs out of the content folder"
        raise _Refused("link/outside", message, "keep it inside the content folder")
    return joined


def _rooted(written: str) -> str:
    path, mark, query = written.partition("?")
    clean = "/".join(_climbing(unquote(path)))
    return clean + mark + query


def _climbing(path: str) -> Iterator[str]:
    for part in path.split("/"):
        if part in {".", ".."} or "\\" in part:
            message = f"the link {quoted(path)} climbs out of the content folder"
            raise _Refused("link/outside", message, "write the address without `.`, `..` and `\\`")
        yield part
