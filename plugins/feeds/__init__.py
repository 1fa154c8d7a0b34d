"""Feeds: RSS 2.0 of the whole archive and of each tag."""

from plugins.feeds.builder import build_feeds

__all__ = ["build_feeds"]
