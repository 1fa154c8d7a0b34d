from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from plugins.explainer_pages import build_explainer_pages
from plugins.explainers.links import link_slot
from plugins.explainers.markdown import render_markdown
from plugins.explainers.model import (
    AiUse,
    Body,
    BodyPart,
    Correction,
    Expectation,
    Explainer,
    Image,
    Review,
    Source,
)
from plugins.explainers.reader_links import FEEDBACK_KINDS, Feedback, FeedbackKind, Licence
from plugins.explainers.site import Site
from plugins.explainers.source_text import SourceText
from plugins.site_outputs.labelled import LabelForgotten
from tests.theme.rendering import (
    SITE,
    PageContext,
    german_site,
    make_archive,
    make_body,
    make_explainer,
    site_with,
    words_of,
)

HOSTILE = '"><script>alert(1)</script>{{ 7 * 7 }}'
DAY = "2026-11-23T00:00:00Z"


def page_of(
    explainer: Explainer, body: Body | None = None, *, site: Site = SITE, **archive: Any
) -> BeautifulSoup:
    made = make_archive([explainer], **archive)
    (output,) = build_explainer_pages(made, site)
    return PageContext(site, {"body": body or make_body()}).html(output)


def text_at(html: BeautifulSoup, selector: str) -> str:
    found = html.select_one(selector)
    assert found is not None, selector
    return words_of(BeautifulSoup(str(found), "html.parser"))


def test_label_stands_before_the_title():
    html = page_of(make_explainer())

    main = text_at(html, "main")
    assert main.startswith("AI Generated Content Home AI About caches")


def test_label_opens_to_model_and_note():
    html = page_of(make_explainer(ai=AiUse("some model", "assisted", "Drafted, then rewritten.")))

    assert text_at(html, "#disclosure details > summary") == "AI-Assisted Content"
    assert text_at(html, "#disclosure details dl") == (
        "Model some model Note Drafted, then rewritten."
    )


def test_text_by_hand_has_no_label():
    html = page_of(make_explainer(ai_generated=False))

    assert html.select_one("#disclosure") is None
    assert "AI Generated" not in words_of(html)


def test_review_says_who_answers_for_the_text():
    html = page_of(make_explainer(review=Review("Grace Hopper", DAY, True)))

    review = text_at(html, ".disclosure-review")
    assert review.replace(" ,", ",") == (
        "Reviewed by Grace Hopper on 23 November 2026, who answers for the text."
    )


def test_sections_have_their_lasting_anchors_and_a_menu():
    body = make_body(
        BodyPart("", "", "<p>Lead.</p>"),
        BodyPart("whats-happening", "What's Happening?", "<p>This.</p>", True),
        BodyPart("whats-next", "What's Next?", "<p>That.</p>", True),
    )

    html = page_of(make_explainer(), body)

    headings = {str(h["id"]): h.get_text() for h in html.select("h2.section-title")}
    menu = [str(link["href"]) for link in html.select('nav[aria-label="Sections"] a')]
    assert headings == {"whats-happening": "What's Happening?", "whats-next": "What's Next?"}
    assert menu == ["#whats-happening", "#whats-next"]


def test_body_from_the_engine_speaks_the_pages_language():
    text = "a[^1]\n\n| x |\n|---|\n| y |\n\n[^1]: n\n"
    source = SourceText("2026/caches.md", text)
    rendered = render_markdown(source, 0, section_anchors=frozenset())
    body = make_body(BodyPart("", "", rendered.parts[0].html), footnotes=rendered.footnotes)
    explainer = make_explainer()
    links = {explainer.path: ("#fn:1", "#fnref:1")}

    html = page_of(explainer, body, site=german_site(), link_addresses=links)

    assert html.select(".table-scroll[aria-label='Tabelle']")
    (back,) = html.select(".footnote-back")
    assert (back["aria-label"], back["href"]) == ("Zurück zu Verweis 1", "#fnref:1")


def test_link_slots_of_body_and_footnotes_are_filled():
    body = make_body(
        BodyPart("", "", f'<p><a href="{link_slot(0)}">x</a></p>'),
        footnotes=f'<ol><li><a href="{link_slot(1)}">y</a></li></ol>',
    )
    explainer = make_explainer()
    addresses = ("/explainers/other/#whats-next", "#fnref:1")

    html = page_of(explainer, body, link_addresses={explainer.path: addresses})

    assert html.select_one('.section a[href="/archive/explainers/other/#whats-next"]')
    assert html.select_one('#footnotes a[href="#fnref:1"]')
    assert "\x02" not in str(html)


def test_summary_leads_unless_the_text_opens_with_it():
    said_again = make_body(text="What caches are for. And more of it.")

    own = page_of(make_explainer(), make_body(text="Something else."))
    derived = page_of(make_explainer(), said_again)
    cut = page_of(make_explainer(summary="What caches are…"), said_again)

    assert text_at(own, ".standfirst") == "What caches are for."
    assert derived.select_one(".standfirst") is None
    assert cut.select_one(".standfirst") is None


def test_expectations_stand_under_whats_next_with_their_outcome_in_words():
    expectation = Expectation(
        "Rain falls.", "rain", "2026-12", "did-not", DAY, "https://example.org/a?b=1&c=2"
    )
    body = make_body(BodyPart("whats-next", "What's Next?", "<p>That.</p>", True))

    html = page_of(make_explainer(expectations=(expectation,)), body)

    shown = html.select_one("section:has(> h2#whats-next) #expectations")
    assert shown is not None
    assert " ".join(shown.get_text(" ").split()) == (
        "What was expected, and what came of it Rain falls. Did not happen on 23 November 2026"
        " Expected by December 2026 Source: example.org"
    )
    assert [str(link["href"]) for link in shown.select("a")] == ["https://example.org/a?b=1&c=2"]
    assert [str(time["datetime"]) for time in shown.select("time")] == ["2026-11-23", "2026-12"]


def test_expectations_show_without_a_section_of_that_name_too():
    html = page_of(make_explainer(expectations=(Expectation("Rain falls."),)))

    assert len(html.select("#expectations")) == 1
    assert "Still open" in text_at(html, "#expectations")


@pytest.mark.parametrize(
    "source",
    ["javascript:alert(1)", "https://exa mple.org/a b", "https://", "The court", "https://["],
)
def test_source_of_an_expectation_is_linked_only_where_it_is_a_web_address(source: str):
    risky = Expectation("Rain falls.", source=source)

    html = page_of(make_explainer(expectations=(risky,)))

    assert f"Source: {source}" in text_at(html, "#expectations")
    assert html.select("#expectations a") == []


def test_link_to_the_source_of_an_expectation_names_its_host():
    expectation = Expectation("Rain falls.", source="HTTPS://example.org?year=2026")

    html = page_of(make_explainer(expectations=(expectation,)))

    links = html.select("#expectations a")
    assert [(link["href"], link.get_text()) for link in links] == [
        ("HTTPS://example.org?year=2026", "example.org")
    ]


def test_correction_is_dated_leads_to_its_section_and_is_announced_at_the_top():
    corrections = (
        Correction("2026-11-24T00:00:00Z", "The number was wrong.", "what's happening?"),
        Correction(DAY, "A name was misspelt.", "the caption"),
    )
    body = make_body(BodyPart("whats-happening", "What's Happening?", "<p>This.</p>", True))

    html = page_of(make_explainer(corrections=corrections), body)

    shown = text_at(html, "#corrections")
    assert "24 November 2026 In what's happening? The number was wrong." in shown
    assert "In the caption A name was misspelt." in shown
    assert [str(a["href"]) for a in html.select("#corrections a")] == ["#whats-happening"]
    assert text_at(html, '.byline a[href="#corrections"]') == "Corrected 24 November 2026"


def test_sources_are_listed_with_all_that_is_known_of_them():
    known = Source(
        "A report", "https://example.org/r", "The Office", DAY, "https://archive.example/r"
    )

    html = page_of(make_explainer(sources=(known, Source("A book", date="2020"))))

    first, second = html.select("#sources li")
    assert [str(link["href"]) for link in first.select("a")] == [known.url, known.archived]
    assert "The Office 23 November 2026" in " ".join(first.get_text(" ").split())
    assert second.select("a") == []
    assert " ".join(second.get_text(" ").split()) == "A book 2020"


def test_byline_has_authors_date_and_update():
    html = page_of(
        make_explainer(authors=("Ada", "Charles"), modified="2026-11-25T00:00:00Z"),
    )

    assert text_at(html, ".byline") == (
        "By Ada, Charles 23 November 2026 1 minute to read Updated 25 November 2026"
    )


def test_lead_image_has_its_text_and_credit():
    image = Image("x y.png", "Two cats", "Photo: Ada")

    html = page_of(make_explainer(image=image, image_file="images/x y.png"))

    shown = html.select_one("figure img")
    assert shown is not None
    assert (shown["src"], shown["alt"]) == ("/archive/images/x%20y.png", "Two cats")
    assert text_at(html, "figcaption") == "Photo: Ada"
    social = html.select_one('meta[property="og:image"]')
    assert social is not None
    assert social["content"] == "https://example.org/archive/images/x%20y.png"


def test_closing_question_is_last_and_leads_to_a_page_that_is_there():
    html = page_of(make_explainer(), site=site_with(["about", "corrections"]))

    assert text_at(html, "main").endswith(
        "Do you find this article useful? Tell the authors what was good and what was missing."
    )
    assert [str(a["href"]) for a in html.select("#useful a")] == ["/archive/corrections/"]


def test_closing_question_has_no_dead_control_where_there_is_no_such_page():
    html = page_of(make_explainer())

    assert text_at(html, "#useful") == "Do you find this article useful? Tell the authors."
    assert html.select("#useful a, #useful button, #useful input") == []


def test_neighbours_and_story_are_linked():
    explainers = [
        make_explainer(name, date=f"2026-01-0{day}T00:00:00Z", story="One story")
        for day, name in enumerate(("first", "second", "third"), start=1)
    ]
    outputs = list(build_explainer_pages(make_archive(explainers), SITE))

    html = PageContext(bodies={"body": make_body()}).html(outputs[1])

    neighbours = [(str(a["rel"][0]), str(a["href"])) for a in html.select(".neighbours a")]
    assert neighbours == [
        ("prev", "/archive/explainers/first/"),
        ("next", "/archive/explainers/third/"),
    ]
    assert text_at(html, "#story") == (
        "The running story: One story Earlier 1 January 2026 About first AI"
        " Later 3 January 2026 About third AI The whole story from its beginning"
    )


def test_label_is_marked_beside_every_link_to_an_explainer_that_has_one():
    explainers = [
        make_explainer("first", date="2026-01-01T00:00:00Z", ai=AiUse(extent="assisted")),
        make_explainer("second", date="2026-01-02T00:00:00Z", ai_generated=False),
        make_explainer("third", date="2026-01-03T00:00:00Z"),
        make_explainer("fourth", date="2026-01-04T00:00:00Z", ai_generated=False),
        make_explainer("fifth", date="2026-01-05T00:00:00Z"),
    ]
    outputs = list(build_explainer_pages(make_archive(explainers), SITE))

    html = PageContext(bodies={"body": make_body()}).html(outputs[1])

    assert marks_beside_links(html, ".neighbour") == {
        "first": "AI-Assisted Content",
        "third": "AI Generated Content",
    }
    assert marks_beside_links(html, "#related .line") == {
        "fourth": "",
        "fifth": "AI Generated Content",
    }


def marks_beside_links(html: BeautifulSoup, selector: str) -> dict[str, str]:
    """The name of the mark (empty: none) by the slug that the link beside it leads to."""
    found = {}
    for place in html.select(selector):
        link, mark = place.select_one("a"), place.select_one(".label-mark")
        assert link is not None
        assert link.select(".label-mark") == []
        assert mark is None or (mark["role"], mark.get_text()) == ("img", "AI")
        found[str(link["href"]).split("/")[-2]] = str(mark["title"]) if mark else ""
    return found


def test_marks_of_other_explainers_are_no_label_of_the_page(tmp_path: Path):
    template = tmp_path / "explainer.html"
    template.write_text(
        '{% extends "!theme/explainer.html" %}{% block disclosure %}{% endblock %}', "utf-8"
    )
    pair = [make_explainer("first"), make_explainer("second")]
    output = next(iter(build_explainer_pages(make_archive(pair), SITE)))

    with pytest.raises(LabelForgotten):
        PageContext(bodies={"body": make_body()}, overrides=tmp_path).html(output)


def test_text_in_another_language_is_marked_and_runs_its_way():
    html = page_of(make_explainer(lang="ar"))

    title = html.select_one("h1")
    text = html.select_one(".section .prose")
    assert html.html is not None
    assert title is not None
    assert text is not None
    assert html.html["lang"] == "en"
    assert (title["lang"], title["dir"]) == ("ar", "rtl")
    assert (text["lang"], text["dir"]) == ("ar", "rtl")


def test_hostile_words_are_shown_and_do_nothing():
    explainer = make_explainer(
        title=HOSTILE,
        summary=HOSTILE,
        tags=(f"{HOSTILE} tag",),
        authors=(HOSTILE,),
        story=HOSTILE,
        ai=AiUse(HOSTILE, "generated", HOSTILE),
        review=Review(HOSTILE, DAY),
        image=Image("x.png", HOSTILE, HOSTILE),
        image_file="images/x.png",
        sources=(Source(HOSTILE, "https://example.org/", HOSTILE),),
        corrections=(Correction(DAY, HOSTILE, HOSTILE),),
        expectations=(Expectation(HOSTILE, source=HOSTILE),),
    )
    body = make_body(BodyPart("x", HOSTILE, "<p>This.</p>"), BodyPart("y", "Y", ""))

    html = page_of(explainer, body)

    assert [
        str(script.get("src")) for script in html.select("script:not([type='application/ld+json'])")
    ] == ["/archive/theme/js/main.js"]
    assert html.h1 is not None
    assert html.h1.get_text() == HOSTILE
    assert html.title is not None
    assert html.title.get_text() == f"{HOSTILE} – The Background"
    assert "49" not in words_of(html)


def test_withdrawn_explainer_shows_a_note_and_why():
    withdrawn = make_explainer(corrections=(Correction(DAY, "Its source was forged."),))
    (output,) = build_explainer_pages(make_archive(withdrawn=(withdrawn,)), SITE)

    html = PageContext().html(output)

    assert "This explainer was withdrawn." in text_at(html, "main")
    assert text_at(html, "#corrections") == "Corrections 23 November 2026 Its source was forged."
    robots = html.select_one('meta[name="robots"]')
    assert robots is not None
    assert robots["content"] == "noindex"


def test_draft_is_marked_while_serving():
    explainer = make_explainer()

    html = page_of(explainer, unpublished={explainer.path: "draft"})

    assert text_at(html, ".note-state").startswith("Draft.")


def test_review_stands_in_the_line_of_the_label():
    html = page_of(make_explainer(review=Review("Grace Hopper", DAY)))

    assert text_at(html, "#disclosure .disclosure-label") == (
        "AI Generated Content Reviewed by Grace Hopper on 23 November 2026 ."
    )


def test_citation_has_all_that_finds_the_text_again():
    html = page_of(make_explainer(authors=("Ada", "Charles"), modified="2026-11-25T00:00:00Z"))

    assert text_at(html, "#sharing .citation") == (
        "Ada, Charles. “About caches”. The Background, 23 November 2026 , updated"
        " 25 November 2026 . https://example.org/archive/explainers/caches/"
    )


def test_title_is_quoted_in_a_citation_as_the_language_does():
    html = page_of(make_explainer(authors=("Ada",)), site=german_site())

    assert text_at(html, "#sharing .citation") == (
        "Ada. „About caches“. The Background, 23. November 2026 ."
        " https://example.org/archive/explainers/caches/"
    )


def test_licence_is_named_where_there_is_one():
    licence = Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")

    without = page_of(make_explainer())
    named = page_of(make_explainer(), site=replace(SITE, licence=licence))

    assert without.select("[rel=license]") == []
    (link,) = named.select("[rel=license]")
    assert (link["href"], link.get_text()) == (licence.url, "CC BY 4.0")


def social_of(html: BeautifulSoup) -> dict[str, str]:
    return {
        str(tag.get("property") or tag.get("name")): str(tag["content"])
        for tag in html.select('meta[property^="og:"], meta[name^="twitter:"]')
    }


def test_drawing_stands_for_no_page_elsewhere():
    explainer = make_explainer(image=Image("x.SVG", "A curve"), image_file="images/x.SVG")

    html = page_of(explainer)
    own, preview = social_of(html), social_of(page_of(explainer, site=replace(SITE, previews=True)))

    assert html.select_one('figure img[src="/archive/images/x.SVG"]') is not None
    assert not [name for name in own if "image" in name]
    assert own["twitter:card"] == "summary"
    assert preview["og:image"].endswith("/preview.png")


@pytest.mark.parametrize(
    ("lang", "locale"),
    [
        ("de", "de_DE"),
        ("DE", "de_DE"),
        ("de-de", "de_DE"),
        ("de-at", "de_AT"),
        ("pt-BR", "pt_BR"),
        ("zh-Hant-TW", "zh_TW"),
        ("zh-Hant", None),
        ("es-419", None),
        ("sw", None),
    ],
)
def test_language_is_named_as_the_social_protocol_wants_it(lang: str, locale: str | None):
    social = social_of(page_of(make_explainer(lang=lang)))

    assert social.get("og:locale") == locale


def test_preview_image_stands_for_the_page_with_size_and_words():
    image = Image("x.png", "Two cats")
    explainer = make_explainer(image=image, image_file="images/x.png")

    own = social_of(page_of(explainer))
    preview = social_of(page_of(explainer, site=replace(SITE, previews=True)))

    assert own["og:image:alt"] == "Two cats"
    assert own["og:locale"] == "en_US"
    assert own["og:type"] == "article"
    assert {name: preview[name] for name in preview if "image" in name or "card" in name} == {
        "og:image": "https://example.org/archive/explainers/caches/preview.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "About caches (AI Generated Content)",
        "twitter:card": "summary_large_image",
    }


FORMS = {
    "form": ("https://forms.example.org/a?b=c", "post", "https://forms.example.org/a?b=c"),
    "mail": ("us@example.org", "get", "mailto:us@example.org"),
    "github": ("https://github.com/o/r", "get", "https://github.com/o/r/issues/new"),
    "gitlab": ("https://gitlab.com/o/r", "get", "https://gitlab.com/o/r/-/issues/new"),
    "codeberg": ("https://codeberg.org/o/r", "get", "https://codeberg.org/o/r/issues/new"),
}


@pytest.mark.parametrize("kind", FEEDBACK_KINDS)
def test_closing_question_has_two_buttons_that_lead_where_the_setting_says(kind: FeedbackKind):
    target, method, action = FORMS[kind]
    site = replace(SITE, feedback=Feedback(kind, target))
    body = make_body(BodyPart("whats-next", "What's Next?", "<p>That.</p>", True))

    html = page_of(make_explainer(), body, site=site)

    yes, no, reasons = html.select("#useful form")
    assert (yes["method"], yes["action"]) == (reasons["method"], reasons["action"])
    assert (yes["method"], yes["action"]) == (method, action)
    assert (no["method"], no["action"]) == ("get", "#useful-no")
    assert [button.get_text() for button in html.select(".useful-answers button")] == ["Yes", "No"]
    choices = [" ".join(each.get_text().split()) for each in reasons.select(".useful-choice")]
    assert choices == ["What's Next?", "The whole of it"]
    assert text_at(html, ".useful-where").startswith("Your answer ")
    assert text_at(html, "main").endswith(
        "Nothing is sent before you choose. Which section fell short?"
        " What's Next? The whole of it "
        + ("In a few words, if you like Send" if kind == "form" else "Go on")
    )


@pytest.mark.parametrize("kind", ["explainer.html", "partials/disclosure.html"])
def test_template_that_forgets_the_label_cannot_publish(kind: str, tmp_path: Path):
    (tmp_path / kind).parent.mkdir(exist_ok=True)
    (tmp_path / kind).write_text(
        '{% extends "!theme/explainer.html" %}{% block disclosure %}{% endblock %}'
        if kind == "explainer.html"
        else "<!-- AI Generated Content -->"
    )
    explainer = make_explainer(title="AI Generated Content, explained")
    (output,) = build_explainer_pages(make_archive([explainer]), SITE)
    context = PageContext(bodies={"body": make_body()}, overrides=tmp_path)

    with pytest.raises(LabelForgotten, match=r"explainer\.html leaves out the label 'AI Gen"):
        output.render(output.inputs, context)


def test_page_without_a_label_to_show_needs_none(tmp_path: Path):
    (tmp_path / "explainer.html").write_text("{{ page.title }}")
    (output,) = build_explainer_pages(make_archive([make_explainer(ai_generated=False)]), SITE)

    made = output.render(
        output.inputs, PageContext(bodies={"body": make_body()}, overrides=tmp_path)
    )

    assert made == b"About caches"
