"""A whole run of `bench --search`, without the peers."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from benchmarks.builds import Tools
from benchmarks.search import Bench, WrongSource, bench_search, our_site
from plugins.command_line.testing import find_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform != "linux", reason="measuring needs Linux"),
]

_DOCUMENTS = {
    "a": ("Kestrels", "A kestrel hovers over a meadow. It looks for voles. Then it dives."),
    "b": ("Voles", "Voles dig tunnels. A meadow has many. They eat roots and bark."),
    "c": ("Harbours", "Ships wait outside. Cranes unload them. Trains go inland."),
}
_QUERIES = {"1": "what does a kestrel eat in the meadow", "2": "cranes unloading ships"}
_RELEVANT = (("1", "a", 2), ("1", "b", 1), ("2", "c", 1))


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    folder = tmp_path / "birds"
    (folder / "qrels").mkdir(parents=True)
    documents = [
        {"_id": name, "title": title, "text": text} for name, (title, text) in _DOCUMENTS.items()
    ]
    queries = [{"_id": name, "text": text} for name, text in _QUERIES.items()]
    for name, rows in (("corpus", documents), ("queries", queries)):
        (folder / f"{name}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    judged = "".join(f"{query}\t{document}\t{score}\n" for query, document, score in _RELEVANT)
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{judged}")
    return folder


def bench(folder: Path) -> Bench:
    folder.mkdir()
    tools = Tools((), lambda _: None, lambda _: None)
    return Bench(folder, None, tools, find_chromium() or "chromium", ["2 cores"])


def test_our_search_is_built_asked_and_judged(
    collection: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(our_site, "MANY_BUILDS", 1)

    report = bench_search(str(collection), bench(tmp_path / "bench"))

    assert report.startswith("# Search of birds: 3 documents\n\n- 2 cores\n")
    ranking = report.partition("## nDCG@10")[2].partition("##")[0]
    assert re.findall(r"\| (\w+) \| ([\d.]+) \|", ranking)[:2] == [
        ("whole", "1.000"),
        ("short", "1.000"),
    ]
    assert re.search(r"\| first, median \| \d{1,3},\d{3} \|", report)
    assert "- queries: 2 whole, 2 short, 2 typo, 2 prefix" in report


@pytest.mark.parametrize("source", ["generated:0", "generated:many", "nowhere"])
def test_source_that_is_none_is_refused(source: str, tmp_path: Path) -> None:
    with pytest.raises(WrongSource, match="generated:N"):
        bench_search(source, bench(tmp_path / "bench"))
