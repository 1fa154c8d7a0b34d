"""Structured data of pages, checked by TypeScript against schema.org's types (schema-dts)."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.support.sites import PROJECT

__all__ = ["SCHEMA_TYPES", "nodes_of", "schema_faults", "structured_data_of"]

_MODULES = PROJECT / "tests/node_modules"
SCHEMA_TYPES = _MODULES / "schema-dts"
_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_CONTEXT = "https://schema.org"


def structured_data_of(page: bytes) -> Any:
    """What the one block of a page holds; None where there is none."""
    blocks = _BLOCK.findall(page.decode())
    assert len(blocks) <= 1
    return json.loads(blocks[0]) if blocks else None


def nodes_of(page: bytes) -> dict[str, Any]:
    """The nodes of a page by their types."""
    data = structured_data_of(page)
    assert data["@context"] == _CONTEXT
    nodes = {node["@type"]: node for node in data["@graph"]}
    assert len(nodes) == len(data["@graph"])
    return nodes


def schema_faults(pages: Mapping[str, Any], folder: Path) -> str:
    """What TypeScript says against the data of pages, which are given by path."""
    names = sorted({node["@type"] for data in pages.values() for node in data["@graph"]})
    lines = [
        f"import type {{ {', '.join([*names, 'SearchAction', 'WithActionConstraints'])},"
        ' WithContext } from "schema-dts";',
        # A compiler that sees nothing wrong here says so.
        "// @ts-expect-error",
        'export const wrong: WithContext<NewsArticle> = {"@context": "https://schema.org",'
        ' "@type": "NewsArticle", "titel": "x"};',
        *(line for place, path in enumerate(sorted(pages)) for line in _checks(place, pages[path])),
    ]
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "pages.ts").write_text("\n".join([*lines, ""]))
    (folder / "node_modules").symlink_to(_MODULES)
    options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022"]
    compiler = str(_MODULES / "typescript/bin/tsc")
    ran = subprocess.run(
        ["node", compiler, *options, "pages.ts"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return ran.stdout + ran.stderr


def _checks(place: int, data: Mapping[str, Any]) -> Iterator[str]:
    for index, given in enumerate(_nodes_alone(data["@graph"])):
        name = f"page{place}_{index}"
        yield from _check(name, given)


def _nodes_alone(graph: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return ({"@context": _CONTEXT, **node} for node in graph)


def _check(name: str, given: dict[str, Any]) -> Iterator[str]:
    # What a search wants as input is no property of a type, but has a type of its own.
    action = given.pop("potentialAction", None)
    if action:
        yield f"const {name}_action: WithActionConstraints<SearchAction> = {_code(action)};"
    whole = _code(given)
    if action:
        whole = f"{whole[:-1]}, potentialAction: {name}_action}}"
    yield f"export const {name}: WithContext<{given['@type']}> = {whole};"


def _code(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)
