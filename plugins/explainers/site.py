"""The site as a whole: its name, its address and the settings that every page shares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, urlsplit

from plugins.explainers.reader_links import Feedback, Licence
from plugins.explainers.texts import texts_of

__all__ = ["Crawlers", "Logo", "Look", "ParseSettings", "SectionName", "Site"]

# Whom robots.txt lets in.
Crawlers = Literal["all", "no-ai-training", "no-ai"]
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
    markdown_engine: str = "python-markdown"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture in place of the site's name: its address and its size in CSS pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Look:
    """A site's own tokens: (name, light, dark) of colours, (name, families) of fonts."""

    colours: tuple[tuple[str, str, str], ...] = ()
    fonts: tuple[tuple[str, str], ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether anything differs from the theme."""
        return bool(self.colours or self.fonts)


@dataclass(frozen=True, slots=True)
class Site:
    """Settings that every output may show; part of the fingerprint of each.

    `url` has no `/` at its end. `authority` is the lasting part of feed
    identifiers (`example.org,2026`). `navigation` and `footer` hold (label, address) pairs.
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
    footer: tuple[tuple[str, str], ...] = ()
    logo: Logo | None = None
    look: Look = Look()
    crawlers: Crawlers = "all"
    markdown_copies: bool = False  # whether `index.md` stands beside each explainer's page
    catalogue: str = ""  # translations of the theme's texts (see `texts`); empty for English

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

    def gettext(self, message: str, **values: object) -> str:
        """A text of ours in the site's language: `gettext("Archive of %(year)s", year="2026")`."""
        return texts_of(self.catalogue).gettext(message) % values

    def ngettext(self, singular: str, plural: str, num: int, **values: object) -> str:
        """The form of a text that goes with a number, which is `%(num)s` in it."""
        return texts_of(self.catalogue).ngettext(singular, plural, num) % {"num": num, **values}


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
