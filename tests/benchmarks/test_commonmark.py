from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.commonmark import SPECIFICATION, Example, count_passed, read_examples
from plugins.explainers.markdown import ENGINES

PAGE = Path(__file__).parents[2] / "docs" / "markdown.md"
FENCE = "`" * 32
TEXT = f"""# Blocks

## Marks

{FENCE} example
→a *b*
.
<p>→a</p>
{FENCE}

### Others

{FENCE} example
# no heading of the specification
.
<h1>no heading</h1>
{FENCE}
"""


def test_examples_are_read_with_the_chapters_that_they_stand_in():
    examples = read_examples(TEXT)

    assert examples == [
        Example("Marks", "\ta *b*\n", "<p>\ta</p>\n"),
        Example("Others", "# no heading of the specification\n", "<h1>no heading</h1>\n"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("markdown", "html", "passed"),
    [
        ("# A *b*", "<h1>A <em>b</em></h1>", 1),
        ("## A\n\nb", "<h2>A</h2>\n<p>b</p>", 1),
        ("[a](/b%20c 'd')", '<p><a href="/b%20c" title="d">a</a></p>', 1),
        ("a  \nb", "<p>a<br />\nb</p>", 1),
        ("```x\na\n```", '<pre><code class="language-x">a\n</code></pre>', 1),
        ("<div class='a'>\n<!-- b -->\n</div>", "<div class='a'>\n<!-- b -->\n</div>", 1),
        ("*a*", "<p><strong>a</strong></p>", 0),
        ("[a](/b)", '<p><a href="/c">a</a></p>', 0),
        ("a\n\nb", "<p>a b</p>", 0),
    ],
)
def test_example_passes_where_readers_are_shown_the_same(engine, markdown, html, passed):
    examples = [Example("", f"{markdown}\n", f"{html}\n")]

    assert count_passed(examples, engine) == passed


@pytest.mark.parametrize("column", [0, 1])
def test_counts_on_the_page_are_those_of_the_engines(column):
    if not SPECIFICATION.is_file():
        pytest.skip("needs the node packages of the tests")
    examples = read_examples(SPECIFICATION.read_text(encoding="utf-8"))

    passed = count_passed(examples, ENGINES[column])

    counts = re.findall(r"\b([0-9]+) of 652\b", PAGE.read_text(encoding="utf-8"))
    assert len(examples) == 652
    assert int(counts[column]) == passed
