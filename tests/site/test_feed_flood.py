"""Whatever changes between two builds, readers get what is truly new, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.feed_readers import Newsboat, feedparser_reads, sfeed_ids
from tests.support.served import serve
from tests.support.sites import build_in_process, explainer, write_files

pytestmark = pytest.mark.readers

AUTHORITY = "example.org,2026"
FEEDS = (
    *("feed.xml", "feed.atom", "corrections.xml"),
    *("tags/ai/feed.xml", "stories/the-strike/feed.xml"),
)
_OUTCOME = "expectations:\n  - {id: a, text: Rain., outcome: happened, resolved: 2025-06-02}"
_CORRECTION = "corrections:\n  - {date: 2025-04-01, text: A number was wrong.}\n"
# One is dated in a zone of its own, so that the site's changes their order.
_ZONED = "2025-03-01T22:00:00Z"
FILES = {
    f"2025/e{number}.md": explainer(
        f"Number {number}",
        date=_ZONED if number == 1 else f"2025-03-0{number}",
        front=f"id: e{number}\nstory: The strike\n" + (_CORRECTION if number == 2 else ""),
    )
    for number in range(1, 6)
}
# What is truly new in the second build: an explainer, and a correction of an old one.
NEW_ID = f"tag:{AUTHORITY}:new"
NEW_CORRECTION = f"tag:{AUTHORITY}:e4:correction:1"


@dataclass
class Edit:
    """The second build: the files to change, and settings."""

    content: Path
    settings: dict[str, object] = field(default_factory=dict)

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.content / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def move(self, name: str, to: str) -> None:
        target = self.content / to
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.content / name).rename(target)


def _new_slug(edit: Edit) -> None:
    edit.replace("2025/e3.md", "id: e3", "id: e3\nslug: other\naliases: [/explainers/e3/]")


def _all_at_once(edit: Edit) -> None:
    for name, change in CHANGES.items():
        if name not in _NOT_TOGETHER:
            change(edit)


CHANGES: dict[str, Callable[[Edit], None]] = {
    "nothing": lambda edit: None,
    "new slug": _new_slug,
    "title": lambda edit: edit.replace("2025/e3.md", "title: Number 3", "title: The third"),
    "domain": lambda edit: edit.settings.update(SITEURL="https://other.example"),
    "sub-path": lambda edit: edit.settings.update(SITEURL="https://example.org/below/it"),
    "time zone": lambda edit: edit.settings.update(TIMEZONE="Pacific/Kiritimati"),
    "site's name": lambda edit: edit.settings.update(SITENAME="Another name"),
    "text": lambda edit: edit.replace("2025/e3.md", "Text of", "Other text of"),
    "summary": lambda edit: edit.replace("2025/e3.md", "id: e3", "id: e3\nsummary: Short."),
    "modified": lambda edit: edit.replace("2025/e3.md", "id: e3", "id: e3\nmodified: 2025-06-01"),
    "authors": lambda edit: edit.settings.update(AUTHORS=["Somebody else"]),
    "moved file": lambda edit: edit.move("2025/e3.md", "elsewhere/deep/e3.md"),
    "tags": lambda edit: edit.replace("2025/e3.md", "tags: [AI]", "tags: [Law, AI]"),
    "spelling of a tag": lambda edit: edit.replace("2025/e1.md", "[AI]", "[ai]"),
    "another story": lambda edit: edit.replace("2025/e3.md", "story: The strike\n", ""),
    "language": lambda edit: edit.replace("2025/e3.md", "id: e3", "id: e3\nlang: fr"),
    "text of a correction": lambda edit: edit.replace("2025/e2.md", "A number", "A figure"),
    "date of a correction": lambda edit: edit.replace("2025/e2.md", "2025-04-01", "2025-04-02"),
    "outcome": lambda edit: edit.replace("2025/e3.md", "id: e3", f"id: e3\n{_OUTCOME}"),
    "withdrawn": lambda edit: edit.replace("2025/e3.md", "id: e3", "id: e3\nstatus: withdrawn"),
    "removed": lambda edit: (edit.content / "2025/e3.md").unlink(),
    "site's language": lambda edit: edit.settings.update(DEFAULT_LANG="de"),
    "Markdown engine": lambda edit: edit.settings.update(MARKDOWN_ENGINE="pulldown-cmark"),
    "fewer entries": lambda edit: edit.settings.update(FEED_ITEMS=4),
    "all at once": _all_at_once,
}


# After these the others would find no file to change, or nothing of it in a feed.
_NOT_TOGETHER = frozenset({"moved file", "withdrawn", "removed", "all at once"})


@dataclass(frozen=True)
class Followed:
    """A site that readers have followed since its first build, and all of that copied anew."""

    folder: Path
    url: str

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def readers(self) -> dict[str, Newsboat]:
        return {
            feed: Newsboat(self.folder / "homes" / feed.replace("/", "-"), f"{self.url}/{feed}")
            for feed in FEEDS
        }

    def build(self, **settings: object) -> None:
        given = {"FEED_AUTHORITY": AUTHORITY, "SITEURL": "https://example.org", **settings}
        build_in_process(self.content, self.folder / "served" / "site", **given)

    def feed(self, name: str) -> bytes:
        return (self.folder / "served" / "site" / name).read_bytes()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder and where it is served, so that the site has one address in all tests."""
    folder = tmp_path_factory.mktemp("flood") / "site"
    with serve(folder / "served") as url:
        yield folder, f"{url}/site"


@pytest.fixture(scope="module")
def seen_before(address: tuple[Path, str]) -> Path:
    """What there is after the first build, which all readers have seen and read."""
    site = Followed(*address)
    write_files(site.content, FILES)
    site.build()
    for reader in site.readers().values():
        assert reader.unread() > 0
        reader.mark_all_read()
        assert reader.unread() == 0
    kept = site.folder.with_name("kept")
    shutil.copytree(site.folder, kept)
    return kept


@pytest.fixture
def followed(address: tuple[Path, str], seen_before: Path) -> Followed:
    """The content as it was and readers as they were. What is published is made anew anyway."""
    site = Followed(*address)
    for name in ("content", "homes"):
        shutil.rmtree(site.folder / name)
        shutil.copytree(seen_before / name, site.folder / name)
    return site


@pytest.mark.parametrize("change", CHANGES)
def test_readers_get_only_what_is_new(followed: Followed, seen_before: Path, change: str) -> None:
    edit = Edit(followed.content)
    CHANGES[change](edit)
    write_files(
        followed.content,
        {"2025/new.md": explainer("New", date="2025-05-01", front="story: The strike\n")},
    )
    edit.replace("2025/e4.md", "id: e4", "id: e4\n" + _CORRECTION.rstrip())

    followed.build(**edit.settings)

    for name, reader in followed.readers().items():
        new = {NEW_CORRECTION} if name == "corrections.xml" else {NEW_ID}
        assert reader.unread() == 1, name
        assert reader.unread_ids() == new
        before = (seen_before / "served" / "site" / name).read_bytes()
        assert _ids(followed.feed(name)) - _ids(before) == new


def test_old_address_of_a_renamed_tag_goes_on_without_repeating(followed: Followed) -> None:
    write_files(followed.content, {"tags.yaml": "Machines:\n  aliases: [AI]\n"})
    for path in followed.content.rglob("e*.md"):
        path.write_text(path.read_text().replace("tags: [AI]", "tags: [Machines]"))
    write_files(followed.content, {"2025/new.md": explainer("New", date="2025-05-01")})
    followed.build()

    reader = followed.readers()["tags/ai/feed.xml"]

    assert reader.unread() == 1
    assert reader.unread_ids() == {NEW_ID}


def test_old_address_of_a_renamed_story_goes_on_without_repeating(followed: Followed) -> None:
    for path in followed.content.rglob("e*.md"):
        alias = "aliases: [/stories/the-strike/]\n" if path.name == "e1.md" else ""
        path.write_text(path.read_text().replace("story: The strike\n", f"story: Strike\n{alias}"))
    write_files(
        followed.content,
        {"2025/new.md": explainer("New", date="2025-05-01", front="story: Strike\n")},
    )
    followed.build()

    reader = followed.readers()["stories/the-strike/feed.xml"]

    assert reader.unread() == 1
    assert reader.unread_ids() == {NEW_ID}


def test_what_is_withdrawn_and_published_again_is_not_new(followed: Followed) -> None:
    edit = Edit(followed.content)
    edit.replace("2025/e2.md", "id: e2", "id: e2\nstatus: withdrawn")
    followed.build()
    meanwhile = {name: reader.unread() for name, reader in followed.readers().items()}
    edit.replace("2025/e2.md", "\nstatus: withdrawn", "")
    followed.build()

    after = {name: reader.unread() for name, reader in followed.readers().items()}

    assert meanwhile == after == dict.fromkeys(FEEDS, 0)


def _ids(feed: bytes) -> set[str]:
    """The names of the entries, on which sfeed and feedparser agree."""
    ids = [entry.id for entry in feedparser_reads(feed).entries]
    assert ids == sfeed_ids(feed)
    assert len(set(ids)) == len(ids)
    return set(ids)
