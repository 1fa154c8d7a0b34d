"""What an HTML page says about itself: title, dates, authors, description, language, tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag

from plugins.importing.dates import iso_date, iso_date_or_time
from plugins.importing.document import Found, Metadata

__all__ = ["attribute", "page_metadata", "text_of"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SITE_SUFFIX = re.compile(r"(?P<title>.{10,}\S)\s+[|–—·«»:-]\s+(?P<site>[^|–—·«»]{2,40})$")
_PUBLISHED = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.created")
_PUBLISHED_MORE = ("dc.date.issued", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date")
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "last-modified")
_DEEPEST = 12  # levels of JSON-LD that are searched

Metas = dict[str, list[str]]


def page_metadata(soup: BeautifulSoup, article: Tag) -> Metadata:
    """The page's metadata; what it does not say is empty."""
    metas = _metas(soup)
    linked = list(_linked_data(soup))
    lang = attribute(soup.html, "lang") if soup.html else ""
    return Metadata(
        title=_title(soup, article, metas),
        date=_day(metas, linked, article, published=True),
        modified=_day(metas, linked, article, published=False),
        authors=_authors(soup, metas, linked),
        summary=_first(metas, "description", "og:description", "twitter:description"),
        lang=lang if _LANGUAGE.fullmatch(lang) else "",
        tags=tuple(dict.fromkeys(metas.get("article:tag", ()))),
    )


def attribute(tag: Tag, name: str) -> str:
    """An attribute's text; empty if it is not there."""
    value = tag.get(name)
    return value.strip() if isinstance(value, str) else ""


def text_of(tag: Tag) -> str:
    """The words of an element, blanks folded."""
    return " ".join(tag.get_text(" ").split())


def _metas(soup: BeautifulSoup) -> Metas:
    found: Metas = {}
    for meta in soup.find_all("meta"):
        names = (attribute(meta, name) for name in ("property", "name", "itemprop"))
        name = next((name for name in names if name), "").casefold()
        content = " ".join(attribute(meta, "content").split())
        if name and content:
            found.setdefault(name, []).append(content)
    return found


def _first(metas: Metas, *names: str) -> str:
    return next((metas[name][0] for name in names if name in metas), "")


def _title(soup: BeautifulSoup, article: Tag, metas: Metas) -> Found:
    inside = article.find_all("h1")
    if len(inside) == 1 and text_of(inside[0]):
        return Found(text_of(inside[0]), "the page's heading")
    shared = _first(metas, "og:title", "twitter:title")
    if shared:
        return Found(_without_site(shared, _first(metas, "og:site_name")), "the page's og:title")
    headings = soup.find_all("h1")
    if len(headings) == 1 and text_of(headings[0]):
        return Found(text_of(headings[0]), "the page's heading")
    title = text_of(soup.title) if soup.title else ""
    return Found(_without_site(title, _first(metas, "og:site_name")), "the page's <title>")


def _without_site(title: str, site: str) -> str:
    if site and title.casefold().endswith(site.casefold()):
        head = title[: -len(site)].rstrip(" |–—·«»:-")
        return head or title
    match = _SITE_SUFFIX.match(title)
    return match["title"] if match and len(match["site"]) < len(match["title"]) else title


def _linked_data(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that have a date or an author, in the page's order."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            loaded = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue
        yield from _objects(loaded, _DEEPEST)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth - 1)
    elif isinstance(value, dict):
        if value.keys() & {"datePublished", "dateModified", "author"}:
            yield value
        for inner in value.values():
            yield from _objects(inner, depth - 1)


def _day(metas: Metas, linked: list[dict[str, Any]], article: Tag, *, published: bool) -> Found:
    key = "datePublished" if published else "dateModified"
    for item in linked:
        day = iso_date_or_time(str(item.get(key, "")))
        if day:
            return Found(day, f"the page's {key}")
    names = _PUBLISHED + _PUBLISHED_MORE if published else _MODIFIED
    for name in names:
        day = iso_date(_first(metas, name))
        if day:
            return Found(day, f"the page's meta {name}")
    return _from_time_elements(article, published=published)


def _from_time_elements(article: Tag, *, published: bool) -> Found:
    for element in article.find_all("time"):
        words = f"{attribute(element, 'itemprop')} {attribute(element, 'class')}".casefold()
        nearby = text_of(element.parent)[:40].casefold() if element.parent else ""
        is_change = "modif" in words or "update" in words or "updated" in nearby
        day = iso_date(attribute(element, "datetime") or text_of(element))
        if day and is_change != published:
            return Found(day, "the page's <time>")
    return Found("")


def _authors(soup: BeautifulSoup, metas: Metas, linked: list[dict[str, Any]]) -> tuple[str, ...]:
    for item in linked:
        written = item.get("author")
        people = written if isinstance(written, list) else [written]
        names = [person.get("name") if isinstance(person, dict) else person for person in people]
        found = tuple(name.strip() for name in names if isinstance(name, str) and name.strip())
        if found:
            return found
    named = [name for name in metas.get("author", ()) if not name.startswith("http")]
    linked_names = [text_of(link) for link in soup.select('a[rel~="author"], [itemprop="author"]')]
    return tuple(dict.fromkeys(name for name in named or linked_names if 1 < len(name) <= 80))
