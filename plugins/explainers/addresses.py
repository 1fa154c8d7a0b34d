"""Addresses: where on the site each thing lives, and what file that is.

An *address* is a path from the site's root (`/explainers/caches/`), without the
path of `SITEURL` and not yet percent-encoded; templates put both on with the
`url` filter. An *output path* is the file behind it (`explainers/caches/index.html`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

__all__ = [
    "address_name",
    "anchor_name",
    "explainer_address",
    "image_address",
    "numbered_address",
    "old_addresses",
    "output_path",
    "page_address",
    "preview_address",
    "story_address",
    "tag_address",
    "year_address",
]

_APOSTROPHES = re.compile(r"['’‘ʼ]")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def address_name(label: str) -> str:
    """The part of an address that stands for a tag or story; empty if nothing is left.

    NFKD, marks dropped, casefold, `+` to `plus`, `#` to `sharp`, runs of other
    than letters and digits to `-`; letters of other scripts stay.
    """
    decomposed = unicodedata.normalize("NFKD", label)
    bare = "".join(char for char in decomposed if not unicodedata.category(char).startswith("M"))
    # Composed again, so that Hangul is one character a syllable, as file systems expect.
    folded = unicodedata.normalize("NFC", bare.casefold())
    spelled = folded.replace("+", "plus").replace("#", "sharp")
    return _NOT_A_LETTER.sub("-", spelled).strip("-")


@lru_cache(maxsize=1024)  # most headings are those of the sections
def anchor_name(heading: str) -> str:
    """The anchor of a heading: `What's Happening?` becomes `whats-happening`.

    Letters of all scripts stay, with their marks; `section` stands for nothing.
    """
    folded = unicodedata.normalize("NFC", _APOSTROPHES.sub("", heading).casefold())
    kept = "".join(char if _stays(char) else " " for char in folded)
    return "-".join(kept.split()) or "section"


def _stays(char: str) -> bool:
    # Marks belong to the letter before them in scripts such as Devanagari.
    return char.isalnum() or unicodedata.category(char) in {"Mn", "Mc"}


@lru_cache(maxsize=1 << 17)  # a plan names each a dozen times, and keeps what it names
def explainer_address(slug: str) -> str:
    """`/explainers/SLUG/`."""
    return f"/explainers/{slug}/"


def preview_address(slug: str) -> str:
    """`/explainers/SLUG/preview.png`: the picture that stands for an explainer elsewhere."""
    return f"{explainer_address(slug)}preview.png"


def page_address(slug: str) -> str:
    """`/NAME/` of a free page."""
    return f"/{slug}/"


def tag_address(name: str) -> str:
    """`/tags/TAG/` for a tag's address name."""
    return f"/tags/{name}/"


def story_address(name: str) -> str:
    """`/stories/STORY/` for a story's address name."""
    return f"/stories/{name}/"


def year_address(year: str) -> str:
    """`/archive/2026/`."""
    return f"/archive/{year}/"


def numbered_address(first: str, number: int) -> str:
    """Page `number` of the list whose first page is at `first`: `/tags/ai/page/3/`."""
    return f"{first}page/{number}/"


def image_address(path: str) -> str:
    """Where an image of the content folder is published; `path` is relative to that folder."""
    return f"/{path}" if path.startswith("images/") else f"/images/{path}"


def old_addresses(aliases: Iterable[str]) -> tuple[str, ...]:
    """Where the redirects of aliases are: in folders, unless they name HTML files.

    Hosts know a file's type by its name alone; `/story.php` or `/v1.2` would be
    downloaded as a file, and works in a browser as a folder.
    """
    # `/old` and `/old/` are one; an author may have listed both.
    return tuple(dict.fromkeys(map(_old_address, aliases)))


def _old_address(alias: str) -> str:
    names_page = alias.casefold().endswith((".html", ".htm"))
    return alias if names_page or alias.endswith("/") else f"{alias}/"


def output_path(address: str) -> str:
    """The file behind an address: a folder's is its `index.html`."""
    relative = address.removeprefix("/")
    return f"{relative}index.html" if relative == "" or relative.endswith("/") else relative
