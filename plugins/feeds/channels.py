"""Which feeds there are, what each is called and which explainers are in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from plugins.explainers.addresses import address_name, story_address, tag_address
from plugins.explainers.archive import Archive, Story, Tag
from plugins.explainers.feed_links import (
    ATOM_ADDRESS,
    FEED_ADDRESS,
    JSON_ADDRESS,
    story_feed_address,
    tag_feed_address,
)
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.feeds.atom import render_atom
from plugins.feeds.entries import Feed, History
from plugins.feeds.json_feed import render_json_feed
from plugins.feeds.rss import render_rss
from plugins.site_outputs.output import RenderContext

__all__ = ["Channel", "channels_of"]

# The same entries in three formats.
_RENDERS: dict[str, Callable[[Feed, RenderContext], bytes]] = {
    FEED_ADDRESS: render_rss,
    ATOM_ADDRESS: render_atom,
    JSON_ADDRESS: render_json_feed,
}


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed before its entries are worked out; `members` are its explainers, newest first.

    It is published at each of `addresses`: an old one of a tag or story keeps its subscribers.
    """

    title: str
    description: str
    address: str
    page_address: str
    members: tuple[Explainer, ...]
    history: History = field(default_factory=History)
    old_addresses: tuple[str, ...] = ()

    @property
    def render(self) -> Callable[[Feed, RenderContext], bytes]:
        """What makes it."""
        return _RENDERS.get(self.address, render_rss)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Everywhere where it is published."""
        return (self.address, *self.old_addresses)


def channels_of(archive: Archive, site: Site) -> Iterator[Channel]:
    """All feeds of explainers: of the site and its history, of tags, of stories."""
    listed = tuple(_listed(archive, archive.explainers))
    places = _places(listed, archive.withdrawn)
    yield from _site_channels(listed, site, last=_pages(places, site.feed_items))
    yield from _archive_channels(places, site)
    taken = {tag.name for tag in archive.tags}
    for tag in archive.tags:
        old = tuple(_free(map(address_name, tag.aliases), taken))
        yield _tag_channel(tag, _newest(archive, tag.members, site), old, site)
    taken = {story.name for story in archive.stories}
    for story in archive.stories:
        old = tuple(_free(_old_story_names(story), taken))
        yield _story_channel(story, _newest(archive, story.members, site), old, site)


def _listed(archive: Archive, explainers: Iterable[Explainer]) -> Iterator[Explainer]:
    return (each for each in explainers if each.path not in archive.unpublished)


def _places(listed: Sequence[Explainer], withdrawn: Sequence[Explainer]) -> Sequence[Explainer]:
    """What the pages of the history count, oldest first: one that is withdrawn keeps its place,
    so that no other moves to another page."""
    if not withdrawn:
        return listed
    return sorted((*listed, *withdrawn), key=lambda each: (each.date, each.id))


def _newest(archive: Archive, members: Sequence[Explainer], site: Site) -> tuple[Explainer, ...]:
    return tuple(islice(_listed(archive, reversed(members)), site.feed_items))


def _site_channels(listed: Sequence[Explainer], site: Site, *, last: int) -> Iterator[Channel]:
    for address in _RENDERS:
        yield Channel(
            title=site.name,
            # RSS wants a description of every channel.
            description=site.description or site.name,
            address=address,
            page_address="/",
            members=tuple(reversed(listed[-site.feed_items :])),
            history=History(previous=_archive_address(last)) if last else History(),
        )


def _archive_channels(places: Sequence[Explainer], site: Site) -> Iterator[Channel]:
    """The whole history in pages that keep their content, counted from the oldest.

    As in lists (see `pagination`), a page is there as soon as it is full and the list goes
    on after it, so that the feed and all pages together hold every explainer.
    """
    size, last = site.feed_items, _pages(places, site.feed_items)
    for number in range(1, last + 1):
        members = places[(number - 1) * size : number * size]
        yield Channel(
            title=site.gettext("%(site)s, archive %(number)s", site=site.name, number=number),
            description=site.description or site.name,
            address=_archive_address(number),
            page_address="/",
            members=tuple(each for each in reversed(members) if each.status != "withdrawn"),
            history=History(
                current=FEED_ADDRESS,
                previous=_archive_address(number - 1) if number > 1 else "",
                next=_archive_address(number + 1) if number < last else "",
            ),
        )


def _pages(places: Sequence[Explainer], size: int) -> int:
    return max(len(places) - 1, 0) // size


def _archive_address(number: int) -> str:
    return f"/feed/archive/{number}.xml"


def _tag_channel(
    tag: Tag, members: tuple[Explainer, ...], old_names: tuple[str, ...], site: Site
) -> Channel:
    return Channel(
        title=f"{tag.label} – {site.name}",
        description=tag.description or site.gettext("Explainers on %(tag)s", tag=tag.label),
        address=tag_feed_address(tag.name),
        page_address=tag_address(tag.name),
        members=members,
        old_addresses=tuple(map(tag_feed_address, old_names)),
    )


def _free(names: Iterable[str], taken: set[str]) -> Iterator[str]:
    """Those that nothing has yet, each once in the whole archive."""
    for name in names:
        if name and name not in taken:
            taken.add(name)
            yield name


def _old_story_names(story: Story) -> Iterator[str]:
    """What it was called before, where one of its explainers has the old page as an alias."""
    for member in story.members:
        for alias in member.aliases:
            name = alias.rstrip("/").rpartition("/")[2]
            if f"{alias.rstrip('/')}/" == story_address(name):
                yield name


def _story_channel(
    story: Story, members: tuple[Explainer, ...], old_names: tuple[str, ...], site: Site
) -> Channel:
    return Channel(
        title=f"{story.label} – {site.name}",
        description=site.gettext(
            "The running story from its beginning: %(story)s", story=story.label
        ),
        address=story_feed_address(story.name),
        page_address=story_address(story.name),
        members=members,
        old_addresses=tuple(map(story_feed_address, old_names)),
    )
