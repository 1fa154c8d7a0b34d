"""The table of commands: their names, arguments and the functions that do the work.

Standard library only, and no command's module is imported here: `--help` needs nothing
installed, and no command pays for the imports of another.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.command_line.project import CONTENT, OUTPUT

__all__ = ["COMMANDS", "Argument", "Command"]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: its names as typed, and what argparse is told about it."""

    names: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_positional(self) -> bool:
        """Whether it is given by its place, not by a name with dashes."""
        return not self.names[0].startswith("-")

    @property
    def keyword(self) -> str:
        """The name under which the command's function takes it."""
        return str(self.options.get("dest") or self.names[-1].lstrip("-").replace("-", "_"))


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `module.function(**arguments)` of this package, which returns an exit code."""

    name: str
    summary: str
    module: str
    function: str
    arguments: tuple[Argument, ...] = ()


class Joined(argparse.Action):
    """Several words as one text, so that quotes around them are not needed."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Sets the argument to the words with a blank between them."""
        setattr(namespace, self.dest, " ".join(values))


def argument(*names: str, **options: Any) -> Argument:
    """Describe an argument in argparse's words."""
    return Argument(names, options)


def positive_number(text: str) -> int:
    """Read a whole number above nought."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not above 0")
    return number


def port_number(text: str) -> int:
    """Read a TCP port; 0 asks the system for a free one."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port (0 to 65535)")
    return number


def site_address(text: str) -> str:
    """Read a site's address, which says its scheme and host."""
    if not text.startswith(("http://", "https://")) or not text.partition("://")[2].strip("/"):
        raise argparse.ArgumentTypeError(f"'{text}' is not an address such as https://example.org")
    return text


def comma_separated(text: str) -> tuple[str, ...]:
    """Read `Meta, AI` as two tags."""
    return tuple(part for part in (piece.strip() for piece in text.split(",")) if part)


def archive_sizes(text: str) -> tuple[int, ...]:
    """Read `1000,10000` as two sizes, the small one first."""
    return tuple(sorted({positive_number(part) for part in text.split(",")}))


CONTENT_FOLDER = argument(
    "--content", type=Path, default=CONTENT, metavar="DIR", help="explainers (default: content/)"
)
SITE_URL = argument(
    "--site-url", type=site_address, metavar="URL", help="the site's address (default: the setting)"
)
BUILD_ARGUMENTS = (
    CONTENT_FOLDER,
    argument(
        "--output", type=Path, default=OUTPUT, metavar="DIR", help="the site (default: output/)"
    ),
    SITE_URL,
    argument(
        "--jobs", type=positive_number, metavar="N", help="worker processes (default: all cores)"
    ),
    argument("--fresh", action="store_true", help="build everything anew; the bytes are the same"),
)

COMMANDS: tuple[Command, ...] = (
    Command("build", "build content/ into output/", "building", "build", BUILD_ARGUMENTS),
    Command(
        "test",
        "run every check the project has",
        "testing",
        "test",
        (
            argument(
                "--without",
                action="append",
                choices=("browser", "node"),
                default=[],
                help="leave these out (may be repeated); node leaves out browser too",
            ),
            argument(
                "pytest_arguments",
                nargs="*",
                metavar="-- ARG",
                help="what follows -- goes to pytest",
            ),
        ),
    ),
    Command(
        "serve",
        "show the site on this machine, drafts too, and follow every save",
        "serving",
        "serve",
        (
            CONTENT_FOLDER,
            argument("--port", type=port_number, default=8000, metavar="N", help="default: 8000"),
            SITE_URL,
        ),
    ),
    Command(
        "new",
        "start a draft with its sections, ready to fill",
        "drafting",
        "new",
        (
            argument("title", nargs="+", action=Joined, help='the title: "Title"'),
            CONTENT_FOLDER,
        ),
    ),
    Command(
        "check",
        "report every problem in the content; write nothing",
        "checking",
        "check",
        (
            argument("files", nargs="*", type=Path, metavar="FILE", help="default: all files"),
            CONTENT_FOLDER,
        ),
    ),
    Command(
        "import",
        "bring text or HTML explainers into the content; never overwrite",
        "importing",
        "import_sources",
        (
            argument("sources", nargs="+", metavar="SOURCE", help="a text, Markdown or HTML file"),
            CONTENT_FOLDER,
            argument("--status", choices=("draft", "published"), default="draft"),
            argument("--title", help="default: guessed from the source"),
            argument("--date", help="YYYY-MM-DD; default: what the source says, else today"),
            argument(
                "--tags",
                type=comma_separated,
                default=(),
                metavar="TAG,TAG",
                help="default: suggested from the text and the archive",
            ),
        ),
    ),
    Command(
        "search",
        "search the archive from the terminal",
        "searching",
        "search",
        (
            argument(
                "words",
                nargs="+",
                action=Joined,
                help='what to look for; also "a phrase", tag:X, year:2024, ai:none, -word',
            ),
            CONTENT_FOLDER,
            argument("--limit", type=positive_number, default=10, metavar="N", help="default: 10"),
            argument("--explain", action="store_true", help="show what each score is made of"),
        ),
    ),
    Command(
        "feedback",
        "count what readers answered",
        "feedback",
        "feedback",
        (argument("files", nargs="+", type=Path, metavar="FILE", help="CSV or JSON lines"),),
    ),
    Command(
        "publish",
        "build strictly with publishconf.py, ready to upload",
        "building",
        "publish",
        BUILD_ARGUMENTS,
    ),
    Command(
        "verify",
        "compare a site, served or copied, with the manifest of what was published",
        "verifying",
        "verify",
        (
            argument("place", metavar="PLACE", help="a folder, or the site's address"),
            argument(
                "--against",
                type=Path,
                metavar="DIR",
                help="a folder whose manifest counts, such as output/ (default: PLACE's own)",
            ),
            argument(
                "--content",
                type=Path,
                metavar="DIR",
                help="compare the files in there too, from which pages were made",
            ),
        ),
    ),
    Command(
        "translations",
        "collect the theme's texts and bring the translations up to date",
        "translating",
        "translations",
        (argument("--check", action="store_true", help="write nothing; exit code 1 if stale"),),
    ),
    Command(
        "bench",
        "measure builds of made-up archives, or the search",
        "benchmarking",
        "bench",
        (
            argument(
                "--sizes",
                type=archive_sizes,
                default=(1_000, 10_000),
                metavar="N,N",
                help="explainers in the archives (default: 1000,10000)",
            ),
            argument(
                "--search",
                metavar="DIR",
                help="measure the search instead, with a test collection; generated:N makes one up",
            ),
            argument("--output", type=Path, metavar="FILE", help="write the report there as well"),
        ),
    ),
    Command(
        "lighthouse",
        "have Lighthouse judge a page of each type",
        "lighthouse",
        "lighthouse",
        (CONTENT_FOLDER,),
    ),
    Command(
        "pictures",
        "take the pictures of the site that stand in README and docs",
        "pictures",
        "pictures",
        (CONTENT_FOLDER,),
    ),
)
