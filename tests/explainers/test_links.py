from __future__ import annotations

from plugins.explainers.links import back_link_slot, fill_slots, link_slot, table_slot
from tests.theme.rendering import SITE, german_site

SLOTS = (table_slot(), back_link_slot(2), back_link_slot(1, 3))


def test_link_slot_is_filled_with_its_address_as_an_attribute_needs_it():
    html = f'<a href="{link_slot(1)}">x</a><a href="{link_slot(0)}">y</a>'

    filled = fill_slots(html, ["/a/", '/b/?c&d="<'], SITE.gettext)

    assert filled == '<a href="/b/?c&amp;d=&quot;&lt;">x</a><a href="/a/">y</a>'


def test_what_an_engine_says_follows_the_sites_language():
    html = "|".join(SLOTS)

    assert [fill_slots(html, [], site.gettext) for site in (SITE, german_site())] == [
        "Table|Back to reference 2|Back to reference 1, mention 3",
        "Tabelle|Zurück zu Verweis 2|Zurück zu Verweis 1, Stelle 3",
    ]


def test_translation_cannot_leave_its_attribute():
    def hostile(message: str, **values: object) -> str:
        return '"><script>&'

    assert fill_slots(table_slot(), [], hostile) == "&quot;>&lt;script>&amp;"


def test_html_without_a_slot_stays_as_it_is():
    assert fill_slots("<p>back 1</p>", [], SITE.gettext) == "<p>back 1</p>"
