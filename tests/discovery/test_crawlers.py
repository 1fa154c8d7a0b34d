from __future__ import annotations

from typing import Any

from plugins.discovery import build_robots
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site


def test_robots_may_read_everything_and_learn_of_the_sitemap(site: Site, context: Any) -> None:
    (output,) = build_robots(Archive(()), site)

    text = output.render(output.inputs, context).decode()

    assert output.path == "robots.txt"
    assert text.splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://example.org/archive/sitemap.xml",
    ]
