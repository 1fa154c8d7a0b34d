"""The command `import`: text, Markdown and HTML explainers into the content folder."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from plugins.command_line.adding_files import (
    CannotAdd,
    add_explainer,
    author_settings,
    check_content_folder,
    today,
)
from plugins.command_line.archive_names import ArchiveNames, read_archive_names
from plugins.command_line.exit_codes import CONTENT_PROBLEMS, DONE, WrongUse
from plugins.explainers.addresses import address_name
from plugins.explainers.archive import name_key
from plugins.explainers.model import Explainer
from plugins.explainers.parse import parse_file
from plugins.explainers.site import ParseSettings
from plugins.importing.dates import iso_date
from plugins.importing.decoding import NotText, decode
from plugins.importing.document import Draft, SourceDocument
from plugins.importing.draft import DraftRequest, make_draft
from plugins.importing.html_page import read_html
from plugins.importing.markdown_text import read_markdown
from plugins.importing.plain_text import read_plain_text
from plugins.importing.sorting import sort_source
from plugins.importing.write_markdown import write_markdown
from plugins.site_outputs.content_files import FileChanged, read_regular
from plugins.site_outputs.report import shown_path

__all__ = ["import_sources"]

_LIMIT = 4 << 20  # bytes; an explainer has thousands, a page around one hundreds of thousands
_HTML_ENDINGS = (".html", ".htm", ".xhtml")
_MARKDOWN_ENDINGS = (".md", ".markdown")
Status = Literal["published", "draft"]


class _SourceProblem(Exception):
    """A source cannot be imported; the message says why."""


@dataclass(frozen=True, slots=True)
class _Run:
    """What is the same for all sources of one command."""

    content: Path
    settings: ParseSettings
    names: ArchiveNames
    request: DraftRequest


def import_sources(
    *,
    sources: Sequence[Path | str],
    content: Path,
    status: str = "draft",
    title: str | None = None,
    date: str | None = None,
    tags: Sequence[str] | None = None,
) -> int:
    """Writes a file for each source and says what was guessed and left out.

    A source that cannot be imported does not stop the others. The exit code is 1
    if one could not, or could not be published as asked.
    """
    asked = _request(sources, status, title, date, tags)
    check_content_folder(content)
    settings = author_settings()
    names = read_archive_names(content, with_tags=True)
    request = replace(asked, today=today(settings.timezone), known_tags=names.tags)
    run = _Run(content, settings, names, request)
    return max([_import_one(Path(source), run) for source in sources], default=DONE)


def _request(
    sources: Sequence[Path | str],
    status: str,
    title: str | None,
    date: str | None,
    tags: Sequence[str] | None,
) -> DraftRequest:
    """What was asked for, checked. Raises WrongUse."""
    named = " ".join((title or "").split())
    if title is not None and not named:
        raise WrongUse("--title is empty")
    if named and len(sources) > 1:
        raise WrongUse(f"--title names one explainer, but there are {len(sources)} sources")
    day = iso_date(date) if date is not None else ""
    if date is not None and not day:
        raise WrongUse(f"--date '{date}' is not a date; write YYYY-MM-DD, for example 2026-11-23")
    if status not in {"draft", "published"}:
        raise WrongUse(f"--status '{status}' is neither draft nor published")
    wanted: Status = "published" if status == "published" else "draft"
    return DraftRequest("", "", wanted, named, day, _checked_tags(tags or ()))


def _checked_tags(tags: Sequence[str]) -> tuple[str, ...]:
    pieces = [" ".join(piece.split()) for tag in tags for piece in tag.split(",")]
    for piece in pieces:
        if piece and not address_name(piece):
            raise WrongUse(f"--tags: '{piece}' holds no letter or digit")
    return tuple({name_key(piece): piece for piece in reversed(pieces) if piece}.values())[::-1]


def _import_one(source: Path, run: _Run) -> int:
    try:
        document = _read(source, run.settings)
        request = replace(run.request, stem=source.stem)
        draft = make_draft(sort_source(document, run.settings.sections), request)
        return _add(source, draft, run)
    except (_SourceProblem, CannotAdd) as problem:
        hint = (
            "\n    hint: choose another one with --title" if isinstance(problem, CannotAdd) else ""
        )
        print(f"error: {_shown(source)}: {problem}{hint}", file=sys.stderr)
        return CONTENT_PROBLEMS


def _read(source: Path, settings: ParseSettings) -> SourceDocument:
    data = _read_bytes(source)
    ending = source.suffix.casefold()
    is_html = ending in _HTML_ENDINGS or (ending not in _MARKDOWN_ENDINGS and _opens_html(data))
    try:
        decoded = decode(data, is_html=is_html)
    except NotText as problem:
        raise _SourceProblem(str(problem)) from problem
    if not decoded.text.strip():
        raise _SourceProblem("it is empty")
    if is_html:
        try:
            document = read_html(decoded.text, settings.sections)
        except RecursionError:
            raise _SourceProblem("its elements are nested too deeply") from None
    elif ending in _MARKDOWN_ENDINGS:
        document = read_markdown(decoded.text, settings.sections)
    else:
        document = read_plain_text(decoded.text, settings.sections)
    return replace(document, remarks=(*decoded.remarks, *document.remarks))


def _read_bytes(source: Path) -> bytes:
    try:
        mode = source.lstat().st_mode
        if stat.S_ISLNK(mode):
            raise _SourceProblem("it is a symbolic link; name the file itself")
        if stat.S_ISDIR(mode):
            raise _SourceProblem("it is a folder; name the files in it")
        if not stat.S_ISREG(mode):
            raise _SourceProblem("it is not a regular file")
        data = read_regular(source.parent, source.name, limit=_LIMIT)
    except (FileNotFoundError, NotADirectoryError, FileChanged):
        raise _SourceProblem("there is no such file") from None
    except OSError as error:
        raise _SourceProblem(f"it cannot be read: {error.strerror}") from error
    if len(data) > _LIMIT:
        raise _SourceProblem(f"it is larger than {_LIMIT >> 20} MiB")
    return data


def _opens_html(data: bytes) -> bool:
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    return start.startswith((b"<!doctype html", b"<html", b"<?xml")) and b"html" in start


def _add(source: Path, draft: Draft, run: _Run) -> int:
    """Writes a draft that the project's own parser accepts, and reports."""
    if not any(line.markdown.strip() for part in draft.parts for line in part.lines):
        raise _SourceProblem("there is no text in it besides headings and page furniture")
    text = write_markdown(draft)
    path = f"{draft.date.value[:4]}/{draft.slug}.md"
    parsed = parse_file(text.encode(), path, run.settings)
    errors = [problem for problem in parsed.problems if problem.severity == "error"]
    if errors:
        lines = "".join(f"\n    {problem.message} [{problem.code}]" for problem in errors)
        raise _SourceProblem(f"what it makes would have problems; mend them in the source:{lines}")
    written = add_explainer(run.content, draft.date.value[:4], draft.slug, text, run.names)
    print(f"wrote {shown_path(written)} ({draft.status})")
    links = parsed.entry.links if isinstance(parsed.entry, Explainer) else ()
    targets = [link.written for link in links if link.kind != "anchor"]
    for line in (*_report(draft), *(f"see that this link leads somewhere: {to}" for to in targets)):
        print(f"    {_printable(line)}")
    return _report_missing(source, draft, run.request.status)


def _report(draft: Draft) -> Iterator[str]:
    metadata = draft.metadata
    yield f"title: {draft.title.value} ({draft.title.origin})"
    yield f"date: {draft.date.value} ({draft.date.origin})"
    yield f"tags: {', '.join(draft.tags) or 'none'} ({draft.tags_origin})"
    if metadata.modified.value:
        yield f"modified: {metadata.modified.value} ({metadata.modified.origin})"
    if metadata.authors:
        yield f"authors: {', '.join(metadata.authors)}"
    if metadata.ai_extent:
        yield f"ai_generated: true, {metadata.ai_extent} ({metadata.ai_origin})"
    else:
        yield "ai_generated: as the site's setting says (the source does not tell)"
    yield from draft.remarks
    for left in draft.left_out:
        yield f'left out: "{left.text}" ({left.reason})'


def _report_missing(source: Path, draft: Draft, asked: Status) -> int:
    if not draft.missing:
        return DONE
    lacking = ", ".join(draft.missing)
    if asked == "draft":
        print(f"    to be published it still needs: {_printable(lacking)}")
        return DONE
    print(
        f"error: {_shown(source)}: written as a draft, because it lacks {lacking}", file=sys.stderr
    )
    return CONTENT_PROBLEMS


def _shown(source: Path) -> str:
    return _printable(str(source))


def _printable(text: str) -> str:
    # A source's own text is quoted; it must not move the terminal.
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
