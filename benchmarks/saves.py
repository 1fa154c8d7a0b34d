"""What saves cost while `serve` watches, and what it holds, save after save.

python -m benchmarks.saves 10000 200
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.peers.saves import Save, Saves, each_save
from benchmarks.peers.watching import our_watcher
from plugins.command_line.benchmarking import tools_for

__all__ = ["table_of"]

_IN_A_ROW = 50


def table_of(saves: Sequence[Save]) -> Iterator[str]:
    """Lines of Markdown: the first save, then those that follow, fifty by fifty."""
    yield "| saves | ms until the page is there | CPU s | MiB held after the last |"
    yield "| --- | ---: | ---: | ---: |"
    ends = [1, *range(_IN_A_ROW, len(saves), _IN_A_ROW), len(saves)]
    starts = [0, *ends]
    for start, end in zip(starts, ends, strict=False):
        if start < end:
            found = Saves.of(saves[start:end])
            name = f"{start + 1} to {end}" if end - start > 1 else f"{end}"
            ms, held = found.latency_seconds * 1000, found.held_bytes / 2**20
            yield f"| {name} | {ms:,.0f} | {found.cpu_seconds:.2f} | {held:,.1f} |"


def main(size: int, count: int) -> None:
    """Prints a table of so many saves of one explainer among so many."""
    tools = tools_for("serve")
    with tempfile.TemporaryDirectory(prefix="backgrounder-saves-") as folder:
        content = Path(folder) / "content"
        write_corpus(content, count=size)
        try:
            saves = list(each_save(our_watcher(content, size, tools), count))
        finally:
            tools.forget(content)
    print("\n".join(table_of(saves)))


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 1000,
        int(sys.argv[2]) if len(sys.argv) > 2 else 50,
    )
