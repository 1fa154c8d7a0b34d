"""What stands within a paragraph: emphasis, links, images, code, HTML, footnote marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plugins.explainers.markdown.plain_text import plain_text
from plugins.explainers.markdown.pulldown_cmark.footnotes import footnote_mark
from plugins.explainers.markdown.pulldown_cmark.handlers import Handler, escape, escape_value
from plugins.explainers.markdown.pulldown_cmark.link_places import written_link
from plugins.explainers.markdown.raw_html import clean_raw_html

if TYPE_CHECKING:
    from plugins.explainers.markdown.pulldown_cmark.writing import Writing

__all__ = ["INLINE_ENDS", "INLINE_STARTS", "LEAVES"]


def _start_emphasis(writing: Writing, _detail: Any, _start: int, end: int) -> None:
    writing.text_ends.append(end - 1)
    writing.out.append("<em>")


def _end_emphasis(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    writing.text_ends.pop()
    writing.out.append("</em>")


def _start_strong(writing: Writing, _detail: Any, _start: int, end: int) -> None:
    writing.text_ends.append(end - 2)
    writing.out.append("<strong>")


def _end_strong(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    writing.text_ends.pop()
    writing.out.append("</strong>")


def _start_deletion(writing: Writing, _detail: Any, start: int, end: int) -> None:
    marks = 2 if writing.body.between(start, start + 2) == "~~" else 1
    writing.text_ends.append(end - marks)
    writing.out.append("<del>")


def _end_deletion(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    writing.text_ends.pop()
    writing.out.append("</del>")


def _start_link(writing: Writing, detail: Any, start: int, end: int) -> None:
    # Where it was written is worth finding out only if it may be wrong.
    href = writing.notes.plain_link(detail["dest_url"])
    href = href or writing.notes.link(*written_link(writing, detail, start, end))
    writing.without_links += 1
    writing.out.append(f'<a href="{href}"{_title(writing, detail)}>')


def _end_link(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    writing.without_links -= 1
    writing.out.append("</a>")


def _start_image(writing: Writing, detail: Any, start: int, end: int) -> None:
    src = writing.notes.image(*written_link(writing, detail, start, end))
    writing.without_links += 1
    writing.images.append(f' src="{src}"{_title(writing, detail)}>')
    writing.begun.append(len(writing.out))


def _end_image(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    writing.without_links -= 1
    rest = writing.images.pop()
    begun, out = writing.begun.pop(), writing.out
    alt = escape_value(plain_text("".join(out[begun:])))
    del out[begun:]
    # An image within another's text is text, too.
    out.append(alt if writing.images else f'<img alt="{alt}"{rest}')


def _title(writing: Writing, detail: Any) -> str:
    title = detail["title"]
    return f' title="{escape_value(writing.without_barred_in(title))}"' if title else ""


def _write_code(writing: Writing, text: Any, _start: int, _end: int) -> None:
    writing.out.append(f"<code>{escape(text)}</code>")


def _write_inline_html(writing: Writing, text: Any, start: int, _end: int) -> None:
    writing.notes.enter_html(start)
    writing.out.append(clean_raw_html(text, writing.notes))


def _keep_html(writing: Writing, text: Any, _start: int, _end: int) -> None:
    writing.html.append(text)


def _write_footnote_mark(writing: Writing, label: Any, _start: int, _end: int) -> None:
    # The theme shows a part's heading as plain text, so a mark would lead back to nothing.
    if writing.opens_part or writing.images:
        return
    writing.notes.budget.spend("footnote marks")
    writing.out.append(footnote_mark(len(writing.marks)))
    writing.marks.append(label)


def _write_task(writing: Writing, is_done: Any, _start: int, _end: int) -> None:
    # A mark in the text, for a form control would need a label.
    writing.out[writing.begun[-1]] = '<li class="task">'
    writing.out.append("☑ " if is_done else "☐ ")


INLINE_STARTS: dict[str, str | Handler] = {
    "Emphasis": _start_emphasis,
    "Strong": _start_strong,
    "Strikethrough": _start_deletion,
    "Link": _start_link,
    "Image": _start_image,
}
INLINE_ENDS: dict[str, str | Handler] = {
    "Emphasis": _end_emphasis,
    "Strong": _end_strong,
    "Strikethrough": _end_deletion,
    "Link": _end_link,
    "Image": _end_image,
}
LEAVES: dict[str, Handler] = {
    "Code": _write_code,
    "Html": _keep_html,
    "InlineHtml": _write_inline_html,
    "FootnoteReference": _write_footnote_mark,
    "TaskListMarker": _write_task,
}
