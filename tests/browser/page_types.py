"""Every type of page that a reader can meet, in one table.

`kind` is what the page says of itself, `<body class="page page-KIND">`. A kind that the
site has and this table has not makes the tests fail, and so does one that is gone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["PAGE_TYPES", "PageType", "kinds_of"]

_KIND = re.compile(r'<body class="page page-([a-z-]+)"')


@dataclass(frozen=True, slots=True)
class PageType:
    """A type and one page of it, in the site of `tests/support/everything.py`.

    `ready` is what has to be there before the page is looked at.
    """

    name: str
    kind: str
    address: str
    ready: str = "h1"

    def __str__(self) -> str:
        return self.name

    @property
    def is_explainer(self) -> bool:
        """Whether it shows an explainer's text."""
        return self.kind == "explainer" and self.name != "withdrawn"


PAGE_TYPES = (
    PageType("home", "home", "/"),
    PageType("home page 1", "home", "/page/1/"),
    PageType("short explainer", "explainer", "/explainers/short/"),
    PageType("long explainer", "explainer", "/explainers/harbour/"),
    PageType("right-to-left explainer", "explainer", "/explainers/persian/"),
    PageType("Japanese explainer", "explainer", "/explainers/japanese/"),
    PageType("withdrawn", "explainer", "/explainers/gone/"),
    PageType("free page", "page", "/how-we-use-ai/"),
    PageType("tag", "tag", "/tags/harbours/"),
    PageType("tags", "tags", "/tags/"),
    PageType("stories", "stories", "/stories/"),
    PageType("story", "story", "/stories/the-harbour-dispute/"),
    PageType("story page 2", "story", "/stories/a-long-story/page/2/"),
    PageType("archive", "archive", "/archive/"),
    PageType("year", "year", "/archive/2021/"),
    PageType("search", "search", "/search/", "#search-results[data-state=idle]"),
    PageType(
        "search with results",
        "search",
        "/search/?q=harbour",
        "#search-results[data-state=done] > li",
    ),
    PageType(
        "search without results",
        "search",
        "/search/?q=qqqzzzxxx&tag=harbours",
        "#search-results[data-state=empty]",
    ),
    PageType("subscribe", "subscribe", "/subscribe/"),
    PageType("not found", "missing", "/404.html"),
    PageType("redirect", "redirect", "/old/harbour/"),
)


def kinds_of(site: Path) -> dict[str, str]:
    """The kinds of the pages of a published site, each with the path of one."""
    kinds: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        found = _KIND.search(path.read_text(encoding="utf-8"))
        kinds.setdefault(found[1] if found else f"no kind: {name}", name)
    return kinds
