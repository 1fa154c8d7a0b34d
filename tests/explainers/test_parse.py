from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml import SafeLoader

from plugins.explainers import yaml_reader
from plugins.explainers.model import Body, Explainer, FreePage, Place
from plugins.explainers.parse import body_digest, parse_file
from plugins.explainers.problems import CODES
from plugins.explainers.source_text import SourceText
from tests.support.explainer_texts import (
    BODY,
    SETTINGS,
    codes,
    explainer_text,
    parse,
    parse_good,
    report,
)


def page_of(text: str, path: str = "pages/about.md") -> FreePage:
    parsed = parse(text, path=path)
    assert parsed.problems == ()
    assert isinstance(parsed.entry, FreePage)
    return parsed.entry


def test_whole_file_becomes_an_explainer_and_its_body() -> None:
    parsed = parse(explainer_text(body=f"Lead with [a link](dns.md#zones).\n{BODY}"))

    assert isinstance(parsed.entry, Explainer)
    assert parsed.body is not None
    assert parsed.body.text.splitlines()[:2] == [
        "Lead with a link.",
        "Browsers keep copies of pages.",
    ]
    assert parsed.entry.summary == "Lead with a link."
    assert parsed.entry.word_count == 22
    assert parsed.entry.anchors == ("whats-happening", "why-its-important", "whats-next")
    (link,) = parsed.entry.links
    assert (link.kind, link.target, link.anchor) == ("file", "dns.md", "zones")
    assert link.place.line == 6


def test_explainer_is_plain_data_that_can_be_stored() -> None:
    explainer = parse_good("image: {src: a.png, alt: x}", "review: {by: Jane}")

    stored = msgspec.msgpack.encode(explainer)

    assert msgspec.msgpack.decode(stored, type=Explainer) == explainer


def test_same_bytes_give_the_same_body_digest() -> None:
    first, second = parse(explainer_text()), parse(explainer_text(title="Copies"))
    other = parse(explainer_text(body=BODY + "\nMore.\n"))

    assert first.body is not None
    assert first.entry is not None
    assert second.entry is not None
    assert other.entry is not None
    assert first.entry.body_digest == second.entry.body_digest == body_digest(first.body)
    assert other.entry.body_digest != first.entry.body_digest
    assert len(first.entry.body_digest) == 32


def test_error_leaves_neither_entry_nor_body() -> None:
    parsed = parse(explainer_text(status="publish"))

    assert (parsed.entry, parsed.body) == (None, None)


def test_note_leaves_the_entry() -> None:
    parsed = parse(explainer_text(title="Case #5"))

    assert [problem.severity for problem in parsed.problems] == ["note"]
    assert parsed.entry is not None


def test_problems_of_front_matter_and_body_come_together_in_order_of_lines() -> None:
    text = explainer_text(lang="English", body="<script>x</script>\n" + BODY + "\n## What's next\n")

    assert codes(text) == ["front-matter/language", "html/removed", "section/repeated"]


def test_broken_yaml_does_not_hide_what_is_wrong_with_the_body() -> None:
    text = explainer_text(title="Caches: a history", body=BODY.replace("## What's Next?", ""))

    assert codes(text) == ["front-matter/syntax", "section/missing"]


def test_draft_lacks_things_with_notes_only() -> None:
    parsed = parse("---\nstatus: draft\n---\n", path="2026/web_caches.md")

    assert {problem.severity for problem in parsed.problems} == {"note"}
    assert {problem.code for problem in parsed.problems} == {"front-matter/required", "body/empty"}
    assert isinstance(parsed.entry, Explainer)
    assert (parsed.entry.title, parsed.entry.date, parsed.entry.tags) == ("Web caches", "", ())


def test_date_of_a_draft_without_one_is_that_of_its_files_name() -> None:
    parsed = parse("---\nstatus: draft\n---\n", path="2026-11-23-caches.md")

    assert isinstance(parsed.entry, Explainer)
    assert parsed.entry.date == "2026-11-23T00:00:00Z"


def test_empty_fields_and_sections_of_a_draft_are_notes() -> None:
    body = BODY.replace("Browsers keep copies of pages.", "").replace("## What's Next?", "")
    parsed = parse(explainer_text("summary:", tags="[]", status="draft", body=body))

    assert {problem.severity for problem in parsed.problems} == {"note"}
    assert [problem.code for problem in parsed.problems] == [
        "front-matter/empty",
        "front-matter/empty",
        "section/empty",
        "section/missing",
    ]


def test_other_mistakes_of_a_draft_are_errors() -> None:
    parsed = parse(explainer_text("sumary: x", status="draft", date="soon"))

    assert {problem.severity for problem in parsed.problems} == {"error"}
    assert parsed.entry is None


def test_what_a_draft_lacks_is_a_note_even_where_its_yaml_is_broken() -> None:
    parsed = parse(explainer_text(status="draft", title="Caches: x", body="\nLead.\n"))

    assert {(each.code, each.severity) for each in parsed.problems} == {
        ("front-matter/syntax", "error"),
        ("section/missing", "note"),
    }


def test_file_without_text_is_one_problem() -> None:
    assert codes(explainer_text(body="")) == ["body/empty"]
    assert codes("---\ntitle: About\n---\n\n<!-- x -->\n", path="pages/about.md") == ["body/empty"]


def test_text_that_cannot_be_rendered_is_not_said_to_lack_sections() -> None:
    assert codes(explainer_text(body="> " * 500 + "x")) == ["markdown/limit"]


def test_file_in_the_pages_folder_is_a_page() -> None:
    page = page_of("---\ntitle: About us\naliases: [/who/]\n---\n\n## Who we are\n\nA desk.\n")

    assert (page.slug, page.title, page.aliases) == ("about", "About us", ("/who/",))
    assert (page.summary, page.lang, page.status) == ("A desk.", "en", "published")
    assert page.anchors == ("who-we-are",)
    assert page.place_of("title") == Place(2, 8)


def test_page_lives_where_its_path_says_or_its_slug() -> None:
    text = "---\ntitle: Feeds\n---\nText.\n"

    assert page_of(text, "pages/help/RSS_feeds.md").slug == "help/rss-feeds"
    assert page_of(text, "pages/help/index.md").slug == "help"
    assert (
        page_of(text.replace("---\nT", "slug: help/atom\n---\nT"), "pages/x.md").slug == "help/atom"
    )


def test_address_of_a_page_has_a_limit() -> None:
    text = f"---\ntitle: About\nslug: {'a/' * 300}a\n---\n\nText.\n"

    assert codes(text, path="pages/x.md") == ["front-matter/too-long"]


@pytest.mark.parametrize("path", ["pages/Über.md", "pages/index.md", "pages/a/!.md"])
def test_page_whose_path_makes_no_address_asks_for_a_slug(path: str) -> None:
    assert codes("---\ntitle: x\n---\nText.\n", path=path) == ["front-matter/slug"]


@pytest.mark.parametrize("slug", ["a//b", "/a", "a/", "a/../b", "A"])
def test_slug_of_a_page_is_made_of_slugs(slug: str) -> None:
    text = f"---\ntitle: x\nslug: {slug}\n---\nText.\n"

    assert codes(text, path="pages/x.md") == ["front-matter/slug"]


def test_page_has_fewer_fields_than_an_explainer() -> None:
    (line,) = report("---\ntitle: x\ntags: [a]\n---\nText.\n", path="pages/x.md")

    assert "'tags' is not a known field" in line
    assert line.endswith("known fields: title, slug, summary, lang, status, aliases")


def test_bytes_that_are_no_text_are_one_problem() -> None:
    (problem,) = parse_file(b"---\ntitle: caf\xe9\n---\n", "caches.md", SETTINGS).problems

    assert (problem.code, problem.line, problem.column) == ("file/encoding", 2, 11)


def test_file_beyond_the_limit_is_one_problem() -> None:
    (problem,) = parse_file(b"x" * (1024 * 1024 + 1), "caches.md", SETTINGS).problems

    assert problem.code == "file/too-large"


def test_byte_order_mark_and_other_line_ends_change_nothing() -> None:
    text = explainer_text()
    plain = parse(text)

    for written in ("\ufeff" + text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        parsed = parse(written)

        assert (parsed.entry, parsed.body) == (plain.entry, plain.body)


YAML_PIECES = st.sampled_from(
    [
        *("title: x", "date: 2026-11-23", "tags:", "sources:", "ai:", "image: {src: x}"),
        *("slug: A", "id: -", "aliases: [/a/../b]", "- ", "  ", ": ", "\n", "\t", "\r", "\x85"),
        *("[", "]", "{", "}", ",", "#", "&a", "*a", "!!x ", "'", '"', "\\", "|", ">", "?", "%"),
        *("...", "---", "<<", "é", "\ufeff", "\\x0", "\\UFFFFFFFF", "%YAML 1.1\n"),
    ]
)
FRONT_MATTERS = st.lists(YAML_PIECES, max_size=40).map("".join)


def check_problems(data: bytes, path: str) -> None:
    parsed = parse_file(data, path, SETTINGS)
    source = SourceText(path, data.decode("utf-8", "replace").removeprefix("\ufeff"))
    for problem in parsed.problems:
        assert problem.code in CODES
        assert 1 <= problem.line <= len(source.line_starts)
        assert 1 <= problem.column <= len(source.line_text(problem.line)) + 1
        assert problem.hint
    assert (parsed.entry is None) == any(each.severity == "error" for each in parsed.problems)
    assert (parsed.entry is None) == (parsed.body is None)


@given(st.binary(max_size=300), st.sampled_from(["a.md", "pages/a.md", "2026/Ü.md"]))
def test_no_bytes_make_parsing_raise(data: bytes, path: str) -> None:
    check_problems(data, path)


@given(FRONT_MATTERS, st.text(max_size=100), st.sampled_from(["a.md", "pages/a.md"]))
def test_every_problem_stands_on_a_line_that_is_there(yaml: str, body: str, path: str) -> None:
    check_problems(f"---\n{yaml}\n---\n{body}".encode(), path)


@given(FRONT_MATTERS)
def test_front_matter_is_read_without_libyaml_too(yaml: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "_LOADER", SafeLoader)

        check_problems(f"---\n{yaml}\n---\n{BODY}".encode(), "caches.md")


@given(st.sampled_from(["title", "date", "tags", "slug", "ai", "image", "sources"]), st.text())
def test_no_value_of_a_field_makes_parsing_raise(field: str, value: str) -> None:
    quoted = msgspec.json.encode(value).decode()

    check_problems(explainer_text(**{field: quoted}).encode(), "caches.md")


def test_settings_of_sections_are_the_callers() -> None:
    settings = replace(SETTINGS, sections=())

    parsed = parse(explainer_text(body="\nText only.\n"), settings=settings)

    assert parsed.problems == ()
    assert parsed.body == Body(parsed.body.parts if parsed.body else (), "", "Text only.")


def test_byte_that_is_no_utf8_is_placed_behind_a_byte_order_mark_too() -> None:
    parsed = parse_file(b"\xef\xbb\xbf---\ntitle: caf\xe9\n---\n", "a.md", SETTINGS)

    (problem,) = parsed.problems
    assert (problem.line, problem.column, problem.code) == (2, 11, "file/encoding")
    assert problem.message == "byte 0xE9 is not UTF-8"
