"""The peers' set-ups: complete, pinned, and described."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.corpus import write_corpus
from benchmarks.peers.contest import prepare_site
from benchmarks.peers.peer import SETUPS, Peer, version_of
from benchmarks.peers.setups import PAGEFIND, PEERS
from plugins.command_line.arguments import PEERS as NAMES
from plugins.command_line.project import PROJECT_ROOT

LOCKS = [*SETUPS.glob("*/requirements.lock"), *SETUPS.glob("*/package-lock.json")]
README = (PROJECT_ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")


def test_command_line_knows_all_of_them() -> None:
    assert sorted(NAMES) == sorted([PAGEFIND, *PEERS])


def test_each_has_a_lock() -> None:
    programs = {PAGEFIND, *(peer.program for peer in PEERS.values())}

    assert sorted(lock.parent.name for lock in LOCKS) == sorted(programs)


def test_one_that_is_based_on_another_puts_its_files_over_its_own(tmp_path: Path) -> None:
    peer = PEERS["hugo-whole"]
    content = tmp_path / "content"
    write_corpus(content, count=1)

    prepare_site(peer, tmp_path, content, tmp_path / "site")

    first, second = peer.setups
    assert (first.name, second.name) == ("hugo", "hugo-whole")
    made = tmp_path / "site"
    for name, owner in (("home.html", second), ("rss.xml", first)):
        wanted = (owner / "layouts" / name).read_bytes()
        assert (made / "layouts" / name).read_bytes() == wanted


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_locks_hold_hashes_and_do_not_say_where_packages_come_from(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    assert "sha256:" in text or "sha512-" in text
    assert '"resolved"' not in text
    # Neither the address of a file nor an option that says where to look for files.
    assert not re.search(r"://\S+\.(tgz|gz|whl|zip)\b|^-", text, re.MULTILINE)


@pytest.mark.parametrize("peer", PEERS.values(), ids=lambda peer: peer.key)
def test_version_is_that_of_the_lock(peer: Peer) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", peer.version)


def test_package_that_no_lock_pins_has_no_version() -> None:
    with pytest.raises(ValueError, match="does not pin"):
        version_of("hugo", "jekyll")


@pytest.mark.parametrize("peer", PEERS.values(), ids=lambda peer: peer.key)
def test_each_is_described_where_the_numbers_stand(peer: Peer) -> None:
    assert peer.lacks
    assert f"`peers/{peer.key}/`" in README
