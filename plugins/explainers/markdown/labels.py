"""What engines write for those who listen to a page instead of seeing it."""

from __future__ import annotations

__all__ = ["TABLE_LABEL", "back_label"]

TABLE_LABEL = "Table"


def back_label(number: int, mention: int, mentions: int) -> str:
    """What a link from a footnote back to one of its mentions says."""
    times = f", mention {mention}" if mentions > 1 else ""
    return f"Back to reference {number}{times}"
