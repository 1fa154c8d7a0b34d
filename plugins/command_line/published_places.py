"""Where a published site is read from: a folder, or a host."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from plugins.command_line.exit_codes import MachineTrouble, WrongUse

__all__ = ["CopiedSite", "PublishedPlace", "ServedSite", "open_place"]

_SECONDS = 30
_GONE = {404, 410}


class PublishedPlace(Protocol):
    """A site that can be read file by file."""

    def read(self, path: str) -> bytes | None:
        """A file by its path in the output folder; None where it is not there."""

    def pages(self) -> Iterable[str]:
        """The paths of all explainers' pages, as far as the place can tell."""


@dataclass(frozen=True, slots=True)
class CopiedSite:
    """A folder."""

    folder: Path

    def __str__(self) -> str:
        """As messages name it."""
        return str(self.folder)

    def read(self, path: str) -> bytes | None:
        """A file of the folder."""
        file = self.folder / path
        return file.read_bytes() if file.is_file() else None

    def pages(self) -> Iterable[str]:
        """All pages below `explainers/`."""
        found = (self.folder / "explainers").glob("*/index.html")
        return sorted(page.relative_to(self.folder).as_posix() for page in found)


@dataclass(frozen=True, slots=True)
class ServedSite:
    """A host, and the path on it under which the site lives."""

    address: str

    def __str__(self) -> str:
        """As messages name it."""
        return self.address

    def read(self, path: str) -> bytes | None:
        """What the host answers. Raises MachineTrouble where it does not answer."""
        url = f"{self.address}/{quote(path.removesuffix('index.html'))}"
        # As it is stored; what a host makes of a page on its way is a difference.
        request = Request(url, headers={"Accept-Encoding": "identity"})
        try:
            with urlopen(request, timeout=_SECONDS) as answer:
                return bytes(answer.read())
        except HTTPError as error:
            error.close()
            if error.code in _GONE:
                return None
            raise MachineTrouble(f"{url} answers {error.code} {error.reason}") from error
        except (URLError, HTTPException, TimeoutError) as error:
            reason = getattr(error, "reason", None) or error
            raise MachineTrouble(f"{url} does not answer: {reason}") from error

    def pages(self) -> Iterable[str]:
        """A host does not say what it has."""
        return ()


def open_place(place: str) -> PublishedPlace:
    """A folder, or a site's address. Raises WrongUse."""
    if place.startswith(("http://", "https://")):
        return ServedSite(place.rstrip("/"))
    if not Path(place).is_dir():
        raise WrongUse(f"{place} is neither a folder nor an address such as https://example.org")
    return CopiedSite(Path(place))
