from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.explainers.archive import AssetFile
from plugins.explainers.assemble import Assembly, Material, assemble_archive
from plugins.explainers.listing import Listing
from plugins.explainers.model import Correction, Explainer, FreePage, LinkReference, Place
from plugins.explainers.tags_file import TagSettings
from plugins.site_outputs.content_files import digest_of
from plugins.site_outputs.examine import FileResult
from plugins.site_outputs.kept_assembly import AssembledFiles, Edits, KeptAssembly
from tests.theme.rendering import make_explainer, make_series

NOW = "2026-12-01T00:00:00Z"
FREE_PAGE = FreePage("pages/about.md", "about", "About")
TAGS = (TagSettings("Rivers", aliases=("Streams",), description="Of water"),)
IMAGE = AssetFile("images/a.png", "/images/a.png", "digest", (3, 4))

EDITS = {
    "text": {"body_digest": "new", "word_count": 9},
    "title": {"title": "Another", "places": {"title": Place(9, 9)}},
    "summary": {"summary": "Another."},
    "tags": {"tags": ("Courts", "Streams")},
    "spelling": {"tags": ("rivers",)},
    "story": {"story": "A story"},
    "link": {"links": (LinkReference("slug", "number-000", "", Place(9, 1), "number-000"),)},
    "way out": {"links": (LinkReference("address", "/feed.xml", "", Place(3, 3), "/feed.xml"),)},
    "broken link": {"links": (LinkReference("slug", "nowhere", "", Place(3, 3), "nowhere"),)},
    "draft": {"status": "draft"},
    "withdrawn": {"status": "withdrawn"},
    "slug": {"slug": "elsewhere"},
    "correction": {"corrections": (Correction("2031-01-01T00:00:00Z", "It was Monday."),)},
    "date": {"date": "2020-01-01T00:00:00Z"},
    "later": {"date": "2027-01-01T00:00:00Z"},
}
_steps = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(sorted(EDITS))), max_size=4)


def applied(steps: list[tuple[int, str]], explainers: list[Explainer]) -> list[Explainer]:
    found = list(explainers)
    for place, kind in steps:
        found[place] = replace(found[place], **EDITS[kind])  # type: ignore[arg-type]
    return found


def files_of(explainers: list[Explainer], *, now: str = NOW, key: bytes = b"key") -> AssembledFiles:
    results = {each.path: FileResult(explainer=each) for each in explainers}
    results[FREE_PAGE.path] = FileResult(page=FREE_PAGE)
    digests = {path: digest_of(repr(result).encode()) for path, result in results.items()}
    return AssembledFiles(key, sorted(results), digests, results, now)


def assembled(files: AssembledFiles) -> Assembly:
    entries = [files.results[path].explainer or files.results[path].page for path in files.paths]
    material = Material(
        tuple(entry for entry in entries if entry),
        tags=TAGS,
        images=(IMAGE,),
        source_digests=dict(files.digests),
    )
    return assemble_archive(material, now=files.now)


def edits_between(old: AssembledFiles, new: AssembledFiles) -> Edits:
    edits = {}
    for path in old.paths:
        before, after = old.results[path].explainer, new.results[path].explainer
        if before and after and before != after:
            edits[path] = (before, after)
    return Edits(edits, [old.digests[path] for path in old.paths])


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[KeptAssembly]:
    with KeptAssembly(tmp_path / "store.sqlite") as found:
        yield found


def keep(kept: KeptAssembly, files: AssembledFiles) -> None:
    assembly = assembled(files)
    kept.keep(files, assembly, Listing(assembly.archive))


def digests(listing: Listing) -> tuple[object, ...]:
    entries = list(listing.entry_digests.items())
    return listing.digest, entries, listing.shown_digests


@given(first=_steps, second=_steps, third=_steps)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_what_was_kept_gives_what_would_be_assembled(
    kept: KeptAssembly,
    first: list[tuple[int, str]],
    second: list[tuple[int, str]],
    third: list[tuple[int, str]],
):
    old = files_of(applied(first, make_series(5)))
    keep(kept, old)

    for steps in (second, third):
        entries = [result.explainer for result in old.results.values() if result.explainer]
        new = files_of(applied(steps, entries))
        found = kept.after(new, edits_between(old, new))
        if found is None:
            keep(kept, new)
        else:
            assembly, listing = found
            assert assembly == assembled(new)
            assert digests(listing) == digests(Listing(assembly.archive))
        old = new


@pytest.mark.parametrize("kind", ["text", "title", "summary"])
def test_edit_of_what_an_explainer_says_is_looked_at_alone(kept: KeptAssembly, kind: str):
    old = files_of(make_series(5))
    new = files_of(applied([(2, kind)], make_series(5)))
    keep(kept, old)

    assert kept.after(new, edits_between(old, new)) is not None


@pytest.mark.parametrize("kind", ["tags", "link", "draft", "slug", "date", "correction", "story"])
def test_edit_that_may_change_others_has_all_assembled_anew(kept: KeptAssembly, kind: str):
    old = files_of(make_series(5))
    new = files_of(applied([(2, kind)], make_series(5)))
    keep(kept, old)

    assert kept.after(new, edits_between(old, new)) is None


def test_archive_with_problems_is_not_kept(kept: KeptAssembly):
    old = files_of(applied([(1, "broken link")], make_series(5)))
    keep(kept, old)

    assert kept.after(old, edits_between(old, old)) is None


def test_what_was_kept_of_other_code_or_other_files_is_not_used(kept: KeptAssembly):
    keep(kept, files_of(make_series(5)))

    for other in (files_of(make_series(5), key=b"newer"), files_of(make_series(4))):
        assert kept.after(other, edits_between(other, other)) is None


def test_due_explainer_is_not_missed_and_a_clock_may_go_back(kept: KeptAssembly):
    series = [*make_series(2), make_explainer(slug="later", date="2026-12-24T00:00:00Z")]
    keep(kept, files_of(series, now="2026-12-10T00:00:00Z"))

    def holds(now: str) -> bool:
        files = files_of(series, now=now)
        return kept.after(files, edits_between(files, files)) is not None

    assert holds("2026-12-23T00:00:00Z")
    assert not holds("2026-12-24T00:00:00Z")
    assert not holds("2026-12-01T00:00:00Z")
