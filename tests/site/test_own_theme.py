"""A site's own look, words and templates, in real builds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.support.sites import (
    PROJECT,
    build_in_process,
    bytes_of,
    explainer,
    run_tasks,
    write_files,
)

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">'
    '<rect width="8" height="8"/></svg>'
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    pages = {"pages/about.md": "---\ntitle: About\n---\n\nWe explain.\n"}
    files = {"2025/caches.md": explainer(), "images/logo.svg": LOGO, **pages}
    write_files(tmp_path / "content", files)
    return tmp_path / "content"


def page(output: Path, address: str = "explainers/caches") -> BeautifulSoup:
    return BeautifulSoup((output / address / "index.html").read_bytes(), "html.parser")


def texts(html: BeautifulSoup, selector: str) -> list[str]:
    return [element.get_text(strip=True) for element in html.select(selector)]


def test_one_block_is_replaced_without_a_copy_of_the_theme(content: Path, tmp_path: Path):
    output, templates = tmp_path / "site", tmp_path / "templates"
    override = '{% extends "!theme/explainer.html" %}{% block useful %}<p id="own">Write.</p>'
    frame = '{% extends "!theme/base.html" %}{% block head %}<meta name="own">{% endblock %}'
    write_files(templates, {"explainer.html": override + "{% endblock %}", "base.html": frame})

    build_in_process(content, output, THEME_TEMPLATES_OVERRIDES=[str(templates)])

    html = page(output)
    assert texts(html, "#own") == ["Write."]
    assert html.select("#useful") == []
    assert len(html.select("section.section")) == 3
    assert len(page(output, "tags").select('meta[name="own"]')) == 1


def test_file_beside_templates_that_no_page_uses_may_hold_anything(content: Path, tmp_path: Path):
    templates = tmp_path / "templates"
    write_files(templates, {"404.html~": "{% if", "partials/notes.txt": "Größe".encode("latin-1")})

    build_in_process(content, tmp_path / "site", THEME_TEMPLATES_OVERRIDES=[str(templates)])

    assert (tmp_path / "site/404.html").is_file()


def test_changed_block_reaches_pages_that_were_published(content: Path, tmp_path: Path):
    output, templates = tmp_path / "site", tmp_path / "templates"
    text = '{% extends "!theme/404.html" %}{% block content %}<h1>WORD</h1>{% endblock %}'
    for word in ("One", "Two"):
        write_files(templates, {"404.html": text.replace("WORD", word)})

        build_in_process(content, output, THEME_TEMPLATES_OVERRIDES=[str(templates)])

    assert b"<h1>Two</h1>" in (output / "404.html").read_bytes()


def test_look_of_a_site_is_a_style_sheet_after_the_tokens(content: Path, tmp_path: Path):
    output = tmp_path / "site"

    build_in_process(
        content,
        output,
        THEME_COLOURS={"band": "#0b5d3b", "accent": ("#0b5d3b", "#8fd3a5")},
        THEME_FONTS={"text": "Charter, serif"},
        SITE_LOGO=("/images/logo.svg", 80, 40),
        MENUITEMS=[("Topics", "/tags/")],
        FOOTER_LINKS=[("Code", "https://example.org/code")],
    )

    html = page(output)
    sheets = [str(link["href"]).rsplit("/", 1)[-1] for link in html.select("link[rel=stylesheet]")]
    assert sheets[sheets.index("tokens.css") + 1] == "site-tokens.css"
    own = (output / "theme/css/site-tokens.css").read_text(encoding="utf-8")
    assert own.startswith("@layer tokens {\n  :root {\n    --font-text: Charter, serif;\n")
    light, dark = own.split("@media (prefers-color-scheme: dark)")
    assert "--accent: #0b5d3b;" in light
    assert "--accent: #8fd3a5;" in dark
    (logo,) = html.select("header .masthead-name img")
    assert (logo["src"], logo["width"], logo["height"]) == ("/images/logo.svg", "80", "40")
    assert texts(html, ".masthead nav a") == ["Topics"]
    assert texts(html, "footer a") == ["Archive", "Stories", "Tags", "Code", "Subscribe"]


def test_site_without_a_look_of_its_own_asks_for_no_further_sheet(content: Path, tmp_path: Path):
    build_in_process(content, tmp_path / "site")

    assert not any("site-tokens" in path for path in bytes_of(tmp_path / "site"))
    assert "site-tokens" not in str(page(tmp_path / "site"))


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (
            {"SITE_LOGO": ("/images/lost.svg", 80, 40)},
            "SITE_LOGO is '/images/lost.svg', and nothing is published there",
        ),
        (
            {"MENUITEMS": [("About", "/abuot/")]},
            "MENUITEMS leads to '/abuot/' ('About'), and nothing is published there",
        ),
        (
            {"FOOTER_LINKS": [("Contact", "/contact/")]},
            "FOOTER_LINKS leads to '/contact/' ('Contact'), and nothing is published there",
        ),
    ],
)
def test_address_in_settings_behind_which_nothing_is_stops_the_build(
    settings: dict[str, object],
    told: str,
    content: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
):
    with pytest.raises(SystemExit) as ended:
        build_in_process(content, tmp_path / "site", **settings)

    assert ended.value.code == 2
    line = capsys.readouterr().err.splitlines()[0]
    assert line.startswith(str(PROJECT / "p"))
    assert Path(line.partition(":")[0]).is_file()
    assert line.endswith(f"1: error: {told} [settings/value]")
    assert not (tmp_path / "site").exists()


def test_page_with_a_mistake_is_not_missed_in_the_menu_too(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    write_files(content, {"pages/about.md": "---\ntitel: About\n---\n\nWe explain.\n"})

    with pytest.raises(SystemExit) as ended:
        build_in_process(content, tmp_path / "site", MENUITEMS=[("About", "/about/")])

    assert ended.value.code == 1
    assert "MENUITEMS" not in capsys.readouterr().err


def test_settings_file_is_shown_from_where_the_command_ran(tmp_path: Path):
    shutil.copytree(PROJECT / "theme", tmp_path / "theme")
    shutil.copytree(PROJECT / "plugins", tmp_path / "plugins")
    for name in ("pelicanconf.py", "requirements.lock"):
        shutil.copyfile(PROJECT / name, tmp_path / name)
    settings = (tmp_path / "pelicanconf.py").read_text()
    (tmp_path / "pelicanconf.py").write_text(f"{settings}\nMENUITEMS = [('X', '/x/')]\n")
    write_files(tmp_path / "content", {"caches.md": explainer()})

    done = subprocess.run(
        [sys.executable, "-m", "pelican", "-s", "pelicanconf.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    line = settings.count("\n") + 2
    assert done.stderr.startswith(f"pelicanconf.py:{line}:1: error: MENUITEMS leads to '/x/'")


def test_german_site_speaks_german(content: Path, tmp_path: Path):
    output = tmp_path / "site"

    build_in_process(content, output, DEFAULT_LANG="de-AT")

    html = page(output)
    assert html.html is not None
    assert (str(html.html["lang"]).lower(), html.html["dir"]) == ("de-at", "ltr")
    assert texts(html, ".byline time") == ["4. März 2025"]
    assert texts(html, ".masthead nav a") == ["Themen", "Schlagwörter", "Archiv"]
    assert texts(html, "footer a") == ["Archiv", "Themen", "Schlagwörter", "Über uns", "Abonnieren"]
    assert texts(page(output, "archive/2025"), "title") == ["Archiv 2025 – Backgrounder"]
    assert texts(page(output, "search"), "h1") == ["Suche"]
    assert b"KI-generierter Inhalt" in (output / "feed.xml").read_bytes()


def test_another_language_is_one_file_of_the_site(content: Path, tmp_path: Path):
    output, own = tmp_path / "site", tmp_path / "translations"
    french = 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "Archive"\nmsgstr "WORD"\n'
    settings = {"DEFAULT_LANG": "fr", "TRANSLATION_FOLDERS": [str(own)]}
    for word in ("Archive entière", "Archives"):
        write_files(own, {"fr/LC_MESSAGES/messages.po": french.replace("WORD", word)})

        build_in_process(content, output, **settings)

    html = page(output)
    assert texts(html, ".masthead nav a") == ["Stories", "Tags", "Archives"]
    assert texts(html, ".byline time") == ["4 mars 2025"]


def test_translation_that_cannot_be_used_stops_the_build(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    own = tmp_path / "translations"
    wrong = 'msgid "Archive of %(year)s"\nmsgstr "Archiv %(jahr)s"\n'
    write_files(own, {"de/LC_MESSAGES/messages.po": wrong})

    with pytest.raises(SystemExit) as ended:
        build_in_process(
            content, tmp_path / "site", DEFAULT_LANG="de", TRANSLATION_FOLDERS=[str(own)]
        )

    assert ended.value.code == 1
    assert "messages.po:1:1: error: the translation 'Archiv %(jahr)s'" in capsys.readouterr().err


def test_site_is_right_to_left_where_its_language_is(content: Path, tmp_path: Path):
    build_in_process(content, tmp_path / "site", DEFAULT_LANG="fa")

    html = page(tmp_path / "site").html
    assert html is not None
    assert (html["lang"], html["dir"]) == ("fa", "rtl")


def test_task_finds_the_catalogue_up_to_date():
    ran = run_tasks("translations", "--check")

    assert ran.returncode == 0, ran.stderr
    assert "de: " in ran.stdout
    assert ran.stdout.endswith(", 0 without translation\n")
