"""The `search` command: the archive searched from the terminal, through Whoosh."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from plugins.command_line.exit_codes import DONE, WrongUse
from plugins.command_line.opening import LoadedArchive, read_archive
from plugins.explainers.addresses import explainer_address
from plugins.explainers.archive import Archive
from plugins.explainers.model import Body
from plugins.explainers.views import ai_label
from plugins.search_index.index_files import inflated
from plugins.search_index.index_shelf import kept_state
from plugins.search_index.kept_index import shelf_name
from plugins.search_index.numbered import NumberedArchive
from plugins.search_index.passages import passage
from plugins.search_index.whoosh_search import Answer, Hit, Part, SearchedIndex, search_index

__all__ = ["report", "search"]

_COLUMNS = ("term", "field", "tf", "df", "idf", "length / average", "weight", "score")


def search(*, words: str, content: Path, limit: int = 10, explain: bool = False) -> int:
    """Print the explainers that have any of the words, best first; finding none is no failure.

    With `explain`, also what each score is made of.
    """
    if not words.strip():
        raise WrongUse('there are no words to search for; try `search "some words"`')

    def found(loaded: LoadedArchive) -> str:
        index = _index_of(loaded)
        answer = search_index(index, words, limit=limit)
        return report(answer, index.archive, loaded.body, words=words, explain=explain)

    print(read_archive(content, found))
    return DONE


def _index_of(loaded: LoadedArchive) -> SearchedIndex:
    shelf = shelf_name(loaded.site)
    return SearchedIndex(
        state=kept_state(lambda key: loaded.kept(shelf, key), loaded.archive, loaded.site),
        load=lambda key: inflated(loaded.kept(shelf, key)),
        archive=NumberedArchive(loaded.archive, loaded.site),
    )


def report(
    answer: Answer,
    archive: NumberedArchive,
    body: Callable[[str], Body],
    *,
    words: str,
    explain: bool = False,
) -> str:
    """What the terminal shows. `body` gives the body with a digest."""
    notes = "\n".join(_notes(answer, explain=explain))
    parts = [notes] if notes else []
    if not answer.hits:
        advice = _advice(archive.archive)
        return "\n\n".join((*parts, f"Nothing found for {words!r}.\n{advice}"))
    for number, hit in enumerate(answer.hits, 1):
        parts.append("\n".join(_entry(number, hit, answer, archive, body)))
        if explain and hit.parts:
            parts.append("\n".join(_explanation(hit)))
    return "\n\n".join(parts)


def _notes(answer: Answer, *, explain: bool) -> Iterator[str]:
    for word, forms in answer.instead:
        yield f"Nothing is written with '{word}'; searched for {_either(forms)} instead."
    if answer.too_common:
        yield "Words as common as these are not looked up; add a rarer one."
    if explain and answer.left_out:
        yield f"Left out as too common: {', '.join(answer.left_out)}."


def _either(forms: Sequence[str]) -> str:
    *others, last = (f"'{form}'" for form in forms)
    return f"{', '.join(others)} or {last}" if others else last


def _entry(
    number: int,
    hit: Hit,
    answer: Answer,
    archive: NumberedArchive,
    body: Callable[[str], Body],
) -> Iterator[str]:
    explainer = archive.explainer(hit.number)
    score = "" if answer.newest_first else f"score {hit.score:.2f}"
    facts = (explainer.date[:10], explainer_address(explainer.slug), ai_label(explainer), score)
    text = body(explainer.body_digest).text
    yield f"{number}. {explainer.title}"
    yield f"   {'  '.join(filter(None, facts))}"
    yield f"   {explainer.path}"
    yield f"   {passage(text, explainer.lang, answer.terms)}".rstrip()


def _explanation(hit: Hit) -> Iterator[str]:
    """A table of what the score is the sum of."""
    rows = [_COLUMNS, *map(_row, hit.parts)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    total = sum(part.score for part in hit.parts)
    rows.append(("sum", *[""] * (len(_COLUMNS) - 2), f"{total:.4f}"))
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield f"   {first.ljust(widths[0])}  {'  '.join(cells)}"


def _row(part: Part) -> tuple[str, ...]:
    return (
        f"{', '.join(part.words)}: {' + '.join(part.terms)}",
        part.field,
        str(part.frequency),
        str(part.documents),
        f"{part.idf:.4f}",
        f"{part.length} / {part.average_length:.1f}",
        f"{part.weight:g}",
        f"{part.score:.4f}",
    )


def _advice(archive: Archive) -> str:
    if not archive.explainers:
        return "The archive has no published explainers yet."
    tags = sorted(archive.tags, key=lambda tag: (-len(tag.members), tag.name))
    labels = ", ".join(tag.label for tag in tags[:5])
    return f"Try fewer or other words; the largest tags are {labels}."
