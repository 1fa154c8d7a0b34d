"""What the tests of pages share: archives made of few words, and pages made from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from bs4 import BeautifulSoup
from jinja2 import Environment

from plugins.explainers.addresses import address_name, page_address
from plugins.explainers.archive import Archive, Story, Tag, name_key
from plugins.explainers.model import Body, BodyPart, Explainer, FreePage
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output
from plugins.site_outputs.templates import TemplateSettings, make_environment
from plugins.site_outputs.translations import read_catalogue, translation_files

TEMPLATES = Path(__file__).parents[2] / "theme" / "templates"
SITE = Site(name="The Background", url="https://example.org/archive", description="News explained")


class PageContext:
    """A RenderContext with the theme's own templates, and bodies given by hand."""

    def __init__(
        self,
        site: Site = SITE,
        bodies: Mapping[str, Body] | None = None,
        *,
        overrides: Path | None = None,
    ) -> None:
        self.site = site
        self._bodies = dict(bodies or {})
        self._environment = _environment(site, overrides)

    def page(self, template: str, **values: Any) -> bytes:
        return self._environment.get_template(template).render(values).encode()

    def body(self, digest: str) -> Body:
        return self._bodies[digest]

    def derived(self, kind: str, digest: str) -> bytes:
        raise LookupError(kind, digest)

    def content_file(self, path: str, digest: str) -> bytes:
        raise LookupError(path, digest)

    def theme_file(self, path: str, digest: str) -> bytes:
        raise LookupError(path, digest)

    def html(self, output: Output) -> BeautifulSoup:
        return BeautifulSoup(output.render(output.inputs, self), "html.parser")


@lru_cache(maxsize=8)
def _environment(site: Site, overrides: Path | None) -> Environment:
    """The theme's templates, compiled once; `!theme/base.html` is one that was not overridden."""
    folders = [str(folder) for folder in (overrides, TEMPLATES) if folder is not None]
    theme = (str(TEMPLATES),)
    return make_environment(TemplateSettings(tuple(folders), {}, {}, {}, theme), site)


def make_body(*parts: BodyPart, text: str = "", footnotes: str = "") -> Body:
    shown = parts or (BodyPart("", "", "<p>The lead.</p>"),)
    return Body(parts=shown, text=text, footnotes=footnotes)


def make_explainer(slug: str = "caches", **fields: Any) -> Explainer:
    given = {
        "path": f"2026/{slug}.md",
        "id": slug,
        "title": f"About {slug}",
        "date": "2026-11-23T00:00:00Z",
        "tags": ("AI",),
        "body_digest": "body",
        "summary": f"What {slug} are for.",
    }
    return Explainer(slug=slug, **(given | fields))


def make_series(count: int, **fields: Any) -> list[Explainer]:
    """Explainers of one day after another, oldest first."""
    return [
        make_explainer(f"number-{index:03}", date=_day(index), **fields) for index in range(count)
    ]


def _day(index: int) -> str:
    return f"{2020 + index // 336}-{index // 28 % 12 + 1:02}-{index % 28 + 1:02}T00:00:00Z"


def make_archive(
    explainers: Iterable[Explainer] = (),
    *,
    tags: Mapping[str, Tag] | None = None,
    pages: Sequence[FreePage] = (),
    **fields: Any,
) -> Archive:
    """An archive of these explainers; `tags` replace what is said about single tags."""
    listed = tuple(sorted(explainers, key=lambda each: (each.date, each.id)))
    tag_of_key = _tags_of(listed, tags or {})
    story_of_key = _stories_of(listed)
    return Archive(
        explainers=listed,
        pages=tuple(pages),
        tags=tuple(sorted(tag_of_key.values(), key=lambda tag: tag.name)),
        stories=tuple(story_of_key.values()),
        tag_of_key=tag_of_key,
        story_of_key=story_of_key,
        **fields,
    )


def _tags_of(listed: Sequence[Explainer], described: Mapping[str, Tag]) -> dict[str, Tag]:
    members: defaultdict[str, list[Explainer]] = defaultdict(list)
    labels: dict[str, str] = {}
    for explainer in listed:
        for label in explainer.tags:
            members[labels.setdefault(name_key(label), label)].append(explainer)
    tags = {name_key(each): Tag(each, address_name(each), tuple(members[each])) for each in members}
    for label, tag in described.items():
        held = tags.get(name_key(label))
        tags[name_key(label)] = replace(tag, members=held.members if held else ())
    return tags


def _stories_of(listed: Sequence[Explainer]) -> dict[str, Story]:
    labels = dict.fromkeys(explainer.story for explainer in listed if explainer.story)
    return {
        name_key(label): Story(
            label, address_name(label), tuple(each for each in listed if each.story == label)
        )
        for label in labels
    }


def site_with(pages: Sequence[str], **fields: Any) -> Site:
    """The site with free pages of these names."""
    return replace(SITE, pages=tuple(page_address(name) for name in pages), **fields)


@lru_cache(maxsize=1)
def german_site() -> Site:
    """The site in German, with the theme's own translation."""
    (file,) = translation_files([TEMPLATES.parent / "translations"], "de")
    return replace(SITE, lang="de", catalogue=read_catalogue([file])[0])


def inputs_of(outputs: Iterable[Output]) -> dict[str, bytes]:
    """The encoded inputs of each output by its path: what its fingerprint is made from."""
    return {output.path: msgspec.msgpack.encode(output.inputs) for output in outputs}


def changed_paths(before: Iterable[Output], after: Iterable[Output]) -> set[str]:
    """The paths of outputs that are new, gone or made anew."""
    old, new = inputs_of(before), inputs_of(after)
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def words_of(html: BeautifulSoup) -> str:
    """All text of a page, blanks folded."""
    return " ".join(html.get_text(" ").split())
