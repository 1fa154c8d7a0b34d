from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plugins.command_line.exit_codes import MachineTrouble, WrongUse
from plugins.command_line.verifying import verify
from tests.support.served import serve
from tests.support.sites import build_in_process, explainer, run_tasks, write_files

FILES = {
    "caches.md": explainer("Caches", front="aliases: [/explainers/old/]\n"),
    "dns.md": explainer("DNS"),
    "gone.md": explainer("Gone", front="status: withdrawn\n"),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    write_files(folder / "content", FILES)
    build_in_process(folder / "content", folder / "site", SITEURL="https://example.org/news")
    return folder


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Path:
    return shutil.copytree(published / "site", tmp_path / "copy")


def lines_of(said: pytest.CaptureFixture[str]) -> list[str]:
    return said.readouterr().out.splitlines()


def test_copy_is_as_it_was_published(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(place=str(site), against=None, content=None) == 0

    assert lines_of(capsys) == ["3 pages checked, all as in the manifest"]


def test_every_difference_of_a_copy_is_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = site / "explainers/caches/index.html"
    page.write_bytes(page.read_bytes().replace(b"Text of Caches", b"Lies"))
    (site / "explainers/dns/index.html").unlink()
    write_files(site / "explainers", {"forged/index.html": "<h1>Forged</h1>"})

    assert verify(place=str(site), against=None, content=None) == 1

    assert lines_of(capsys) == [
        "explainers/caches/index.html differs",
        "explainers/dns/index.html is missing",
        "explainers/forged/index.html is not in the manifest",
        "3 pages checked, 3 differences",
    ]


def test_redirect_that_leads_elsewhere_is_no_alias(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = site / "explainers/old/index.html"
    old.write_bytes(old.read_bytes().replace(b"url=/news/", b"url=//evil.example/"))

    assert verify(place=str(site), against=None, content=None) == 1

    assert lines_of(capsys)[0] == "explainers/old/index.html is not in the manifest"


def test_served_site_is_read_page_by_page(
    site: Path, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(site / "explainers/dns")

    with serve(site) as url:
        assert verify(place=f"{url}/", against=None, content=None) == 1
        shutil.copytree(published / "site/explainers/dns", site / "explainers/dns")
        assert verify(place=url, against=None, content=None) == 0

    assert lines_of(capsys)[0] == "explainers/dns/index.html is missing"


def test_manifest_that_was_changed_with_a_page_is_found_out(
    site: Path, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(published / "forged", FILES | {"dns.md": explainer("DNS", body="A lie.")})
    forged = site.with_name("forged")
    build_in_process(published / "forged", forged, SITEURL="https://example.org/news")
    capsys.readouterr()

    assert verify(place=str(forged), against=None, content=None) == 0
    assert verify(place=str(forged), against=published / "site", content=None) == 1

    assert lines_of(capsys)[1:] == [
        "explainers/dns/index.html differs",
        f"manifest.json is not that of {published / 'site'}",
        "3 pages checked, 2 differences",
    ]


def test_sources_are_compared_too(
    site: Path, published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = shutil.copytree(published / "content", tmp_path / "content")
    assert verify(place=str(site), against=None, content=content) == 0
    (content / "caches.md").write_text("another")
    (content / "dns.md").unlink()
    capsys.readouterr()

    assert verify(place=str(site), against=None, content=content) == 1

    assert lines_of(capsys)[:2] == [
        f"{content}/caches.md differs from what explainers/caches/index.html was made of",
        f"{content}/dns.md is missing",
    ]


@pytest.mark.parametrize(
    "manifest",
    [
        "not JSON",
        '{"format": 2, "explainers": []}',
        '{"format": 1, "explainers": [{"page": {"path": "../../etc/passwd", "sha256": ""}}]}',
    ],
)
def test_what_is_no_manifest_is_wrong_use(site: Path, manifest: str) -> None:
    (site / "manifest.json").write_text(manifest)

    with pytest.raises(WrongUse, match=r"manifest\.json"):
        verify(place=str(site), against=None, content=None)


def test_place_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="neither"):
        verify(place=str(tmp_path / "none"), against=None, content=None)
    with pytest.raises(WrongUse, match=r"has no manifest\.json"):
        verify(place=str(tmp_path), against=None, content=None)


def test_host_that_does_not_answer_is_trouble(site: Path) -> None:
    with serve(site) as url:
        pass

    with pytest.raises(MachineTrouble, match="does not answer"):
        verify(place=url, against=None, content=None)


def test_command_ends_as_it_promises(site: Path) -> None:
    done = run_tasks("verify", site)
    (site / "explainers/dns/index.html").unlink()
    differs = run_tasks("verify", site)

    assert (done.returncode, differs.returncode) == (0, 1)
    assert "explainers/dns/index.html is missing" in differs.stdout
