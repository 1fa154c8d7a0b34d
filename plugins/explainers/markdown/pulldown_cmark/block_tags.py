"""Blocks: what is written where one begins and where it ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from plugins.explainers.markdown.headings import heading_text
from plugins.explainers.markdown.pulldown_cmark.footnotes import without_marks
from plugins.explainers.markdown.pulldown_cmark.handlers import (
    Handler,
    close_inner,
    escape_value,
)
from plugins.explainers.markdown.pulldown_cmark.tables import TABLE_ENDS, TABLE_STARTS
from plugins.explainers.markdown.raw_html import clean_raw_html
from plugins.explainers.markdown.written import WrittenHeading

if TYPE_CHECKING:
    from plugins.explainers.markdown.pulldown_cmark.writing import Writing

__all__ = ["BLOCK_ENDS", "BLOCK_STARTS"]

_LANGUAGE = re.compile(r"[^\s{]*")


def _start_paragraph(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    writing.notes.budget.spend("blocks")
    if writing.alert == len(writing.out):
        # The name opens the paragraph, as in GitHub's source.
        writing.out[-1] = writing.out[-1].replace("</p>\n", "\n")
    else:
        writing.out.append("<p>")


def _start_heading(writing: Writing, detail: Any, _start: int, _end: int) -> None:
    writing.notes.budget.spend("blocks")
    writing.notes.budget.spend("headings")
    writing.begun.append(len(writing.out))
    writing.opens_part = detail["level"] == "H2" and not writing.depth


def _end_heading(writing: Writing, detail: Any, start: int, _end: int) -> None:
    begun, out = writing.begun.pop(), writing.out
    html = "".join(out[begun:])
    del out[begun:]
    text = heading_text(without_marks(html))
    level, opens_part = int(detail[1]), writing.opens_part
    writing.opens_part = False
    anchor = writing.anchors.give(text, opens_part=opens_part)
    heading = WrittenHeading(writing.body.line(start), level, text, anchor)
    writing.headings.append(heading)
    if opens_part:
        writing.out = []
        writing.parts.append((heading, writing.out))
    else:
        # A page has one first-level heading, its title; the report names the others.
        tag = f"h{max(level, 2)}"
        out.append(f'<{tag} id="{anchor}">{html}</{tag}>\n')


def _start_quote(writing: Writing, detail: Any, _start: int, _end: int) -> None:
    _go_deeper(writing)
    writing.out.append("<blockquote>")
    if detail is not None:
        writing.out.append(f"<p><strong>{detail}</strong></p>\n")
        writing.alert = len(writing.out)


def _end_quote(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    writing.depth -= 1
    writing.out.append("</blockquote>\n")


def _start_list(writing: Writing, detail: Any, _start: int, _end: int) -> None:
    if detail is None:
        writing.out.append("<ul>")
    else:
        writing.out.append("<ol>" if detail == 1 else f'<ol start="{detail}">')


def _end_list(writing: Writing, is_numbered: Any, _start: int, _end: int) -> None:
    writing.out.append("</ol>\n" if is_numbered else "</ul>\n")


def _start_item(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    _go_deeper(writing)
    writing.begun.append(len(writing.out))
    writing.out.append("<li>")


def _end_item(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    writing.depth -= 1
    writing.begun.pop()
    close_inner(writing.out, "</li>\n")


def _go_deeper(writing: Writing) -> None:
    writing.depth += 1
    writing.notes.budget.spend("blocks")
    writing.notes.budget.spend_depth(writing.depth)


def _start_code(writing: Writing, detail: Any, _start: int, _end: int) -> None:
    writing.notes.budget.spend("blocks")
    writing.without_links += 1
    info = "" if detail == "Indented" else detail["Fenced"]
    language = _LANGUAGE.match(writing.without_barred_in(info))
    name = f' class="language-{escape_value(language[0])}"' if language and language[0] else ""
    writing.out.append(f"<pre><code{name}>")


def _end_code(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    writing.without_links -= 1
    # The last line may be the file's, without an end.
    end = "" if writing.out[-1].endswith(("\n", ">")) else "\n"
    writing.out.append(f"{end}</code></pre>\n")


def _start_html(writing: Writing, _detail: Any, start: int, _end: int) -> None:
    writing.notes.budget.spend("blocks")
    writing.notes.enter_html(start)
    writing.html = []


def _end_html(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    cleaned = clean_raw_html("".join(writing.html), writing.notes).rstrip("\n")
    if cleaned.strip():
        writing.out.append(cleaned)


def _start_footnote(writing: Writing, label: Any, _start: int, _end: int) -> None:
    _go_deeper(writing)
    writing.notes.budget.spend("footnotes")
    writing.outer.append(writing.out)
    writing.out = []
    writing.footnotes.setdefault(label.casefold(), writing.out)


def _end_footnote(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    writing.depth -= 1
    writing.out = writing.outer.pop()


BLOCK_STARTS: dict[str, str | Handler] = {
    "Paragraph": _start_paragraph,
    "Heading": _start_heading,
    "BlockQuote": _start_quote,
    "List": _start_list,
    "Item": _start_item,
    "CodeBlock": _start_code,
    "HtmlBlock": _start_html,
    "FootnoteDefinition": _start_footnote,
    **TABLE_STARTS,
}
BLOCK_ENDS: dict[str, str | Handler] = {
    "Paragraph": "</p>\n",
    "Heading": _end_heading,
    "BlockQuote": _end_quote,
    "List": _end_list,
    "Item": _end_item,
    "CodeBlock": _end_code,
    "HtmlBlock": _end_html,
    "FootnoteDefinition": _end_footnote,
    **TABLE_ENDS,
}
