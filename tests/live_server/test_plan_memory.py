"""Planning with a memory gives what planning anew gives."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from plugins.command_line.opening import open_site
from plugins.site_outputs.known_outputs import real_outputs
from plugins.site_outputs.output import Output
from plugins.site_outputs.plan_memory import PlanMemory
from plugins.site_outputs.plugin import ArchivePelican
from plugins.site_outputs.workers import Workers
from tests.support.sites import explainer, write_files

FILES = {
    f"story-{number}.md": explainer(
        f"Story {number}",
        date=f"2025-0{1 + number % 9}-11",
        tags=["[AI]", "[AI, Meta]", "[Meta]"][number % 3],
        front="story: The same story\n" if number % 4 == 0 else "",
        body=f"A link to [another](story-{(number + 1) % 12}).",
    )
    for number in range(12)
} | {"pages/about.md": "---\ntitle: About\n---\n\nWho we are. [Feed](/feed.xml)\n"}

Planned = tuple[list[Output], tuple[object, ...]]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write_files(tmp_path / "content", FILES)
    return tmp_path / "content"


def plan(site: ArchivePelican, store: Path, memory: PlanMemory | None) -> Planned:
    known = memory or "nothing"
    now = "2026-06-01T00:00:00Z"
    found = site.plan(store, Workers(1), now=now, show_unpublished=True, known=known)
    outputs = [each for each in real_outputs(found.outputs) if not _is_kept(each)]
    return outputs, tuple(sorted(found.problems))


def _is_kept(output: Output) -> bool:
    """Whether it is made from a shelf, which is left as it was while the archive is broken."""
    return output.path.startswith(("search/", "archive.jsonl.gz", "manifest.json"))


def edits(chance: random.Random, text: str, number: int) -> str:
    """One of the things that authors do, or several."""
    changes = (
        lambda text: f"{text}\n\nMore about {chance.random()}.\n",
        lambda text: text.replace("title: Story", "title: A story"),
        lambda text: text.replace("tags: [AI]", "tags: [AI, Courts]"),
        lambda text: text.replace("Text of", "Words on", 1),
        lambda text: f"{text}\n\nSee [this](story-{chance.randrange(12)}).\n",
        lambda text: f"{text}\n\nSee [nothing](nowhere-{number}).\n",
        lambda text: text.replace("date: 2025", "status: draft\ndate: 2025"),
        lambda text: text.replace("date: 2025", "date: 2027"),
        lambda text: text.replace("## What's Next?", "## What's Nxt?"),
        lambda text: FILES[f"story-{number}.md"],
    )
    return chance.choice(changes)(text)


@pytest.mark.parametrize("is_told", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_edits_is_planned_as_if_it_were_the_first(
    seed: int, content: Path, tmp_path: Path, *, is_told: bool
) -> None:
    chance, memory = random.Random(seed), PlanMemory()
    site = open_site(content=content, output=tmp_path / "site")
    for step in range(12):
        saved = set[str]()
        for _ in range(chance.choice([0, 1, 1, 2])):
            number = chance.randrange(12)
            path = content / f"story-{number}.md"
            saved.add(path.name)
            if chance.random() < 0.1:
                path.unlink(missing_ok=True)
                continue
            before = path.read_text() if path.exists() else FILES[path.name]
            path.write_text(edits(chance, before, number))

        memory.saved = frozenset(saved) if is_told else None
        remembering = plan(site, tmp_path / "store.sqlite", memory)
        anew = plan(site, tmp_path / f"other-{step}.sqlite", None)

        assert remembering == anew


def test_outputs_of_what_was_not_touched_are_the_same_objects(
    content: Path, tmp_path: Path
) -> None:
    memory = PlanMemory()
    site = open_site(content=content, output=tmp_path / "site")
    before, _ = plan(site, tmp_path / "store.sqlite", memory)
    time.sleep(0.01)
    path = content / "story-3.md"
    path.write_text(f"{path.read_text()}\n\nOne more sentence.\n")

    after, _ = plan(site, tmp_path / "store.sqlite", memory)

    of_path = {each.path: each for each in before}
    lists = [each for each in after if each.path.startswith(("tags/", "archive/"))]
    changed = [each.path for each in lists if each is not of_path[each.path]]
    assert [each for each in changed if not each.endswith("feed.xml")] == []
    # Pages of explainers are worked out in blocks, so those beside it are, too.
    pages = [each for each in after if each.path.startswith("explainers/")]
    others = [each.path for each in pages if each != of_path[each.path]]
    assert others == ["explainers/story-3/index.html"]


def test_save_that_was_not_told_is_missed_until_it_is_looked_for(
    content: Path, tmp_path: Path
) -> None:
    memory = PlanMemory()
    site = open_site(content=content, output=tmp_path / "site")
    plan(site, tmp_path / "store.sqlite", memory)
    (content / "story-3.md").write_text(explainer("Another title"))
    looked_at_all = memory.has_missed_a_save(content)
    memory.saved = frozenset()
    plan(site, tmp_path / "store.sqlite", memory)

    has_missed = memory.has_missed_a_save(content)
    plan(site, tmp_path / "store.sqlite", memory)

    assert (looked_at_all, has_missed) == (False, True)
    assert not memory.has_missed_a_save(content)
