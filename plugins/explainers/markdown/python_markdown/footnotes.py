"""Numbers footnotes in the order in which the text mentions them, and lists them."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from plugins.explainers.links import back_link_slot
from plugins.explainers.markdown.python_markdown.patterns import FOOTNOTE_MARK
from plugins.explainers.markdown.python_markdown.serializing import WrittenText
from plugins.explainers.markdown.python_markdown.tree_notes import TreeNotes

__all__ = ["number_footnotes"]


class _Numbering:
    """Which footnote has which number, and how often each has been mentioned."""

    def __init__(self, notes: TreeNotes) -> None:
        self._notes = notes
        self.order: list[str] = []
        self._numbers: dict[str, int] = {}
        self._mentions: dict[str, list[str]] = {}

    def number_marks(self, element: Element) -> None:
        """Turn the marks inside an element into links, in their order."""
        # Listed before they change: they get children while they are walked.
        for mark in list(element.iter(FOOTNOTE_MARK)):
            self._number(mark)

    def mentions(self, label: str) -> list[str]:
        """The ids of all marks that lead to a footnote."""
        return self._mentions[label]

    def _number(self, mark: Element) -> None:
        label = mark.attrib.pop("label")
        if label not in self._numbers:
            self.order.append(label)
            self._numbers[label] = len(self.order)
        number, mentions = self._numbers[label], self._mentions.setdefault(label, [])
        mark_id = f"fnref:{number}" + (f"-{len(mentions) + 1}" if mentions else "")
        mentions.append(mark_id)
        mark.tag = "sup"
        mark.attrib.update({"class": "footnote-mark", "id": mark_id})
        link = SubElement(mark, "a", href=self._notes.link("", f"#fn:{number}"))
        link.text = str(number)


def number_footnotes(elements: Iterable[Element], notes: TreeNotes) -> Element | None:
    """Number the marks in `elements`; the list of the footnotes that were mentioned."""
    if not notes.footnotes:  # without which there are no marks
        return None
    numbering = _Numbering(notes)
    for element in elements:
        numbering.number_marks(element)
    footnotes = Element("ol", {"class": "footnotes"})
    # Footnotes may mention others, which are then added at the end of this very list.
    for label in numbering.order:
        numbering.number_marks(notes.footnotes[label])
    for number, label in enumerate(numbering.order, start=1):
        note = notes.footnotes[label]
        note.set("id", f"fn:{number}")
        _add_back_links(note, numbering.mentions(label), number, notes)
        footnotes.append(note)
    return footnotes if len(footnotes) else None


def _add_back_links(note: Element, mentions: list[str], number: int, notes: TreeNotes) -> None:
    last = note[-1] if len(note) and note[-1].tag == "p" else SubElement(note, "p")
    for mention, mark_id in enumerate(mentions, start=1):
        _append_blank(last)
        href = notes.link("", f"#{mark_id}")
        link = SubElement(last, "a", {"class": "footnote-back", "href": href})
        link.set("aria-label", back_link_slot(number, mention if len(mentions) > 1 else 0))
        link.text = "↩︎"


def _append_blank(element: Element) -> None:
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''} "
    else:
        kind = WrittenText if isinstance(element.text, WrittenText) else str
        element.text = kind(f"{element.text or ''} ")
