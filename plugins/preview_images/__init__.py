"""A picture for each explainer that stands for it where its address is shared."""

from plugins.preview_images.previews import Preview, build_previews

__all__ = ["Preview", "build_previews"]
