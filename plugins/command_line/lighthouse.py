"""The command `lighthouse`: what Lighthouse says of one page of each type.

It takes a minute or two and is no part of `test`, whose checks are stricter; it is for the
three numbers that people ask for.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from plugins.command_line.built_site import built_site
from plugins.command_line.exit_codes import DONE, MachineTrouble
from plugins.command_line.project import PROJECT_ROOT
from plugins.command_line.testing import find_chromium, install_node_packages

__all__ = ["lighthouse", "pages_of", "table"]

BELOW_100 = 1
CATEGORIES = ("accessibility", "best-practices", "seo")
_PINNED = PROJECT_ROOT / "benchmarks" / "lighthouse"
_INSTALLED = PROJECT_ROOT / ".cache" / "lighthouse"
_KIND = re.compile(r'<body class="page page-([a-z-]+)"')
_HIDDEN = '<meta name="robots" content="noindex">'
_SECONDS = 180
# Redirects are gone before anything can be said of them.
_LEFT_OUT = frozenset({"redirect"})

Scores = Mapping[str, int | None]


def lighthouse(*, content: Path) -> int:
    """Builds the site, prints a table; the exit code is 1 where a number is below 100.

    Raises MachineTrouble where Chromium, node or Lighthouse are missing.
    """
    chromium = find_chromium()
    if chromium is None or shutil.which("npm") is None:
        raise MachineTrouble("lighthouse needs Chromium, node and npm; `test` installs them")
    _install()
    found: dict[str, Scores] = {}
    with built_site(content) as (folder, url):
        for kind, address, is_hidden in pages_of(folder):
            print(f"{kind}: {address} ...", file=sys.stderr, flush=True)
            found[kind] = _scores(f"{url}{address}", chromium, is_hidden=is_hidden)
    print(table(found), end="")
    numbers = [number for scores in found.values() for number in scores.values()]
    return DONE if all(number in (100, None) for number in numbers) else BELOW_100


def pages_of(site: Path) -> Iterator[tuple[str, str, bool]]:
    """One page of each kind: the kind, its address, whether it is kept from search engines."""
    seen = set(_LEFT_OUT)
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        kind = _KIND.search(text)
        if kind is not None and kind[1] not in seen:
            seen.add(kind[1])
            address = path.relative_to(site).as_posix().removesuffix("index.html")
            yield kind[1], f"/{address}", _HIDDEN in text


def table(found: Mapping[str, Scores]) -> str:
    """The scores as a table, a row for each kind of page."""
    head = ("page", *CATEGORIES)
    rows = [(kind, *(_cell(scores[name]) for name in CATEGORIES)) for kind, scores in found.items()]
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(number: int | None) -> str:
    return "-" if number is None else str(number)


def _install() -> None:
    """Put Lighthouse into a folder of its own, as the lock there pins it."""
    _INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(_PINNED / name, _INSTALLED / name)
    install_node_packages(_INSTALLED, purpose="Lighthouse")


def _scores(url: str, chromium: str, *, is_hidden: bool) -> Scores:
    """The scores of a page; none for search engines where they are sent away on purpose."""
    command = [
        "node",
        str(_INSTALLED / "node_modules/lighthouse/cli/index.js"),
        url,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium}
    ran = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=_SECONDS
    )
    if ran.returncode:
        said = ran.stderr.strip().splitlines()
        raise MachineTrouble(f"Lighthouse could not look at {url}: {said[-1] if said else 'why?'}")
    report = json.loads(ran.stdout)
    for name in _failed(report):
        print(f"  {name}", file=sys.stderr)
    scores = {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}
    return {**scores, "seo": None} if is_hidden else scores


def _failed(report: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Iterator[str]:
    for name, audit in sorted(report["audits"].items()):
        if audit.get("score") not in (1, None):
            yield f"{name}: {audit['title']}"
