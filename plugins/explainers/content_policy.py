"""What pages let a browser do: the Content-Security-Policy, as a text.

It stands in every page (`<meta http-equiv>`), so that it holds on any host, and in the
headers that hosts are asked to send.
"""

from __future__ import annotations

from plugins.explainers.site import Site

__all__ = ["policy"]

_OWN = ("script-src", "style-src", "img-src", "font-src", "media-src", "connect-src")


def policy(site: Site) -> str:
    """The policy of all pages of a site.

    Only files of the site's own host are loaded and nothing written into a page runs.
    Scripts cannot turn text into elements or scripts either: there is no Trusted Types
    policy that would let them. Forms go to the site, and to where readers' answers go.
    """
    targets = (site.feedback.source,) if site.feedback else ()
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
