"""Where the links and images of bodies lead, once all files are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from plugins.explainers.addresses import explainer_address, image_address, page_address
from plugins.explainers.model import Explainer, FreePage, LinkReference
from plugins.explainers.problems import Problem
from plugins.explainers.quoting import close_name, quoted

__all__ = ["Entry", "LinkTargets", "address_of", "is_published", "outside_problems"]

Entry = Explainer | FreePage


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """Resolves links. `now` is UTC text; a target dated later is not published yet.

    `unparsed` are files that have problems of their own: a link to one of them is
    not a second mistake. `outside` keeps the links to addresses that only the
    finished list of outputs can confirm, such as `/feed.xml`. `plain` has where links lead that
    many explainers may hold: to a page as a whole, from whichever day on.
    """

    by_path: Mapping[str, Entry]
    by_slug: Mapping[str, Explainer]
    by_address: dict[str, Entry]  # see `_at`
    image_files: frozenset[str]
    unparsed: frozenset[str]
    now: str
    outside: list[tuple[str, LinkReference]]
    used_images: set[str]
    plain: dict[str, str]

    @classmethod
    def over(
        cls,
        entries: Iterable[Entry],
        *,
        image_files: Iterable[str],
        unparsed: Iterable[str],
        now: str,
    ) -> LinkTargets:
        """The targets that an archive's entries and image files make up."""
        found = tuple(entries)
        explainers = [entry for entry in found if isinstance(entry, Explainer)]
        return cls(
            by_path={entry.path: entry for entry in found},
            by_slug={entry.slug: entry for entry in explainers},
            by_address={},
            image_files=frozenset(image_files),
            unparsed=frozenset(unparsed),
            now=now,
            outside=[],
            used_images=set(),
            plain={},
        )

    def resolve(self, entry: Entry) -> tuple[tuple[str, ...], list[Problem]]:
        """Where each of an entry's links leads, and the problems of those that lead nowhere."""
        resolved = [self._resolve(entry, link) for link in entry.links]
        addresses = tuple(found if isinstance(found, str) else "" for found in resolved)
        return addresses, [found for found in resolved if isinstance(found, Problem)]

    def lead_image_problem(self, explainer: Explainer) -> Problem | None:
        """The problem of a lead image that is not there."""
        if not explainer.image_file:
            return None
        self.used_images.add(explainer.image_file)
        if explainer.image_file in self.image_files:
            return None
        place = explainer.place_of("image")
        message = f"image '{explainer.image_file}' is not in the content folder"
        return Problem(
            explainer.path, place.line, place.column, "image/missing", message, _IMAGE_HINT
        )

    def _resolve(self, entry: Entry, link: LinkReference) -> str | Problem:
        if link.kind == "image":
            return self._image(entry, link)
        if link.kind == "anchor":
            return self._with_anchor(entry, link, entry, "")
        if link.kind == "address":
            return self._address(entry, link)
        if link.target in self.plain and not link.anchor:
            return self.plain[link.target]
        target = self._named(link)
        if target is None:
            if link.target in self.unparsed:
                return ""
            message = f"link to {quoted(link.written)} leads to no file of this archive"
            return _problem(entry, link, "link/target", message, self._target_hint(link))
        if not link.anchor and self._is_out(target):
            return self.plain.setdefault(link.target, address_of(target))
        return self._published(entry, link, target)

    def _target_hint(self, link: LinkReference) -> str:
        slug = PurePosixPath(link.target).stem
        close = slug if slug in self.by_slug else close_name(slug, self.by_slug)
        return f"did you mean '{close}'?" if close else _TARGET_HINT

    def _image(self, entry: Entry, link: LinkReference) -> str | Problem:
        self.used_images.add(link.target)
        if link.target in self.image_files:
            return image_address(link.target)
        message = f"image {quoted(link.written)} is not there ({link.target})"
        return _problem(entry, link, "image/missing", message, _IMAGE_HINT)

    def _named(self, link: LinkReference) -> Entry | None:
        return self.by_path.get(link.target) or self.by_slug.get(link.target)

    def _address(self, entry: Entry, link: LinkReference) -> str | Problem:
        path = link.target.partition("?")[0]
        target = self._at(path) or self._at(f"{path}/")
        if target is not None:
            return self._published(entry, link, target)
        if self.unparsed:
            return ""  # what those files publish is not known
        self.outside.append((entry.path, link))
        return f"{link.target}#{link.anchor}" if link.anchor else link.target

    def _at(self, address: str) -> Entry | None:
        if not self.by_address:  # in many archives nobody asks
            self.by_address.update((address_of(entry), entry) for entry in self.by_path.values())
        return self.by_address.get(address)

    def _published(self, entry: Entry, link: LinkReference, target: Entry) -> str | Problem:
        reason = self._unpublished(entry, target)
        if reason:
            message = f"link to {quoted(link.written)} leads to {target.path}, which is {reason}"
            return _problem(entry, link, "link/target", message, "link to it once it is published")
        return self._with_anchor(entry, link, target, address_of(target))

    def _is_out(self, target: Entry) -> bool:
        is_held_back = isinstance(target, Explainer) and target.date > self.now
        return target.status != "draft" and not is_held_back

    def _unpublished(self, entry: Entry, target: Entry) -> str:
        if target.status == "draft":
            return "a draft"
        if not isinstance(target, Explainer):
            return ""
        # What is held back itself may lead to whatever is out by its own day.
        day = max(self.now, entry.date) if isinstance(entry, Explainer) else self.now
        return f"held back until {target.date[:10]}" if target.date > day else ""

    def _with_anchor(
        self, entry: Entry, link: LinkReference, target: Entry, address: str
    ) -> str | Problem:
        if not link.anchor:
            return address
        # A withdrawn page shows no text, so nothing else can lead into it.
        if link.anchor in target.anchors and (target is entry or target.status != "withdrawn"):
            return f"{address}#{link.anchor}"
        where = "here" if target is entry else f"in {target.path}"
        message = f"link to {quoted('#' + link.anchor)} matches no heading {where}"
        return _problem(entry, link, "link/anchor", message, _headings_hint(target, where))


def address_of(entry: Entry) -> str:
    """Where an explainer or a free page is published."""
    if isinstance(entry, Explainer):
        return explainer_address(entry.slug)
    return page_address(entry.slug)


_TARGET_HINT = "write the path of its .md file, its slug, or an https address"
_IMAGE_HINT = "put the file into images/, or mend the path"
_MOST_NAMED = 8


def _headings_hint(target: Entry, where: str) -> str:
    headings = [f"#{anchor}" for anchor in target.anchors if ":" not in anchor]
    if not headings or target.status == "withdrawn":
        return "link to the page as a whole"
    shown = ", ".join(headings[:_MOST_NAMED])
    return f"headings {where}: {shown}" + (" …" if len(headings) > _MOST_NAMED else "")


def _problem(entry: Entry, link: LinkReference, code: str, message: str, hint: str) -> Problem:
    severity = "note" if entry.status == "draft" else "error"
    place = link.place
    return Problem(entry.path, place.line, place.column, code, message, hint, severity)  # type: ignore[arg-type]


def outside_problems(
    links: Iterable[tuple[str, LinkReference]], published: Mapping[str, object]
) -> Iterator[Problem]:
    """The links to addresses behind which nothing is published; keys are output paths."""
    for path, link in links:
        if not is_published(link.target.partition("?")[0], published):
            message = f"link to {quoted(link.written)} leads to nothing that is published"
            yield Problem(
                path, link.place.line, link.place.column, "link/target", message, _TARGET_HINT
            )


def is_published(address: str, published: Mapping[str, object]) -> bool:
    """Whether one of the output paths is that of an address, which may lack its last `/`."""
    relative = address.removeprefix("/")
    folder = relative.rstrip("/")
    index = f"{folder}/index.html" if folder else "index.html"
    return index in published or (relative != "" and relative in published)
