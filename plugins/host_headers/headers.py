"""`/_headers`, in the form that Netlify, Cloudflare Pages and others read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plugins.explainers.archive import Archive
from plugins.explainers.content_policy import policy
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["CONTENT_NAMED", "HEADERS_ADDRESS", "build_headers", "render_headers"]

HEADERS_ADDRESS = "/_headers"
# The kinds of search files whose names say what they hold (docs/search.md). Each has a rule
# of its own: a wildcard for all would take in `/search/index.bin` on some hosts.
CONTENT_NAMED = (
    *("facets", "forms", "lengths", "lists", "names", "pages", "positions", "records"),
    *("tags", "terms"),
)
_FOR_EVER = "public, max-age=31536000, immutable"
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


def build_headers(archive: Archive, site: Site) -> Iterator[Output]:
    """`/_headers`; nothing where the author has put one into `static/`: theirs is meant."""
    if all(file.address != HEADERS_ADDRESS for file in archive.files):
        yield Output(HEADERS_ADDRESS.lstrip("/"), render_headers, policy(site))


def render_headers(pages_policy: str, context: RenderContext) -> bytes:
    """The file's text.

    Hosts add up the rules that fit a file, so no header is in two of them. Where none says
    how long to keep a file, these hosts have browsers ask each time, as it should be: what
    lies at an address of ours may change with each build.
    """
    # A page cannot say this of itself: browsers heed it in headers only.
    framed = f"{pages_policy}; frame-ancestors 'none'"
    prefix = context.site.prefix
    rules = [_rule(f"{prefix}/*", (("Content-Security-Policy", framed), *_ALWAYS))]
    for kind in CONTENT_NAMED:
        rules.append(_rule(f"{prefix}/search/{kind}/*", (("Cache-Control", _FOR_EVER),)))
    return "\n".join(rules).encode()


def _rule(pattern: str, headers: Iterable[tuple[str, str]]) -> str:
    return "".join((f"{pattern}\n", *(f"  {name}: {value}\n" for name, value in headers)))
