"""The `search` command: the archive searched from the terminal, through Whoosh."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from plugins.command_line.exit_codes import DONE
from plugins.command_line.opening import opened_archive
from plugins.explainers.addresses import explainer_address
from plugins.explainers.archive import Archive
from plugins.explainers.model import Body
from plugins.search_index.whoosh_search import Found, search_archive

__all__ = ["search"]


def search(*, words: str, content: Path, limit: int = 10) -> int:
    """Print the explainers that have any of the words, best first; finding none is no failure."""
    with opened_archive(content) as loaded:
        print(report(loaded.archive, loaded.body, words, limit=limit))
    return DONE


def report(archive: Archive, body: Callable[[str], Body], words: str, *, limit: int) -> str:
    """What the terminal shows. `body` gives the body with a digest."""
    found = search_archive(archive, body, words, limit=limit)
    if not found:
        return f"Nothing found for {words!r}.\n{_advice(archive)}"
    return "\n\n".join(_entry(number, each) for number, each in enumerate(found, 1))


def _entry(number: int, found: Found) -> str:
    explainer = found.explainer
    lines = (
        f"{number}. {explainer.title}",
        f"   {explainer.date[:10]}  {explainer_address(explainer.slug)}  score {found.score:.2f}",
        f"   {explainer.path}",
        f"   {found.snippet}",
    )
    return "\n".join(line.rstrip() for line in lines)


def _advice(archive: Archive) -> str:
    if not archive.explainers:
        return "The archive has no published explainers yet."
    tags = sorted(archive.tags, key=lambda tag: (-len(tag.members), tag.name))
    return f"Try fewer or other words; the largest tags are {_listed([tag.label for tag in tags])}."


def _listed(labels: Sequence[str]) -> str:
    return ", ".join(labels[:5])
