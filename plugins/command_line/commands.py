"""The table of commands: their names, arguments and the functions that do the work.

Standard library only, and no command's module is imported here: `--help` needs nothing
installed, and no command pays for the imports of another.
"""

from __future__ import annotations

from pathlib import Path

from plugins.command_line.arguments import (
    PEERS,
    Command,
    Joined,
    archive_sizes,
    argument,
    comma_separated,
    peer_names,
    port_number,
    positive_number,
)
from plugins.command_line.project import CONTENT, OUTPUT

__all__ = ["COMMANDS"]


CONTENT_FOLDER = argument(
    "--content", type=Path, default=CONTENT, metavar="DIR", help="explainers (default: content/)"
)
SITE_URL = argument("--site-url", metavar="URL", help="the site's address (default: the setting)")
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
                choices=("browser", "node", "readers"),
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
        "measure builds of made-up archives beside other generators, or the search",
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
            argument(
                "--peers",
                type=peer_names,
                default=PEERS,
                metavar="NAME,NAME",
                help=f"what builds the same archives: {','.join(PEERS)} (default: all), or none",
            ),
            argument(
                "--record",
                action="store_true",
                help="keep what the peers cost in benchmarks/README.md, the chart in docs/pictures",
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
