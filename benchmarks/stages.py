"""Where the CPU time of a build goes, by stages: `python -m benchmarks.stages 10000`.

The build runs in one process, so that a clock around a function sees all of its work. Stages
that lie inside others are taken out of them, so the numbers add up to the whole.
"""

from __future__ import annotations

import functools
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

from benchmarks.builds import middle_file
from benchmarks.corpus import write_corpus
from plugins.command_line.opening import open_site

__all__ = ["STAGES", "main", "stages_of"]

# A stage, and the functions in which its time is spent.
STAGES = {
    "scan": ["site_outputs.plugin:scan_content"],
    "front matter": ["explainers.parse:read_front_matter", "explainers.parse:read_explainer"],
    "Markdown": ["explainers.parse:render_markdown"],
    "words for the search": ["search_index.plugin:derive_words"],
    "parse, the rest": ["site_outputs.load_archive:examine_batch"],
    "store": ["site_outputs.store:ParseStore.files", "site_outputs.store:ParseStore.save"],
    "decode": ["site_outputs.load_archive:decode_result"],
    "assemble": ["site_outputs.load_archive:assemble_archive"],
    "search index": ["search_index.index_shelf:make_on_shelf"],
    "plan": ["site_outputs.plugin:plan_site"],
    "fingerprints": ["site_outputs.fingerprint:Fingerprinter.fingerprint"],
    "look at the trees": [
        "site_outputs.output_place:OutputPlace.published_tree",
        "site_outputs.output_place:OutputPlace.spare_tree",
    ],
    "templates": ["site_outputs.render:Renderer.page"],
    "bodies": ["site_outputs.render:Renderer.body"],
    "render, the rest": ["site_outputs.render:Renderer.render"],
    "write": ["site_outputs.publish:write_file", "site_outputs.publish:link_file"],
    "records": ["site_outputs.output_place:write_record"],
    "publish, the rest": ["site_outputs.plugin:publish_plan"],
}


class Stages:
    """CPU seconds by stage; a stage's clock stands still while another runs inside it."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inside: list[float] = []  # of each open stage, what others took out of it

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with a clock around it."""

        @functools.wraps(function)
        def run(*arguments: Any, **options: Any) -> Any:
            started = time.process_time()
            self._inside.append(0.0)
            try:
                return function(*arguments, **options)
            finally:
                taken = time.process_time() - started
                self.seconds[stage] += taken - self._inside.pop()
                if self._inside:
                    self._inside[-1] += taken

        return run


def stages_of(content: Path, output: Path, **settings: Any) -> dict[str, float]:
    """The CPU seconds of each stage of one build in this process, and of `all the rest`."""
    stages = Stages()
    site = open_site(content=content, output=output, BUILD_JOBS=1, **settings)
    with _clocks(stages), redirect_stdout(StringIO()):
        started = time.process_time()
        site.run()
        whole = time.process_time() - started
    found = {stage: stages.seconds[stage] for stage in STAGES}
    return {**found, "all the rest": whole - sum(found.values()), "whole": whole}


@contextmanager
def _clocks(stages: Stages) -> Iterator[None]:
    put_back = list[tuple[Any, str, Any]]()
    try:
        for stage, places in STAGES.items():
            for place in places:
                module, _, path = place.partition(":")
                *classes, name = path.split(".")
                owner: Any = import_module(f"plugins.{module}")
                for each in classes:
                    owner = getattr(owner, each)
                put_back.append((owner, name, getattr(owner, name)))
                setattr(owner, name, stages.timed(stage, getattr(owner, name)))
        yield
    finally:
        for owner, name, function in reversed(put_back):
            setattr(owner, name, function)


def main(size: int) -> None:
    """Prints a table of a cold build with each Markdown engine and of one after an edit."""
    with tempfile.TemporaryDirectory(prefix="backgrounder-stages-") as folder:
        content, output = Path(folder) / "content", Path(folder) / "site"
        write_corpus(content, count=size)
        second = Path(folder) / "second"
        builds = {
            "cold": stages_of(content, output, FRESH_BUILD=True),
            "cold, pulldown-cmark": stages_of(
                content, second, FRESH_BUILD=True, MARKDOWN_ENGINE="pulldown-cmark"
            ),
        }
        stages_of(content, output)  # fills what the next ones may take from a shelf
        edited = middle_file(content, size)
        for number in range(2):  # the second finds both trees as they are after edits
            text = edited.read_text(encoding="utf-8")
            edited.write_text(f"{text}\nOne more paragraph, {number}.\n", encoding="utf-8")
            time.sleep(0.1)  # until the file's stamp says that it is settled
            builds["one body edited"] = stages_of(content, output)
    print(f"| CPU, {size:,} explainers | {' | '.join(builds)} |")
    print(f"| --- |{' ---: |' * len(builds)}")
    for stage in builds["cold"]:
        row = " | ".join(f"{1000 * each[stage]:,.0f} ms" for each in builds.values())
        print(f"| {stage} | {row} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
