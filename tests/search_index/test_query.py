"""What was typed is understood in the terminal as on the page."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from plugins.search_index.query import Query, Rule, parse_query, years_of

STOPS = ("the", "of", "who", "a", "und")
IN_NODE = Path(__file__).with_name("query_in_node.mjs")

TEXTS = [
    "Café cafe CAFÉ model",
    "open sou",
    "open sou ",
    '"open sou"',
    '"open sou',
    'open "sou" tag',
    "open -sou",
    "sou open sou",
    '"state of the union" speech',
    "the who",
    '"the who" of a',
    "“quoted words” «and more» „noch“ mehr",
    '-"a phrase of words" -word - -- --word x-y -"',
    'tag:Meta tag:"Open source" -tag:X TAG:y Tag: tag:"" tag:" " tag:a:b "tag:q" tag:"x',
    "year:2024 year:2023-2025 year:2024- year:-2024 year:2023–2024 -year:2020 year:20245 year:x",
    "year: year:- year:2024-x year:20242025 year:٢٠٢٤ year:0-0",
    "ai:generated AI:None -ai:assisted ai:x ai: aı:none aİ:none ai:NONE",
    'a"b"c "d"e f"g',
    '"" """ "x""y" ""z',
    "東京の銀行 ธนาคาร 模型",
    '"東京の銀行"',
    "don't rock’n’roll GPT-4's 4.1 4.x. x.",
    "a\u00adb\u200c soft\u00ad é\u0301 ﬁ ß ẞ İstanbul ΣΊΣΥΦΟΣ",
    "\ufeffword\u2028other\u00a0third\u3000fourth\u0085fifth\u001csixth -\ufeffx\u00a0-y",
    "x -\u0301y \u0301",
    "__proto__ constructor toString",
    "😀 👩‍👩‍👧 x😀",
    "\0 \x01 \ufffd",
    "",
    " ",
    "-",
    '"',
]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The texts above, their pieces mixed, and pieces cut anywhere."""
    chance = random.Random(1)
    pieces = [piece for text in TEXTS for piece in text.split(" ")]
    mixed = [" ".join(chance.sample(pieces, chance.randint(1, 7))) for _ in range(300)]
    whole = "".join(TEXTS)
    starts = [chance.randrange(len(whole)) for _ in range(300)]
    return [*TEXTS, *mixed, *(whole[start : start + chance.randint(1, 30)] for start in starts)]


def test_page_and_terminal_understand_the_same(texts: list[str]) -> None:
    node = shutil.which("node")
    assert node, "node is not installed"
    given = json.dumps({"stops": STOPS, "queries": texts})

    done = subprocess.run(
        [node, str(IN_NODE)], input=given, capture_output=True, text=True, check=True
    )

    for text, on_page in zip(texts, json.loads(done.stdout), strict=True):
        assert as_lists(parse_query(text, STOPS)) == on_page, text


def as_lists(query: Query) -> dict[str, Any]:
    return {
        "words": [[word.form, word.is_stop, word.is_open, word.is_quoted] for word in query.words],
        "phrases": [[word.form for word in phrase] for phrase in query.phrases],
        "excluded": [[word.form for word in phrase] for phrase in query.excluded],
        "rules": [[rule.kind, rule.value, rule.excludes] for rule in query.rules],
    }


def forms(text: str) -> list[str]:
    return [word.form for word in parse_query(text, STOPS).words]


def test_each_word_is_there_once() -> None:
    assert forms("Café cafe CAFÉ model") == ["cafe", "model"]


def test_stop_words_are_left_out_unless_there_are_no_others() -> None:
    assert forms("the state of a union") == ["state", "union"]
    assert forms("the who") == ["the", "who"]
    assert [word.form for word in parse_query("the state", STOPS).left_out] == ["the"]


def test_excluded_words_are_not_looked_for() -> None:
    query = parse_query("bank -river", STOPS)

    assert [word.form for word in query.words] == ["bank"]
    assert [[word.form for word in phrase] for phrase in query.excluded] == [["river"]]


def test_restrictions_are_no_words() -> None:
    query = parse_query('bank tag:"Open source" -year:2020- ai:None', STOPS)

    assert [word.form for word in query.words] == ["bank"]
    assert query.rules == [
        Rule("tag", "Open source"),
        Rule("year", "2020-", excludes=True),
        Rule("ai", "none"),
    ]


def test_restriction_that_makes_no_sense_is_words() -> None:
    assert forms("year:soon ai:maybe") == ["year", "soon", "ai", "maybe"]


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("2024", (2024, 2024)),
        ("2023-2025", (2023, 2025)),
        ("2024-", (2024, 9999)),
        ("-2024", (0, 2024)),
        ("-", None),
        ("", None),
        ("20245", None),
        ("2024 ", None),
    ],
)
def test_years_are_read(written: str, years: tuple[int, int] | None) -> None:
    assert years_of(written) == years
