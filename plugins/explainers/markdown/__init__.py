"""Renders the Markdown of one file: blocks, inline marks, safety, links, parts."""

from plugins.explainers.markdown.engines import DEFAULT_ENGINE, ENGINES
from plugins.explainers.markdown.headings import PAGE_IDS
from plugins.explainers.markdown.render import render_markdown

__all__ = ["DEFAULT_ENGINE", "ENGINES", "PAGE_IDS", "render_markdown"]
