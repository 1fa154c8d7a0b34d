"""What was published once and would be lost is named: by builds, and by `check`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sites import build_in_process, explainer, run_tasks, write_files

REAL = {"SITEURL": "https://example.org"}
FILES = {
    "2025/caches.md": explainer("Caches", front="aliases: [/old/caches/]\n"),
    "2025/dns.md": explainer("DNS", front="id: dns\nstory: Names\n"),
    "pages/about.md": "---\ntitle: About\n---\n\nText.\n",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    write_files(folder, FILES)
    build_in_process(folder, tmp_path / "site", **REAL)
    return folder


def _built(content: Path, capsys: pytest.CaptureFixture[str], **settings: object) -> str:
    """What a second build says. Raises SystemExit as the command does."""
    capsys.readouterr()
    build_in_process(content, content.with_name("site"), **{**REAL, **settings})
    return capsys.readouterr().err


def _move(content: Path, name: str, to: str) -> None:
    (content / name).rename(content / to)


def test_what_is_as_it_was_is_not_named(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(content, {"2025/new.md": explainer("New")})

    assert _built(content, capsys) == ""


def test_file_that_is_moved_and_keeps_its_name_is_not_named(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _move(content, "2025/dns.md", "dns.md")

    assert _built(content, capsys) == ""


def test_new_slug_without_an_alias_is_named(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(
        content, {"2025/dns.md": FILES["2025/dns.md"].replace("id: dns", "id: dns\nslug: x")}
    )

    said = _built(content, capsys)

    assert "2025/dns.md:6:7: note: '/explainers/dns/' was published, and nothing would" in said
    assert "[address/gone]" in said
    assert "hint: add /explainers/dns/ to `aliases`" in said
    assert "1 note in 1 file" in said


def test_new_slug_with_an_alias_and_the_old_id_is_not_named(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    front = "id: dns\nslug: x\naliases: [/explainers/dns/]"
    write_files(content, {"2025/dns.md": FILES["2025/dns.md"].replace("id: dns", front)})

    assert _built(content, capsys) == ""


def test_another_id_is_named_with_the_one_to_put_back(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(content, {"2025/dns.md": FILES["2025/dns.md"].replace("id: dns", "id: names")})

    said = _built(content, capsys)

    assert "2025/dns.md:5:5: note: the id is 'names', and this was published as 'dns'" in said
    assert "[id/changed]" in said
    assert "hint: set `id: dns`" in said


def test_renamed_file_is_named_for_its_id_though_its_address_is_redirected(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _move(content, "2025/caches.md", "2025/stores.md")
    text = FILES["2025/caches.md"]
    aliases = "aliases: [/explainers/caches, "
    write_files(content, {"2025/stores.md": text.replace("aliases: [", aliases)})

    first, second = _built(content, capsys), _built(content, capsys)
    kept = text.replace("aliases: [", f"id: caches\n{aliases}")
    write_files(content, {"2025/stores.md": kept})
    third = _built(content, capsys)

    assert "2025/stores.md:1:1: note: the id is 'stores', and this was published as" in first
    assert "hint: set `id: caches`" in first
    assert "1 note in 1 file" in first
    assert (second, third) == (first, "")


def test_hint_for_a_file_that_is_gone_keeps_the_id_of_what_was_renamed(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _move(content, "2025/caches.md", "2025/stores.md")

    said = _built(content, capsys)

    assert "2025/caches.md:1:1: note: '/explainers/caches/' was published" in said
    assert "(with `id: caches` where it was only renamed)" in said


_FIRST = "  - {date: 2025-05-01, text: The first.}"
_CORRECTED = f"corrections:\n{_FIRST}\n  - {{date: 2025-06-01, text: The second.}}\n"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        (
            "  - {date: 2025-05-01, text: The first.}\n",
            "",
            "'The second.' was published as number 2",
        ),
        ("  - {date: 2025-06-01, text: The second.}\n", "", "2 corrections were published, and 1"),
        (
            "corrections:\n",
            "corrections:\n  - {date: 2025-04-01, text: Found late.}\n",
            "'The first.' was published as number 1, and is number 2",
        ),
        ("The first.", "The mended first.", ""),
        (_CORRECTED, f"{_CORRECTED}  - {{date: 2025-07-01, text: The third.}}\n", ""),
        (_CORRECTED, "status: withdrawn\n", ""),
    ],
    ids=["first removed", "last removed", "put before", "mended", "added", "withdrawn"],
)
def test_correction_that_would_go_by_another_number_is_named(
    content: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, named: str
) -> None:
    text = FILES["2025/dns.md"].replace("id: dns\n", f"id: dns\n{_CORRECTED}")
    write_files(content, {"2025/dns.md": text})
    _built(content, capsys)
    assert old in text
    write_files(content, {"2025/dns.md": text.replace(old, new)})

    said = [_built(content, capsys), _built(content, capsys)]

    about = [line for line in said[0].splitlines() if "[id/changed]" in line]
    assert len(about) == bool(named)
    assert all(named in line for line in about)
    assert said[1] == said[0]


def test_what_is_put_back_is_not_named_for_what_it_was_meanwhile(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FILES["2025/dns.md"].replace("id: dns\n", f"id: dns\n{_CORRECTED}")
    write_files(content, {"2025/dns.md": text})
    _built(content, capsys)

    for changed in (text.replace("id: dns", "id: names"), text.replace(f"{_FIRST}\n", "")):
        write_files(content, {"2025/dns.md": changed})
        meanwhile = _built(content, capsys)
        write_files(content, {"2025/dns.md": text})

        assert "[id/changed]" in meanwhile
        assert _built(content, capsys) == _built(content, capsys) == ""


def test_another_authority_is_named_until_it_is_set_back(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = {"FEED_AUTHORITY": "example.org,2027"}
    kept = (content.with_name(".site.build") / "published").read_bytes()

    said = [_built(content, capsys, **other) for _ in range(2)]

    assert "pelicanconf.py:1:1: note: FEED_AUTHORITY is 'example.org,2027', and all" in said[0]
    assert "was published with 'backgrounder.example,2026' [id/changed]" in said[0]
    assert said[1] == said[0]
    assert (content.with_name(".site.build") / "published").read_bytes() == kept
    assert _built(content, capsys) == ""


def test_slug_that_changes_the_id_too_is_named_for_both(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FILES["2025/caches.md"].replace("aliases", "slug: stores\naliases")
    write_files(content, {"2025/caches.md": text})

    said = _built(content, capsys)

    assert "the id is 'stores', and this was published as 'caches'" in said
    assert "'/explainers/caches/' was published" in said
    assert "2 notes in 1 file" in said


def test_removed_file_is_named_until_it_is_back_or_redirected(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "2025/caches.md").unlink()

    first, second = _built(content, capsys), _built(content, capsys)
    front = "id: dns\naliases: [/explainers/caches/, /old/caches/]"
    write_files(content, {"2025/dns.md": FILES["2025/dns.md"].replace("id: dns", front)})
    third = _built(content, capsys)

    assert "2025/caches.md:1:1: note: '/explainers/caches/' was published" in first
    assert "'/old/caches/' was published" in first
    assert "keep the file with `status: withdrawn`" in first
    assert second == first
    assert third == ""


def test_withdrawn_explainer_is_not_named(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FILES["2025/caches.md"].replace("aliases", "status: withdrawn\naliases")
    write_files(content, {"2025/caches.md": text})

    assert _built(content, capsys) == ""


def test_draft_of_what_was_published_is_named(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FILES["2025/caches.md"].replace("aliases", "status: draft\naliases")
    write_files(content, {"2025/caches.md": text})

    assert "'/explainers/caches/' was published" in _built(content, capsys)


def test_page_tag_and_story_that_are_gone_are_named(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "pages/about.md").unlink()
    write_files(
        content,
        {
            "2025/dns.md": FILES["2025/dns.md"].replace("Names", "Addresses"),
            "2025/caches.md": FILES["2025/caches.md"].replace("[AI]", "[Web]"),
        },
    )
    write_files(
        content, {"2025/dns.md": (content / "2025/dns.md").read_text().replace("[AI]", "[Web]")}
    )

    said = _built(content, capsys)

    assert "pages/about.md:1:1: note: '/about/' was published" in said
    assert "tags.yaml:1:1: note: '/tags/ai/' was published" in said
    assert "2025/dns.md:1:1: note: '/stories/names/' was published" in said


def test_old_address_of_a_tag_is_named_when_its_alias_is_taken_out(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(content, {"tags.yaml": "AI:\n  aliases: [Machines]\n"})
    before = _built(content, capsys)
    (content / "tags.yaml").unlink()

    said = _built(content, capsys)

    assert before == ""
    assert "tags.yaml:1:1: note: '/tags/machines/' was published" in said
    assert "1 note in 1 file" in said


def test_strict_build_publishes_nothing_then(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "2025/caches.md").unlink()

    with pytest.raises(SystemExit) as ended:
        _built(content, capsys, STRICT_BUILD=True)

    assert ended.value.code == 1
    assert (content.with_name("site") / "explainers/caches/index.html").is_file()


def test_what_was_tried_out_on_this_machine_is_named_once(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = {"SITEURL": "http://localhost:8000"}
    write_files(content, {"2025/tried.md": explainer("Tried")})
    before = _built(content, capsys, **here)
    (content / "2025/tried.md").unlink()

    first, second = _built(content, capsys, **here), _built(content, capsys, **here)

    assert (before, second) == ("", "")
    assert "'/explainers/tried/' was published" in first


def test_another_content_folder_is_another_site(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = content.with_name("other")
    write_files(other, {"a.md": explainer("A")})

    assert _built(other, capsys) == ""


def test_files_that_are_left_out_for_their_mistakes_are_not_named_as_gone(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(content, {"2025/dns.md": "no front matter"})

    with pytest.raises(SystemExit):
        _built(content, capsys)

    assert "address/gone" not in capsys.readouterr().err


def test_record_that_cannot_be_read_is_none(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content.parent / ".site.build/published").write_bytes(b"\xff\x00")
    (content / "2025/caches.md").unlink()

    assert _built(content, capsys) == ""


def test_check_compares_with_what_was_built_last(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from plugins.command_line import checking

    real = checking.open_site
    output = content.with_name("site")
    monkeypatch.setattr(
        checking, "open_site", lambda content: real(content=content, output=output, **REAL)
    )
    write_files(content, {"2025/dns.md": FILES["2025/dns.md"].replace("id: dns", "id: names")})
    capsys.readouterr()

    code = checking.check(files=(), content=content)

    assert code == 0
    assert "[id/changed]" in capsys.readouterr().err


def test_check_of_another_folder_is_not_compared(content: Path) -> None:
    done = run_tasks("check", "--content", content)

    assert (done.returncode, done.stderr) == (0, "")
