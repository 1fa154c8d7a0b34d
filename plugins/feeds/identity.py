"""The names by which feed readers know an entry for as long as it exists."""

from __future__ import annotations

from urllib.parse import quote

__all__ = ["correction_id", "entry_id", "feed_id", "first_moment"]

# What RFC 4151 allows in the specific part of a tag URI: RFC 3986's pchar, `/` and `?`.
_SAFE_IN_TAG_URI = "/?-._~!$&'()*+,;=:@"


def entry_id(authority: str, explainer_id: str) -> str:
    """`tag:AUTHORITY:ID`: no address, title or date is in it, so none can change it."""
    return f"tag:{authority}:{quote(explainer_id, safe=_SAFE_IN_TAG_URI, errors='replace')}"


def correction_id(authority: str, explainer_id: str, number: int) -> str:
    """`tag:AUTHORITY:ID:correction:N`, N counted from the explainer's oldest correction.

    Neither its text nor its date is in it: both are mended, and a date moves with the
    site's time zone. No explainer has such an id, for an id holds no colon.
    """
    return f"{entry_id(authority, explainer_id)}:correction:{number}"


def feed_id(authority: str) -> str:
    """The name of the feed itself, which Atom asks for."""
    return f"tag:{authority}:feed:all"


def first_moment(authority: str) -> str:
    """The start of the authority's year or day, as UTC text: a time for a feed without entries."""
    date = authority.rpartition(",")[2].split("-")
    year, month, day = (*date, "01", "01")[:3]
    return f"{year}-{month}-{day}T00:00:00Z"
