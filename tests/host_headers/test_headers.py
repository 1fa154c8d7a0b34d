from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from plugins.explainers.archive import Archive, AssetFile
from plugins.explainers.content_policy import policy
from plugins.explainers.site import Site
from plugins.host_headers import build_headers
from plugins.host_headers.headers import CONTENT_NAMED

SEARCH = Path(__file__).parents[2] / "plugins/search_index"


class Context:
    def __init__(self, site: Site) -> None:
        self.site = site


def made(site: Site) -> str:
    (output,) = build_headers(Archive(()), site)
    context: Any = Context(site)
    assert output.path == "_headers"
    return output.render(output.inputs, context).decode()


def rules(text: str) -> dict[str, dict[str, str]]:
    found = {}
    for block in text.strip().split("\n\n"):
        pattern, *lines = block.split("\n")
        found[pattern] = dict(line.strip().split(": ", 1) for line in lines)
    return found


@pytest.mark.parametrize(("url", "prefix"), [("https://a.example", ""), ("https://a/b/c", "/b/c")])
def test_every_file_of_the_site_gets_the_policy_of_its_pages(url: str, prefix: str) -> None:
    site = Site(name="Explained", url=url)

    headers = rules(made(site))[f"{prefix}/*"]

    assert headers["Content-Security-Policy"] == f"{policy(site)}; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_files_that_are_named_after_what_they_hold_are_kept_for_ever() -> None:
    found = rules(made(Site(name="Explained", url="https://a.example")))

    kept = [pattern for pattern, headers in found.items() if "immutable" in str(headers)]
    assert kept == [f"/search/{kind}/*" for kind in CONTENT_NAMED]


def test_no_header_is_in_two_rules_that_fit_one_file() -> None:
    found = rules(made(Site(name="Explained", url="https://a.example")))

    everywhere = found.pop("/*")
    assert [pattern for pattern, headers in found.items() if set(headers) & set(everywhere)] == []
    assert all(pattern.count("*") == 1 for pattern in found)


def test_kinds_are_those_of_the_search_index() -> None:
    named = set()
    for module in SEARCH.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and re.match(r"files\.add", ast.unparse(node.func)):
                kind = node.args[0]
                assert isinstance(kind, ast.Constant), ast.unparse(node)
                named.add(kind.value)

    # The head alone has an address that stays, `/search/index.bin`.
    assert named - {"head"} == set(CONTENT_NAMED)


def test_author_who_has_a_file_of_their_own_keeps_it() -> None:
    archive = Archive((), files=(AssetFile("static/_headers", "/_headers", "ab12"),))

    assert list(build_headers(archive, Site(name="Explained", url="https://a.example"))) == []
