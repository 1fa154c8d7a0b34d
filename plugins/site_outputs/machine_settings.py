"""The settings of what a site offers to machines: who may come, and which copies."""

from __future__ import annotations

from typing import Any, get_args

from plugins.explainers.site import Crawlers
from plugins.site_outputs.setting_values import Check

__all__ = ["MACHINE_CHECKS", "MACHINE_SETTINGS"]

MACHINE_SETTINGS: dict[str, str] = {
    "CRAWLERS": "whom robots.txt lets in: `all`, `no-ai-training` or `no-ai`",
    "MARKDOWN_COPIES": "whether each explainer has a copy in Markdown at `index.md`",
}
_PRESETS = get_args(Crawlers)


def _is_preset(value: Any) -> bool:
    return value in _PRESETS


MACHINE_CHECKS: dict[str, Check] = {
    "CRAWLERS": (_is_preset, f"one of {', '.join(map(repr, _PRESETS))}"),
    "MARKDOWN_COPIES": (lambda value: isinstance(value, bool), "True or False"),
}
