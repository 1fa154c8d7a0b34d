"""`/robots.txt`: which crawlers are asked to stay away, and where the sitemap is.

Crawlers of AI companies stand in groups by what their operators say that they do. It is a
request: who does not keep to it is not kept out. Names and statements as of November 2026.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plugins.discovery.sitemap import SITEMAP_ADDRESS
from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive
from plugins.explainers.site import Crawlers, Site
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["ANSWERING", "ASKED_BY_USERS", "TRAINING", "build_robots", "render_robots"]

_ADDRESS = "/robots.txt"

# Gather texts from which models are trained. Google-Extended and Applebot-Extended crawl
# nothing: they say what may be done with what the search engines' crawlers have read.
TRAINING = (
    "AI2Bot",
    "Amazonbot",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "FacebookBot",
    "GPTBot",
    "Google-Extended",
    "PanguBot",
    "anthropic-ai",
    "cohere-training-data-crawler",
    "meta-externalagent",
)
# Look for pages that answers of assistants then name and link to.
ANSWERING = (
    "Amzn-SearchBot",
    "Claude-SearchBot",
    "DuckAssistBot",
    "OAI-SearchBot",
    "PerplexityBot",
    "meta-webindexer",
)
# Fetch a page when somebody asks an assistant about it. Some say that they do not keep to
# robots.txt then, as a browser does not.
ASKED_BY_USERS = (
    "Amzn-User",
    "ChatGPT-User",
    "Claude-User",
    "MistralAI-User",
    "Perplexity-User",
    "meta-externalfetcher",
)
_BARRED: dict[Crawlers, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "all": (),
    "no-ai-training": (("Not for the training of AI models", TRAINING),),
    "no-ai": (
        ("Not for the training of AI models", TRAINING),
        ("Not for the answers of AI assistants", ANSWERING),
        ("Not for AI assistants on behalf of their users", ASKED_BY_USERS),
    ),
}


def build_robots(archive: Archive, site: Site) -> Iterator[Output]:
    """`/robots.txt`; nothing where the author has put one into `static/`: theirs is meant."""
    if all(file.address != _ADDRESS for file in archive.files):
        yield Output(output_path(_ADDRESS), render_robots, SITEMAP_ADDRESS)


def render_robots(sitemap_address: str, context: RenderContext) -> bytes:
    """The file's text (RFC 9309): the most specific group that names a crawler is its own."""
    groups = [_barred(*group) for group in _BARRED[context.site.crawlers]]
    sitemap = f"Sitemap: {context.site.absolute(sitemap_address)}\n"
    return "\n\n".join([*groups, "User-agent: *\nAllow: /", sitemap]).encode()


def _barred(reason: str, names: Iterable[str]) -> str:
    agents = (f"User-agent: {name}" for name in names)
    return "\n".join([f"# {reason}", *agents, "Disallow: /"])
