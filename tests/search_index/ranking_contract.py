"""The contract of ranking: an index and what queries find in it, made by Python.

`python -m tests.search_index.ranking_contract` writes it anew; pytest holds it against
the code, and node's test runner holds `theme/static/js/search/rank.js` against it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from plugins.search_index.builder import build_search_index
from plugins.search_index.ranking import query_terms, rank
from tests.search_index.corpus import SITE, Context, MadeArchive, make_explainer

CONTRACT = Path(__file__).parents[1] / "contracts" / "search_ranking.json"

TEXTS = (
    (
        make_explainer("Meta Works on Llama 4.X", tags=("Meta", "AI"), date="2025-08-28T00:00:00Z"),
        "Meta is working to release its next AI model, Llama 4.X, by the end of the year. Meta's"
        " labs were reorganised. Llama 4.1 and 4.2 are in the pipeline.",
    ),
    (
        make_explainer("Why Chip Exports Are Limited", tags=("Chips", "Trade")),
        "Exports of chips for training AI models need a licence. Chip makers object.",
    ),
    (
        make_explainer("What Now?", tags=("Elections",)),
        "The election ended without a majority. Parties talk about a coalition.",
    ),
    (
        make_explainer("Licences and Their Limits", tags=("Trade", "AI"), ai_generated=False),
        "A licence says what others may do with a work. Models trained on works need one, some"
        " say.",
    ),
    (
        make_explainer("Llamas in the Andes", tags=("Animals",), lang="de"),
        "A llama carries loads. Llamas were bred in the Andes, and a llama spits.",
    ),
    (
        make_explainer("Coalition Talks Begin", tags=("Elections",), summary="Three parties talk."),
        "Talks about a coalition begin. The election was in May.",
    ),
    (make_explainer("Café Culture", tags=("Food",)), "The cafe\u0301 is where people meet."),
    (make_explainer("A Note", tags=("Food",)), "He wills it."),
)

QUERIES = (
    "llama",
    "Llamas'",
    "llama 4.x release",
    "what is the next model of Meta’s labs?",
    "licence for training models",
    "coalition election majority",
    "what now",
    "what now llama",
    "will",
    "wills and licences",
    "CAFE",
    "cafés",
    "llama llama llama",
    "constructor __proto__ toString",
    "resolver talk limit",
    "nowhere",
    "",
)


def made_contract() -> dict[str, Any]:
    """What the file has to say."""
    made = MadeArchive(TEXTS)
    _, output = build_search_index(made.archive, SITE)
    index = json.loads(output.render(output.inputs, Context(made)))
    answers = [
        {"query": query, "terms": query_terms(index, query), "found": rank(index, query)}
        for query in QUERIES
    ]
    return json.loads(json.dumps({"index": index, "answers": answers}))


if __name__ == "__main__":
    text = json.dumps(made_contract(), ensure_ascii=False, indent=1)
    CONTRACT.write_text(text + "\n", encoding="utf-8")
