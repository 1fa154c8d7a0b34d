from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from plugins.discovery import build_redirects
from plugins.discovery.redirects import Redirect
from plugins.explainers.archive import Archive, Tag
from plugins.explainers.site import Site

Make = Callable[..., Any]


def _targets(archive: Archive, site: Site) -> list[tuple[str, str]]:
    return [(output.path, output.inputs.target) for output in build_redirects(archive, site)]


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/old/path/", "old/path/index.html"),
        ("/old/path", "old/path/index.html"),
        ("/old.html", "old.html"),
        ("/old/Page.HTM", "old/Page.HTM"),
        ("/story.php", "story.php/index.html"),
        ("/v1.2", "v1.2/index.html"),
        ("/ältere seite", "ältere seite/index.html"),
    ],
)
def test_alias_becomes_a_file_that_hosts_find(
    make_explainer: Make, site: Site, alias: str, path: str
) -> None:
    archive = Archive((make_explainer(aliases=(alias,)),))

    assert _targets(archive, site) == [(path, "/explainers/caches/")]


def test_withdrawn_explainers_and_free_pages_keep_their_aliases(
    make_explainer: Make, make_page: Make, site: Site
) -> None:
    archive = Archive(
        (),
        withdrawn=(make_explainer("gone", aliases=("/a/",)),),
        pages=(make_page("help/feeds", aliases=("/b/",)),),
    )

    assert _targets(archive, site) == [
        ("a/index.html", "/explainers/gone/"),
        ("b/index.html", "/help/feeds/"),
    ]


def test_alias_with_and_without_a_slash_at_its_end_is_one(make_explainer: Make, site: Site) -> None:
    archive = Archive((make_explainer(aliases=("/old", "/old/")),))

    assert _targets(archive, site) == [("old/index.html", "/explainers/caches/")]


def test_alias_of_two_explainers_is_left_for_the_build_to_report(
    make_explainer: Make, site: Site
) -> None:
    archive = Archive(
        (make_explainer("a", aliases=("/old/",)), make_explainer("b", aliases=("/old/",)))
    )

    assert [path for path, _ in _targets(archive, site)] == ["old/index.html", "old/index.html"]


def test_tag_alias_with_an_address_of_its_own_leads_to_the_tag(site: Site) -> None:
    tag = Tag("AI", "ai", (), aliases=("Artificial Intelligence", "A.I."))

    targets = _targets(Archive((), tags=(tag,)), site)

    assert targets == [
        ("tags/artificial-intelligence/index.html", "/tags/ai/"),
        ("tags/a-i/index.html", "/tags/ai/"),
    ]


def test_tag_alias_whose_address_is_taken_or_empty_has_no_redirect(site: Site) -> None:
    tags = (
        Tag("AI", "ai", (), aliases=("ai!", "Web", "…", "ML", "ml")),
        Tag("Web", "web", ()),
    )

    assert _targets(Archive((), tags=tags), site) == [("tags/ml/index.html", "/tags/ai/")]


def test_redirect_page_is_hidden_and_given_the_new_address(
    make_explainer: Make, site: Site, context: Any
) -> None:
    archive = Archive((make_explainer(lang="fr", aliases=("/old/",)),))
    (output,) = build_redirects(archive, site)

    output.render(output.inputs, context)

    ((template, values),) = context.given
    assert template == "redirect.html"
    assert values["target"] == "/explainers/caches/"
    assert values["page"].address == "/old/"
    assert values["page"].title == "About caches"
    assert values["page"].hidden


def test_inputs_are_plain_data(make_explainer: Make, site: Site) -> None:
    (output,) = build_redirects(Archive((make_explainer(aliases=("/old/",)),)), site)

    encoded = msgspec.msgpack.encode(output.inputs)

    assert msgspec.msgpack.decode(encoded, type=Redirect) == output.inputs
