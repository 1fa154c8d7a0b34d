"""Files that lie on a shelf as they are published: nothing is left to be rendered."""

from __future__ import annotations

from plugins.site_outputs.output import RenderContext

__all__ = ["render_kept"]


def render_kept(file: tuple[str, str], context: RenderContext) -> bytes:
    """A file by the name of its shelf and the key that it lies under.

    An output with this `render` costs so little that no process is started for it.
    """
    return context.kept(*file)
