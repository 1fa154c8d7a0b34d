"""The peers: Pagefind and MiniSearch, installed and given the same documents."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Measurement, measure
from benchmarks.search.collection import Document
from benchmarks.search.explainers import address_of, paragraphs_of
from benchmarks.search.our_site import IndexCost, files_in

__all__ = ["PAGES", "Contender", "prepare_peers"]

PAGES = Path(__file__).with_name("pages")
_INSTALL = Path(__file__).with_name("peers")
_PAGEFIND, _MINISEARCH = "Pagefind 1.6", "MiniSearch 7.2"
_OPENING = 200  # letters of a text that MiniSearch's results show
# Ways in which MiniSearch can match words, and weights of the title: see pages/minisearch-page.js.
_MODES = tuple(
    f"mode={mode}&title={boost}"
    for mode in ("exact", "beginning", "fuzzy", "both", "all")
    for boost in (1, 2)
)


class LeftOut(Exception):
    """A peer cannot be measured here; the message says why."""


@dataclass(frozen=True, slots=True)
class Contender:
    """An engine that is ready to be searched: its page, and the ways to ask it (at least one)."""

    name: str
    page: str
    index: IndexCost
    modes: tuple[str, ...] = ("",)


def prepare_peers(
    documents: Sequence[Document], kept: Path, site: Path
) -> tuple[list[Contender], list[str]]:
    """All peers that can be had here, ready to be served from `site`; notes on the others.

    `kept` is where they stay installed.
    """
    ready: list[Contender] = []
    notes: list[str] = []
    for name, prepare in _PEERS.items():
        try:
            ready.append(prepare(documents, _installed(kept), site))
        except LeftOut as reason:
            notes.append(f"{name} is left out: {reason}")
    return ready, notes


def _installed(folder: Path) -> Path:
    """Installs what peers/package-lock.json pins, unless it is there; raises LeftOut."""
    lock, stamp = (_INSTALL / "package-lock.json").read_bytes(), folder / ".installed-lock"
    modules = folder / "node_modules"
    if stamp.exists() and stamp.read_bytes() == lock:
        return modules
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise LeftOut("node and npm are not there")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(_INSTALL / name, folder)
    command = ("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
    run = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if run.returncode != 0:
        raise LeftOut(f"npm could not install it: {_last_line(run.stderr)}")
    stamp.write_bytes(lock)
    return modules


def _pagefind(documents: Sequence[Document], modules: Path, site: Path) -> Contender:
    """Pagefind over simple pages: the title as `<h1>`, the text as `<p>`, all of it indexed."""
    for address, document in _addressed(documents):
        page = site / address.strip("/") / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(_page(document), encoding="utf-8")
    run = _measured((str(modules / ".bin" / "pagefind"), "--site", str(site), "--quiet"))
    bundle = site / "pagefind"
    engine = [path.name for path in bundle.iterdir() if _is_engine(path)]
    files, size = files_in(bundle, leave_out=tuple(engine))
    return Contender(_PAGEFIND, "/pagefind.html", IndexCost(run.cpu_seconds, files, size))


def _minisearch(documents: Sequence[Document], modules: Path, site: Path) -> Contender:
    """MiniSearch with title and text as fields, its index serialised to one JSON file."""
    site.mkdir(exist_ok=True)
    script = modules / "minisearch" / "dist" / "es" / "index.js"
    source, index = site.with_name("documents.json"), site / "minisearch-index.json"
    records = [_record(*each) for each in _addressed(documents)]
    source.write_text(json.dumps(records), encoding="utf-8")
    files = (_INSTALL / "make_minisearch_index.js", script, PAGES / "minisearch-options.js")
    run = _measured(("node", *map(str, (*files, source, index))))
    shutil.copy(script, site / "minisearch.js")
    cost = IndexCost(run.cpu_seconds, 1, index.stat().st_size)
    return Contender(_MINISEARCH, "/minisearch.html", cost, _MODES)


def _is_engine(path: Path) -> bool:
    return path.suffix in {".js", ".css"} or path.name.startswith("wasm.")


def _addressed(documents: Sequence[Document]) -> Iterator[tuple[str, Document]]:
    return ((address_of(place), document) for place, document in enumerate(documents))


def _record(address: str, document: Document) -> dict[str, str]:
    opening = document.text[:_OPENING]
    return {"id": address, "title": document.title, "text": document.text, "opening": opening}


def _page(document: Document) -> str:
    title = html.escape(document.title)
    text = "\n".join(f"<p>{html.escape(part)}</p>" for part in paragraphs_of(document.text))
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title>'
        f"</head>\n<body><main data-pagefind-body>\n<h1>{title}</h1>\n{text}\n</main></body>\n"
        "</html>\n"
    )


def _measured(command: Sequence[str]) -> Measurement:
    run = measure(command)
    if run.exit_code != 0:
        raise LeftOut(f"it could not make its index: {_last_line(run.output)}")
    return run


def _last_line(text: str) -> str:
    return next(
        (line for line in reversed(text.splitlines()) if line.strip()), "it did not say why"
    )


_PEERS = {_PAGEFIND: _pagefind, _MINISEARCH: _minisearch}
