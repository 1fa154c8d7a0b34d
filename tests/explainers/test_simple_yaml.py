from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers import yaml_reader
from plugins.explainers.simple_yaml import read_simple_mapping
from plugins.explainers.source_text import SourceText
from plugins.explainers.yaml_reader import ReadLimits, YamlReading, read_mapping

OPENING = "---\n"
LIMITS = ReadLimits(characters=10_000, events=200, depth=6)

SIMPLE = [
    "title: Caches\n",
    "title: A ruling – not:now\n",
    "date: 2026-11-23T12:30Z\nurl: https://example.org/a?b=c#d\n",
    'title: "Caches: what they are # keep"\nsummary: \'It is "so"\'\n',
    "title: ''\nsummary: \"\"\n",
    "tags: [Web, \"Caches, all\", 'more']\nauthors: [ Jane Doe , J. Roe ]\naliases: []\n",
    "sources:\n  - title: One\n    url: https://example.org/\n  - title: Two\nstory: Caches\n",
    "tags:\n- Web\n- [a, b]\n- url: x\n  title: y\ntitle: Caches\n",
    "image:\n  src: /images/a.jpg\n  alt: (A) court\ntitle:   Caches\n",
    "tags: \n  -   Web\ntitle: Übergröße 缓存\n",
]
LEFT_TO_THE_PARSER = [
    "",
    "title:\n",
    "title: Caches",
    "title: Caches \n",
    "title: Caches # what they are\n",
    "title: Ruling #5\n",
    "title: Caches\n  and more\n",
    "title: a: b\n",
    "title: Caches\ntitle: Caches\n",
    "title: 'it''s'\n",
    'title: "a\\tb"\n',
    "title: *caches\n",
    "title: !caches x\n",
    "title: |\n  Caches\n",
    "title: {a: b}\n",
    "title: - Caches\n",
    "# what follows\ntitle: Caches\n",
    "title: Caches\n\ndate: 2026-11-23\n",
    "title: Caches\n...\n",
    "- title\n",
    "tags: [Web, [Caches]]\n",
    "tags: [Web,]\n",
    "tags: [why?, a]\n",
    "tags:\n  - Web\n   - Caches\n",
    "tags:\n    - Web\n  - Caches\n",
    "tags:\n  -\n",
    "image:\n  src: a\n    alt: b\n",
    "title: Ca\tches\n",
    "title: Ca\u200dches\n",
    "title: Caches\r\n",
]


def read(text: str) -> YamlReading:
    return read_mapping(SourceText("caches.md", OPENING + text), (4, 4 + len(text)), LIMITS)


def read_by_the_parser(text: str) -> YamlReading:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "read_simple_mapping", lambda *_: None)
        return read(text)


@pytest.mark.parametrize("text", SIMPLE)
def test_simple_front_matter_is_read_as_the_parser_reads_it(text: str) -> None:
    mapping = read_simple_mapping(text, len(OPENING), LIMITS.events)

    assert mapping is not None
    assert read_by_the_parser(text) == YamlReading(mapping, ())


@pytest.mark.parametrize("text", LEFT_TO_THE_PARSER)
def test_all_else_is_left_to_the_parser(text: str) -> None:
    assert read_simple_mapping(text, len(OPENING), LIMITS.events) is None


def test_too_many_keys_are_left_to_the_parser_which_reports_them() -> None:
    text = "".join(f"key{number}: x\n" for number in range(LIMITS.events))

    reading = read(text)

    assert [problem.code for problem in reading.problems] == ["front-matter/too-long"]


PIECES = st.sampled_from(
    [
        *("title", "tags", "a b", "é", "中", "0", "\n", "\n", "\n  ", "\n- ", "\n  - ", "\n    "),
        *(": ", ": ", ":", " ", "  ", "- ", "-", "#", " #", ",", ", ", "[", "]", "{", "}", "?"),
        *('"', "'", '"a"', "'b'", "[a, b]", "&a", "*a", "!a", "|", ">", "%", "@", "~", "...", "/"),
        *("\t", "\u00a0", "\u200d", "\\"),
    ]
)


@given(
    st.one_of(
        st.lists(PIECES).map("".join),
        st.tuples(st.sampled_from(SIMPLE), st.integers(0, 90), st.lists(PIECES, max_size=2)).map(
            lambda drawn: "".join((drawn[0][: drawn[1]], *drawn[2], drawn[0][drawn[1] :]))
        ),
    )
)
def test_whatever_is_read_is_read_as_the_parser_reads_it(text: str) -> None:
    assert read(text) == read_by_the_parser(text)
