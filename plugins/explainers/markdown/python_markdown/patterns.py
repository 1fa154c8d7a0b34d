"""What stands inside a paragraph: our inline patterns, registered with Python-Markdown.

Backslash escapes and emphasis are Python-Markdown's own. Links and
images are read here in one pattern each (inline, reference and short form), as
CommonMark has them, and hand their addresses to the notes; Python-Markdown has
six patterns, each of which goes through all brackets again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from itertools import islice
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from plugins.explainers.markdown.bare_links import (
    BARE_LINK,
    bare_address,
    without_trailing_marks,
)
from plugins.explainers.markdown.entities import decode_entities
from plugins.explainers.markdown.python_markdown.leaf_blocks import reference_label
from plugins.explainers.markdown.python_markdown.simple_inlines import code_text
from plugins.explainers.markdown.python_markdown.tree_notes import TreeNotes
from plugins.explainers.markdown.raw_html import INLINE_TAG, clean_raw_html

__all__ = ["FOOTNOTE_MARK", "register_patterns"]

# The element that stands for a footnote's mark until footnotes are numbered.
FOOTNOTE_MARK = "footnote-mark"

# Python-Markdown's patterns that ours stand in for.
_REPLACED = (
    *("backtick", "reference", "link", "image_link", "image_reference", "short_reference"),
    *("short_image_ref", "autolink", "automail", "linebreak", "html", "entity"),
)

Found = tuple["Element | str | None", "int | None", "int | None"]
_NOTHING: Found = (None, None, None)

# Brackets that never close would each be followed to the paragraph's end.
_MOST_INNER_BRACKETS = 60
_BRACKETS = re.compile(r"[\[\]]")
_INNER_LINK = re.compile(r"(?<!!)\[[^\[\]]*\]\(")
# Parentheses in an address may be nested twice, which no pattern has to go back for.
_NESTED = r"\((?:[^\s()]|\([^\s()]*+\))*+\)"
_BARE = rf"(?:[^\s()<]|{_NESTED})(?:[^\s()]|{_NESTED})*+"
_TARGET = re.compile(
    rf"\(\s*+(?:<([^<>\n]*+)>|({_BARE}))?+"
    r"(?:\s++(?:\"([^\"]*+)\"|'([^']*+)'|\(([^()]*+)\)))?+\s*+\)"
)
_BACKTICKS = re.compile("`+")
_LABEL = re.compile(r"\[([^\[\]]{0,999}+)\]")
_ORDINAL = re.compile("\x02([0-9]+)\x03")
_AUTOLINK = r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+)>"
_EMAIL = r"<([\w.!#$%&'*+/=?^`{|}~-]++@[\w-]++(?:\.[\w-]++)*+)>"


class _Pattern(InlineProcessor):
    """A pattern that knows the notes of the body being read."""

    def __init__(self, pattern: str, md: Markdown, notes: Callable[[], TreeNotes]) -> None:
        super().__init__(pattern, md)
        self._notes = notes

    def plain(self, text: str) -> str:
        """Text with Python-Markdown's placeholders replaced by what they stand for."""
        if "\x02" not in text:
            return text
        return _ORDINAL.sub(lambda match: chr(int(match[1])), self.unescape(text))


class _Code(_Pattern):
    """Code between runs of backticks of one length."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        if m[0].startswith("\\"):
            return _NOTHING
        for closing in _BACKTICKS.finditer(data, m.end()):
            if len(closing[0]) == len(m[0]):
                code = Element("code")
                code.text = AtomicString(code_text(data[m.end() : closing.start()]))
                return code, m.start(), closing.end()
        return _NOTHING


class _BracketPattern(_Pattern):
    """What links and images share: text in brackets, and where it leads."""

    def bracketed(self, data: str, start: int) -> tuple[str, int] | None:
        """The text from `start` to its closing bracket, and the index after that."""
        depth = 1
        for match in islice(_BRACKETS.finditer(data, start), _MOST_INNER_BRACKETS):
            depth += 1 if match[0] == "[" else -1
            if depth == 0:
                return data[start : match.start()], match.end()
        return None

    def target(self, data: str, index: int, text: str) -> tuple[str, str, int] | None:
        """Address and title of what follows the brackets, and the index after it."""
        inline = _TARGET.match(data, index)
        if inline is not None:
            address = inline[1] if inline[1] is not None else inline[2] or ""
            title = inline[3] or inline[4] or inline[5] or ""
            return self.plain(address), self.plain(title), inline.end()
        references = self._notes().references
        if not references:
            return None
        label = _LABEL.match(data, index)
        end = label.end() if label is not None else index
        wanted = label[1] if label is not None and label[1] else text
        found = references.get(reference_label(self.plain(wanted)))
        return (*found, end) if found is not None else None


class _Link(_BracketPattern):
    """`[text](address "title")`, `[text][label]`, `[label]`."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        bracketed = self.bracketed(data, m.end())
        if bracketed is None:
            return _NOTHING
        text, index = bracketed
        target = self.target(data, index, text)
        if target is None or ("[" in text and _INNER_LINK.search(text)):
            return _NOTHING
        address, title, end = target
        link = Element("a", href=self._notes().link(address, decode_entities(address)))
        if title:
            link.set("title", decode_entities(title))
        link.text = text
        return link, m.start(), end


class _Image(_BracketPattern):
    """`![text](address "title")` and its forms with labels."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        bracketed = self.bracketed(data, m.end())
        target = self.target(data, bracketed[1], bracketed[0]) if bracketed is not None else None
        if bracketed is None or target is None:
            return _NOTHING
        address, title, end = target
        image = Element("img", src=self._notes().image(address, decode_entities(address)))
        image.set("alt", decode_entities(self.plain(bracketed[0])))
        if title:
            image.set("title", decode_entities(title))
        return image, m.start(), end


class _Autolink(_Pattern):
    """`<https://example.org>` and `<name@example.org>`; what it leads to is judged later."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        written = self.plain(m[1])
        address = written if ":" in written.partition("@")[0] else f"mailto:{written}"
        link = Element("a", href=self._notes().link(written, address))
        link.text = AtomicString(html.escape(written, quote=False))
        return link, m.start(), m.end()


class _BareLink(_Pattern):
    """`https://example.org` and `www.example.org` in running text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        written = without_trailing_marks(m[0])
        address = bare_address(written)
        if not address:
            return _NOTHING
        link = Element("a", href=self._notes().link(written, address))
        link.text = AtomicString(written)
        return link, m.start(), m.start() + len(written)


class _Html(_Pattern):
    """The author's own HTML in running text."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        cleaned = clean_raw_html(self.plain(m[0]), self._notes())
        assert self.md is not None
        return self.md.htmlStash.store(cleaned) if cleaned else "", m.start(), m.end()


class _Break(_Pattern):
    """Two blanks or a backslash at a line's end."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        return Element("br"), m.start(), m.end()


class _FootnoteMark(_Pattern):
    """`[^label]`, where there is such a footnote."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        label = self.plain(m[1]).casefold()
        if label not in self._notes().footnotes:
            return _NOTHING
        self._notes().budget.spend("footnote marks")
        return Element(FOOTNOTE_MARK, label=label), m.start(), m.end()


def register_patterns(md: Markdown, notes: Callable[[], TreeNotes]) -> None:
    """Put our patterns in the place of Python-Markdown's."""
    patterns = md.inlinePatterns
    for name in _REPLACED:
        patterns.deregister(name)
    for cls, pattern, name, priority in (
        (_Code, r"\\[\\`]|`+", "backtick", 190),
        (_Autolink, _AUTOLINK, "autolink", 178),
        (_Autolink, _EMAIL, "automail", 177),
        (_Html, INLINE_TAG, "html", 175),
        (_FootnoteMark, r"\[\^([^\]\s\[]{1,100})\]", "footnote_mark", 170),
        (_Link, r"(?<!!)\[", "link", 160),
        (_Image, r"!\[", "image", 150),
        (_Break, r"(?: {2,}|\\)\n *", "linebreak", 100),
        (_BareLink, BARE_LINK, "bare_link", 80),
    ):
        patterns.register(cls(pattern, md, notes), name, priority)
