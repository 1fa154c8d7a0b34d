"""Stock Pelican, set up to make what this project makes.

The benchmark puts `content/` here.
"""

SITENAME = "Explainers"
SITEURL = "https://archive.example"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
AUTHOR = "Editorial desk"

PATH = "content"
ARTICLE_PATHS = ["explainers"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["static/site.css"]
EXTRA_PATH_METADATA = {"static/site.css": {"path": "site.css"}}
THEME = "theme"
THEME_STATIC_PATHS: list[str] = []
READERS = {"html": None, "rst": None}  # no Markdown file is ever taken for one of these
PLUGINS: list[str] = []

ARTICLE_URL = "explainers/{slug}/"
ARTICLE_SAVE_AS = "explainers/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
YEAR_ARCHIVE_URL = "archive/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}/index.html"
CATEGORY_SAVE_AS = ""
AUTHOR_SAVE_AS = ""
USE_FOLDER_AS_CATEGORY = False
SLUG_REGEX_SUBSTITUTIONS = [
    (r"\+", "plus"),
    (r"[^\w\s-]", ""),
    (r"(?u)\A\s*", ""),
    (r"(?u)\s*\Z", ""),
    (r"[-\s]+", "-"),
]

DIRECT_TEMPLATES = ["index", "tags", "archives", "sitemap", "robots", "missing"]
TAGS_SAVE_AS = "tags/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"
MISSING_SAVE_AS = "404.html"
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"index": None, "tag": None}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_DOMAIN = SITEURL
FEED_RSS = "feed.xml"
TAG_FEED_RSS = "tags/{slug}/feed.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
RSS_FEED_SUMMARY_ONLY = False
FEED_MAX_ITEMS = 30

MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {},
    },
    "output_format": "html5",
}

FORMATTED_FIELDS: list[str] = []  # summaries are plain text

# What was read is kept, and taken from there as long as a file's time stays the same.
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CHECK_MODIFIED_METHOD = "mtime"
