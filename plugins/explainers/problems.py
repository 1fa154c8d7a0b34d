"""Problems: what is wrong in an archive, where, and what to do about it.

Every check yields `Problem`s and none of them stops the others; the gate that
decides whether a build goes on reads the whole list at its end. The codes are
listed in `CODES`, each is explained in docs/problems.md and shown by a folder
in tests/broken/.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from posixpath import normpath
from typing import Literal

__all__ = ["CODES", "Problem", "Severity", "format_problems", "has_errors", "summarise"]

Severity = Literal["error", "note"]

CODES: dict[str, str] = {
    # files
    "file/encoding": "the file is not UTF-8",
    "file/control-character": "the file holds a character that no page or feed can carry",
    "file/kind": "the path is a symbolic link or not a regular file",
    "file/name": "the path cannot become an address",
    "file/too-large": "the file is larger than the limit",
    "file/unreadable": "the file cannot be read",
    "file/unused": "nothing publishes this file",
    # front matter: its shape
    "front-matter/missing": "the file does not open with front matter",
    "front-matter/unclosed": "the closing `---` line is missing",
    "front-matter/syntax": "the front matter is not YAML",
    "front-matter/not-mapping": "the front matter is not a list of `key: value` lines",
    "front-matter/indirection": "anchors, aliases, merge keys and tags are not allowed",
    "front-matter/too-deep": "values are nested too deeply",
    "front-matter/duplicate": "a key is set twice",
    "front-matter/unknown": "a key is not a known field",
    # front matter: its values
    "front-matter/required": "a required field is missing",
    "front-matter/empty": "a field has no value",
    "front-matter/type": "a value has the wrong shape",
    "front-matter/too-long": "a value is longer than the limit",
    "front-matter/choice": "a value is not one of the allowed words",
    "front-matter/date": "a value is not a date",
    "front-matter/date-order": "a date lies before the one it follows",
    "front-matter/date-future": "something is said to have changed in the future",
    "front-matter/slug": "a slug has characters that an address cannot have",
    "front-matter/id": "an id has characters that a lasting name cannot have",
    "front-matter/language": "a value is not a language tag",
    "front-matter/url": "an address is not an http or https link",
    "front-matter/alias": "an alias is not a path from the root",
    "front-matter/conflict": "two fields contradict each other",
    # the body
    "section/missing": "a required section is missing",
    "section/empty": "a required section is empty",
    "section/repeated": "a named section appears twice",
    "section/order": "a named section is out of order",
    "section/top-heading": "a heading of the first level is in the body",
    "body/empty": "the file has no text",
    "markdown/limit": "the text is nested or packed beyond the limits",
    "markdown/cost": "the text takes too long to render",
    "html/removed": "HTML that pages cannot carry",
    "link/scheme": "a link is not http, https, mailto or within the site",
    "link/target": "a link leads to nothing that is published",
    "link/anchor": "a link leads to a heading that is not there",
    "link/outside": "a link or image climbs out of the content folder",
    "image/missing": "an image is not there",
    "image/remote": "an image lies on another site",
    "image/kind": "a file is not an image that pages can carry",
    "image/active": "an SVG image holds script or links",
    "image/alt": "an image has no text for those who cannot see it",
    # the archive as a whole
    "slug/taken": "two explainers have one address",
    "id/taken": "two explainers have one id",
    "id/changed": "an explainer has another id than it was published with",
    "address/gone": "what was published at an address would be there no more",
    "tag/address": "a tag cannot become an address",
    "tag/shared-address": "two tags have one address",
    "story/address": "a story cannot become an address",
    "story/shared-address": "two stories have one address",
    "tags-file/unknown-tag": "tags.yaml names a parent that it does not list",
    "tags-file/parent-loop": "a tag is its own ancestor",
    "tags-file/shared-name": "a name belongs to two tags",
    "site/shared-path": "two outputs have one path",
    "settings/unknown": "a setting is not known",
    "settings/value": "a setting has a value that cannot be used",
    "settings/translation": "a translation of the theme's texts cannot be used",
    # what readers answered
    "answers/syntax": "a line of a file of answers cannot be read",
    "answers/value": "a line of a file of answers holds no answer",
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong.

    `path` is relative to the content folder (or a settings file's path), with
    `/` between its parts. `line` and `column` count from 1 in the real file;
    column counts characters. `hint` is one step that mends it, or empty.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"problem code {self.code!r} is not in CODES")


def has_errors(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Whether a build has to stop. Strict builds stop at notes too."""
    return any(strict or problem.severity == "error" for problem in problems)


def format_problems(
    problems: Iterable[Problem], *, content: str = "", most: int | None = None
) -> str:
    """The report that an author sees: sorted, two lines a problem, a count.

    `content` is the content folder relative to where the command ran; it is
    put before each path so that a terminal can open the file. No more than `most` are
    told one by one.
    """
    ordered = sorted(set(problems))
    lines = [line for problem in ordered[:most] for line in _lines_of(problem, content)]
    if most is not None and len(ordered) > most:
        lines.append(f"... and {len(ordered) - most:,} more")
    return "\n".join([*lines, summarise(ordered)]) if ordered else ""


def summarise(problems: Iterable[Problem]) -> str:
    """`4 problems in 2 files`; notes are counted apart."""
    found = list(problems)
    errors = [problem for problem in found if problem.severity == "error"]
    notes = len(found) - len(errors)
    if not errors:
        return _count(notes, "note") + _in_files(found)
    text = _count(len(errors), "problem") + _in_files(errors)
    return f"{text}, {_count(notes, 'note')}" if notes else text


def _lines_of(problem: Problem, content: str) -> Iterable[str]:
    # A settings file lies above the content: `content/../pelicanconf.py`.
    path = normpath(PurePath(content, problem.path).as_posix())
    place = f"{path}:{problem.line}:{problem.column}"
    yield _one_line(f"{place}: {problem.severity}: {problem.message} [{problem.code}]")
    if problem.hint:
        yield _one_line(f"    hint: {problem.hint}")


def _one_line(text: str) -> str:
    # An author's own text is quoted in messages; it must not move the terminal.
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _in_files(problems: list[Problem]) -> str:
    return f" in {_count(len({problem.path for problem in problems}), 'file')}"
