from __future__ import annotations

from pathlib import Path
from typing import Any

import pyromark
import pytest
from markdown import Markdown

from plugins.explainers.markdown import ENGINES
from tests.support.sites import build_in_process, bytes_of, explainer, write_files

FRONT = """authors: [A. Author, B. Author]
sources:
  - {title: "Minutes [1]", url: "https://example.org/m", publisher: The board, date: 2025-05}
  - {title: A book}
expectations:
  - {text: "A *law*.", due: 2026-12, source: "https://example.org/plan"}
  - {text: A vote., outcome: partly, resolved: 2025-06-01, source: The board}
corrections:
  - {date: 2025-05-20, text: "The number was *wrong*."}
"""
BODY = """See [other](other.md#whats-next), [here](#whats-happening),
![a](/images/a.svg),
[away](https://example.net/).

<!-- secret -->
```
other.md
```
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
FILES = {
    "2025/caches.md": explainer("Caches", front=FRONT, body=BODY),
    "2025/other.md": explainer("Other_one*", front="ai_generated: false\n"),
    "images/a.svg": PICTURE,
}
ROOT = "https://example.org/archive"


def copies_of(folder: Path, **settings: Any) -> dict[str, str]:
    write_files(folder / "content", FILES)
    build_in_process(folder / "content", folder / "site", SITEURL=ROOT, **settings)
    files = bytes_of(folder / "site")
    return {path: data.decode() for path, data in files.items() if path.endswith(".md")}


def test_copies_are_made_only_for_those_who_want_them(tmp_path: Path) -> None:
    assert copies_of(tmp_path) == {}


def test_copy_says_what_the_page_says_label_first(tmp_path: Path) -> None:
    copies = copies_of(tmp_path, MARKDOWN_COPIES=True)

    assert (
        copies["explainers/caches/index.md"]
        == f"""> **AI Generated Content**

# Caches

A. Author, B. Author · 2025-03-04 · <{ROOT}/explainers/caches/>

## What's Happening?

Text of Caches.

## Why It's Important?

Text of Caches.

## What's Next?

Text of Caches.

See [other]({ROOT}/explainers/other/#whats-next), [here]({ROOT}/explainers/caches/#whats-happening),
![a]({ROOT}/images/a.svg),
[away](https://example.net/).


```
other.md
```

## What was expected, and what came of it

- A \\*law\\*. (Still open; Expected by 2026-12; Source: <https://example.org/plan>)
- A vote. (Happened in part on 2025-06-01; Source: The board)

## Sources

- [Minutes \\[1\\]](<https://example.org/m>), The board, 2025-05
- A book

## Corrections

- 2025-05-20: The number was \\*wrong\\*.
"""
    )


def test_title_is_no_markup_and_text_by_hand_has_no_label(tmp_path: Path) -> None:
    copy = copies_of(tmp_path, MARKDOWN_COPIES=True)["explainers/other/index.md"]

    assert copy.startswith("# Other\\_one\\*\n")
    assert "<h1>Other_one*</h1>" in Markdown().convert(copy)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_way_to_write_a_link_leads_to_the_site(tmp_path: Path, engine: str) -> None:
    other, picture = f"{ROOT}/explainers/other/", f"{ROOT}/images/a.svg"
    body = """[a](<other.md> "t") [b][ref] [c][ref] ![p](/images/a.svg) other.md `[d](other.md)`
<a href="other.md">e</a> <img src="/images/a.svg" alt="A"> [other.md](other.md) [^1]

[ref]: other.md
[^1]: [n](other.md)
"""
    expected = f"""[a](<{other}> "t") [b][ref] [c][ref] ![p]({picture}) other.md `[d](other.md)`
<a href="{other}">e</a> <img src="{picture}" alt="A"> [other.md]({other}) [^1]

[ref]: {other}
[^1]: [n]({other})
"""
    write_files(tmp_path / "content", {"2025/links.md": explainer("Links", body=body)})

    copies = copies_of(tmp_path, MARKDOWN_COPIES=True, MARKDOWN_ENGINE=engine)

    assert copies["explainers/links/index.md"].endswith(expected)


def test_days_are_those_of_the_pages(tmp_path: Path) -> None:
    copies = copies_of(tmp_path, MARKDOWN_COPIES=True, TIMEZONE="Asia/Tokyo")
    page = (tmp_path / "site/explainers/caches/index.html").read_text(encoding="utf-8")

    assert "- 2025-05-20: The number" in copies["explainers/caches/index.md"]
    assert " · 2025-03-04 · " in copies["explainers/caches/index.md"]
    assert 'datetime="2025-05-20"' in page


def test_title_with_an_entity_stays_as_it_is(tmp_path: Path) -> None:
    write_files(tmp_path / "content", {"2025/a.md": explainer("'AT&T and &lt;b&gt;'")})

    copy = copies_of(tmp_path, MARKDOWN_COPIES=True)["explainers/a/index.md"]

    assert "<h1>AT&amp;T and &amp;lt;b&amp;gt;</h1>" in pyromark.html(copy)


def test_page_names_its_copy(tmp_path: Path) -> None:
    copies_of(tmp_path, MARKDOWN_COPIES=True)

    page = (tmp_path / "site/explainers/caches/index.html").read_text(encoding="utf-8")

    link = '<link rel="alternate" type="text/markdown" href="/archive/explainers/caches/index.md">'
    assert link in page
