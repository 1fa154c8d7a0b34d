"""Tables: their rows and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plugins.explainers.links import table_slot
from plugins.explainers.markdown.pulldown_cmark.handlers import Handler

if TYPE_CHECKING:
    from plugins.explainers.markdown.pulldown_cmark.writing import Writing

__all__ = ["TABLE_ENDS", "TABLE_STARTS"]

# Wide tables scroll by themselves, with the keyboard too.
_SCROLLING = f'<div aria-label="{table_slot()}" class="table-scroll" role="group" tabindex="0">'


def _start_table(writing: Writing, alignments: Any, _start: int, _end: int) -> None:
    writing.notes.budget.spend_columns(len(alignments))
    writing.alignments = alignments
    writing.out.append("<table>" if writing.depth else f"{_SCROLLING}<table>")


def _end_table(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    if writing.is_in_rows:
        writing.out.append("</tbody>\n")
    writing.is_in_rows = False
    writing.out.append("</table>\n" if writing.depth else "</table>\n</div>")


def _start_head(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    _start_cells(writing)
    writing.out.append("<thead><tr>")


def _start_row(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    _start_cells(writing)
    writing.out.append("<tr>" if writing.is_in_rows else "<tbody><tr>")
    writing.is_in_rows = True


def _start_cells(writing: Writing) -> None:
    writing.column = 0
    writing.notes.budget.spend("cells", len(writing.alignments))
    writing.notes.budget.spend("blocks", len(writing.alignments))


def _start_cell(writing: Writing, _detail: Any, _start: int, end: int) -> None:
    alignment = writing.alignments[writing.column]
    name = "" if alignment == "None" else f' class="align-{alignment.lower()}"'
    writing.text_ends.append(end)
    writing.out.append(f"<td{name}>" if writing.is_in_rows else f'<th{name} scope="col">')


def _end_cell(writing: Writing, _detail: Any, _start: int, _end: int) -> None:
    writing.column += 1
    writing.text_ends.pop()
    writing.out.append("</td>" if writing.is_in_rows else "</th>")


TABLE_STARTS: dict[str, str | Handler] = {
    "Table": _start_table,
    "TableHead": _start_head,
    "TableRow": _start_row,
    "TableCell": _start_cell,
}
TABLE_ENDS: dict[str, str | Handler] = {
    "Table": _end_table,
    "TableHead": "</tr></thead>\n",
    "TableRow": "</tr>\n",
    "TableCell": _end_cell,
}
