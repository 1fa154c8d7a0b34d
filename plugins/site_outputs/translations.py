"""Catalogues: from `.po` files to what a site carries (see `explainers/texts`)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from gettext import c2py
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.explainers.problems import Problem
from plugins.explainers.texts import Catalogue, in_context

if TYPE_CHECKING:
    from babel.messages.catalog import Message

__all__ = ["is_english", "read_catalogue", "translation_files"]

_PLACE = Path("LC_MESSAGES/messages.po")
_SCRIPT_LETTERS = 4


def is_english(lang: str) -> bool:
    """Whether a language needs no translation."""
    return lang.lower().split("-")[0] == "en"


def translation_files(folders: Iterable[Path], lang: str) -> tuple[Path, ...]:
    """The `.po` files for a language tag, those that win first.

    In each folder those of `de_AT` before those of `de`; a folder before those after it.
    """
    names = _names(lang)
    found = (folder / name / _PLACE for folder in folders for name in names)
    return tuple(file for file in found if file.is_file())


def read_catalogue(files: Sequence[Path]) -> tuple[str, tuple[Problem, ...]]:
    """The encoded catalogue of all files, and what is wrong in them; what is wrong is left out."""
    if not files:
        return "", ()
    messages: dict[str, tuple[str, ...]] = {}
    plural = ""
    problems: list[Problem] = []
    for file in files:
        try:
            found = _read_file(file)
        except (ValueError, LookupError) as error:
            problems.append(
                _problem(file, getattr(error, "lineno", 1), f"is no catalogue: {error}")
            )
            continue
        plural = plural or found.plural
        problems += found.problems
        messages = found.messages | messages
    catalogue = Catalogue(plural, messages).encoded() if messages else ""
    return catalogue, tuple(problems)


@dataclass(slots=True)
class _File:
    """What one file says."""

    plural: str
    messages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def _read_file(file: Path) -> _File:
    """Raises ValueError, or LookupError for an unknown encoding."""
    # Late: a site in English reads none.
    from babel.messages.pofile import read_po

    locale = file.parents[1].name
    try:
        catalog = read_po(io.BytesIO(file.read_bytes()), locale=locale, abort_invalid=True)
    except ValueError:
        raise
    except Exception as error:  # Babel's PoFileError is of no kind
        raise ValueError(str(error)) from error
    c2py(catalog.plural_expr)  # raises ValueError
    found = _File(catalog.plural_expr)
    for message in catalog:
        if message.id and not message.fuzzy and all(_forms(message)):
            wrong = [*_message_problems(file, message)]
            found.problems += wrong
            if not wrong:
                found.messages[_key(message)] = _forms(message)
    return found


def _message_problems(file: Path, message: Message) -> Iterator[Problem]:
    wanted = _sources(message)[-1]
    for form in _forms(message):
        try:
            form % _Named(wanted)
        except (KeyError, ValueError, TypeError):
            text = f"the translation {form!r} has a placeholder that {wanted!r} has not"
            yield _problem(file, message.lineno or 1, text)


class _Named(dict[str, str]):
    """The values of a message's placeholders."""

    def __init__(self, message: str) -> None:
        found = _Collector()
        message % found
        super().__init__(dict.fromkeys(found.names, ""))


class _Collector(dict[str, str]):
    """Notes what is asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def __missing__(self, name: str) -> str:
        self.names.add(name)
        return ""


def _key(message: Message) -> str:
    source = _sources(message)[0]
    return in_context(message.context, source) if message.context else source


def _forms(message: Message) -> tuple[str, ...]:
    string = message.string
    return (string,) if isinstance(string, str) else tuple(string or ("",))


def _sources(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _problem(file: Path, line: int | None, message: str) -> Problem:
    hint = "mend it with an editor for .po files, or by hand (docs/theming.md)"
    return Problem(str(file), line or 1, 1, "settings/translation", message, hint)


def _names(lang: str) -> tuple[str, ...]:
    """`zh_Hant_TW`, `zh_Hant`, `zh` for `zh-hant-tw`."""
    first, *others = lang.split("-")
    parts = [first.lower(), *map(_usual_case, others)]
    return tuple("_".join(parts[:count]) for count in range(len(parts), 0, -1))


def _usual_case(part: str) -> str:
    return part.title() if len(part) == _SCRIPT_LETTERS else part.upper()
