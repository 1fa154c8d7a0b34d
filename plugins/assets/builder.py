"""Files that are published as they are; scripts and styles without their comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive
from plugins.explainers.site import Look, Site
from plugins.site_outputs.output import Output, RenderContext

__all__ = [
    "FileContent",
    "build_content_files",
    "build_site_tokens",
    "build_theme_files",
    "render_content_file",
    "render_site_tokens",
    "render_theme_file",
    "render_theme_script",
    "render_theme_style",
]

_ONLY_FOR_EDITORS = ".d.ts"


@dataclass(frozen=True, slots=True)
class FileContent:
    """A file's path in its folder and the hex digest of its bytes."""

    path: str
    digest: str


def build_content_files(archive: Archive, site: Site) -> Iterator[Output]:
    """Images and static files of the content folder."""
    for file in archive.files:
        content = FileContent(file.source, file.digest)
        yield Output(
            output_path(file.address), render_content_file, content, origin=(file.source, 1, 1)
        )


def build_theme_files(files: tuple[tuple[str, str], ...]) -> Iterator[Output]:
    """Style sheets, scripts and fonts: (path within the theme's `static` folder, hex digest)."""
    for path, digest in files:
        if not path.endswith(_ONLY_FOR_EDITORS):
            yield Output(f"theme/{path}", _theme_render(path), FileContent(path, digest))


def _theme_render(path: str) -> Callable[[FileContent, RenderContext], bytes]:
    if path.endswith(".js"):
        return render_theme_script
    return render_theme_style if path.endswith(".css") else render_theme_file


def build_site_tokens(site: Site) -> Iterator[Output]:
    """A style sheet of the site's own tokens, where it has any."""
    if site.look.is_own:
        yield Output("theme/css/site-tokens.css", render_site_tokens, site.look)


def render_content_file(file: FileContent, context: RenderContext) -> bytes:
    """The bytes of a file of the content folder."""
    return context.content_file(file.path, file.digest)


def render_theme_file(file: FileContent, context: RenderContext) -> bytes:
    """The bytes of a file of the theme."""
    return context.theme_file(file.path, file.digest)


def render_theme_script(file: FileContent, context: RenderContext) -> bytes:
    """A script of the theme, the same token by token, without comments and most blanks."""
    from rjsmin import jsmin  # late: few builds render a script

    script: str = jsmin(context.theme_file(file.path, file.digest).decode())
    return script.encode()


def render_theme_style(file: FileContent, context: RenderContext) -> bytes:
    """A style sheet of the theme with the same rules, without comments and most blanks."""
    from rcssmin import cssmin  # late: few builds render a style sheet

    style: str = cssmin(context.theme_file(file.path, file.digest).decode())
    return style.encode()


def render_site_tokens(look: Look, context: RenderContext) -> bytes:
    """Own tokens in the layer of the theme's, which it follows."""
    light = [f"    --{name}: {colour};" for name, colour, _ in look.colours]
    dark = [f"      --{name}: {colour};" for name, _, colour in look.colours]
    fonts = [f"    --font-{name}: {families};" for name, families in look.fonts]
    rules = ["@layer tokens {", "  :root {", *fonts, *light, "  }"]
    if dark:
        media = "  @media (prefers-color-scheme: dark) {"
        rules += ["", media, "    :root {", *dark, "    }", "  }"]
    return "\n".join([*rules, "}", ""]).encode()
