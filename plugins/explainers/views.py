"""Plain views that several kinds of page share: what a template is given.

Addresses in views are unprefixed and unencoded (see `addresses`); templates
write them with `{{ address | url }}`.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from plugins.explainers.addresses import (
    explainer_address,
    image_address,
    story_address,
    tag_address,
)
from plugins.explainers.archive import Archive, Story, Tag, name_key
from plugins.explainers.body_images import ShownSize, write_sizes
from plugins.explainers.links import fill_slots
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.explainers.texts import to_translate

__all__ = [
    "AI_ASSISTED",
    "AI_GENERATED",
    "Card",
    "FeedLink",
    "LeadImage",
    "Link",
    "PageMeta",
    "StoryLink",
    "TagLink",
    "TagLinks",
    "ai_label",
    "body_markup",
    "card",
    "explainer_link",
    "foreign_lang",
    "lead_image",
    "story_link",
    "tag_link",
]


# English in all data: the search index numbers them. Translated where they are shown.
AI_GENERATED = to_translate("AI Generated Content")
AI_ASSISTED = to_translate("AI-Assisted Content")


class Link(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A titled link within the site."""

    title: str
    address: str
    date: str = ""
    lang: str = ""  # of the title, where it is not the site's
    label: str = ""  # how AI took part in what it leads to, or empty


class LeadImage(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The picture of an explainer."""

    address: str
    alt: str
    credit: str = ""
    width: int = 0  # in pixels, or 0 where it is not known
    height: int = 0


class TagLink(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A tag as a link, with the number of its explainers."""

    label: str
    address: str
    count: int = 0


class StoryLink(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A running story as a link, with how many explainers it has and its newest one."""

    label: str
    address: str
    count: int
    since: str  # the date of its oldest explainer
    newest: Link


class FeedLink(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A feed that a page announces; `title` names it among others."""

    title: str
    address: str


class PageMeta(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What the frame of every page needs (`page` in the templates)."""

    title: str
    address: str
    # home, explainer, page, tag, tags, story, stories, archive, year, search, missing, redirect
    kind: str
    description: str = ""
    lang: str = ""  # of the page's own text, where it is not the site's
    feeds: tuple[FeedLink, ...] = ()  # besides the site's own, which every page announces
    hidden: bool = False  # asks search engines not to list it
    image: str = ""  # address of the picture that stands for the page elsewhere


class Card(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An explainer in a list."""

    title: str
    address: str
    date: str
    summary: str
    tags: tuple[TagLink, ...]
    label: str  # the AI label, or empty
    lang: str
    state: str = ""  # "draft" or "held-back", only while serving


def ai_label(explainer: Explainer) -> str:
    """The label that says how AI took part, in English; empty where it did not."""
    if not explainer.ai_generated:
        return ""
    return AI_ASSISTED if explainer.ai.extent == "assisted" else AI_GENERATED


def foreign_lang(lang: str, site: Site) -> str:
    """A language where it is not the site's, else empty: what a `lang` attribute has to say."""
    return "" if lang == site.lang else lang


def tag_link(tag: Tag, *, count: bool = False) -> TagLink:
    """A tag as a link. With `count`, its page changes whenever an explainer joins the tag."""
    return TagLink(tag.label, tag_address(tag.name), len(tag.members) if count else 0)


class TagLinks:
    """The tags of many explainers as links: each spelling is looked up once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._link_of_spelling: dict[str, TagLink | None] = {}

    def of(self, explainer: Explainer) -> tuple[TagLink, ...]:
        """An explainer's tags in the author's order, each once, without counts."""
        links = (self._look_up(label) for label in explainer.tags)
        return tuple({link.address: link for link in links if link is not None}.values())

    def _look_up(self, label: str) -> TagLink | None:
        if label not in self._link_of_spelling:
            tag = self._archive.tag_of_key.get(name_key(label))
            self._link_of_spelling[label] = tag_link(tag) if tag else None
        return self._link_of_spelling[label]


def explainer_link(explainer: Explainer, site: Site) -> Link:
    """An explainer as one line of a list."""
    return Link(
        title=explainer.title,
        address=explainer_address(explainer.slug),
        date=explainer.date,
        lang=foreign_lang(explainer.lang, site),
        label=ai_label(explainer),
    )


def story_link(story: Story, site: Site) -> StoryLink:
    """A story as it stands in lists; its page changes whenever an explainer joins it."""
    return StoryLink(
        label=story.label,
        address=story_address(story.name),
        count=len(story.members),
        since=story.members[0].date,
        newest=explainer_link(story.members[-1], site),
    )


def card(archive: Archive, explainer: Explainer, tag_links: TagLinks | None = None) -> Card:
    """An explainer as it stands in lists. Who makes many cards gives them one `tag_links`."""
    return Card(
        title=explainer.title,
        address=explainer_address(explainer.slug),
        date=explainer.date,
        summary=explainer.summary,
        tags=(tag_links or TagLinks(archive)).of(explainer),
        label=ai_label(explainer),
        lang=explainer.lang,
        state=archive.unpublished.get(explainer.path, ""),
    )


def lead_image(archive: Archive, explainer: Explainer) -> LeadImage | None:
    """The picture of an explainer, with its size as far as its file says it."""
    if explainer.image is None or not explainer.image_file:
        return None
    image = explainer.image
    address = image_address(explainer.image_file)
    return LeadImage(address, image.alt, image.credit, *archive.image_sizes.get(address, (0, 0)))


def body_markup(
    html: str, links: Sequence[str], site: Site, sizes: Sequence[ShownSize] = ()
) -> Markup:
    """A part of a body, ready for a template: the one place where HTML is taken as it is.

    It may be, for it was made safe when it was parsed. `links` are addresses
    (`Archive.link_addresses`); a `#part` of the same page stays as it is.
    """
    sized = write_sizes(html, links, sizes)
    return Markup(fill_slots(sized, [_href(link, site) for link in links], site.gettext))


def _href(link: str, site: Site) -> str:
    return link if link.startswith("#") else site.local(link)
