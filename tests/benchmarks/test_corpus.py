"""Made-up archives: always the same, and like those that people write."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks.corpus import write_corpus, write_newest
from plugins.explainers.assemble import Assembly, Material, assemble_archive
from plugins.explainers.model import Explainer
from plugins.explainers.parse import ParsedFile, parse_file
from plugins.explainers.sections import DEFAULT_SECTIONS
from plugins.explainers.site import ParseSettings

SIZE = 300
NOW = "2026-01-01T00:00:00Z"


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.md"))
    }


def parsed_files(folder: Path) -> list[ParsedFile]:
    settings = ParseSettings(DEFAULT_SECTIONS)
    return [parse_file(data, path, settings) for path, data in files_of(folder).items()]


def assembled(parsed: list[ParsedFile]) -> Assembly:
    entries = tuple(each.entry for each in parsed if each.entry is not None)
    return assemble_archive(Material(entries), now=NOW)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, count=SIZE)
    return folder


@pytest.fixture(scope="module")
def parsed(corpus: Path) -> list[ParsedFile]:
    return parsed_files(corpus)


@pytest.fixture(scope="module")
def explainers(parsed: list[ParsedFile]) -> list[Explainer]:
    return [each.entry for each in parsed if isinstance(each.entry, Explainer)]


def test_bytes_are_the_same_on_every_machine(corpus: Path) -> None:
    digest = sha256()

    for path, data in files_of(corpus).items():
        digest.update(path.encode() + b"\0" + data + b"\0")

    assert digest.hexdigest() == "0d280bda8441ffed48947e2b753fc4618304ddab13afd69e9f359246515774d7"


def test_small_corpus_is_the_beginning_of_a_larger_one(corpus: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path, count=30)

    small, large = files_of(tmp_path), files_of(corpus)

    assert len(small) == 30 + 1  # and the page
    assert small.items() <= large.items()


def test_another_seed_makes_another_corpus(corpus: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path, count=30, seed=2)

    shared = files_of(tmp_path).items() & files_of(corpus).items()

    assert {path for path, _ in shared} == {"pages/about.md"}


def test_every_file_parses_without_a_problem(parsed: list[ParsedFile]) -> None:
    assert [problem for each in parsed for problem in each.problems] == []
    assert len(parsed) == SIZE + 1


def test_archive_fits_together_and_all_of_it_is_published(parsed: list[ParsedFile]) -> None:
    assembly = assembled(parsed)

    assert assembly.problems == ()
    assert assembly.outside_links == ()
    assert assembly.counts.published == SIZE


def test_links_among_explainers_come_in_all_three_forms_and_resolve(
    parsed: list[ParsedFile], explainers: list[Explainer]
) -> None:
    addresses = assembled(parsed).archive.link_addresses

    links = [
        link
        for each in explainers
        for link in each.links
        if link.kind != "anchor"  # footnotes
    ]
    found = [address for addresses_of_one in addresses.values() for address in addresses_of_one]
    resolved = [address for address in found if not address.startswith("#")]

    assert {link.kind for link in links} == {"file", "slug", "address"}
    assert any(link.anchor for link in links)
    assert len(resolved) == len(links) > SIZE / 2
    assert all(address.startswith("/explainers/") for address in resolved)


def test_titles_and_slugs_are_unique(explainers: list[Explainer]) -> None:
    assert len({explainer.title for explainer in explainers}) == SIZE
    assert len({explainer.slug for explainer in explainers}) == SIZE


def test_tags_have_a_long_tail(explainers: list[Explainer]) -> None:
    uses = Counter(tag for explainer in explainers for tag in explainer.tags)

    counts = sorted(uses.values(), reverse=True)

    assert {len(explainer.tags) for explainer in explainers} == {2, 3, 4, 5, 6}
    assert counts[0] > SIZE / 6
    assert counts[0] > 3 * counts[9] > 9
    assert sum(count <= 2 for count in counts) > len(counts) / 2


def test_explainers_are_as_long_as_people_write_them(explainers: list[Explainer]) -> None:
    lengths = [explainer.word_count for explainer in explainers]

    assert 420 < sum(lengths) / SIZE < 480
    assert min(lengths) > 300
    assert max(lengths) < 650


def test_vocabulary_grows_more_slowly_than_the_text_and_never_stops(
    parsed: list[ParsedFile],
) -> None:
    texts = [each.body.text.lower() for each in parsed if each.body is not None]

    def different_words(count: int) -> int:
        return len({word for text in texts[:count] for word in re.findall("[a-z]+", text)})

    assert 1.5 < different_words(SIZE) / different_words(SIZE // 4) < 3


def test_dates_span_ten_years_at_any_size(tmp_path: Path) -> None:
    write_corpus(tmp_path, count=40)

    years = {path.parent.name for path in tmp_path.glob("2*/*.md")}

    assert years == {str(year) for year in range(2015, 2025)}


def test_everything_that_front_matter_can_hold_occurs(explainers: list[Explainer]) -> None:
    for name in ("story", "sources", "review", "corrections", "expectations", "aliases"):
        having = sum(bool(getattr(explainer, name)) for explainer in explainers)

        assert 0 < having < SIZE, name


@pytest.mark.parametrize("element", ["<ul>", "<ol>", "<table>", "<blockquote>", "<pre", "<em>"])
def test_every_kind_of_markdown_occurs(parsed: list[ParsedFile], element: str) -> None:
    bodies = ["".join(part.html for part in each.body.parts) for each in parsed if each.body]

    having = sum(element in body for body in bodies)

    assert 0 < having < SIZE


def test_added_explainers_are_newer_than_all_others_and_fit_in(tmp_path: Path) -> None:
    write_corpus(tmp_path, count=30)
    write_newest(tmp_path, count=30, later=1)
    write_newest(tmp_path, count=30, later=2)

    assembly = assembled(parsed_files(tmp_path))

    assert assembly.problems == ()
    assert [each.date[:10] for each in assembly.archive.explainers[-2:]] == [
        "2025-01-01",
        "2025-01-02",
    ]
