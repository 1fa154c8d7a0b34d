"""The settings of what readers may do with an explainer: answer, share, use again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from plugins.explainers.reader_links import FEEDBACK_KINDS, Feedback, Licence
from plugins.explainers.web_addresses import url_mistake
from plugins.site_outputs.setting_values import Check, is_pair

__all__ = [
    "READER_CHECKS",
    "READER_SETTINGS",
    "read_feedback",
    "read_licence",
    "reader_problems",
]

READER_SETTINGS: dict[str, str] = {
    "FEEDBACK": "where the answers to 'Do you find this article useful?' go: (kind, address)",
    "PREVIEW_IMAGES": "whether each explainer gets a picture that stands for it elsewhere",
    "LICENCE": "under which terms texts may be used: (name, address)",
}
# Not what RFC 5321 allows, but what a link can carry without being encoded.
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_NAME = re.compile(r"(?!\.+$|(\.git)+$)[A-Za-z0-9_.-]+")
# What lies there is of this kind, whatever the setting says.
_KINDS_AT = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "codeberg"}
# Their repositories lie at /owner/name; other forges may lie in a folder, or have groups.
_FLAT_HOSTS = frozenset({"github.com", "codeberg.org"})
# Pages of a repository. At GitLab no repository can have one of the latter names.
_PAGES = ("-", "issues")
_GITLABS_PAGES = (*_PAGES, "blame", "blob", "commits", "edit", "raw", "refs", "tree", "wikis")


def read_feedback(settings: Mapping[str, Any]) -> Feedback | None:
    """Where answers go, if anywhere; the setting must have been checked."""
    given = settings.get("FEEDBACK")
    if not given:
        return None
    kind, target = given
    # To a form's server `/useful` and `/useful/` may be two addresses.
    return Feedback(kind, target if kind == "form" else target.rstrip("/"))


def read_licence(settings: Mapping[str, Any]) -> Licence | None:
    """The licence of the texts, if one is named; the setting must have been checked."""
    given = settings.get("LICENCE")
    return Licence(*given) if given else None


def reader_problems(settings: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with an address that looks right: the setting, what it is, and a hint."""
    given = settings.get("FEEDBACK")
    if not given or not _is_feedback(given) or given[0] in ("form", "mail"):
        return
    kind, target = given
    wanted = _repository(kind, target)
    if wanted == (kind, target.rstrip("/")):
        return
    is_own_kind = wanted[0] == kind
    what = "not a repository's own address" if is_own_kind else f"no repository of kind {kind!r}"
    yield "FEEDBACK", f"has {target!r}, which is {what}", f"give {wanted!r}"


def _repository(kind: str, target: str) -> tuple[str, str]:
    """The repository in which an address lies; a new issue is begun below its address."""
    parts = urlsplit(target)
    host = (parts.hostname or "").removeprefix("www.")
    kind, netloc = _KINDS_AT.get(host, kind), parts.netloc
    if host in _KINDS_AT:
        netloc = re.sub(r"^www\.", "", netloc, flags=re.IGNORECASE)
    names = parts.path.strip("/").split("/")
    if kind == "github" or host in _FLAT_HOSTS:
        names = names[:2]
    pages = _GITLABS_PAGES if kind == "gitlab" else _PAGES
    ends = [names.index(page, 2) for page in pages if page in names[2:]]
    path = re.sub(r"(\.git)+$", "", "/".join(names[: min(ends, default=None)]))
    return kind, f"{parts.scheme}://{netloc}/{path}"


def _is_feedback(value: Any) -> bool:
    if not value and isinstance(value, tuple | list):
        return True
    if not is_pair(value) or value[0] not in FEEDBACK_KINDS:
        return False
    kind, target = value
    if kind == "mail":
        return bool(_MAILBOX.fullmatch(target))
    return _is_secure(target) and (kind == "form" or _is_within_repository(target))


def _is_within_repository(target: str) -> bool:
    names = urlsplit(target).path.strip("/").split("/")
    return len(names) > 1 and all(map(_NAME.fullmatch, names))


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
    return is_pair(value) and url_mistake(value[1]) is None


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
