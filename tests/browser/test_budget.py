"""What a first visit costs, as the browser's own network log says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.conftest import Served
from tests.browser.page_types import PAGE_TYPES
from tests.support.served import serve

pytestmark = pytest.mark.browser

MOST_BYTES = 20_000
MOST_SCRIPT_BYTES = 4_000
# And the longest of the demonstration archive.
PAGES = [
    *(kind.address for kind in PAGE_TYPES if kind.is_explainer),
    "/explainers/llama-4x-plans/",
]


@pytest.fixture(scope="module")
def compressed(everything: Served) -> Iterator[str]:
    with serve(everything.folder.parent, compressed=True) as url:
        yield f"{url}/site"


@pytest.mark.parametrize("address", PAGES)
def test_first_visit_to_an_explainer_is_light(
    address: str, chromium: Browser, compressed: str
) -> None:
    answers: list[Response] = []
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - no methods of lists

    page.goto(f"{compressed}{address}", wait_until="networkidle")
    page.keyboard.press("End")
    page.wait_for_load_state("networkidle")

    sizes = {answer.url: int(answer.header_value("content-length") or 0) for answer in answers}
    scripts = {a.url: sizes[a.url] for a in answers if a.request.resource_type == "script"}
    context.close()
    assert all(sizes.values())
    assert len(sizes) > 3
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    assert 0 < sum(scripts.values()) <= MOST_SCRIPT_BYTES, scripts
