"""Where a published site is read from: a folder, or a host. Neither is trusted."""

from __future__ import annotations

import os
import re
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, IncompleteRead
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from plugins.command_line.exit_codes import MachineTrouble, WrongUse, describe
from plugins.explainers.quoting import shortened
from plugins.explainers.web_addresses import url_mistake

__all__ = ["CopiedSite", "PublishedPlace", "ServedSite", "Unreadable", "open_place"]

_MOST_OF_A_PAGE = 1 << 26
_SECONDS = 30  # of silence
_MOST_SECONDS = 120  # for one file
_TRIES = 2
_GONE = {404, 410}
_PIECE = 1 << 16
_SAFE = "/-._~!$&'()*+,;=:@%"  # in a path that is encoded already


class Unreadable(Exception):
    """A file that is there in some way, but cannot be had as it is; the message says why."""


class PublishedPlace(Protocol):
    """A site that can be read file by file."""

    def read(self, path: str, *, most: int = _MOST_OF_A_PAGE) -> bytes | None:
        """A file by its path in the output folder; None where it is not there.

        Raises Unreadable, also where it has more than `most` bytes.
        """

    def pages(self) -> Iterable[str]:
        """The paths of all pages below `explainers/`, as far as the place can tell."""


@dataclass(frozen=True, slots=True)
class CopiedSite:
    """A folder."""

    folder: Path

    def __str__(self) -> str:
        """As messages name it."""
        return str(self.folder)

    def read(self, path: str, *, most: int = _MOST_OF_A_PAGE) -> bytes | None:
        """A file of the folder. Raises Unreadable."""
        file = self.folder / path
        try:
            if not file.is_file():
                return None
            with file.open("rb") as opened:
                data = opened.read(most + 1)
        except OSError as error:
            raise Unreadable(f"cannot be read: {error.strerror}") from error
        return _limited(data, most)

    def pages(self) -> Iterable[str]:
        """All of them, at any depth, those that a link leads to as well."""
        seen = set[str]()
        found = list[str]()
        for folder, below, files in os.walk(self.folder / "explainers", followlinks=True):
            real = os.path.realpath(folder)
            if real in seen:  # a link that leads back
                below.clear()
                continue
            seen.add(real)
            pages = (file for file in files if file.lower().endswith((".html", ".htm")))
            found += (Path(folder, page).relative_to(self.folder).as_posix() for page in pages)
        return sorted(found)


@dataclass(frozen=True, slots=True)
class ServedSite:
    """A host, and the path on it under which the site lives."""

    address: str

    def __str__(self) -> str:
        """As messages name it."""
        return self.address

    def read(self, path: str, *, most: int = _MOST_OF_A_PAGE) -> bytes | None:
        """What the host answers. Raises Unreadable, MachineTrouble where it does not answer."""
        folder, _, name = path.rpartition("/")
        asked = f"{folder}/" if folder and name == "index.html" else path
        url = f"{self.address}/{quote(asked)}"
        for remaining in reversed(range(_TRIES)):
            try:
                return _answer(url, most)
            except OSError as error:
                if not remaining:
                    reason = getattr(error, "reason", None) or describe(error)
                    raise MachineTrouble(f"{url} does not answer: {reason}") from error
        raise AssertionError("unreachable")

    def pages(self) -> Iterable[str]:
        """A host does not say what it has."""
        return ()


def open_place(place: str) -> PublishedPlace:
    """A folder, or a site's address. Raises WrongUse."""
    if re.match("https?://", place, re.IGNORECASE):
        return ServedSite(_encoded(place).rstrip("/"))
    if not Path(place).is_dir():
        raise WrongUse(f"{place} is neither a folder nor an address such as https://example.org")
    return CopiedSite(Path(place))


def _encoded(address: str) -> str:
    """An address as it is asked for. Raises WrongUse."""
    mistake = url_mistake(address)
    if mistake is not None:
        raise WrongUse(f"{address} {mistake.reason}")
    parts = urlsplit(address)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError as error:
        raise WrongUse(f"{address} names no host that there can be") from error
    return f"{parts.scheme}://{host}{quote(parts.path, safe=_SAFE)}"


def _answer(url: str, most: int) -> bytes | None:
    # As it is stored; what a host makes of a page on its way is a difference.
    headers = {"Accept-Encoding": "identity", "User-Agent": "Backgrounder (verify)"}
    try:
        with urlopen(Request(url, headers=headers), timeout=_SECONDS) as answer:
            data = _limited(b"".join(_pieces(answer, most)), most)
            return _decoded(data, answer.headers.get("Content-Encoding", ""), most)
    except HTTPError as error:
        error.close()
        if error.code in _GONE:
            return None
        raise Unreadable(f"is not given: {error.code} {shortened(str(error.reason))}") from error
    except IncompleteRead as error:
        raise Unreadable("is cut short") from error
    except ConnectionError:
        raise  # some are HTTPExceptions too
    except (HTTPException, ValueError) as error:
        raise Unreadable(f"is not given: {shortened(str(error))}") from error


def _pieces(answer: HTTPResponse, most: int) -> Iterator[bytes]:
    """What comes, up to somewhat more than `most`. Raises Unreadable, OSError."""
    ends, length = time.monotonic() + _MOST_SECONDS, 0
    while length <= most and (piece := answer.read1(_PIECE)):
        yield piece
        length += len(piece)
        if time.monotonic() > ends:
            raise TimeoutError(f"it takes longer than {_MOST_SECONDS} seconds")
    if length <= most and answer.length:
        raise Unreadable("is cut short")


def _decoded(data: bytes, coding: str, most: int) -> bytes:
    """A page without the compression that some hosts know no way around."""
    if coding in {"", "identity"}:
        return data
    if coding not in {"gzip", "x-gzip"}:
        raise Unreadable(f"comes as '{shortened(coding)}', for which nobody asked")
    inflating = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = _limited(inflating.decompress(data, most + 1), most)
    except zlib.error as error:
        raise Unreadable("is damaged: it is said to be gzip, and is not") from error
    if not inflating.eof:
        raise Unreadable("is cut short")
    return plain


def _limited(data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise Unreadable(f"has more than {most:,} bytes")
    return data
