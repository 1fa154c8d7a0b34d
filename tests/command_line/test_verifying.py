from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plugins.command_line.exit_codes import MachineTrouble, WrongUse
from plugins.command_line.verifying import verify
from tests.support.rude_host import serve_rudely
from tests.support.served import serve
from tests.support.sites import build_in_process, explainer, run_tasks, write_files

FILES = {
    "caches.md": explainer("Caches", front="aliases: [/old/]\n"),
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

    assert lines_of(capsys) == ["4 pages checked, all as in the manifest"]


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
        "4 pages checked, 3 differences",
    ]


def test_redirect_that_leads_elsewhere_is_a_difference(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = site / "old/index.html"
    old.write_bytes(old.read_bytes().replace(b"url=/news/", b"url=//evil.example/"))

    assert verify(place=str(site), against=None, content=None) == 1

    assert lines_of(capsys)[0] == "old/index.html differs"


def test_forged_pages_are_found_wherever_they_hide(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alias = (site / "old/index.html").read_bytes()
    elsewhere = tmp_path / "elsewhere"
    write_files(elsewhere, {"index.html": "<h1>Forged</h1>"})
    write_files(
        site / "explainers",
        {
            # What looks like a redirect of ours is none.
            "alias/index.html": b"<!--" + alias + b"--><h1>Forged</h1>",
            "caches/deeper/Page.HTM": "<h1>Forged</h1>",
            "\x1b[2Jodd.html": "<h1>Forged</h1>",
        },
    )
    (site / "explainers/link").symlink_to(elsewhere)
    (site / "explainers/circle").symlink_to(site / "explainers")

    assert verify(place=str(site), against=None, content=None) == 1

    assert lines_of(capsys)[:-1] == [
        "explainers/\\x1b[2Jodd.html is not in the manifest",
        "explainers/alias/index.html is not in the manifest",
        "explainers/caches/deeper/Page.HTM is not in the manifest",
        "explainers/link/index.html is not in the manifest",
    ]


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
        "4 pages checked, 2 differences",
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
        pytest.param('{"format": 1, "more": ' + 100_000 * "[", id="nested too deeply"),
        '{"format": 1, "explainers": [{"page": {"path": "../../etc/passwd", "sha256": ""}}]}',
        '{"format": 1, "explainers": [{"page": {"path": "/etc/passwd", "sha256": ""}}]}',
        '{"format": 1, "explainers": [{"page": {"path": "a\\u0000b", "sha256": ""}}]}',
        '{"format": 1, "explainers": [{"page": {"path": "a", "sha256": ""},'
        ' "source": {"path": "a/../../b", "sha256": ""}}]}',
    ],
)
def test_what_is_no_manifest_is_wrong_use(site: Path, manifest: str) -> None:
    (site / "manifest.json").write_text(manifest)

    with pytest.raises(WrongUse, match=r"manifest\.json"):
        verify(place=str(site), against=None, content=None)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("refuses", "is not given: 403 Forbidden"),
        ("fails", "is not given: 500 Internal Server Error"),
        ("has nothing", "is missing"),
        ("leads round in a circle", "is not given: 302 The HTTP server returned"),
        ("leads to a file", "is not given: 302 Found - Redirection to url 'file:///etc/passwd'"),
        ("leads nowhere", "is not given: Invalid IPv6 URL"),
        ("stops early", "is cut short"),
        ("miscounts", "is cut short"),
        ("compresses half", "is cut short"),
        ("says that it compresses", "is damaged: it is said to be gzip, and is not"),
        ("compresses as it likes", "comes as 'br', for which nobody asked"),
        ("goes on and on", "has more than 67,108,864 bytes"),
        ("talks of something else", "is not given: \\x1b[2J"),
    ],
)
def test_bad_answer_for_one_page_hides_no_other_difference(
    site: Path, capsys: pytest.CaptureFixture[str], how: str, said: str
) -> None:
    (site / "explainers/gone/index.html").write_text("Another.")

    with serve_rudely(site, "/explainers/dns/", how) as url:
        assert verify(place=url, against=None, content=None) == 1

    first, *rest = lines_of(capsys)
    assert first.startswith(f"explainers/dns/index.html {said}")
    assert rest == [
        "explainers/gone/index.html differs",
        "4 pages checked, 2 differences",
    ]


def test_page_that_comes_compressed_unasked_is_the_same_page(site: Path) -> None:
    with serve_rudely(site, "/explainers/dns/", "compresses") as url:
        assert verify(place=url, against=None, content=None) == 0


def test_what_differs_is_said_before_a_host_stops_answering(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "explainers/caches/index.html").write_text("Another.")

    with (
        serve_rudely(site, "/explainers/dns/", "hangs up") as url,
        pytest.raises(MachineTrouble, match=r"/explainers/dns/ does not answer: "),
    ):
        verify(place=url, against=None, content=None)

    assert lines_of(capsys) == ["explainers/caches/index.html differs"]


@pytest.mark.parametrize(
    "place", ["http://[::1", "https://", "https://host:port/", "https://a..b/", "HTTP://a b/"]
)
def test_address_of_no_host_is_wrong_use(place: str) -> None:
    with pytest.raises(WrongUse):
        verify(place=place, against=None, content=None)


def test_file_that_no_disk_can_hold_is_a_difference(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = 300 * "a"
    manifest = '{"format": 1, "explainers": [{"page": {"path": "%s", "sha256": ""}}]}'
    (site / "manifest.json").write_text(manifest % name)

    assert verify(place=str(site), against=None, content=None) == 1

    assert lines_of(capsys)[0] == f"{name} cannot be read: File name too long"


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
