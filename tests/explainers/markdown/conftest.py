from __future__ import annotations

from collections.abc import Callable

import pytest

from plugins.explainers.markdown import ENGINES, render_markdown
from plugins.explainers.markdown.python_markdown.converter import Converter
from plugins.explainers.rendered import RenderedMarkdown
from plugins.explainers.source_text import SourceText

Render = Callable[..., RenderedMarkdown]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of each Markdown engine in turn."""
    name: str = request.param
    return name


@pytest.fixture
def render(engine: str) -> Render:
    """Renders a text that is all body, as the file 2026/x.md, with each engine."""

    def render(
        text: str, *, path: str = "2026/x.md", start: int = 0, sections: tuple[str, ...] = ()
    ) -> RenderedMarkdown:
        source = SourceText(path, text)
        return render_markdown(source, start, section_anchors=frozenset(sections), engine=engine)

    return render


@pytest.fixture(scope="session")
def plain_converter() -> Converter:
    """A converter that tries every pattern everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "plugins.explainers.markdown.python_markdown.converter.quicken", lambda md, notes: None
        )
        return Converter()
