"""What pages let a browser do: the Content-Security-Policy, as a text.

It stands in every page (`<meta http-equiv>`), so that it holds on any host, and in the
headers that hosts are asked to send.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from plugins.explainers.site import Site

__all__ = ["policy"]

_OWN = ("script-src", "style-src", "img-src", "font-src", "media-src", "connect-src")


def policy(site: Site, form_targets: tuple[str, ...] = ()) -> str:
    """The policy of all pages of a site; `form_targets` are addresses that its forms go to.

    Only files of the site's own host are loaded and nothing written into a page runs.
    Scripts cannot turn text into elements or scripts either: there is no Trusted Types
    policy that would let them.
    """
    targets = sorted({origin for target in form_targets if (origin := _origin(target))})
    return "; ".join(
        (
            "default-src 'none'",
            *(f"{kind} 'self'" for kind in _OWN),
            " ".join(("form-action 'self'", *targets)),
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _origin(target: str) -> str:
    """`https://example.org:8443` of a form's address; nothing where it stays on the site."""
    parts = urlsplit(target)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else ""
