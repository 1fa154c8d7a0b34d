"""`/` and the numbered pages behind it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

import msgspec
from markupsafe import Markup

from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive
from plugins.explainers.feed_links import site_feed_links
from plugins.explainers.listing import Listing, finer_key
from plugins.explainers.model import Explainer
from plugins.explainers.pagination import ListPage, Pager, paginate
from plugins.explainers.site import Site
from plugins.explainers.structured_data import collection_page, structured_script, website
from plugins.explainers.views import Card, PageMeta, StoryLink, TagLinks, card, story_link
from plugins.site_outputs.labelled import labelled_page
from plugins.site_outputs.output import Deferred, Output, RenderContext

__all__ = ["HomePage", "build_home_pages", "defer_home_pages", "render_home_page"]

_MOST_STORIES = 5


class HomePage(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The inputs of the front page (`number` 0) or of a numbered page."""

    page: PageMeta
    number: int
    cards: tuple[Card, ...]
    pager: Pager
    stories: tuple[StoryLink, ...] = ()  # on the front page


def build_home_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """The newest explainers at `/`, all others at `/page/N/`."""
    pages = defer_home_pages(Listing(archive), site)
    return chain.from_iterable(page.build() for page in pages)


def defer_home_pages(listing: Listing, site: Site) -> Iterator[Deferred]:
    """The same, each page by itself: an edit leaves those as they are known that do not show it."""
    archive = listing.whole
    links = TagLinks(archive)

    def page_of(listed: ListPage[Explainer]) -> Iterator[Output]:
        view = HomePage(
            page=_page_meta(listed, site),
            number=listed.number,
            cards=tuple(card(archive, explainer, links) for explainer in listed.items),
            pager=listed.pager,
            stories=() if listed.number else _running_stories(archive, site),
        )
        yield Output(output_path(listed.address), render_home_page, view)

    def finer(listed: ListPage[Explainer]) -> bytes:
        shown = [listing.shown_digests[each.path] for each in listed.items]
        stories = () if listed.number else _running_stories(archive, site)
        return finer_key("home", listed.number, listed.pager, shown, stories)

    for listed in paginate(archive.explainers, "/", site.page_size):
        key = listing.key("home", listed.number)
        yield Deferred(key, partial(page_of, listed), finer=partial(finer, listed))


def render_home_page(view: HomePage, context: RenderContext) -> bytes:
    """The page's bytes."""
    labels = (card.label for card in view.cards)
    structured = _structured(view, context.site)
    return labelled_page(
        context, "home.html", labels, page=view.page, home=view, structured=structured
    )


def _structured(view: HomePage, site: Site) -> Markup:
    if not view.number:
        return structured_script(website(site))
    items = [(card.title, card.address) for card in view.cards]
    return structured_script(collection_page(view.page, site, trail=(), items=items))


def _running_stories(archive: Archive, site: Site) -> tuple[StoryLink, ...]:
    """The stories that were told last, of those that have gone on after their beginning."""
    running = [story for story in archive.stories if len(story.members) > 1]
    newest_first = sorted(running, key=lambda story: story.last_told, reverse=True)
    return tuple(story_link(story, site) for story in newest_first[:_MOST_STORIES])


def _page_meta(listed: ListPage[Explainer], site: Site) -> PageMeta:
    return PageMeta(
        title=_title(listed.number, site),
        address=listed.address,
        kind="home",
        description=site.description,
        feeds=site_feed_links(site),
    )


def _title(number: int, site: Site) -> str:
    return site.gettext("Explainers, page %(number)s", number=number) if number else site.name
