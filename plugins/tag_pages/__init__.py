"""The list of all tags, and for each tag the explainers that carry it."""

from plugins.tag_pages.all_tags import TagsPage, build_tags_page
from plugins.tag_pages.one_tag import TagPage, build_pages_of_tags
from plugins.tag_pages.pages import build_tag_pages, defer_tag_pages

__all__ = [
    "TagPage",
    "TagsPage",
    "build_pages_of_tags",
    "build_tag_pages",
    "build_tags_page",
    "defer_tag_pages",
]
