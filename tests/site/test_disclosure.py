"""Everything that presents an explainer by AI says so: held over whole built sites."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from tests.support.sites import PROJECT, build_in_process, bytes_of, explainer, write_files

GENERATED, ASSISTED = "AI Generated Content", "AI-Assisted Content"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
FRONTS = ("", "ai: {extent: assisted}\n", "ai_generated: false\n", "review: {by: Ada}\n")


@dataclass(frozen=True)
class Built:
    """A built site, and the label that each explainer's slug stands for."""

    folder: Path
    labels: dict[str, str]

    def pages(self) -> Iterator[tuple[str, BeautifulSoup]]:
        for path in sorted(self.folder.rglob("*.html")):
            name = path.relative_to(self.folder).as_posix()
            yield name, BeautifulSoup(path.read_bytes(), "html.parser")


def labels_written(content: Path) -> dict[str, str]:
    """The label of each published explainer, from the text of its file alone."""
    found = {}
    for path in sorted(set(content.rglob("*.md")) - set((content / "pages").rglob("*.md"))):
        front = path.read_text(encoding="utf-8").split("---")[1]
        slug = re.search(r"^slug: (\S+)", front, re.MULTILINE)
        name = slug[1] if slug else path.stem.lower()
        if re.search(r"^ai_generated: false", front, re.MULTILINE):
            found[name] = ""
        else:
            found[name] = ASSISTED if re.search(r"extent: assisted", front) else GENERATED
    return found


@pytest.fixture(scope="module", params=["demonstration", "generated"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("disclosure")
    content = PROJECT / "content"
    if request.param == "generated":
        content = folder / "content"
        write_files(
            content,
            {
                f"number-{number}.md": explainer(
                    f"{GENERATED} {number}", front=FRONTS[number % len(FRONTS)], tags="[AI, Tests]"
                )
                for number in range(45)
            },
        )
    build_in_process(content, folder / "site", PREVIEW_IMAGES=True, BUILD_JOBS=1)
    return Built(folder / "site", labels_written(content))


def slug_in(address: str) -> str:
    found = re.search(r"/explainers/([^/]+)/", address)
    assert found is not None, address
    return found[1]


def test_every_page_of_an_explainer_has_the_label_before_its_title(built: Built) -> None:
    shown = {}
    for name, html in built.pages():
        if name.startswith("explainers/"):
            title = html.select_one("main h1")
            assert title is not None
            label = title.find_previous(class_="disclosure-word")
            shown[slug_in(f"/{name}")] = label.get_text() if label else ""

    assert shown == built.labels


def test_label_is_printed(built: Built) -> None:
    style = (built.folder / "theme/css/utilities.css").read_text(encoding="utf-8")
    printed = style.partition("@media print")[2]

    hidden = re.findall(r"([^{}]+)\{[^{}]*display:\s*none", printed)

    assert hidden
    assert not any("disclosure" in each or "badge" in each for each in hidden)


def test_every_card_has_the_label(built: Built) -> None:
    counted = 0
    for name, html in built.pages():
        for card in html.select(".card"):
            link = card.select_one("a[href]")
            assert link is not None
            badges = [badge.get_text() for badge in card.select(".badge")]
            label = built.labels[slug_in(str(link["href"]))]
            assert badges == ([label] if label else []), name
            counted += 1

    assert counted >= 3 * min(20, len(built.labels))


def test_every_feed_entry_opens_with_the_label(built: Built) -> None:
    counted = 0
    for path in sorted(built.folder.rglob("feed.xml")):
        for item in ElementTree.parse(path).iter("item"):
            label = built.labels[slug_in(item.findtext("link") or "")]
            text = item.findtext(CONTENT) or ""
            opening = f"<p><strong>{label}</strong></p>"
            assert text.startswith(opening) if label else "<strong>AI" not in text[:20]
            counted += 1

    assert counted >= len(built.labels)


def test_every_preview_image_has_the_label_and_every_page_its_image(built: Built) -> None:
    for slug, label in built.labels.items():
        data = (built.folder / "explainers" / slug / "preview.png").read_bytes()
        page = (built.folder / "explainers" / slug / "index.html").read_bytes()
        html = BeautifulSoup(page, "html.parser")
        image = html.select_one('meta[property="og:image"]')
        words = html.select_one('meta[property="og:image:alt"]')
        assert Image.open(io.BytesIO(data)).info.get("Disclosure", "") == label
        assert image is not None
        assert words is not None
        assert str(image["content"]).endswith(f"/explainers/{slug}/preview.png")
        assert str(words["content"]).endswith(f"({label})") == bool(label)


def test_every_search_record_has_the_label(built: Built) -> None:
    titles = {
        slug_in(f"/{name}"): html.select_one("h1").get_text()  # type: ignore[union-attr]
        for name, html in built.pages()
        if name.startswith("explainers/")
    }
    numbers = {"": 0, GENERATED: 1, ASSISTED: 2}

    records = {
        record[0]: record[3]
        for path in (built.folder / "search/records").glob("*.bin")
        for record in json.loads(zlib.decompress(path.read_bytes(), -15))
    }

    wanted = {titles[slug]: numbers[label] for slug, label in built.labels.items()}
    assert records == wanted


@pytest.mark.parametrize("template", ["explainer.html", "home.html"])
def test_template_that_forgets_the_label_stops_the_build(
    template: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path / "content", {"caches.md": explainer()})
    build_in_process(tmp_path / "content", tmp_path / "site")
    before = bytes_of(tmp_path / "site")
    page = "<!doctype html><title>AI Generated Content</title></head><h1>{{ page.title }}</h1>"
    write_files(tmp_path / "own", {template: page})

    with pytest.raises(SystemExit) as stopped:
        build_in_process(
            tmp_path / "content",
            tmp_path / "site",
            THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "own")],
        )

    assert stopped.value.code == 2
    message = capsys.readouterr().err
    assert f"the template {template} leaves out the label 'AI Generated Content'" in message
    assert "the published site is as it was" in message
    assert bytes_of(tmp_path / "site") == before
