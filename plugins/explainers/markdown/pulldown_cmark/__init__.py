"""The engine in Rust: pulldown-cmark, whose events we write as HTML."""

from plugins.explainers.markdown.pulldown_cmark.engine import write_body

__all__ = ["write_body"]
