"""Assets: images, static files and the theme's files, published as they are."""

from plugins.assets.builder import build_content_files, build_site_tokens, build_theme_files

__all__ = ["build_content_files", "build_site_tokens", "build_theme_files"]
