"""The Markdown engines that there are, by their names in the setting `MARKDOWN_ENGINE`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from plugins.explainers.markdown.written import WrittenBody
from plugins.explainers.source_text import SourceText

__all__ = ["DEFAULT_ENGINE", "ENGINES", "Engine", "engine_named"]

# Writes `source.text[start:]` as HTML that is not safe yet; raises LimitReached. The
# frozen set holds the anchors that second-level headings alone may have.
Engine = Callable[[SourceText, int, frozenset[str]], WrittenBody]

DEFAULT_ENGINE = "python-markdown"
_PACKAGES = {
    DEFAULT_ENGINE: "plugins.explainers.markdown.python_markdown",
    "pulldown-cmark": "plugins.explainers.markdown.pulldown_cmark",
}
ENGINES = tuple(_PACKAGES)


@cache
def engine_named(name: str) -> Engine:
    """An engine's function. Only the one that is asked for is imported, for each takes its time."""
    write_body: Engine = import_module(_PACKAGES[name]).write_body
    return write_body
