from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from plugins.explainers.model import Explainer, FreePage
from plugins.explainers.site import Site


class FakeContext:
    """The site, and a theme whose pages are what the templates were given."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.given: list[tuple[str, dict[str, Any]]] = []

    def page(self, template: str, **values: Any) -> bytes:
        self.given.append((template, values))
        return b"a page"


def _make_explainer(slug: str = "caches", **fields: Any) -> Explainer:
    defaults: dict[str, Any] = {
        "path": f"2026/{slug}.md",
        "id": slug,
        "slug": slug,
        "title": f"About {slug}",
        "date": "2026-03-01T12:00:00Z",
        "tags": ("Web",),
    }
    return Explainer(**{**defaults, **fields})


def _make_page(slug: str = "about", **fields: Any) -> FreePage:
    defaults: dict[str, Any] = {"path": f"pages/{slug}.md", "slug": slug, "title": f"Page {slug}"}
    return FreePage(**{**defaults, **fields})


@pytest.fixture
def make_explainer() -> Callable[..., Explainer]:
    return _make_explainer


@pytest.fixture
def make_page() -> Callable[..., FreePage]:
    return _make_page


@pytest.fixture
def site() -> Site:
    return Site(name="Explained", url="https://example.org/archive")


@pytest.fixture
def context(site: Site) -> FakeContext:
    return FakeContext(site)
