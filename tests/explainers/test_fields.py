from __future__ import annotations

from dataclasses import replace

import pytest

from plugins.explainers.model import (
    AiUse,
    Correction,
    Expectation,
    Image,
    Place,
    Review,
    Source,
)
from tests.support.explainer_texts import SETTINGS, explainer_text, parse_good, report


def problems(*lines: str, **fields: str | None) -> list[str]:
    return report(explainer_text(*lines, **fields))


def codes(*lines: str, **fields: str | None) -> list[str]:
    return [line.split(" ")[1].rstrip(":") for line in problems(*lines, **fields)]


def test_fields_that_are_left_out_have_their_defaults() -> None:
    explainer = parse_good(path="2026/2026-11-23-Web_caches.md")

    assert (explainer.slug, explainer.id) == ("web-caches", "web-caches")
    assert explainer.date == "2026-11-23T00:00:00Z"
    assert (explainer.modified, explainer.story, explainer.image_file) == ("", "", "")
    assert (explainer.status, explainer.lang) == ("published", "en")
    assert explainer.authors == ("Desk",)
    assert explainer.summary == "Browsers keep copies of pages."
    assert explainer.ai_generated
    assert explainer.ai == AiUse()
    assert explainer.review is None
    assert explainer.image is None


def test_settings_give_the_defaults_of_language_zone_and_ai() -> None:
    settings = replace(SETTINGS, lang="de", timezone="Europe/Berlin", ai_generated=False)

    explainer = parse_good(settings=settings)

    assert (explainer.lang, explainer.ai_generated) == ("de", False)
    assert explainer.date == "2026-11-22T23:00:00Z"


def test_place_of_a_key_is_where_its_value_stands() -> None:
    explainer = parse_good("tags:\n  - Web", tags=None, slug="copies")

    assert explainer.place_of("slug") == Place(4, 7)
    assert explainer.place_of("tags") == Place(6, 3)
    assert explainer.place_of("story") == Place(1, 1)


def test_text_over_several_lines_is_folded_to_one() -> None:
    explainer = parse_good("summary: >", "  Copies  of", "  pages.", title="Web\n  caches")

    assert (explainer.title, explainer.summary) == ("Web caches", "Copies of pages.")


def test_no_break_space_stays() -> None:
    assert parse_good(title="10\u00a0000 caches").title == "10\u00a0000 caches"


@pytest.mark.parametrize("title", ["no", "1.10", "12:30", "2026", "null", '"true"'])
def test_title_that_looks_like_another_type_stays_text(title: str) -> None:
    assert parse_good(title=title).title == title.strip('"')


def test_unknown_key_suggests_the_field_that_was_meant() -> None:
    assert problems("sumary: x") == [
        "5:1 front-matter/unknown: 'sumary' is not a known field / did you mean 'summary'?"
    ]


def test_unknown_key_that_is_close_to_nothing_lists_the_fields() -> None:
    (line,) = problems("colour: red")

    assert "known fields: title, date, tags, id, slug" in line


@pytest.mark.parametrize(
    ("key", "field"), [("Title", "title"), ("description", "summary"), ("draft", "status")]
)
def test_other_spellings_and_other_tools_names_are_understood(key: str, field: str) -> None:
    (line,) = problems(f"{key}: x")

    assert line.endswith(f"did you mean '{field}'?")


@pytest.mark.parametrize(("written", "meant"), [("titel", "title"), ("tag", "tags")])
def test_misspelt_required_field_is_not_a_missing_one_too(written: str, meant: str) -> None:
    assert codes(f"{written}: x", **{meant: None}) == ["front-matter/unknown"]


@pytest.mark.parametrize("field", ["title", "date", "tags"])
def test_required_field_that_is_missing_is_a_problem_at_the_top(field: str) -> None:
    (line,) = problems(**{field: None})

    assert line.startswith(f"1:1 front-matter/required: '{field}' is missing / add `{field}: ")


@pytest.mark.parametrize("field", ["title", "date", "tags", "summary", "sources", "image", "ai"])
def test_field_without_a_value_is_a_problem(field: str) -> None:
    assert codes(**{field: ""}) == ["front-matter/empty"]


def test_broken_value_of_a_required_field_is_one_problem() -> None:
    assert codes(title="*name") == ["front-matter/indirection"]


@pytest.mark.parametrize(
    ("field", "limit"), [("title", 300), ("summary", 1_000), ("story", 100), ("id", 200)]
)
def test_text_has_a_limit(field: str, limit: int) -> None:
    assert codes(**{field: "x" * (limit + 1)}) == ["front-matter/too-long"]
    assert codes(**{field: "x" * limit}) == []


def test_list_has_a_limit() -> None:
    assert codes(tags=f"[{', '.join(f't{n}' for n in range(201))}]") == ["front-matter/too-long"]
    assert codes(tags=f"[{'x' * 101}]") == ["front-matter/too-long"]


def test_tags_written_as_text_are_shown_as_a_list() -> None:
    assert problems(tags="Meta, AI") == [
        "4:7 front-matter/type: tags is text, not a list: 'Meta, AI' / write tags: [Meta, AI]"
    ]


def test_empty_list_of_tags_is_a_problem() -> None:
    assert codes(tags="[]") == ["front-matter/empty"]


def test_tags_that_are_one_are_kept_once_as_first_spelled() -> None:
    assert parse_good(tags="[AI, Web, ai, 'Ａｉ', web ]").tags == ("AI", "Web")


def test_title_in_brackets_is_a_problem_with_a_hint_to_quote_it() -> None:
    assert problems(title="[Caches]") == [
        "2:8 front-matter/type: title is a list, not text"
        " / put text that starts with a bracket in quotes"
    ]


def test_date_that_is_none_says_what_to_write() -> None:
    assert problems(date="23 Nov") == [
        "3:7 front-matter/date: date '23 Nov' is not a date"
        " / write YYYY-MM-DD, for example 2026-11-23"
    ]


def test_modified_lies_not_before_date() -> None:
    assert codes(modified="2026-11-22") == ["front-matter/date-order"]
    assert parse_good(modified="2026-11-24").modified == "2026-11-24T00:00:00Z"


def test_bare_modified_date_on_the_day_of_publication_is_that_moment() -> None:
    explainer = parse_good(date="2026-11-23T12:30", modified="2026-11-23")

    assert explainer.modified == explainer.date == "2026-11-23T12:30:00Z"


def test_broken_date_is_not_compared_with_others() -> None:
    assert codes(date="soon", modified="2026-11-22") == ["front-matter/date"]


def test_slug_and_id_are_taken_as_written() -> None:
    explainer = parse_good(slug="copies", id="2019/web.caches_1")

    assert (explainer.slug, explainer.id) == ("copies", "2019/web.caches_1")


def test_slug_that_no_address_can_have_suggests_one() -> None:
    (line,) = problems(slug="Cachés & Co")

    assert line.startswith("5:7 front-matter/slug: slug 'Cachés & Co' has characters")
    assert line.endswith("for example caches-co")


@pytest.mark.parametrize("path", ["2026/Über uns.md", "a--b!.md", "index.md", f"{'x' * 101}.md"])
def test_file_name_that_makes_no_slug_asks_for_one(path: str) -> None:
    (line,) = report(explainer_text(), path=path)

    assert line.startswith("1:1 front-matter/slug: the file")
    assert "add `slug: " in line


def test_file_name_does_not_matter_where_a_slug_is_given() -> None:
    assert parse_good(path="Über uns.md", slug="about-us").slug == "about-us"


@pytest.mark.parametrize("written", ["a b", "-a", "a.", "é", "a#b", "/a"])
def test_id_that_no_lasting_name_can_have_is_a_problem(written: str) -> None:
    assert codes(id=f'"{written}"') == ["front-matter/id"]


@pytest.mark.parametrize("tag", ["en", "de", "pt-BR", "zh-Hant-TW", "sr-Latn", "de-CH-1996", "gsw"])
def test_language_tag_is_taken(tag: str) -> None:
    assert parse_good(lang=tag).lang == tag


@pytest.mark.parametrize("tag", ["English", "e", "en_US", "en--US", "de-", "12", "x"])
def test_other_text_is_no_language_tag(tag: str) -> None:
    assert codes(lang=f'"{tag}"') == ["front-matter/language"]


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_status_is_one_of_three_words(status: str) -> None:
    assert parse_good(status=status).status == status


def test_status_that_is_none_suggests_the_word_that_was_meant() -> None:
    assert problems(status="publish") == [
        "5:9 front-matter/choice: status 'publish' is not published, draft or withdrawn"
        " / did you mean 'published'?"
    ]


@pytest.mark.parametrize(("written", "meant"), [("yes", "true"), ("No", "false"), ("TRUE", "true")])
def test_boolean_is_true_or_false_and_nothing_else(written: str, meant: str) -> None:
    (line,) = problems(ai_generated=written)

    assert line.startswith("5:15 front-matter/choice: ai_generated")
    assert line.endswith(f"write ai_generated: {meant}")
    assert parse_good(ai_generated="false").ai_generated is False


def test_sources_are_read_with_all_their_fields() -> None:
    explainer = parse_good(
        "sources:",
        "  - title: The ruling",
        "    url: https://example.org/ruling",
        "    publisher: The court",
        "    date: 2026-11",
        "    archived: https://archive.example/ruling",
        "  - title: The law",
    )

    assert explainer.sources == (
        Source(
            "The ruling",
            "https://example.org/ruling",
            "The court",
            "2026-11",
            "https://archive.example/ruling",
        ),
        Source("The law"),
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("sources: [{url: https://example.org/}]", "front-matter/required"),
        ("sources: [{titel: x}]", "front-matter/unknown"),
        ("sources: [{title: x, url: javascript:alert}]", "front-matter/url"),
        ("sources: [{title: x, archived: example.org}]", "front-matter/url"),
        ("sources: [{title: x, date: yesterday}]", "front-matter/date"),
        ("sources: [{title: x, date: 2026-13}]", "front-matter/date"),
        ("sources: [{title: x, title: y}]", "front-matter/duplicate"),
        ("sources: [https://example.org/]", "front-matter/type"),
        ("sources: {title: x}", "front-matter/type"),
        ("sources: [[x]]", "front-matter/type"),
        ("ai: {extent: wholly}", "front-matter/choice"),
        ("ai: gpt", "front-matter/type"),
        ("review: {responsible: yes}", "front-matter/choice"),
        ("review: {date: soon}", "front-matter/date"),
        ("corrections: [{text: x}]", "front-matter/required"),
        ("corrections: [{date: 2026-11-24}]", "front-matter/required"),
        ("corrections: [{date: 2026-11-22, text: x}]", "front-matter/date-order"),
        ("corrections: [{date: 2026-11, text: x}]", "front-matter/date"),
        ("expectations: [{due: 2027}]", "front-matter/required"),
        ("expectations: [{text: x, outcome: maybe}]", "front-matter/choice"),
        ("expectations: [{text: x, due: soon}]", "front-matter/date"),
        ("expectations: [{text: x, resolved: 2026-11-22}]", "front-matter/date-order"),
        ("expectations: [{text: x, source: javascript:alert}]", "front-matter/url"),
        ("expectations: [{text: x, source: https://example.org/a b}]", "front-matter/url"),
        ("expectations: [{text: x, source: HTTP://me@example.org/ a}]", "front-matter/url"),
        ("expectations: [{text: x, id: a}, {text: y, id: a}]", "front-matter/conflict"),
        ("aliases: [old]", "front-matter/alias"),
        ("aliases: /old/", "front-matter/type"),
        ("image: {src: a.png}", "image/alt"),
        ("image: {src: a.png, alt: ''}", "image/alt"),
        ("image: {alt: x}", "front-matter/required"),
        ("image: {src: https://example.org/a.png, alt: x}", "image/remote"),
        ("image: {src: //example.org/a.png, alt: x}", "image/remote"),
        ("image: {src: ../a.png, alt: x}", "link/outside"),
        ("image: {src: /../a.png, alt: x}", "link/outside"),
    ],
)
def test_mistake_in_a_nested_value_is_one_problem_on_its_line(line: str, code: str) -> None:
    (found,) = problems(line)

    assert found.startswith("5:")
    assert found.split(" ")[1] == f"{code}:"


def test_ai_and_review_are_read_with_all_their_fields() -> None:
    explainer = parse_good(
        "ai: {model: A model, extent: assisted, note: Drafts only}",
        "review: {by: Jane Doe, date: 2026-11-20, responsible: true}",
    )

    assert explainer.ai == AiUse("A model", "assisted", "Drafts only")
    assert explainer.review == Review("Jane Doe", "2026-11-20T00:00:00Z", True)


def test_ai_contradicts_ai_generated_false() -> None:
    assert problems("ai: {model: x}", ai_generated="false") == [
        "6:1 front-matter/conflict: 'ai' is set, but 'ai_generated' is false"
        " / delete one of the two"
    ]


def test_corrections_and_expectations_are_read_with_all_their_fields() -> None:
    explainer = parse_good(
        "corrections:",
        "  - {date: 2026-11-24, text: A number was wrong., section: What's Happening?}",
        "expectations:",
        "  - id: appeal",
        "    text: An appeal",
        "    due: 2027",
        "    outcome: happened",
        "    resolved: 2026-12-01",
        "    source: https://example.org/appeal",
    )

    assert explainer.corrections == (
        Correction("2026-11-24T00:00:00Z", "A number was wrong.", "What's Happening?"),
    )
    assert explainer.expectations == (
        Expectation(
            "An appeal",
            "appeal",
            "2027",
            "happened",
            "2026-12-01T00:00:00Z",
            "https://example.org/appeal",
        ),
    )


def test_source_of_an_expectation_may_be_a_name() -> None:
    explainer = parse_good('expectations: [{text: x, source: "Court: press office"}]')

    assert explainer.expectations[0].source == "Court: press office"


def test_aliases_are_kept_once() -> None:
    assert parse_good(aliases="[/old/, /older.html, /old/]").aliases == ("/old/", "/older.html")


@pytest.mark.parametrize(
    ("src", "file"),
    [("a.png", "2026/a.png"), ("../b/a.png", "b/a.png"), ("/images/a.png", "images/a.png")],
)
def test_lead_image_is_found_from_the_file_or_from_the_content_folder(src: str, file: str) -> None:
    explainer = parse_good(f"image: {{src: {src}, alt: A cache, credit: Jane}}", path="2026/x.md")

    assert explainer.image == Image(src, "A cache", "Jane")
    assert explainer.image_file == file


def test_all_mistakes_of_a_file_are_reported_together() -> None:
    assert codes("sumary: x", "lang: English", title="[x]", tags="Web", date="soon") == [
        "front-matter/type",
        "front-matter/date",
        "front-matter/type",
        "front-matter/unknown",
        "front-matter/language",
    ]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("image: pic.png", "write image: {src: pic.png, alt: what the image shows}"),
        ('image: "a, b.png"', 'write image: {src: "a, b.png", alt: what the image shows}'),
        ("review: Ann", "write review: {by: Ann}"),
        (
            "image: [pic.png]",
            "write its fields, for example `src: /images/court.jpg`"
            " and `alt: what the image shows`",
        ),
        (
            "image:",
            "write its fields, for example `src: /images/court.jpg`"
            " and `alt: what the image shows`",
        ),
        ("sources: [A paper]", "write its fields, for example `title: The court's ruling`"),
    ],
)
def test_text_where_fields_should_be_shows_how_to_write_them(line: str, hint: str) -> None:
    (problem,) = problems(line)

    assert problem.endswith(f" / {hint}")
