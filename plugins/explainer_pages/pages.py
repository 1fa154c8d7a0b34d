"""From the archive to the outputs of all explainer pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from plugins.explainer_pages.page_views import (
    ExplainerPage,
    LeadImage,
    StoryNavigation,
    WithdrawnPage,
)
from plugins.explainer_pages.rendering import render_explainer, render_withdrawn
from plugins.explainers.addresses import (
    explainer_address,
    image_address,
    output_path,
    story_address,
)
from plugins.explainers.archive import Archive, Story
from plugins.explainers.body_images import sizes_of_images
from plugins.explainers.model import Explainer
from plugins.explainers.related import related_explainers
from plugins.explainers.site import Site
from plugins.explainers.views import (
    Link,
    PageMeta,
    TagLink,
    TagLinks,
    ai_label,
    explainer_link,
    foreign_lang,
)
from plugins.site_outputs.output import Output

__all__ = ["build_explainer_pages"]

_MOST_RELATED = 4
_WORDS_A_MINUTE = 230
_STORY_REACH = 4  # how many of a story's explainers are named before and after this one


def build_explainer_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """A page for each listed explainer, and a note at the address of each withdrawn one."""
    around = zip(archive.explainers, _surroundings(archive, site), strict=True)
    for explainer, surroundings in around:
        view = _page_view(archive, site, explainer, surroundings)
        yield _output(explainer, render_explainer, view)
    for explainer in archive.withdrawn:
        withdrawn = WithdrawnPage(
            page=_page_meta(explainer, site, hidden=True),
            date=explainer.date,
            corrections=explainer.corrections,
        )
        yield _output(explainer, render_withdrawn, withdrawn)


def _output(explainer: Explainer, render: Callable[..., bytes], view: object) -> Output:
    place = explainer.place_of("slug")
    path = output_path(explainer_address(explainer.slug))
    return Output(path, render, view, origin=(explainer.path, place.line, place.column))


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What a page shows of other explainers."""

    tags: tuple[TagLink, ...]
    story: StoryNavigation | None
    previous: Link | None
    next: Link | None
    related: tuple[Link, ...]


def _surroundings(archive: Archive, site: Site) -> Iterator[_Surroundings]:
    """Of each explainer, in their order."""
    tag_links = TagLinks(archive)
    stories = _story_navigations(archive, site)
    links = [explainer_link(explainer, site) for explainer in archive.explainers]
    link_of = {each.path: link for each, link in zip(archive.explainers, links, strict=True)}
    related = related_explainers(archive, most=_MOST_RELATED)
    for index, (explainer, others) in enumerate(zip(archive.explainers, related, strict=True)):
        yield _Surroundings(
            tags=tag_links.of(explainer),
            story=stories.get(explainer.path),
            previous=links[index - 1] if index else None,
            next=links[index + 1] if index + 1 < len(links) else None,
            related=tuple(link_of[other.path] for other in others),
        )


def _page_view(
    archive: Archive, site: Site, explainer: Explainer, around: _Surroundings
) -> ExplainerPage:
    return ExplainerPage(
        page=_page_meta(explainer, site, description=explainer.summary),
        date=explainer.date,
        modified=explainer.modified,
        authors=explainer.authors,
        summary=explainer.summary,
        label=ai_label(explainer),
        ai=explainer.ai,
        review=explainer.review,
        image=_lead_image(archive, explainer),
        tags=around.tags,
        expectations=explainer.expectations,
        corrections=explainer.corrections,
        sources=explainer.sources,
        story=around.story,
        previous=around.previous,
        next=around.next,
        related=around.related,
        minutes=max(1, ceil(explainer.word_count / _WORDS_A_MINUTE)),
        state=archive.unpublished.get(explainer.path, ""),
        body_digest=explainer.body_digest,
        links=archive.link_addresses.get(explainer.path, ()),
        image_sizes=sizes_of_images(archive, explainer),
    )


def _page_meta(
    explainer: Explainer, site: Site, *, description: str = "", hidden: bool = False
) -> PageMeta:
    return PageMeta(
        title=explainer.title,
        address=explainer_address(explainer.slug),
        kind="explainer",
        description=description,
        lang=foreign_lang(explainer.lang, site),
        hidden=hidden,
        image="" if hidden else _shared_image(explainer),
    )


def _shared_image(explainer: Explainer) -> str:
    """The address of the picture that others show. None of them shows drawings (SVG)."""
    file = explainer.image_file
    return image_address(file) if file and not file.lower().endswith(".svg") else ""


def _lead_image(archive: Archive, explainer: Explainer) -> LeadImage | None:
    if explainer.image is None or not explainer.image_file:
        return None
    image = explainer.image
    address = image_address(explainer.image_file)
    return LeadImage(address, image.alt, image.credit, *archive.image_sizes.get(address, (0, 0)))


def _story_navigations(archive: Archive, site: Site) -> dict[str, StoryNavigation]:
    """The story navigation of each explainer that has one, by its path."""
    return {
        path: navigation
        for story in archive.stories
        if len(story.members) > 1
        for path, navigation in _navigations_of(story, site)
    }


def _navigations_of(story: Story, site: Site) -> Iterator[tuple[str, StoryNavigation]]:
    links = [explainer_link(member, site) for member in story.members]
    address = story_address(story.name)
    for index, member in enumerate(story.members):
        earlier = tuple(links[max(0, index - _STORY_REACH) : index])
        later = tuple(links[index + 1 : index + 1 + _STORY_REACH])
        yield member.path, StoryNavigation(story.label, address, earlier, later)
