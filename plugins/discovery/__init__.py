"""Discovery: how crawlers, old links and lost readers find their way."""

from plugins.discovery.crawlers import build_robots
from plugins.discovery.lost import build_missing_page
from plugins.discovery.redirects import build_redirects
from plugins.discovery.sitemap import build_sitemap

__all__ = ["build_missing_page", "build_redirects", "build_robots", "build_sitemap"]
