"""One page for each explainer, with its label, sections, sources, corrections and neighbours."""

from plugins.explainer_pages.page_views import ExplainerPage
from plugins.explainer_pages.pages import build_explainer_pages, defer_explainer_pages

__all__ = ["ExplainerPage", "build_explainer_pages", "defer_explainer_pages"]
