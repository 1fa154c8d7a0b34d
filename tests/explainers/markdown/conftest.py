from __future__ import annotations

from collections.abc import Callable

import pytest

from plugins.explainers.markdown import render_markdown
from plugins.explainers.rendered import RenderedMarkdown
from plugins.explainers.source_text import SourceText

Render = Callable[..., RenderedMarkdown]


@pytest.fixture
def render() -> Render:
    """Renders a text that is all body, as the file 2026/x.md."""

    def render(
        text: str, *, path: str = "2026/x.md", start: int = 0, sections: tuple[str, ...] = ()
    ) -> RenderedMarkdown:
        source = SourceText(path, text)
        return render_markdown(source, start, section_anchors=frozenset(sections))

    return render
