"""What pages say to machines, held against schema.org's types."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus import write_corpus
from tests.support.everything import write_everything
from tests.support.schema_types import SCHEMA_TYPES, schema_faults, structured_data_of
from tests.support.sites import build_in_process

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not SCHEMA_TYPES.exists(), reason="without node"
)
# Of pages that come out of one mould, a few are enough.
ALIKE = re.compile(r"(explainers/(pier|quay)|.*/page)-?/?[1-9]")
SAMPLED = 60  # of the pages of a generated archive, one in so many
HIDDEN = ("404.html", "search/index.html", "explainers/gone/index.html", "old/harbour/index.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("structured")
    write_everything(folder / "content")
    logo = ("/images/harbour.svg", 64, 36)
    licence = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    build_in_process(folder / "content", folder / "site", SITE_LOGO=logo, LICENCE=licence)
    return folder / "site"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    write_corpus(folder / "content", count=1_000)
    build_in_process(folder / "content", folder / "site")
    return folder / "site"


def data_of_pages(site: Path) -> dict[str, Any]:
    pages = {
        path.relative_to(site).as_posix(): structured_data_of(path.read_bytes())
        for path in sorted(site.rglob("*.html"))
    }
    return {path: data for path, data in pages.items() if data is not None}


def test_every_page_that_may_be_listed_has_data_of_schema_orgs_types(
    site: Path, generated: Path, tmp_path: Path
) -> None:
    own = {path: data for path, data in data_of_pages(site).items() if not ALIKE.match(path)}
    many = data_of_pages(generated)
    sample = {f"generated/{path}": many[path] for path in sorted(many)[::SAMPLED]}

    faults = schema_faults({**own, **sample}, tmp_path)

    assert faults == ""
    assert len(own) > 80
    assert len(sample) > 20


def test_only_pages_that_are_not_to_be_listed_have_none(site: Path) -> None:
    every = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}

    without = every - set(data_of_pages(site))

    assert set(HIDDEN) <= without
    hidden = [
        b'<meta name="robots" content="noindex">' in (site / path).read_bytes() for path in without
    ]
    assert all(hidden)
