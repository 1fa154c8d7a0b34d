from __future__ import annotations

from typing import Any

from plugins.discovery import build_missing_page
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site


def test_missing_page_is_made_from_its_template_and_hidden_from_search_engines(
    site: Site, context: Any
) -> None:
    (output,) = build_missing_page(Archive(()), site)

    output.render(output.inputs, context)

    ((template, values),) = context.given
    assert output.path == template == "404.html"
    assert values["page"].kind == "missing"
    assert values["page"].hidden
