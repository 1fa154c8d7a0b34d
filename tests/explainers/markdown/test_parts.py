from __future__ import annotations

import pytest

from plugins.explainers.addresses import anchor_name
from plugins.explainers.links import table_slot
from plugins.explainers.markdown import PAGE_IDS
from plugins.explainers.model import Place


def test_body_is_split_at_its_second_level_headings(render):
    rendered = render("Lead\n\n## One\n\na\n\nTwo\n---\n\nb\n\n### Deeper\n\nc\n")

    assert [(part.heading, part.anchor, part.text) for part in rendered.parts] == [
        ("", "", "Lead"),
        ("One", "one", "a"),
        ("Two", "two", "b Deeper c"),
    ]
    assert rendered.parts[2].html == '<p>b</p>\n<h3 id="deeper">Deeper</h3>\n<p>c</p>'


def test_lead_is_there_even_if_empty(render):
    rendered = render("## One\n\na\n")

    assert (rendered.parts[0].heading, rendered.parts[0].html) == ("", "")


def test_place_of_a_heading_is_its_line_in_the_file(render):
    text = "---\ntitle: x\n---\nLead\n\n   ## One\n"

    rendered = render(text, start=text.index("Lead"))

    assert rendered.parts[0].place == Place(4, 1)
    assert rendered.parts[1].place == Place(6, 4)


@pytest.mark.parametrize("markdown", ["> ## In\n", "- ## In\n"])
def test_headings_in_quotes_and_lists_do_not_split(render, markdown):
    rendered = render(markdown)

    assert len(rendered.parts) == 1
    assert '<h2 id="in">In</h2>' in rendered.parts[0].html


def test_heading_is_plain_text(render):
    rendered = render("## The *real* `cost` &amp; [more](https://example.org)[^1]\n\n[^1]: n\n")

    assert rendered.parts[1].heading == "The real cost & more"
    assert rendered.footnotes == ""


def test_html_that_is_left_open_ends_with_its_part(render):
    rendered = render("<details><summary>a</summary>\n\n## In\n\nb\n")

    assert rendered.parts[0].html == "<details><summary>a</summary></details>"
    assert rendered.parts[1].html == "<p>b</p>"


def test_first_level_headings_are_named_with_their_places(render):
    rendered = render("# A\n\ntext\n\nB\n===\n\n> # C\n")

    assert rendered.top_headings == (
        (Place(1, 1), "A"),
        (Place(5, 1), "B"),
        (Place(8, 1), "C"),
    )
    assert "<h1" not in rendered.parts[0].html


def test_second_heading_of_a_name_gets_a_number(render):
    rendered = render("## One\n\n### One\n\n## One\n")

    assert rendered.anchors == ("one", "one-2", "one-3")


def test_number_that_a_heading_has_by_itself_is_not_given_twice(render):
    rendered = render("## One\n\n## One 2\n\n## One\n")

    assert rendered.anchors == ("one", "one-2", "one-3")


def test_anchors_of_sections_are_kept_for_second_level_headings(render):
    rendered = render("### What's Next?\n\n## What’s Next\n", sections=("whats-next",))

    assert rendered.anchors == ("whats-next-2", "whats-next")


def test_ids_of_the_page_are_not_taken(render):
    rendered = render("## Sources\n\n## Main\n")

    assert rendered.anchors == ("sources-2", "main-2")
    assert {"sources", "main"} <= PAGE_IDS


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("What's Happening?", "whats-happening"),
        ("What’s Happening", "whats-happening"),
        ("  A -- B!  ", "a-b"),
        ("Straße 日本語", "strasse-日本語"),
        ("हिन्दी", "हिन्दी"),
        ("?!", "section"),
        ("snake_case", "snake-case"),
    ],
)
def test_anchor_is_made_of_letters_and_digits(text, anchor):
    assert anchor_name(text) == anchor


def test_text_has_no_tags_entities_and_footnote_marks(render):
    rendered = render("A &amp; *b*\n`<c>`[^1]\n\n- one\n- two\n\n| x | y |\n|---|---|\n\n[^1]: n\n")

    assert rendered.parts[0].text == "A & b <c> one two x y"


def test_table_can_be_scrolled_with_the_keyboard(render):
    rendered = render("a | b\n--|--\n1 | 2\n")

    opening = rendered.parts[0].html.partition(">")[0]
    for attribute in (
        'class="table-scroll"',
        'tabindex="0"',
        f'aria-label="{table_slot()}"',
        "role=",
    ):
        assert attribute in opening


def test_footnotes_may_mention_each_other(render):
    rendered = render("a[^1]\n\n[^1]: one[^2]\n[^2]: two[^1]\n[^3]: never mentioned\n")

    assert rendered.footnotes.count("<li") == 2
    assert "never mentioned" not in rendered.footnotes
    assert {"fn:1", "fn:2", "fnref:1", "fnref:1-2", "fnref:2"} == set(rendered.anchors)
    assert {(link.kind, link.target) for link in rendered.links} == {("anchor", "")}
    assert {link.anchor for link in rendered.links} == set(rendered.anchors)


def test_footnote_without_text_takes_nothing_of_what_follows(render):
    rendered = render("a[^1]\n\n[^1]:\n# b\n")

    assert rendered.problems == ()
    assert [text for _, text in rendered.top_headings] == ["b"]


def test_every_id_is_there_once(render):
    rendered = render("## A\n\n### A\n\nx[^1] y[^1]\n\n> ## A\n\n[^1]: n\n")

    assert len(set(rendered.anchors)) == len(rendered.anchors)


def test_same_text_gives_the_same_result(render):
    text = "# A\n\n[x](o.md) <b>y</b>[^1]\n\n[^1]: n\n"

    assert render(text) == render(text)
