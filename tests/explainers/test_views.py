from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup

from plugins.explainers.links import link_slot
from plugins.explainers.model import AiUse
from plugins.explainers.views import TagLinks, ai_label, body_markup, card, foreign_lang, tag_link
from tests.theme.rendering import SITE, make_archive, make_explainer


def test_label_says_how_ai_took_part():
    generated = make_explainer()
    assisted = make_explainer(ai=AiUse(extent="assisted"))
    by_hand = make_explainer(ai_generated=False)

    labels = [ai_label(each) for each in (generated, assisted, by_hand)]

    assert labels == ["AI Generated Content", "AI-Assisted Content", ""]


def test_card_has_each_tag_once_in_the_authors_order_and_without_counts():
    explainer = make_explainer(tags=("Meta", "AI", "meta"))
    archive = make_archive([explainer])

    tags = card(archive, explainer).tags

    assert [(tag.label, tag.count) for tag in tags] == [("Meta", 0), ("AI", 0)]


def test_many_cards_from_one_lookup_are_the_cards_made_alone():
    explainers = [make_explainer("one", tags=("AI", "Meta")), make_explainer("two", tags=("ai",))]
    archive = make_archive(explainers)
    links = TagLinks(archive)

    together = [card(archive, each, links) for each in explainers]

    assert together == [card(archive, each) for each in explainers]


def test_card_is_marked_while_its_explainer_is_unpublished():
    explainer = make_explainer()
    archive = make_archive([explainer], unpublished={explainer.path: "draft"})

    assert card(archive, explainer).state == "draft"


def test_tag_link_counts_only_when_asked():
    archive = make_archive([make_explainer()])
    tag = archive.tags[0]

    assert tag_link(tag).count == 0
    assert tag_link(tag, count=True).count == 1


def test_only_a_language_other_than_the_sites_is_named():
    assert foreign_lang("en", SITE) == ""
    assert foreign_lang("de", SITE) == "de"


def test_link_slots_get_the_sites_path_and_encoding():
    html = f'<a href="{link_slot(0)}">x</a>'

    markup = body_markup(html, ["/tags/künstliche-intelligenz/#main"], SITE)

    assert markup == '<a href="/archive/tags/k%C3%BCnstliche-intelligenz/#main">x</a>'


def test_anchor_of_the_same_page_stays_as_it_is():
    markup = body_markup(f'<a href="{link_slot(0)}">x</a>', ["#whats-next"], SITE)

    assert markup == '<a href="#whats-next">x</a>'


def test_query_of_a_link_stays_a_query():
    markup = body_markup(f'<a href="{link_slot(0)}">x</a>', ["/search/?q=a%20b&tag=AI"], SITE)

    link = BeautifulSoup(markup, "html.parser").a
    assert link is not None
    assert link["href"] == "/archive/search/?q=a%20b&tag=AI"


def test_link_cannot_leave_its_attribute():
    site = replace(SITE, url="https://example.org")

    markup = body_markup(f'<a href="{link_slot(0)}">x</a>', ['#"><script>'], site)

    link = BeautifulSoup(markup, "html.parser")
    assert link.script is None
    assert link.a is not None
    assert link.a["href"] == '#"><script>'
