"""The engine that Pelican and its users know: Python-Markdown, with blocks and links of ours."""

from plugins.explainers.markdown.python_markdown.engine import write_body

__all__ = ["write_body"]
