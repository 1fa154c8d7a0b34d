"""The one Python-Markdown converter of this process, set up for explainers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AtomicString

from plugins.explainers.markdown.python_markdown.block_reader import BlockReader
from plugins.explainers.markdown.python_markdown.patterns import register_patterns
from plugins.explainers.markdown.python_markdown.quick_patterns import quicken
from plugins.explainers.markdown.python_markdown.serializing import WrittenText, escaped, html_of
from plugins.explainers.markdown.python_markdown.text_limits import has_few_marks
from plugins.explainers.markdown.python_markdown.tree_notes import TreeNotes
from plugins.explainers.markdown.raw_html import RAW_BLOCK

__all__ = ["Converter", "shared_converter"]

_STASHED = re.compile(f"(?:<{RAW_BLOCK}>)?\x02wzxhzdk:([0-9]+)\x03(?:</{RAW_BLOCK}>)?")
# CommonMark lets a backslash stand before any ASCII punctuation.
_ESCAPABLE = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# Between blocks in the HTML, for people who read it and for diffs.
_BLOCK_ENDS = (
    *("</p>", "</h2>", "</h3>", "</h4>", "</h5>", "</h6>", "</li>", "</ul>", "</ol>"),
    *("</blockquote>", "</pre>", "</table>", "</thead>", "</tbody>", "</tr>", "<hr>"),
)
_NO_NEW_BLOCK = ("</li", "</td", "</th")
_BLOCK_END = re.compile(f"({'|'.join(_BLOCK_ENDS)})(?=<(?!/(?:li|td|th)))")


class Converter:
    """Python-Markdown with our block reader and inline patterns.

    Not safe to share between threads while it works; `render_markdown` takes turns.
    """

    def __init__(self) -> None:
        self._md = Markdown(output_format="html")
        self._md.ESCAPED_CHARS = _ESCAPABLE
        self._reader = BlockReader(self._md)
        self._md.parser = self._reader
        register_patterns(self._md, lambda: self._reader.notes)
        emphasis = self._md.delimiters
        assert emphasis is not None
        emphasis.add("~", "del", double=True)
        quicken(self._md, lambda: self._reader.notes)

    def read(self, lines: list[str]) -> tuple[Element, TreeNotes]:
        """The tree of a body, with its inline marks turned into elements, and its notes.

        The footnotes' elements are in the notes, not in the tree.
        """
        self._md.reset()
        text = "\n".join(lines)
        notes = self._reader.notes = TreeNotes(has_few_marks=has_few_marks(text))
        root = self._reader.parseDocument(lines).getroot()
        assert root is not None
        notes.budget.line = 0  # what is counted from here on is counted over the whole body
        holder = Element(self._md.doc_tag)
        holder.extend([root, *notes.footnotes.values()])
        self._md.treeprocessors["inline"].run(holder)
        if "\\" in text:  # else there is nothing escaped in it
            self._md.treeprocessors["unescape"].run(holder)
        return root, notes

    def to_html(self, element: Element) -> str:
        """An element as HTML, with the author's own HTML put in; not yet safe."""
        html = html_of(element)
        blocks = self._md.htmlStash.rawHtmlBlocks
        if "\x02" in html:
            html = _STASHED.sub(lambda match: str(blocks[int(match[1])]), html)
        # With groups in a replacement, `re` calls Python for each.
        pieces = _BLOCK_END.split(html)
        pieces[1::2] = [f"{end}\n" for end in pieces[1::2]]
        return "".join(pieces)

    def blocks_to_html(self, blocks: Iterable[Element]) -> str:
        """The same for all blocks of a part."""
        pieces: list[str] = []
        is_ended = False
        for block in blocks:
            html = _paragraph(block) or self.to_html(block)
            if is_ended and html.startswith("<") and not html.startswith(_NO_NEW_BLOCK):
                pieces.append("\n")
            pieces.append(html)
            is_ended = html.endswith(_BLOCK_ENDS)
        return "".join([*pieces, "\n"] if is_ended else pieces)


def _paragraph(block: Element) -> str:
    """The HTML of a paragraph that is nothing but text, as most are; else empty."""
    text = block.text
    if block.tag != "p" or len(block) or not isinstance(text, AtomicString):
        return ""
    return f"<p>{text if isinstance(text, WrittenText) else escaped(text)}</p>"


@cache
def shared_converter() -> Converter:
    """The process's converter: to set one up costs as much as to render ten bodies."""
    return Converter()
