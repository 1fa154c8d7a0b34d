"""`/tags/TAG/` and the numbered pages behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from plugins.explainers.addresses import output_path, tag_address
from plugins.explainers.archive import Archive, Tag, name_key
from plugins.explainers.feed_links import tag_feed_link
from plugins.explainers.model import Explainer
from plugins.explainers.pagination import ListPage, Pager, paginate
from plugins.explainers.site import Site
from plugins.explainers.structured_data import collection_page, structured_script
from plugins.explainers.views import Card, PageMeta, TagLink, TagLinks, card, tag_link
from plugins.site_outputs.labelled import labelled_page
from plugins.site_outputs.output import Output, RenderContext
from plugins.tag_pages.related_tags import related_tags

__all__ = ["TagPage", "TagSummary", "build_pages_of_tags", "render_tag_page"]

_MOST_RELATED = 6


@dataclass(frozen=True, slots=True)
class TagSummary:
    """What the first page of a tag says about it. Numbered pages do not: it changes."""

    description: str
    parent: TagLink | None
    narrower: tuple[TagLink, ...]
    related: tuple[TagLink, ...]
    count: int
    since: str  # the date of its oldest explainer


@dataclass(frozen=True, slots=True)
class TagPage:
    """The inputs of one page of a tag. `number` is 0 on the first, which has `about`."""

    page: PageMeta
    label: str
    number: int
    about: TagSummary | None
    cards: tuple[Card, ...]
    pager: Pager


def build_pages_of_tags(archive: Archive, site: Site) -> Iterator[Output]:
    """The pages of every tag."""
    links = TagLinks(archive)
    cards = {each.path: card(archive, each, links) for each in archive.explainers}
    narrower = _narrower_tags(archive)
    related = related_tags(archive, most=_MOST_RELATED)
    for tag in archive.tags:
        about = _summary(archive, tag, narrower[name_key(tag.label)], related[tag.name])
        for listed in paginate(tag.members, tag_address(tag.name), site.page_size):
            view = TagPage(
                page=_page_meta(tag, listed, site),
                label=tag.label,
                number=listed.number,
                about=None if listed.number else about,
                cards=tuple(cards[member.path] for member in listed.items),
                pager=listed.pager,
            )
            yield Output(output_path(listed.address), render_tag_page, view)


def render_tag_page(view: TagPage, context: RenderContext) -> bytes:
    """The page's bytes."""
    labels = (card.label for card in view.cards)
    structured = _structured(view, context.site)
    return labelled_page(
        context, "tag.html", labels, page=view.page, tag=view, structured=structured
    )


def _structured(view: TagPage, site: Site) -> Markup:
    trail = [(site.gettext("Tags"), "/tags/")]
    if view.about and view.about.parent:
        trail.append((view.about.parent.label, view.about.parent.address))
    elif not view.about:
        trail.append((view.label, view.pager.newest))
    items = [(card.title, card.address) for card in view.cards]
    return structured_script(collection_page(view.page, site, trail=trail, items=items))


def _page_meta(tag: Tag, listed: ListPage[Explainer], site: Site) -> PageMeta:
    what = site.gettext("Explainers on %(tag)s", tag=tag.label)
    return PageMeta(
        title=_title(tag.label, listed.number, site),
        address=listed.address,
        kind="tag",
        description=tag.description or what,
        feeds=(tag_feed_link(tag_link(tag), site),),
    )


def _title(label: str, number: int, site: Site) -> str:
    return site.gettext("%(tag)s, page %(number)s", tag=label, number=number) if number else label


def _summary(archive: Archive, tag: Tag, narrower: list[Tag], related: Sequence[Tag]) -> TagSummary:
    parent = archive.tag_of_key.get(name_key(tag.parent)) if tag.parent else None
    return TagSummary(
        description=tag.description,
        parent=tag_link(parent) if parent else None,
        narrower=tuple(tag_link(each) for each in narrower),
        related=tuple(tag_link(each) for each in related),
        count=len(tag.members),
        since=tag.members[0].date if tag.members else "",
    )


def _narrower_tags(archive: Archive) -> defaultdict[str, list[Tag]]:
    """For the key of each tag, the tags whose parent it is."""
    found: defaultdict[str, list[Tag]] = defaultdict(list)
    for tag in archive.tags:
        parent = archive.tag_of_key.get(name_key(tag.parent)) if tag.parent else None
        if parent:
            found[name_key(parent.label)].append(tag)
    return found
