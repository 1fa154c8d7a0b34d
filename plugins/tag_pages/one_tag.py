"""`/tags/TAG/` and the numbered pages behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from itertools import chain, islice

import msgspec
from markupsafe import Markup

from plugins.explainers.addresses import output_path, tag_address
from plugins.explainers.archive import Archive, Tag, name_key
from plugins.explainers.feed_links import tag_feed_link
from plugins.explainers.listing import Listing, finer_key
from plugins.explainers.model import Explainer
from plugins.explainers.pagination import ListPage, Pager, numbered_pages, paginate
from plugins.explainers.site import Site
from plugins.explainers.structured_data import collection_page, structured_script
from plugins.explainers.views import Card, PageMeta, TagLink, TagLinks, card, tag_link
from plugins.site_outputs.labelled import labelled_page
from plugins.site_outputs.output import Deferred, Output, RenderContext
from plugins.tag_pages.related_tags import RelatedTags, tag_size

__all__ = [
    "TagPage",
    "TagSummary",
    "build_pages_of_tags",
    "defer_pages_of_tags",
    "render_tag_page",
]

_MOST_RELATED = 6


class TagSummary(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What the first page of a tag says about it. Numbered pages do not: it changes."""

    description: str
    parent: TagLink | None
    narrower: tuple[TagLink, ...]
    related: tuple[TagLink, ...]
    count: int
    since: str  # the date of its oldest explainer


class TagPage(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The inputs of one page of a tag. `number` is 0 on the first, which has `about`."""

    page: PageMeta
    label: str
    number: int
    about: TagSummary | None
    cards: tuple[Card, ...]
    pager: Pager


def build_pages_of_tags(archive: Archive, site: Site) -> Iterator[Output]:
    """The pages of every tag."""
    pages = defer_pages_of_tags(Listing(archive), site)
    return chain.from_iterable(page.build() for page in pages)


def defer_pages_of_tags(listing: Listing, site: Site) -> Iterator[Deferred]:
    """The same; of each tag the first page by itself, which changes with each explainer."""
    pages = _PagesOfTags(listing.whole, site)
    keys = _KeysOfTags(listing, site.page_size)
    for tag in listing.whole.tags:
        first, numbered = partial(pages.first, tag), partial(pages.numbered, tag)
        yield Deferred(listing.key("tag", tag.name), first, finer=partial(keys.first, tag))
        if keys.count(tag):
            key = listing.key("pages of a tag", tag.name)
            yield Deferred(key, numbered, finer=partial(keys.numbered, tag))


class _KeysOfTags:
    """Makes finer keys of a tag's pages."""

    def __init__(self, listing: Listing, page_size: int) -> None:
        self._listing = listing
        self._page_size = page_size

    def count(self, tag: Tag) -> int:
        """How many numbered pages there are."""
        return numbered_pages(len(tag.members), self._page_size)

    def first(self, tag: Tag) -> bytes:
        """The key of the first page, which shows other tags."""
        return finer_key("tag", self._all_tags, *self._of(tag, tag.members))

    def numbered(self, tag: Tag) -> bytes:
        """The key of all others."""
        members = tag.members[: self.count(tag) * self._page_size]
        return finer_key("pages of a tag", *self._of(tag, members))

    def _of(self, tag: Tag, members: Sequence[Explainer]) -> tuple[object, ...]:
        digests = self._listing.shown_digests
        shown = b"".join([digests[member.path] for member in members])
        return tag.label, tag.name, tag.description, shown

    @cached_property
    def _all_tags(self) -> bytes:
        tags = self._listing.whole.tags
        return finer_key(*((each.label, each.name, each.parent, tag_size(each)) for each in tags))


class _PagesOfTags:
    """Makes pages of tags; what many of them share is made once."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self._archive = archive
        self._site = site
        self._links = TagLinks(archive)
        self._cards: dict[str, Card] = {}
        self._related = RelatedTags(archive)

    def first(self, tag: Tag) -> Iterator[Output]:
        """The page with the newest explainers, and what is to be said about the tag."""
        narrower = self._narrower[name_key(tag.label)]
        related = self._related.of(tag, most=_MOST_RELATED)
        listed = next(self._listed(tag))
        yield self._page(tag, listed, _summary(self._archive, tag, narrower, related))

    def numbered(self, tag: Tag) -> Iterator[Output]:
        """The pages behind it."""
        return (self._page(tag, listed, None) for listed in islice(self._listed(tag), 1, None))

    def _listed(self, tag: Tag) -> Iterator[ListPage[Explainer]]:
        return paginate(tag.members, tag_address(tag.name), self._site.page_size)

    def _page(self, tag: Tag, listed: ListPage[Explainer], about: TagSummary | None) -> Output:
        view = TagPage(
            page=_page_meta(tag, listed, self._site),
            label=tag.label,
            number=listed.number,
            about=about,
            cards=tuple(map(self._card, listed.items)),
            pager=listed.pager,
        )
        return Output(output_path(listed.address), render_tag_page, view)

    def _card(self, explainer: Explainer) -> Card:
        if explainer.path not in self._cards:
            self._cards[explainer.path] = card(self._archive, explainer, self._links)
        return self._cards[explainer.path]

    @cached_property
    def _narrower(self) -> defaultdict[str, list[Tag]]:
        return _narrower_tags(self._archive)


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
