from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.model import AiUse
from plugins.explainers.site import Site
from plugins.search_index.builder import build_search_index
from plugins.search_index.ranking import rank
from plugins.search_index.words import folded_words
from tests.search_index.corpus import (
    SITE,
    Context,
    MadeArchive,
    make_archive,
    make_explainer,
)
from tests.search_index.ranking_contract import CONTRACT, made_contract


def index_of(made: MadeArchive, site: Site = SITE):
    _, output = build_search_index(made.archive, site)
    return json.loads(output.render(output.inputs, Context(made, site)))


def titles(index, query):
    return [index["documents"][number][0] for number, _ in rank(index, query)]


def test_contract_of_ranking_is_what_python_makes():
    written = json.loads(CONTRACT.read_text(encoding="utf-8"))

    assert written == made_contract(), "run: python -m tests.search_index.ranking_contract"


def test_page_and_index_have_their_lasting_addresses():
    outputs = list(build_search_index(make_archive().archive, SITE))

    assert [output.path for output in outputs] == ["search/index.html", "search/index.json"]


def test_page_is_asked_not_to_be_listed_and_told_where_the_index_is():
    made = make_archive()
    context = Context(made)
    page, _ = build_search_index(made.archive, SITE)

    page.render(page.inputs, context)

    [(template, values)] = context.pages
    assert template == "search.html"
    assert (values["page"].kind, values["page"].hidden) == ("search", True)
    assert values["index_address"] == "/search/index.json"


def test_document_carries_what_a_result_shows():
    explainer = make_explainer(
        "Caches",
        tags=("Meta & Co", "AI"),
        lang="de",
        ai=AiUse(extent="assisted"),
        summary="What a cache is.",
    )

    index = index_of(MadeArchive([(explainer, "A cache keeps copies.")]))

    tags = [["AI", "ai"], ["Meta & Co", "meta-co"]]
    assert index["tags"] == tags
    assert index["documents"] == [
        [
            "Caches",
            "/explainers/caches/",
            "2026-11-23",
            [1, 0],
            "AI-Assisted Content",
            "What a cache is. A cache keeps copies.",
            "de",
        ]
    ]


def test_explainer_without_ai_has_no_label():
    index = index_of(MadeArchive([(make_explainer("Caches", ai_generated=False), "Text.")]))

    assert index["documents"][0][4] == ""


def test_day_is_that_of_the_sites_time_zone():
    made = MadeArchive([(make_explainer("Caches", date="2026-11-22T23:00:00Z"), "Text.")])

    index = index_of(made, Site(name="A", url="http://localhost", timezone="Europe/Berlin"))

    assert index["documents"][0][2] == "2026-11-23"


def test_summary_made_of_the_first_sentences_counts_once():
    made = MadeArchive([(make_explainer("Title", summary="Caches keep…"), "Caches keep copies.")])

    index = index_of(made)

    assert index["fields"]["text"]["postings"]["cach"] == [0, 1]
    assert index["documents"][0][5] == "Caches keep copies."


def test_long_body_gives_a_short_text_that_ends_with_a_word():
    made = make_archive(("Title", "copies " * 1000))

    text = index_of(made)["documents"][0][5]

    assert len(text) < 420
    assert text.endswith("copies")


def test_postings_hold_distances_and_frequencies():
    made = make_archive(("A", "cache cache"), ("B", "none"), ("C", "cache"), ("D", "cache"))

    index = index_of(made)

    assert index["fields"]["text"]["postings"]["cach"] == [0, 2, 2, 1, 1, 1]


def test_title_and_tags_are_searched_too():
    made = MadeArchive([(make_explainer("Resolvers", tags=("Networks",)), "Text.")])

    index = index_of(made)

    assert titles(index, "resolver") == titles(index, "network") == ["Resolvers"]


def test_same_archive_gives_the_same_bytes():
    made = make_archive(("Beta", "One two three."), ("Alpha", "Three two one."))
    _, output = build_search_index(made.archive, SITE)

    first = output.render(output.inputs, Context(made))

    assert output.render(output.inputs, Context(made)) == first


def test_empty_archive_has_an_index_that_finds_nothing():
    assert rank(index_of(make_archive()), "anything") == []


def test_more_words_never_find_less():
    index = index_of(make_archive(("A", "caches"), ("B", "resolvers"), ("C", "zones")))

    assert set(titles(index, "caches")) <= set(titles(index, "caches resolvers nonsense"))


def test_title_match_comes_before_a_mention():
    index = index_of(
        make_archive(
            ("How caches work", "They keep copies of what was asked for."),
            ("How resolvers work", "They have caches of what was asked for."),
            ("How zones work", "They hold names and nothing else at all."),
        )
    )

    assert titles(index, "caches")[0] == "How caches work"


def test_of_equal_scores_the_newest_comes_first():
    index = index_of(make_archive(("Old", "cache"), ("New", "cache")))

    assert titles(index, "cache") == ["New", "Old"]


WORDS = ["court", "chip", "licence", "vote", "treaty", "strike", "model", "flood", "bank", "rail"]


@pytest.mark.parametrize("number", range(60))
def test_explainer_of_a_large_archive_is_among_the_first_by_its_title(number):
    # Every title shares its words with many others, and every text uses all of them.
    named = [f"The {WORDS[n % 10]}s and the {WORDS[n // 10 + 3]} of {n}" for n in range(60)]
    index = index_of(make_archive(*((name, " ".join(WORDS)) for name in named)))

    assert named[number] in titles(index, named[number])[:3]


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=8))
def test_explainer_is_found_by_its_title_whatever_it_is(names):
    index = index_of(make_archive(*((name, "Some text.") for name in names)))

    for name in filter(lambda name: any(folded_words(name)), names):
        assert name in titles(index, name)
