from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from plugins.explainers.site import Site
from plugins.explainers.texts import Catalogue
from plugins.explainers.views import PageMeta
from plugins.site_outputs.labelled import LabelForgotten, labelled_page

LABEL = "AI Generated Content"
SHOWN = f"<p data-ai-label>{LABEL}</p>"
SITE = Site(name="The Background", url="https://example.org")
PAGE = PageMeta(title="Caches", address="/explainers/caches/", kind="explainer")


@dataclass(frozen=True)
class MadeContext:
    """A context whose every page is made already."""

    made: str
    site: Site = SITE

    def page(self, template: str, **values: Any) -> bytes:
        return f"<!doctype html><head></head><body>{self.made}</body>".encode()

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} is not asked for")


def check(made: str, *labels: str, site: Site = SITE) -> bytes:
    return labelled_page(MadeContext(made, site), "explainer.html", labels or (LABEL,), page=PAGE)


@pytest.mark.parametrize(
    "made",
    [
        SHOWN,
        f'<span class="badge" data-ai-label>\n  {LABEL}\n</span>',
        f'<span data-ai-label="" class="badge">{LABEL}</span>',
        f'<a href="/">Home</a>{SHOWN}<h1>Caches</h1>',
        f"<h2><a href='/caches/'>Caches</a></h2>{SHOWN}",
        f"<!-- the label -->{SHOWN}",
        f'<p hidden>Later</p>{SHOWN}<p hidden>{LABEL}</p><input type="hidden" name="a">',
        f"<div hidden><div>Later</div></div>{SHOWN}",
        f'<p title="not hidden >">The hidden cost</p>{SHOWN}<input hidden>',
        f"<template>{SHOWN}</template>{SHOWN}",
        f"<article>{SHOWN}</article><aside>Beside it</aside>",
        f"<header>{SHOWN}</header>",
        f"<p hidden>Later{SHOWN}",
        f"<ul><li hidden>Later<li>{SHOWN}</ul>",
        f"<svg hidden/>{SHOWN}",
        f"<svg><title>Caches</title></svg>{SHOWN}",
        f"{SHOWN}</a></h2>",
        f"<h1>Caches</h2>{SHOWN}",
        f'<a href="/">Home<a href="/x/">Next</a>{SHOWN}',
        f"<template><template></template></template>{SHOWN}",
        f"<details><summary>{SHOWN}</summary>Why</details>",
        f"<DETAILS>\n<summary class='x'><b>By</b> {SHOWN}</summary>Why</DETAILS>",
        f"<details><p>Why</p><summary>{SHOWN}</summary></details>",
        f"<details open><summary>Who</summary>{SHOWN}</details>",
        f"<details><summary>Who</summary>Why</details>{SHOWN}",
        f"<details><summary>A</summary><details></details></details>{SHOWN}",
        f"<dialog open>{SHOWN}</dialog>",
        f'<label class="visually-hidden">Search <b>all</b></label>{SHOWN}',
        f'<div class="visually-hidden-focusable"><b>Skip</b></div>{SHOWN}',
        f"<SPAN data-ai-label>{LABEL}</SPAN>",
        f"<my-card hidden><b>Later</b></my-card>{SHOWN}",
    ],
)
def test_marked_element_shows_the_label(made: str) -> None:
    assert made.encode() in check(made)


@pytest.mark.parametrize(
    "made",
    [
        "",
        f"<p>{LABEL}</p>",
        f"<h1>{LABEL}</h1>",
        f'<li><a class="tag" href="/tags/ai/">{LABEL}</a></li>',
        f"<p hidden>{LABEL}</p>",
        f"<p data-ai-label>{LABEL}, explained</p>",
        "<p data-ai-label></p>",
        "<p data-ai-label>AI-Assisted Content</p>",
        f"<p data-ai-label hidden>{LABEL}</p>",
        f'<p hidden="until-found" data-ai-label>{LABEL}</p>',
        f"<div hidden><div></div><div>{SHOWN}</div></div>",
        f"<div\n  hidden>{SHOWN}</div>",
        f"<!-- {SHOWN} -->",
        f"<!-- {SHOWN}",
        f"<template>{SHOWN}</template>",
        f"<noscript>{SHOWN}</noscript>",
        f'<script type="text/plain">{SHOWN}</script>',
        f"<textarea>{SHOWN}</textarea>",
        f'<a href="/"><span data-ai-label>{LABEL}</span></a>',
        f"<h1><span data-ai-label>{LABEL}</span> Caches</h1>",
        f"<h1 data-ai-label>{LABEL}</h1>",
        f'<a href="/" data-ai-label>{LABEL}</a>',
        f'<p title="data-ai-label">{LABEL}</p>',
        f"<p data-ai-label HIDDEN>{LABEL}</p>",
        f"<div Hidden>{SHOWN}</div>",
        f"<H2>{SHOWN}</H2>",
        f"<h2><header>Caches</header>{SHOWN}</h2>",
        f'<A href="/">{SHOWN}</A>',
        f'<a href="/">{SHOWN}',
        f"<h2>{SHOWN}<h3>Caches</h3>",
        f"<template><template></template>{SHOWN}</template>",
        f"<dialog>{SHOWN}</dialog>",
        f"<details>{SHOWN}</details>",
        f"<details><summary>Who</summary>{SHOWN}</details>",
        f"<details><summary>A</summary><details><summary>B</summary></details>{SHOWN}</details>",
        f"<details><summary>A</summary><summary>{SHOWN}</summary></details>",
        f"<details><div><summary>{SHOWN}</summary></div></details>",
        f"<select><option data-ai-label>{LABEL}</option></select>",
        f"<select><option>{SHOWN}</option></select>",
        f"<svg><title data-ai-label>{LABEL}</title></svg>",
        f"<svg><title>{SHOWN}</title></svg>",
        f"<iframe>{SHOWN}</iframe>",
        f"<video>{SHOWN}</video>",
        f'<p class="visually-hidden" data-ai-label>{LABEL}</p>',
        f'<div class="card visually-hidden"><p>By</p>{SHOWN}</div>',
        f"<p hidden>Later<span data-ai-label>{LABEL}</span></p>",
        f"<p hidden></a><span data-ai-label>{LABEL}</span>",
        f"<my-card hidden>{SHOWN}</my-card>",
        f"<!x {SHOWN}",
        f"<? {SHOWN}",
    ],
)
def test_label_that_no_reader_sees_as_one_is_forgotten(made: str) -> None:
    with pytest.raises(LabelForgotten, match=f"explainer.html leaves out the label '{LABEL}'"):
        check(made)


def test_label_may_hold_marks_of_any_script() -> None:
    words = "Généré par l'IA & relu"
    french = Catalogue("(n > 1)", {LABEL: (words,)}).encoded()
    site = Site(name="Le fond", url="https://example.org", lang="fr", catalogue=french)

    check(f"<p hidden>Plus tard<p data-ai-label>{words}</p>", site=site)


def test_each_card_needs_a_label_of_its_own() -> None:
    card = f'<li><h2><a href="/caches/">Caches</a></h2>{SHOWN}</li>'
    check(card * 2, LABEL, "", LABEL)

    with pytest.raises(LabelForgotten):
        check(card, LABEL, LABEL)
    with pytest.raises(LabelForgotten):
        check(card * 2, LABEL, "AI-Assisted Content")


def test_label_is_looked_for_in_the_sites_language() -> None:
    german = Catalogue("(n != 1)", {LABEL: ("KI-generierter Inhalt",)}).encoded()
    site = Site(name="Hintergrund", url="https://example.org", lang="de", catalogue=german)

    check("<p data-ai-label>KI-generierter Inhalt</p>", site=site)

    with pytest.raises(LabelForgotten):
        check(SHOWN, site=site)


def test_page_without_a_label_to_show_needs_none() -> None:
    assert b"Caches" in check("<h1>Caches</h1>", "")
