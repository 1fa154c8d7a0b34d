"""The site as a whole: its name, its address and the settings that every page shares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

from plugins.explainers.reader_links import Feedback, Licence

__all__ = ["ParseSettings", "SectionName", "Site"]

# What RFC 3986 allows in a path besides letters and digits; `%` is encoded, so
# an address is always given unencoded.
_SAFE_IN_PATH = "/-._~!$&'()*+,;=:@"


@dataclass(frozen=True, slots=True)
class SectionName:
    """A named section: its heading as shown, its lasting anchor, whether it must be there."""

    heading: str
    anchor: str
    required: bool


@dataclass(frozen=True, slots=True)
class ParseSettings:
    """All settings that shape how a file is parsed; part of the parse store's key."""

    sections: tuple[SectionName, ...]
    timezone: str = "UTC"
    lang: str = "en"
    authors: tuple[str, ...] = ()
    ai_generated: bool = True


@dataclass(frozen=True, slots=True)
class Site:
    """Settings that every output may show; part of the fingerprint of each.

    `url` has no `/` at its end. `authority` is the lasting part of feed
    identifiers (`example.org,2026`). `navigation` holds (label, address) pairs.
    """

    name: str
    url: str
    description: str = ""
    lang: str = "en"
    authority: str = ""
    timezone: str = "UTC"
    navigation: tuple[tuple[str, str], ...] = ()
    pages: tuple[str, ...] = ()  # addresses of the free pages there are
    sections: tuple[SectionName, ...] = ()
    page_size: int = 20
    feed_items: int = 30
    show_unpublished: bool = False  # `serve` shows drafts and held-back ones, marked
    feedback: Feedback | None = None  # where readers' answers go
    previews: bool = False  # whether each explainer has a preview image
    licence: Licence | None = None

    @property
    def prefix(self) -> str:
        """The path under which the site lives: `/archive` for `https://host/archive/`."""
        return urlsplit(self.url).path.rstrip("/")

    def local(self, address: str) -> str:
        """An address as a link in a page: with the site's path, percent-encoded.

        A query and a fragment may follow (`/search/?q=x`, `/explainers/x/#whats-next`).
        """
        return self.prefix + _encoded(address)

    def absolute(self, address: str) -> str:
        """An address as feeds, the sitemap and canonical links need it."""
        return self.url.rstrip("/") + _encoded(address)


@lru_cache(maxsize=1 << 16)  # lists name the same addresses over and over
def _encoded(address: str) -> str:
    rest, hash_sign, fragment = address.partition("#")
    path, question_mark, query = rest.partition("?")
    return "".join(
        (
            quote(path, safe=_SAFE_IN_PATH),
            question_mark,
            quote(query, safe=_SAFE_IN_PATH + "?%"),
            hash_sign,
            quote(fragment, safe=_SAFE_IN_PATH + "?"),
        )
    )
