"""The command `translations`: what the theme says, into one catalogue and its translations."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from plugins.command_line.exit_codes import CONTENT_PROBLEMS, DONE
from plugins.command_line.project import PROJECT_ROOT

__all__ = ["extract", "translations", "updated_files"]

TRANSLATIONS = PROJECT_ROOT / "theme" / "translations"
TEMPLATE = TRANSLATIONS / "messages.pot"
# Where texts stand, and how they are read; a site's own templates extend these.
_SOURCES = (
    ("plugins", "*.py", "python"),
    ("theme/templates", "*.html", "jinja2.ext:babel_extract"),
    ("theme/static/js", "*.js", "javascript"),
)
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "to_translate": None,
}
_OPTIONS = {"jinja2.ext:babel_extract": {"trim_blocks": "true", "lstrip_blocks": "true"}}
# They say when and by whom a file was written, and the repository knows that better.
_LEFT_OUT = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team")
_LEFT_OUT_TOO = ("Generated-By", "Report-Msgid-Bugs-To")


def translations(*, check: bool) -> int:
    """Writes the catalogue and merges it into each translation, or says what is out of date.

    With `check` nothing is written, and the exit code is 1 where anything would be.
    """
    stale = [
        (path, text)
        for path, text in updated_files()
        if not path.exists() or path.read_bytes() != text
    ]
    for path, text in stale:
        name = path.relative_to(PROJECT_ROOT).as_posix()
        if check:
            print(f"{name} is out of date", file=sys.stderr)
        else:
            path.write_bytes(text)
            print(f"{name} written")
    if stale and check:
        print("run `python3 tasks.py translations`", file=sys.stderr)
        return CONTENT_PROBLEMS
    _print_state()
    return DONE


def updated_files() -> Iterator[tuple[Path, bytes]]:
    """The catalogue and each translation, as they should be."""
    template = extract()
    yield TEMPLATE, _written(template)
    for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")):
        catalog = _read(path)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        yield path, _written(catalog)


def extract() -> Catalog:
    """Every text of templates, builders and scripts, with the files that it stands in."""
    catalog = Catalog(project="Backgrounder", charset="utf-8")
    for folder, pattern, method in _SOURCES:
        for path in sorted((PROJECT_ROOT / folder).rglob(pattern)):
            found = extract_from_file(
                method, path, keywords=_KEYWORDS, options=_OPTIONS.get(method, {})
            )
            place = path.relative_to(PROJECT_ROOT).as_posix()
            for line, message, _, context in found:
                catalog.add(message, locations=[(place, line)], context=context)
    return catalog


def _read(path: Path) -> Catalog:
    locale = path.parents[1].name
    return read_po(io.BytesIO(path.read_bytes()), locale=locale, abort_invalid=True)


def _written(catalog: Catalog) -> bytes:
    # Files without lines, so that moving a line changes nothing here.
    written = io.BytesIO()
    catalog.header_comment = "# Texts of the theme; see docs/theming.md."
    write_po(
        written, catalog, width=100, sort_by_file=True, ignore_obsolete=True, include_lineno=False
    )
    left_out = tuple(f'"{name}:'.encode() for name in (*_LEFT_OUT, *_LEFT_OUT_TOO))
    lines = written.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(left_out))


def _print_state() -> None:
    for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")):
        messages = [message for message in _read(path) if message.id]
        missing = sum(not all(_forms(message.string)) or message.fuzzy for message in messages)
        print(f"{path.parents[1].name}: {len(messages)} texts, {missing} without translation")


def _forms(string: object) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))  # type: ignore[arg-type]
