"""The peers, each as those who know it well would set it up for speed."""

from __future__ import annotations

import platform
from pathlib import Path

from benchmarks.peers.conversion import for_pelican, with_yaml
from benchmarks.peers.peer import LeftOut, Peer

__all__ = ["PAGEFIND", "PEERS", "pagefind_command"]

PAGEFIND = "pagefind"

_NOT_MADE = (
    "no stories, no related explainers, no corrections and expectations, no check of links, no "
    "structured data and contents of a page, no Atom and JSON feeds, no pages of older feed "
    "entries, no archive as data with digests of all files"
)


def _hugo(tools: Path) -> tuple[str, ...]:
    # The program itself, without the Python that starts it.
    return (str(next(tools.glob("lib/python*/site-packages/hugo/binaries/hugo*"))), "--quiet")


def _hugo_server(tools: Path, port: int) -> tuple[str, ...]:
    # Rendering to memory spares it a write of all files; so does our own server.
    return (*_hugo(tools), "server", "--renderToMemory", "--bind", "127.0.0.1", f"--port={port}")


def _eleventy(_tools: Path) -> tuple[str, ...]:
    return ("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet")


def _eleventy_watch(tools: Path, _port: int) -> tuple[str, ...]:
    # Its server listens on all of the machine's addresses, so only its watching is measured.
    return (*_eleventy(tools), "--watch", "--incremental")


def _pelican(tools: Path) -> tuple[str, ...]:
    return (str(tools / "bin" / "pelican"), "--settings=pelicanconf.py", "--output=output")


def pagefind_command(tools: Path, site: Path, index: Path) -> tuple[str, ...]:
    """Indexes a site with Pagefind's program itself, without the node that starts it.

    Raises LeftOut.
    """
    machine = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    program = (
        tools / "node_modules" / "@pagefind" / f"linux-{machine}" / "bin" / "pagefind_extended"
    )
    if not program.exists():
        raise LeftOut(f"Pagefind has no program for {machine}")
    return (str(program), "--site", str(site), "--output-path", str(index), "--quiet")


PEERS = {
    "hugo": Peer(
        name="Hugo",
        key="hugo",
        package="hugo",
        convert=with_yaml,
        build=_hugo,
        output="public",
        shared="static",
        lacks=f"{_NOT_MADE}; links in its feeds lack the host. It renders everything each time.",
        is_searched_by_pagefind=True,
        watch=_hugo_server,
        watch_address="http://127.0.0.1:{port}{page}",
    ),
    "hugo-whole": Peer(
        name="Hugo (whole site)",
        key="hugo-whole",
        package="hugo",
        convert=with_yaml,
        build=_hugo,
        output="public",
        shared="static",
        lacks="no corrections and expectations, no check of anchors, no pages of older feed "
        "entries, no digests of files; related explainers by rare tags alone, so that at "
        "10,000 an eighth of all have none; the archive as data is not compressed; links "
        "in its feeds lack the host. It renders everything each time.",
        is_searched_by_pagefind=True,
        based_on="hugo",
    ),
    "eleventy": Peer(
        name="Eleventy",
        key="eleventy",
        package="@11ty/eleventy",
        convert=with_yaml,
        build=_eleventy,
        output="output",
        shared="static",
        lacks=f"{_NOT_MADE}, no redirects; links in its feeds lack the host. It renders everything "
        "each time (`--incremental=FILE` without `--watch` ends in an error with these templates).",
        is_searched_by_pagefind=True,
        watch=_eleventy_watch,
        watch_address="file://{folder}/output{page}index.html",
    ),
    "pelican": Peer(
        name="Stock Pelican",
        key="pelican",
        package="pelican",
        convert=for_pelican,
        build=_pelican,
        output="output",
        shared="content/static",
        lacks=f"no search, {_NOT_MADE}, no redirects, no links to the explainers before and after; "
        "links in its feeds lack the host. What it has read is kept, so a second build parses only "
        "what changed.",
    ),
}
