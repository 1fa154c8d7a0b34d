"""Slugs: the part of an address that names one explainer or page."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from plugins.explainers.addresses import address_name

__all__ = [
    "LONGEST_SLUG",
    "default_slug",
    "default_title",
    "file_date",
    "is_slug",
    "page_slug",
    "suggested_path",
]

LONGEST_SLUG = 100
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE_BEFORE_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[-_ ]+(?=.)")
_BETWEEN_WORDS = re.compile(r"[\s_-]+")
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")


def is_slug(text: str) -> bool:
    """Whether a text can be an address as it is."""
    return len(text) <= LONGEST_SLUG and _SLUG.fullmatch(text) is not None


def default_slug(path: str) -> str:
    """What the file's name makes of the address; it may turn out to be no slug.

    `index.md` takes its folder's name, empty in the content folder itself.
    """
    return _hyphenated(_DATE_BEFORE_NAME.sub("", _name_of(path)))


def page_slug(path: str) -> str:
    """The address of a free page from its path: `pages/help/Feeds.md` is `help/feeds`.

    `index.md` stands for its folder; empty for `pages/index.md`.
    """
    parts = PurePosixPath(path).with_suffix("").parts[1:]
    named = parts[:-1] if parts and parts[-1].lower() == "index" else parts
    return "/".join(_hyphenated(part) for part in named)


def suggested_path(text: str) -> str:
    """The slugs nearest to a text, with its `/` between them; may be empty."""
    return "/".join(filter(None, (_suggested_slug(part) for part in text.split("/"))))


def _suggested_slug(text: str) -> str:
    plain = _NOT_IN_SLUGS.sub("-", address_name(text))
    return plain[:LONGEST_SLUG].strip("-")


def default_title(path: str) -> str:
    """A title that a draft can be shown under until it has one."""
    words = _BETWEEN_WORDS.sub(" ", _DATE_BEFORE_NAME.sub("", _name_of(path))).strip()
    return words[:1].upper() + words[1:] or path


def file_date(path: str) -> str:
    """The date before a file's name (`2026-11-23-caches.md`), or empty; it may be impossible."""
    match = _DATE_BEFORE_NAME.match(_name_of(path))
    return match[1] if match else ""


def _name_of(path: str) -> str:
    folder, _, name = path.rpartition("/")
    dot = name.rfind(".")
    stem = name[:dot] if 0 < dot < len(name) - 1 else name
    return folder.rpartition("/")[2] if stem.lower() == "index" else stem


def _hyphenated(name: str) -> str:
    return _BETWEEN_WORDS.sub("-", name.lower().strip())
