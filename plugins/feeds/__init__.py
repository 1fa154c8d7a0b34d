"""Feeds of the archive, its history, its tags, stories and corrections, and the lists of them."""

from plugins.feeds.builder import build_feeds, defer_feeds, feed_image

__all__ = ["build_feeds", "defer_feeds", "feed_image"]
