"""The settings of what readers may do with an explainer: answer, share, use again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from plugins.explainers.reader_links import FEEDBACK_KINDS, Feedback, Licence
from plugins.site_outputs.setting_values import Check, is_pair

__all__ = ["READER_CHECKS", "READER_SETTINGS", "read_feedback", "read_licence"]

READER_SETTINGS: dict[str, str] = {
    "FEEDBACK": "where the answers to 'Do you find this article useful?' go: (kind, address)",
    "PREVIEW_IMAGES": "whether each explainer gets a picture that stands for it elsewhere",
    "LICENCE": "under which terms texts may be used: (name, address)",
}
# Not what RFC 5321 allows, but what a link can carry without being encoded.
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_REPOSITORY = re.compile(r"(/[\w.-]+){2,}")


def read_feedback(settings: Mapping[str, Any]) -> Feedback | None:
    """Where answers go, if anywhere; the setting must have been checked."""
    given = settings.get("FEEDBACK")
    return Feedback(given[0], given[1].rstrip("/")) if given else None


def read_licence(settings: Mapping[str, Any]) -> Licence | None:
    """The licence of the texts, if one is named; the setting must have been checked."""
    given = settings.get("LICENCE")
    return Licence(*given) if given else None


def _is_feedback(value: Any) -> bool:
    if not value and isinstance(value, tuple | list):
        return True
    if not is_pair(value) or value[0] not in FEEDBACK_KINDS:
        return False
    kind, target = value
    if kind == "mail":
        return bool(_MAILBOX.fullmatch(target))
    path = urlsplit(target).path if _is_secure(target) else ""
    return _is_secure(target) and (kind == "form" or bool(_REPOSITORY.fullmatch(path.rstrip("/"))))


def _is_secure(value: str) -> bool:
    """Whether it is an https address that a policy can name by its host."""
    try:
        parts = urlsplit(value)
        plain = not (parts.fragment or parts.username) and parts.port != 0
    except ValueError:
        return False
    is_https = parts.scheme == "https" and bool(
        re.fullmatch(r"[A-Za-z0-9.-]+", parts.hostname or "")
    )
    return is_https and plain and not re.search(r"[\s;,'\"<>\\]", value)


def _is_licence(value: Any) -> bool:
    if not value and isinstance(value, tuple | list):
        return True
    return is_pair(value) and value[1].startswith(("https://", "http://")) and " " not in value[1]


READER_CHECKS: dict[str, Check] = {
    "FEEDBACK": (
        _is_feedback,
        "a pair such as ('form', 'https://forms.example.org/useful'), "
        "('mail', 'editors@example.org') or ('github', 'https://github.com/owner/repository'); "
        f"kinds are {', '.join(FEEDBACK_KINDS)}",
    ),
    "PREVIEW_IMAGES": (lambda value: isinstance(value, bool), "True or False"),
    "LICENCE": (
        _is_licence,
        "a pair such as ('CC BY 4.0', 'https://creativecommons.org/licenses/by/4.0/')",
    ),
}
