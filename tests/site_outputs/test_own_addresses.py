from __future__ import annotations

import pytest

from plugins.explainers.site import Logo, Site
from plugins.site_outputs.output import Output
from plugins.site_outputs.own_addresses import unpublished
from tests.support.text_sites import Text, render_text

PATHS = ("index.html", "about/index.html", "tags/ai/index.html", "feed.xml", "images/logo.svg")
OUTPUTS = tuple(Output(path, render_text, Text("")) for path in PATHS)


def mistakes(**fields: object) -> list[tuple[str, str, str]]:
    site = Site(name="The Background", url="https://example.org/archive", **fields)  # type: ignore[arg-type]
    return list(unpublished(site, OUTPUTS))


def test_addresses_that_are_published_are_no_mistake() -> None:
    navigation = (
        ("Home", "/"),
        ("About", "/about/"),
        ("The team", "/about/?from=menu#team"),
        ("About", "/about"),
        ("Feed", "/feed.xml"),
    )
    footer = (("Code", "https://example.org/lost/"), ("Write", "mailto:a@example.org"))

    found = mistakes(navigation=navigation, footer=footer, logo=Logo("/images/logo.svg", 9, 9))

    assert found == []


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("/abuot/", "near it are /about/"),
        ("/tags/a-i/", "near it are /tags/ai/"),
        ("/feeds.xml", "near it are /feed.xml"),
        ("/privacy/", "publish a page there, or take the link out"),
        ("/About/", "near it are /about/"),
    ],
)
def test_link_to_nothing_is_told_with_what_is_near(address: str, hint: str) -> None:
    for setting, field in (("MENUITEMS", "navigation"), ("FOOTER_LINKS", "footer")):
        found = mistakes(**{field: (("About us", address),)})

        message = f"{setting} leads to '{address}' ('About us'), and nothing is published there"
        assert found == [(setting, message, hint)]


def test_encoded_address_is_told_as_it_has_to_be_written() -> None:
    for address, hint in (("/%61bout/", "write /about/"), ("/%61buot/", "near it are /about/")):
        ((_, message, told),) = mistakes(footer=(("About", address),))

        assert message == f"FOOTER_LINKS leads to '{address}' ('About'), which is percent-encoded"
        assert told == hint


def test_logo_that_is_not_published_is_a_mistake() -> None:
    ((setting, message, hint),) = mistakes(logo=Logo("/images/portrait.jpg", 9, 9))

    assert setting == "SITE_LOGO"
    assert message == "SITE_LOGO is '/images/portrait.jpg', and nothing is published there"
    assert hint == "put the picture into the folder images/ or static/ of your content"


@pytest.mark.parametrize("address", ["/images/lgo.svg", "/images/logos.svg", "/Images/logo.svg"])
def test_logo_is_told_with_what_is_near(address: str) -> None:
    ((_, _, hint),) = mistakes(logo=Logo(address, 9, 9))

    assert hint == "near it are /images/logo.svg"
