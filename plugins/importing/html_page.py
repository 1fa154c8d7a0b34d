"""An HTML page: its article as Markdown, and what of the page is left out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote, urljoin, urlsplit

from bs4 import (
    BeautifulSoup,
    Comment,
    MarkupResemblesLocatorWarning,
    Tag,
    XMLParsedAsHTMLWarning,
)
from markdownify import ATX, MarkdownConverter

from plugins.explainers.site import SectionName
from plugins.importing.document import LeftOut, SourceDocument
from plugins.importing.escaping import escape_inline, escape_paragraph
from plugins.importing.html_article import find_article
from plugins.importing.html_metadata import attribute, page_metadata, text_of
from plugins.importing.markdown_text import markdown_lines
from plugins.importing.sentences import split_sentences

__all__ = ["read_html"]

_SILENT = ("script", "style", "template", "noscript", "link", "meta", "svg", "canvas", "head")
_CHROME = ("nav", "aside", "form", "button", "footer", "dialog", "select", "input", "textarea")
_EMBEDDED = ("iframe", "video", "audio", "object", "embed")
_BLOCKS = (
    "p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section",
    "article", "main", "header", "footer", "aside", "nav", "figcaption", "dd", "dt", "br",
)  # fmt: skip
_SCHEMES = ("http", "https", "mailto")
_FEWEST_WORDS = 5  # of a sentence; shorter texts around an article are menus and buttons


class _Converter(MarkdownConverter):
    """Markdownify with the escapes that this project's Markdown needs."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Text as Markdown; at a block's start also what would open a list or heading."""
        if not text.strip():
            return text
        linked = "a" not in parent_tags
        stripped = text.lstrip()
        start = text[: len(text) - len(stripped)]
        end = stripped[len(stripped.rstrip()) :]
        if not linked:
            return start + escape_inline(stripped, link_addresses=False)
        return start + escape_paragraph(stripped) + end


def read_html(text: str, sections: Sequence[SectionName]) -> SourceDocument:
    """A page as Markdown lines, its metadata, and all its sentences that are in neither."""
    soup = _parse(text)
    article = find_article(soup, sections)
    metadata = page_metadata(soup, article)
    base = _base_address(soup)
    around = list(_around(soup, article))
    _drop_silent(article)
    left_out = [*_take_out_chrome(article), *_take_out_images(article)]
    left_out += _resolve_links(article, base)
    _fold_blanks(article)
    converter = _Converter(heading_style=ATX, bullets="-", sub_symbol="<sub>", sup_symbol="<sup>")
    markdown = str(converter.convert_soup(article))
    lines = tuple(markdown_lines(markdown.strip("\n"), sections))
    return SourceDocument(lines, metadata, (*left_out, *around))


def _parse(text: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        # A page that holds only an address, or is XML, is odd; its author need not read why.
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(text, "lxml")


def _base_address(soup: BeautifulSoup) -> str:
    canonical = soup.find("link", rel="canonical")
    address = attribute(canonical, "href") if isinstance(canonical, Tag) else ""
    shared = soup.find("meta", property="og:url")
    if not address and isinstance(shared, Tag):
        address = attribute(shared, "content")
    base = soup.find("base")
    written = attribute(base, "href") if isinstance(base, Tag) else ""
    joined = _joined(address, written) if written else address
    return joined if joined.startswith(("http://", "https://")) else ""


def _drop_silent(article: Tag) -> None:
    for element in article.find_all(_SILENT):
        if not element.decomposed:
            element.decompose()
    for comment in article.find_all(string=lambda string: isinstance(string, Comment)):
        comment.extract()


def _take_out_chrome(article: Tag) -> Iterator[LeftOut]:
    for element in article.find_all(_CHROME):
        if element.decomposed:
            continue
        words = text_of(element)
        if words:
            yield LeftOut(words, f"a part of the page's frame (<{element.name}>)")
        element.decompose()
    for element in article.find_all(_EMBEDDED):
        if not element.decomposed:
            shown = attribute(element, "src") or attribute(element, "data") or text_of(element)
            yield LeftOut(shown, f"<{element.name}> is not taken over")
            element.decompose()


def _take_out_images(article: Tag) -> Iterator[LeftOut]:
    for element in article.find_all(["figure", "picture", "img"]):
        if element.decomposed or (element.name == "figure" and element.find("img") is None):
            continue
        images = [element] if element.name == "img" else element.find_all("img")
        for image in images:
            alt = attribute(image, "alt") or "no text for it"
            yield LeftOut(attribute(image, "src") or "image", f"an image; it shows: {alt}")
        words = text_of(element)
        if words:
            yield LeftOut(words, "an image's caption or credit")
        element.decompose()


def _resolve_links(article: Tag, base: str) -> Iterator[LeftOut]:
    """Absolute links stay, relative ones are resolved; those that cannot be become their text."""
    for link in article.find_all("a"):
        written = attribute(link, "href")
        for name in [name for name in link.attrs if name != "href"]:
            del link[name]
        address = _joined(base, written) if base else written
        if _is_usable(address) and not written.startswith("#"):
            link["href"] = quote(address, safe="%/:=&?~#+!$,;'@*-._[]")
            continue
        if written and not written.startswith("#"):
            yield LeftOut(written, f"the address of the link “{text_of(link)}” leads nowhere here")
        link.unwrap()


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # such as http://[x
        return ""


def _is_usable(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.netloc or parts.scheme == "mailto")


def _fold_blanks(article: Tag) -> None:
    # A line's end in HTML is a blank; as a line's start it could be a mark of Markdown.
    for string in article.find_all(string=True):
        if string.find_parent("pre") is None:
            folded = re.sub(r"\s+", " ", string)
            if folded != string:
                string.replace_with(folded)


def _around(soup: BeautifulSoup, article: Tag) -> Iterator[LeftOut]:
    """The sentences outside the article, and how much else there is."""
    strings = _strings_outside(soup, article)
    sentences = [sentence for text in strings for sentence in split_sentences(text)]
    short = 0
    for sentence in dict.fromkeys(sentences):
        if len(sentence.split()) >= _FEWEST_WORDS and sentence.rstrip("\"'”’)").endswith(
            (".", "?", "!")
        ):
            yield LeftOut(sentence, "outside the article")
        else:
            short += 1
    if short:
        noun = "text" if short == 1 else "texts"
        yield LeftOut(f"{short} short {noun}", "menus, links and the like, outside the article")


def _strings_outside(soup: BeautifulSoup, article: Tag) -> list[str]:
    body = soup.body or soup
    if body is article:
        return []
    pieces: list[str] = []
    for string in body.find_all(string=True):
        parents = list(string.parents)
        if any(parent is article or parent.name in _SILENT for parent in parents):
            continue
        if isinstance(string, Comment):
            continue
        block = next((parent for parent in parents if parent.name in _BLOCKS), body)
        pieces.append(f"{id(block)} {string}")
    return _joined_by_block(pieces)


def _joined_by_block(pieces: Iterable[str]) -> list[str]:
    texts: dict[str, str] = {}
    for piece in pieces:
        block, _, words = piece.partition(" ")
        texts[block] = texts.get(block, "") + words
    return [folded for text in texts.values() if (folded := " ".join(text.split()))]
