"""How many of CommonMark's examples each Markdown engine shows as the specification does.

    npm ci --prefix tests
    .venv/bin/python -m benchmarks.commonmark

The examples come with the node packages of the tests and are not part of this project.
What is compared is what an engine hands over, before links are judged. Where a page is to
differ from the specification whatever the engine, both sides are made alike: a first-level
heading is a second-level one, HTML that pages cannot carry is left out, headings that open
a section are plain text, images' texts and addresses are compared as characters.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from plugins.explainers.markdown import ENGINES
from plugins.explainers.markdown.allowed_html import TAGS
from plugins.explainers.markdown.engines import engine_named
from plugins.explainers.markdown.notes import LINK_TOKEN
from plugins.explainers.markdown.written import WrittenBody
from plugins.explainers.source_text import SourceText

__all__ = ["SPECIFICATION", "Example", "count_passed", "main", "read_examples"]

SPECIFICATION = (
    Path(__file__).parents[1] / "tests" / "node_modules" / "commonmark-spec" / "spec.txt"
)
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(.*)$", re.MULTILINE)
_UNSEEN = re.compile(
    r"<!-->|<!--->|<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<![A-Z][^>]*>", re.DOTALL
)
_TOKEN = re.compile(rf"{LINK_TOKEN}([0-9]+)")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_HIDDEN = {"script", "style", "textarea", "title", "iframe"}
_KEPT = {"alt", "href", "src", "start", "title"}


@dataclass(frozen=True, slots=True)
class Example:
    """An example of the specification, and the chapter that it stands in."""

    chapter: str
    markdown: str
    html: str


def read_examples(specification: str) -> list[Example]:
    """All examples of `spec.txt`."""
    chapters = [
        (match.start(), match[1])
        for match in _HEADING.finditer(_EXAMPLE.sub(lambda m: " " * len(m[0]), specification))
    ]
    return [
        Example(
            [name for start, name in chapters if start < match.start()][-1],
            match[1].replace("→", "\t"),
            match[2].replace("→", "\t"),
        )
        for match in _EXAMPLE.finditer(specification)
    ]


def failed_examples(examples: list[Example], engine: str) -> Iterator[Example]:
    """The examples that an engine shows in another way."""
    write_body = engine_named(engine)
    for example in examples:
        written = write_body(SourceText("example.md", example.markdown), 0, frozenset())
        if _seen(_page(written)) != _seen(example.html):
            yield example


def count_passed(examples: list[Example], engine: str) -> int:
    """How many examples an engine shows as the specification does."""
    return len(examples) - sum(1 for _ in failed_examples(examples, engine))


def main() -> None:
    """Print the counts, and where the examples stand that an engine shows in another way."""
    examples = read_examples(SPECIFICATION.read_text(encoding="utf-8"))
    for engine in ENGINES:
        failed = list(failed_examples(examples, engine))
        print(f"{engine}: {len(examples) - len(failed)} of {len(examples)}")
        for chapter in dict.fromkeys(example.chapter for example in failed):
            count = sum(1 for example in failed if example.chapter == chapter)
            print(f"    {count:3} {chapter}")
        if "--show" in sys.argv:
            for example in failed:
                print(f"{example.markdown!r}\n    {example.html!r}")


def _page(written: WrittenBody) -> str:
    pieces = []
    for part in written.parts:
        if part.heading is not None:
            pieces.append(f"<h2>{escape(part.heading.text)}</h2>")
        pieces.append(part.html)
    destinations = written.notes.destinations
    return _TOKEN.sub(lambda token: escape(destinations[int(token[1])].address), "\n".join(pieces))


def _seen(html: str) -> list[str]:
    reader = _Seen()
    reader.feed(_UNSEEN.sub("", html))
    reader.close()
    return reader.pieces()


class _Seen(HTMLParser):
    """What a reader is shown, as a list of tags and texts."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[str] = []
        self._hidden = self._in_heading = self._in_code = 0

    def pieces(self) -> list[str]:
        """Tags, and the texts between them with blanks folded."""
        folded = "".join(self._pieces).replace("\n", " ")
        return [piece for part in re.split("(\x01[^\x01]*\x01)", folded) if (piece := _fold(part))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that pages can carry."""
        if tag in _HIDDEN:
            self._hidden += 1
        if tag in _HEADINGS:
            self._in_heading = tag in {"h1", "h2"}
            self._tag(f"<h{max(int(tag[1]), 2)}>")
        elif tag in TAGS and not self._in_heading:
            names = _KEPT | {"class"} if tag == "code" else _KEPT
            kept = sorted((name, unquote(value or "")) for name, value in attrs if name in names)
            self._tag(f"<{tag} {kept}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that has no end: `<br />`."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Note a tag's end."""
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        if tag in _HEADINGS:
            self._in_heading = False
            self._tag(f"</h{max(int(tag[1]), 2)}>")
        elif tag in TAGS and not self._in_heading:
            self._tag(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Note text."""
        if not self._hidden:
            self._pieces.append(data)

    def _tag(self, tag: str) -> None:
        self._pieces.append(f"\x01{tag}\x01")


def _fold(piece: str) -> str:
    return piece if piece.startswith("\x01") else " ".join(piece.split())


if __name__ == "__main__":
    main()
