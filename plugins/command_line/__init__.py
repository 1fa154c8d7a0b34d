"""The commands of `python3 tasks.py`: their table, their environment, their exit codes."""

from __future__ import annotations

__all__: list[str] = []
