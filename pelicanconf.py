"""Settings of the site. README lists all of them; publishconf.py adds those of `publish`."""

import sys
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent
if str(PROJECT_ROOT) not in sys.path:
    sys.path.insert(0, str(PROJECT_ROOT))

# ruff: noqa: E402 - these are found through the line above
from plugins.archive_data import plugin as archive_data
from plugins.archive_pages import plugin as archive_pages
from plugins.assets import plugin as assets
from plugins.discovery import plugin as discovery
from plugins.explainer_pages import plugin as explainer_pages
from plugins.feeds import plugin as feeds
from plugins.free_pages import plugin as free_pages
from plugins.host_headers import plugin as host_headers
from plugins.preview_images import plugin as preview_images
from plugins.search_index import plugin as search_index
from plugins.site_outputs.plugin import ArchivePelican
from plugins.story_pages import plugin as story_pages
from plugins.tag_pages import plugin as tag_pages

SITENAME = "Backgrounder"
SITEURL = "http://localhost:8000"
SITE_DESCRIPTION = "News about artificial intelligence, explained in five short sections."
AUTHORS = ["Backgrounder"]
DEFAULT_LANG = "en"
TIMEZONE = "UTC"

# A name that you own and a year in which you owned it. Feed readers know entries
# by it, so it never changes, even when the site moves.
FEED_AUTHORITY = "backgrounder.example,2026"

PATH = "content"
OUTPUT_PATH = "output"
THEME = str(PROJECT_ROOT / "theme")

# The modules themselves, not their names: a name that fails to import is only logged.
PELICAN_CLASS = ArchivePelican
PLUGINS = [
    archive_data,
    archive_pages,
    assets,
    discovery,
    explainer_pages,
    feeds,
    free_pages,
    host_headers,
    preview_images,
    search_index,
    story_pages,
    tag_pages,
]
