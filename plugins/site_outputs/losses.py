"""What would be lost of what was published: ids and addresses that a build does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plugins.explainers.addresses import explainer_address
from plugins.explainers.link_targets import is_published
from plugins.explainers.model import Explainer
from plugins.explainers.problems import Problem
from plugins.explainers.quoting import quoted
from plugins.site_outputs.plan import SitePlan
from plugins.site_outputs.published import TAGS_FILE, Published, correction_texts, published_by

__all__ = ["lost", "missing"]

_WITHDRAW = "or keep the file with `status: withdrawn`"


def lost(before: Sequence[Published], plan: SitePlan) -> Iterator[Problem]:
    """What was published and would be so no more, without a redirect or a withdrawal."""
    now = _Now(before, plan)
    found = [problem for each in before for problem in _losses(each, now)]
    # What was known by two ids at one address is gone from there once.
    yield from {(problem.path, problem.message): problem for problem in found}.values()


class _Now:
    """What a plan publishes, by id, file, address and path, beside what was there before."""

    def __init__(self, before: Sequence[Published], plan: SitePlan) -> None:
        listed = (*plan.archive.explainers, *plan.archive.withdrawn)
        self.of_id = {each.id: each for each in listed}
        self.of_path = {each.path: each for each in listed}
        self.of_address = {explainer_address(each.slug): each for each in listed}
        self.of_alias = {_key(alias): each for each in listed for alias in each.aliases}
        self.outputs: Mapping[str, object] = {each.path: each for each in plan.outputs}
        self.oldest = {each.id: each for each in before}  # what is lost longest stands last
        self._before = before
        self._aliases_before = {(each.id, _key(alias)) for each in before for alias in each.aliases}

    def successor(self, lost: Published) -> Explainer | None:
        """The explainer that stands where one with a lost id stood."""
        at_its_place = self.of_path.get(lost.path) or self.of_address.get(lost.address)
        return at_its_place or self._renamed(lost)

    def is_taken_back(self, explainer_id: str, lost: Published) -> bool:
        """Whether what had the lost id had this one before, as the world knows it."""
        older = self._before[self._before.index(lost) + 1 :]
        return any(each.id == explainer_id and _is_one(each, lost) for each in older)

    def _renamed(self, lost: Published) -> Explainer | None:
        """The one that was moved, renamed and redirected.

        Not another one that was there before, to which an old address leads from now on.
        """
        address = _key(lost.address)
        found = self.of_alias.get(address)
        if found is None or found.id not in self.oldest:
            return found
        return found if (found.id, address) in self._aliases_before else None


def _is_one(older: Published, newer: Published) -> bool:
    addresses = map(_key, (newer.address, *newer.aliases))
    return older.path == newer.path or _key(older.address) in addresses


def _key(address: str) -> str:
    """One key for `/old` and `/old/`, which are one address."""
    return address.rstrip("/")


def missing(before: Sequence[Published], plan: SitePlan) -> Iterator[Published]:
    """What of it was lost, and is not to be forgotten."""
    now = _Now(before, plan)
    of_now = set(published_by(plan.archive))
    return (each for each in before if each not in of_now and any(_losses(each, now)))


def _losses(before: Published, now: _Now) -> Iterator[Problem]:
    yield from _changed_id(before, now)
    yield from _renumbered(before, now)
    for address in (before.address, *before.aliases):
        if not is_published(address, now.outputs):
            yield _gone(before, address, now)


def _changed_id(before: Published, now: _Now) -> Iterator[Problem]:
    if not before.id or before.id in now.of_id:
        return
    successor = now.successor(before)
    if successor is not None and not now.is_taken_back(successor.id, before):
        place = successor.place_of("id")
        message = f"the id is '{successor.id}', and this was published as '{before.id}'"
        hint = f"set `id: {before.id}`, or feed readers show it as new once more"
        yield Problem(successor.path, place.line, place.column, "id/changed", message, hint, "note")


def _renumbered(before: Published, now: _Now) -> Iterator[Problem]:
    """The first correction that goes by another number than before: the number is in its id."""
    kept = now.of_id.get(before.id)
    # What is withdrawn is in no feed, and need not say any more what was wrong with it.
    if not before.corrections or kept is None or kept.status == "withdrawn":
        return
    if now.oldest[before.id] is not before:
        return
    texts = correction_texts(kept)
    moved = [
        (old, texts.index(text) + 1, text)
        for old, text in enumerate(before.corrections, start=1)
        if text in texts and text not in texts[old - 1 : old]
    ]
    if moved:
        old, new, text = moved[0]
        message = f"correction {quoted(text)} was published as number {old}, and is number {new}"
    elif len(texts) < len(before.corrections):
        message = f"{len(before.corrections)} corrections were published, and {len(texts)} are here"
    else:
        return
    place = kept.place_of("corrections")
    hint = "keep each correction, and date new ones after them: feed readers know them by number"
    yield Problem(kept.path, place.line, place.column, "id/changed", message, hint, "note")


def _gone(before: Published, address: str, now: _Now) -> Problem:
    message = f"'{address}' was published, and nothing would be there"
    kept = now.of_id.get(before.id) if before.id else None
    if kept is None:
        hint = _hint(before, address)
        return Problem(before.path, 1, 1, "address/gone", message, hint, "note")
    place = kept.place_of("aliases" if kept.aliases else "slug")
    hint = f"add {address} to `aliases`"
    return Problem(kept.path, place.line, place.column, "address/gone", message, hint, "note")


def _hint(before: Published, address: str) -> str:
    if before.path == TAGS_FILE:
        return "add the old tag to the `aliases` of the new one in tags.yaml"
    alias = f"add {address} to the `aliases` of what took its place"
    renamed = f"(with `id: {before.id}` where it was only renamed)"
    return f"{alias} {renamed}, {_WITHDRAW}" if before.id else alias
