"""The settings of what readers may do with an explainer: answer, share, use again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from plugins.explainers.reader_links import FEEDBACK_KINDS, Feedback, Licence
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
_REPOSITORY = re.compile(r"(/[\w.-]+){2,}")
# Repositories lie at /owner/name here; elsewhere a forge may lie in a folder, or have groups.
_FLAT_HOSTS = frozenset({"github.com", "www.github.com", "codeberg.org"})
# What forges put behind a repository's own address, and no repository is called.
_PAGES_OF_A_REPOSITORY = ("-", "issues", "tree", "blob", "src", "pulls", "merge_requests")


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
    wanted = _repository(target)
    if wanted != target.rstrip("/"):
        message = f"has {target!r}, which is not a repository's own address"
        yield "FEEDBACK", message, f"give ({kind!r}, {wanted!r})"


def _repository(target: str) -> str:
    """The address of the repository in which an address lies; a new issue is begun below it."""
    parts = urlsplit(target)
    names = parts.path.strip("/").split("/")
    if parts.hostname in _FLAT_HOSTS:
        names = names[:2]
    ends = [names.index(page, 2) for page in _PAGES_OF_A_REPOSITORY if page in names[2:]]
    path = "/".join(names[: min(ends, default=None)]).removesuffix(".git")
    return f"{parts.scheme}://{parts.netloc}/{path}"


def _is_feedback(value: Any) -> bool:
    if not value and isinstance(value, tuple | list):
        return True
    if not is_pair(value) or value[0] not in FEEDBACK_KINDS:
        return False
    kind, target = value
    if kind == "mail":
        return bool(_MAILBOX.fullmatch(target))
    return _is_secure(target) and (kind == "form" or _is_on_forge(kind, urlsplit(target)))


def _is_on_forge(kind: str, address: SplitResult) -> bool:
    names = address.path.strip("/").split("/")
    unnamed = {"", ".", "..", ".git"}.intersection(names)
    other = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "codeberg"}
    is_of_kind = other.get((address.hostname or "").removeprefix("www."), kind) == kind
    return is_of_kind and not unnamed and bool(_REPOSITORY.fullmatch(address.path.rstrip("/")))


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
