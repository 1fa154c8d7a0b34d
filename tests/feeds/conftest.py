from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from plugins.explainers.addresses import address_name
from plugins.explainers.archive import Archive, Tag, name_key
from plugins.explainers.model import Body, BodyPart, Explainer
from plugins.explainers.site import Site
from plugins.feeds import build_feeds
from plugins.feeds.entries import FeedImage


class FakeContext:
    """Bodies and the site, as a build has them."""

    def __init__(self, site: Site, bodies: dict[str, Body]) -> None:
        self.site = site
        self._bodies = bodies

    def body(self, digest: str) -> Body:
        return self._bodies[digest]


def _make_explainer(slug: str = "caches", **fields: Any) -> Explainer:
    defaults: dict[str, Any] = {
        "path": f"2026/{slug}.md",
        "id": slug,
        "slug": slug,
        "title": f"About {slug}",
        "date": "2026-03-01T12:00:00Z",
        "tags": ("Web",),
        "summary": f"What {slug} are.",
        "body_digest": "some",
    }
    return Explainer(**{**defaults, **fields})


def _make_archive(*explainers: Explainer, **fields: Any) -> Archive:
    ordered = tuple(sorted(explainers, key=lambda each: (each.date, each.id)))
    labels = sorted({label for each in ordered for label in each.tags})
    tags = tuple(
        Tag(label, address_name(label), tuple(each for each in ordered if label in each.tags))
        for label in labels
    )
    defaults: dict[str, Any] = {
        "tags": tags,
        "tag_of_key": {name_key(tag.label): tag for tag in tags},
    }
    return Archive(ordered, **{**defaults, **fields})


@pytest.fixture
def make_explainer() -> Callable[..., Explainer]:
    return _make_explainer


@pytest.fixture
def make_archive() -> Callable[..., Archive]:
    return _make_archive


@pytest.fixture
def site() -> Site:
    return Site(
        name="Explained",
        url="https://example.org/archive",
        description="News, explained",
        authority="example.org,2026",
    )


@pytest.fixture
def some_body() -> Body:
    return Body((BodyPart("", "", "<p>Some text.</p>"),), text="Some text.")


@pytest.fixture
def rss_of(site: Site, some_body: Body) -> Callable[..., bytes]:
    """The bytes of one feed of an archive; bodies and another site by name."""

    def render(
        archive: Archive, path: str = "feed.xml", *, body: Body = some_body, at: Site = site
    ) -> bytes:
        made = build_feeds(archive, at, image=FeedImage("/theme/icon.png", 144, 144))
        (output,) = [output for output in made if output.path == path]
        return output.render(output.inputs, FakeContext(at, {"some": body}))  # type: ignore[arg-type]

    return render


@pytest.fixture
def channel_of(rss_of: Callable[..., bytes]) -> Callable[..., Any]:
    """The channel element of one feed of an archive."""

    def parse(*args: Any, **options: Any) -> Any:
        return etree.fromstring(rss_of(*args, **options)).find("channel")

    return parse
