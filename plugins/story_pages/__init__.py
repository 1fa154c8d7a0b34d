"""The running stories: a list of all, and a timeline of each."""

from plugins.story_pages.all_stories import StoriesPage, build_stories_page
from plugins.story_pages.pages import build_story_pages, defer_story_pages
from plugins.story_pages.timeline import StoryPage, build_timeline

__all__ = [
    "StoriesPage",
    "StoryPage",
    "build_stories_page",
    "build_story_pages",
    "build_timeline",
    "defer_story_pages",
]
