"""What all handlers of events share: their type, and how text is escaped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plugins.explainers.markdown.pulldown_cmark.writing import Writing

__all__ = ["Handler", "close_inner", "escape", "escape_value"]

# Called with what an event says besides its name, and with the first and the last byte
# (the latter excluded) of what it stands for.
Handler = Callable[["Writing", Any, int, int], None]


def escape(text: str) -> str:
    """Text as it stands between tags."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def escape_value(text: str) -> str:
    """Text as it stands in an attribute."""
    return escape(text).replace('"', "&quot;")


def close_inner(out: list[str], tag: str) -> None:
    """Close an element that no line end stands before: not `</p>`, LF, `</li>`."""
    if out[-1].endswith("\n"):
        out[-1] = out[-1][:-1]
    out.append(tag)
