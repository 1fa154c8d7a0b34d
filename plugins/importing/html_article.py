"""Which part of an HTML page is the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bs4 import BeautifulSoup, Tag

from plugins.explainers.site import SectionName
from plugins.importing.headings import find_section
from plugins.importing.html_metadata import text_of

__all__ = ["find_article"]

_HEADING_LIKE = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "strong", "b", "dt", "div", "span")
_MARKED = ('[itemprop~="articleBody"]', "article", "main", '[role="main"]')
_CONTAINERS = ("div", "section", "td", "body")
_FEWEST_LETTERS = 80  # of paragraphs, in what can be an article


def find_article(soup: BeautifulSoup, sections: Sequence[SectionName]) -> Tag:
    """The smallest marked element that holds the named headings, else the one with most text."""
    named = [
        element
        for element in soup.find_all(_HEADING_LIKE)
        if find_section(text_of(element), sections)
    ]
    # `<p><b>What's Next?</b></p>` is one heading.
    inside = {id(each) for each in named}
    headings = [each for each in named if not any(id(parent) in inside for parent in each.parents)]
    marked = [element for selector in _MARKED for element in soup.select(selector)]
    if headings:
        around = [element for element in marked if _holds_all(element, headings)]
        return min(around, key=_size) if around else _common_ancestor(headings, soup)
    full = [element for element in marked if _paragraph_letters(element) >= _FEWEST_LETTERS]
    if full:
        return max(full, key=_paragraph_letters)
    blocks = [*soup.find_all(_CONTAINERS), soup]
    return max(blocks, key=_own_letters)


def _holds_all(element: Tag, headings: Iterable[Tag]) -> bool:
    return all(any(parent is element for parent in heading.parents) for heading in headings)


def _common_ancestor(headings: Sequence[Tag], soup: BeautifulSoup) -> Tag:
    """The nearest element around all headings and what stands under them."""
    for parent in headings[0].parents:
        if parent.name in {"p", "span", "strong", *(f"h{level}" for level in range(1, 7))}:
            continue
        has_text_too = _size(parent) > sum(map(_size, headings))
        if has_text_too and (parent is soup or _holds_all(parent, headings)):
            return parent
    return soup


def _size(element: Tag) -> int:
    return len(element.get_text())


def _paragraph_letters(element: Tag) -> int:
    return sum(map(_size, element.find_all("p")))


def _own_letters(element: Tag) -> int:
    """Letters of its own paragraphs; those of its blocks' count half, so that the nearest wins."""
    own = sum(map(_size, element.find_all("p", recursive=False)))
    return own * 2 + _paragraph_letters(element) if own else _paragraph_letters(element) // 2
