"""The names by which feed readers know an entry for as long as it exists."""

from __future__ import annotations

from urllib.parse import quote

__all__ = ["entry_id"]

# What RFC 4151 allows in the specific part of a tag URI: RFC 3986's pchar, `/` and `?`.
_SAFE_IN_TAG_URI = "/?-._~!$&'()*+,;=:@"


def entry_id(authority: str, explainer_id: str) -> str:
    """`tag:AUTHORITY:ID`: no address, title or date is in it, so none can change it."""
    return f"tag:{authority}:{quote(explainer_id, safe=_SAFE_IN_TAG_URI, errors='replace')}"
