"""After any sequence of edits the site equals a fresh build, byte for byte."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.support.sites import build_in_process, bytes_of, explainer, write_files

NAMES = st.sampled_from([f"2025/{name}.md" for name in "abcde"])
TITLES = st.sampled_from(["One", "Two & a half", "Drei"])
DATES = st.sampled_from(["2025-01-01", "2025-06-01", "2024-12-31", "2099-01-01"])
TAGS = st.sampled_from(["[AI]", "[AI, Meta]", "[meta]", "[Zürich, AI]"])
STATES = st.sampled_from(["", "", "status: draft\n", "status: withdrawn\n", "story: S\n"])
BODIES = st.sampled_from(["", "More.", "| a | b |\n|---|---|\n| 1 | 2 |", "Note.[^1]\n\n[^1]: N."])


class EditedArchive(RuleBasedStateMachine):
    """An archive that is edited at random and built after each edit."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.root = Path(self._folder.name)
        self.content = self.root / "content"

    def teardown(self) -> None:
        self._folder.cleanup()

    @initialize()
    def begin(self) -> None:
        write_files(self.content, {"2025/first.md": explainer("First")})

    @rule(name=NAMES, title=TITLES, date=DATES, tags=TAGS, front=STATES, body=BODIES)
    def write(self, name: str, title: str, date: str, tags: str, front: str, body: str) -> None:
        text = explainer(title, date=date, tags=tags, front=front, body=body)
        write_files(self.content, {name: text})

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        (self.content / name).unlink(missing_ok=True)

    @rule(name=NAMES, new=NAMES)
    def rename(self, name: str, new: str) -> None:
        if (self.content / name).exists():
            (self.content / name).replace(self.content / new)

    @rule(name=NAMES)
    def edit_within_size_and_time(self, name: str) -> None:
        path = self.content / name
        if path.exists():
            status = path.stat()
            path.write_bytes(path.read_bytes().replace(b"Text of", b"Word of"))
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    @rule(text=st.sampled_from(["AI: {description: Machines}", "Meta: {parent: AI}\nAI: {}"]))
    def write_tags_file(self, text: str) -> None:
        write_files(self.content, {"tags.yaml": text})

    @rule(text=st.sampled_from(["title: About", "title: About us"]))
    def write_page(self, text: str) -> None:
        write_files(self.content, {"pages/about.md": f"---\n{text}\n---\n\nWe.\n"})

    @rule(data=st.sampled_from(["one", "two"]))
    def write_static_file(self, data: str) -> None:
        write_files(self.content, {"static/data/file.txt": data})

    @rule()
    def lose_the_spare_tree(self) -> None:
        for spare in (self.root / ".site.build").glob("spare-*"):
            shutil.rmtree(spare)

    @invariant()
    def site_equals_a_fresh_build(self) -> None:
        if not self.content.exists():
            return
        build_in_process(self.content, self.root / "site", BUILD_JOBS=1)
        build_in_process(self.content, self.root / "fresh" / "site", BUILD_JOBS=1, FRESH_BUILD=True)
        assert bytes_of(self.root / "site") == bytes_of(self.root / "fresh" / "site")


TestEditedArchive = EditedArchive.TestCase
TestEditedArchive.settings = settings(
    max_examples=12,
    stateful_step_count=10,
    deadline=None,
    # Each step is two builds: shrinking a failure would take longer than reading it.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
