"""Where feeds are, and what pages call them when they announce them."""

from __future__ import annotations

from plugins.explainers.addresses import story_address, tag_address
from plugins.explainers.archive import Story
from plugins.explainers.site import Site
from plugins.explainers.views import FeedLink, TagLink

__all__ = [
    "ATOM_ADDRESS",
    "CORRECTIONS_ADDRESS",
    "CORRECTIONS_PAGE",
    "FEED_ADDRESS",
    "JSON_ADDRESS",
    "corrections_feed_link",
    "corrections_page",
    "site_feed_link",
    "site_feed_links",
    "story_feed_address",
    "story_feed_link",
    "tag_feed_address",
    "tag_feed_link",
]

FEED_ADDRESS = "/feed.xml"
ATOM_ADDRESS = "/feed.atom"
JSON_ADDRESS = "/feed.json"
CORRECTIONS_ADDRESS = "/corrections.xml"
CORRECTIONS_PAGE = "/corrections/"  # where the author has written one


def corrections_page(site: Site) -> str:
    """The page that the feed of corrections follows: that of its name where there is one."""
    return CORRECTIONS_PAGE if CORRECTIONS_PAGE in site.pages else "/"


def tag_feed_address(name: str) -> str:
    """`/tags/TAG/feed.xml`."""
    return f"{tag_address(name)}feed.xml"


def story_feed_address(name: str) -> str:
    """`/stories/STORY/feed.xml`."""
    return f"{story_address(name)}feed.xml"


def site_feed_link(site: Site) -> FeedLink:
    """The feed of the whole site."""
    return FeedLink(site.name, FEED_ADDRESS)


def site_feed_links(site: Site) -> tuple[FeedLink, ...]:
    """The feed of the whole site in each of its formats."""
    return (
        site_feed_link(site),
        FeedLink(f"{site.name} (Atom)", ATOM_ADDRESS),
        FeedLink(f"{site.name} (JSON Feed)", JSON_ADDRESS),
    )


def corrections_feed_link(site: Site) -> FeedLink:
    """The feed of corrections."""
    return FeedLink(f"{site.gettext('Corrections')} – {site.name}", CORRECTIONS_ADDRESS)


def tag_feed_link(tag: TagLink, site: Site) -> FeedLink:
    """The feed of a tag."""
    return FeedLink(site.gettext("Explainers on %(tag)s", tag=tag.label), f"{tag.address}feed.xml")


def story_feed_link(story: Story, site: Site) -> FeedLink:
    """The feed of a running story."""
    title = site.gettext("The running story: %(story)s", story=story.label)
    return FeedLink(title, story_feed_address(story.name))
