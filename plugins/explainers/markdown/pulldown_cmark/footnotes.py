"""Numbers footnotes in the order in which the text mentions them, and lists them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plugins.explainers.links import back_link_slot

if TYPE_CHECKING:
    from plugins.explainers.markdown.pulldown_cmark.writing import Writing

__all__ = ["footnote_mark", "number_footnotes", "without_marks"]

# Stands around the number of a mark until footnotes are numbered; no file holds it.
_SIGN = "\ufdd1"
_MARK = re.compile(f"{_SIGN}([0-9]+){_SIGN}")


def footnote_mark(number: int) -> str:
    """What stands for the mark with this number among all marks of the text."""
    return f"{_SIGN}{number}{_SIGN}"


def without_marks(html: str) -> str:
    """HTML without the marks in it."""
    return _MARK.sub("", html) if _SIGN in html else html


def number_footnotes(htmls: list[str], writing: Writing) -> tuple[list[str], str]:
    """HTML with numbers in place of the marks, and the list of the footnotes mentioned."""
    numbering = _Numbering(writing)
    numbered = [numbering.number_marks(html) for html in htmls]
    # Footnotes may mention others, which are then added at the end of this very list.
    notes = [numbering.number_marks("".join(writing.footnotes[label])) for label in numbering.order]
    items = [
        f'<li id="fn:{number}">{numbering.with_back_links(note, number)}</li>\n'
        for number, note in enumerate(notes, start=1)
    ]
    return numbered, f'<ol class="footnotes">{"".join(items)}</ol>' if items else ""


class _Numbering:
    """Which footnote has which number, and the ids of the marks that lead to each."""

    def __init__(self, writing: Writing) -> None:
        self._marks = writing.marks
        self._notes = writing.notes
        self.order: list[str] = []
        self._mentions: dict[str, list[str]] = {}

    def number_marks(self, html: str) -> str:
        return _MARK.sub(self._number, html)

    def _number(self, mark: re.Match[str]) -> str:
        label = self._marks[int(mark[1])].casefold()
        mentions = self._mentions.setdefault(label, [])
        if not mentions:
            self.order.append(label)
        number = self.order.index(label) + 1
        mark_id = f"fnref:{number}" + (f"-{len(mentions) + 1}" if mentions else "")
        mentions.append(mark_id)
        token = self._notes.link("", f"#fn:{number}")
        return f'<sup class="footnote-mark" id="{mark_id}"><a href="{token}">{number}</a></sup>'

    def with_back_links(self, note: str, number: int) -> str:
        """A footnote with a link back to each mark that leads to it, at its end."""
        mentions = self._mentions[self.order[number - 1]]
        links = "".join(
            self._back_link(mark_id, back_link_slot(number, mention if len(mentions) > 1 else 0))
            for mention, mark_id in enumerate(mentions, start=1)
        )
        note = note.strip("\n")
        if note.endswith("</p>"):
            return f"{note.removesuffix('</p>')}{links}</p>"
        return f"{note}\n<p>{links}</p>"

    def _back_link(self, mark_id: str, label: str) -> str:
        token = self._notes.link("", f"#{mark_id}")
        return f' <a aria-label="{label}" class="footnote-back" href="{token}">↩︎</a>'
