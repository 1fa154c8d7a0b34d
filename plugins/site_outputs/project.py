"""A project: where everything lies, and its settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.site_outputs.settings import ProjectSettings
from plugins.site_outputs.translations import translation_files
from plugins.site_outputs.workers import Workers, available_cpus

__all__ = ["Project"]


@dataclass(frozen=True, slots=True)
class Project:
    """Where everything lies, and the settings (`pelican` is Pelican's whole dictionary)."""

    root: Path  # of pelicanconf.py, plugins/ and theme/
    content: Path
    theme: Path
    settings: ProjectSettings
    pelican: Mapping[str, Any]

    @property
    def template_folders(self) -> tuple[str, ...]:
        """Overrides first, then the theme, then our own for what a theme does not have."""
        return (*self._own_folders("THEME_TEMPLATES_OVERRIDES"), *self.theme_template_folders)

    @property
    def theme_template_folders(self) -> tuple[str, ...]:
        """The template folders without the site's own."""
        themes = (self.theme, self.root / "theme")
        return tuple(dict.fromkeys(str(theme / "templates") for theme in themes))

    @property
    def translation_folders(self) -> tuple[Path, ...]:
        """Folders of `LANGUAGE/LC_MESSAGES/messages.po`, the site's own first."""
        own = map(Path, self._own_folders("TRANSLATION_FOLDERS"))
        themes = (self.theme, self.root / "theme")
        return tuple(dict.fromkeys((*own, *(theme / "translations" for theme in themes))))

    @property
    def translation_files(self) -> tuple[Path, ...]:
        """The `.po` files of the site's language, those that win first."""
        return translation_files(self.translation_folders, self.settings.site.lang)

    @property
    def has_foreign_plugins(self) -> bool:
        """Whether others than our plugins are at work, which write what they like."""
        return not all(str(each).startswith("plugins.") for each in self.pelican.get("PLUGINS", ()))

    def _own_folders(self, setting: str) -> tuple[str, ...]:
        """Folders that a setting names, from the folder of the settings file."""
        return tuple(str(self.root / folder) for folder in self.pelican.get(setting) or ())

    def workers(self) -> Workers:
        """A pool of as many processes as the settings say."""
        return Workers(self.settings.jobs or available_cpus())
