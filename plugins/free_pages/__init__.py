"""Pages that are not explainers, such as About and Corrections, at `/NAME/`."""

from plugins.free_pages.pages import FreePageView, build_free_pages

__all__ = ["FreePageView", "build_free_pages"]
