"""The sitemap of a whole site, held against its pages."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from tests.support.everything import EVERYTHING
from tests.support.sites import build_in_process, explainer, write_files

ROOT = "https://example.org/archive"
_NUMBERED = re.compile(r"page/\d+/$")
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
_HIDDEN = '<meta name="robots" content="noindex">'
FILES = {
    **EVERYTHING,
    "pages/help/questions.md": "---\ntitle: Questions\n---\n\nText.\n",
    "draft.md": explainer("Draft", front="status: draft\n"),
    "later.md": explainer("Later", date="2990-01-01"),
}


def test_sitemap_names_every_page_that_may_be_listed_by_its_canonical_address(
    tmp_path: Path,
) -> None:
    write_files(tmp_path / "content", FILES)
    build_in_process(tmp_path / "content", tmp_path / "site", SITEURL=ROOT)
    pages = {
        f"/{path.relative_to(tmp_path / 'site').as_posix()}".removesuffix("index.html"): path
        for path in (tmp_path / "site").rglob("*.html")
    }
    texts = {address: path.read_text(encoding="utf-8") for address, path in pages.items()}
    shown = {address: text for address, text in texts.items() if _HIDDEN not in text}

    sitemap = (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8")
    named = re.findall("<loc>(.*?)</loc>", sitemap)

    assert len(named) == len(set(named)) > 80
    assert {*map(unquote, named)} == {
        f"{ROOT}{address}" for address in shown if not _NUMBERED.search(address)
    }
    for address, text in shown.items():
        (canonical,) = _CANONICAL.findall(text)
        assert unquote(canonical) == f"{ROOT}{address}"
