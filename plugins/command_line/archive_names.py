"""The names that a content folder uses already: slugs, ids and tags, read from front matter.

Read leniently and without the bodies: `import` and `new` have to work in an archive of any
size and in any state; what is wrong in its files is for `check` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from plugins.explainers.archive import name_key
from plugins.explainers.slugs import default_slug
from plugins.explainers.tags_file import parse_tags_file
from plugins.site_outputs.content_files import FileChanged, read_regular, scan_content

__all__ = ["ArchiveNames", "read_archive_names"]

_HEAD = 16 * 1024  # bytes; enough for any front matter but one with a long list of sources
_TAGS_FILE_LIMIT = 1 << 20
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(id|slug|tags)[ \t]*:.*(?:\n(?:[ \t]+.*|-.*|[ \t]*))*", re.MULTILINE)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class ArchiveNames:
    """`slugs` and `ids` lead to the path of the file that has them, `tags` from key to label."""

    slugs: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def owner_of(self, slug: str) -> str:
        """The path of the file that has this slug or id already, or empty."""
        return self.slugs.get(slug) or self.ids.get(slug, "")


def read_archive_names(content: Path, *, with_tags: bool) -> ArchiveNames:
    """The names in a content folder; none where there is no such folder yet."""
    names = ArchiveNames()
    if not content.is_dir():
        return names
    found = scan_content(content).files
    if with_tags and any(file.kind == "tags" for file in found):
        _add_tags_file(content, names)
    for file in found:
        if file.kind == "markdown" and not file.path.startswith("pages/"):
            _add_file(content, file.path, names)
    return names


def _add_tags_file(content: Path, names: ArchiveNames) -> None:
    settings, _ = parse_tags_file(_read(content, "tags.yaml", _TAGS_FILE_LIMIT), "tags.yaml")
    for tag in settings:
        for name in (tag.label, *tag.aliases):
            names.tags.setdefault(name_key(name), tag.label)


def _add_file(content: Path, path: str, names: ArchiveNames) -> None:
    fields = dict(_fields(_read(content, path, _HEAD).decode("utf-8-sig", "replace")))
    slug = fields.get("slug")
    address = slug if isinstance(slug, str) and slug else default_slug(path)
    names.slugs.setdefault(address, path)
    identity = fields.get("id")
    names.ids.setdefault(identity if isinstance(identity, str) and identity else address, path)
    tags = fields.get("tags")
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, str) and tag.strip():
            names.tags.setdefault(name_key(tag), " ".join(tag.split()))


def _read(content: Path, path: str, limit: int) -> bytes:
    try:
        return read_regular(content, path, limit=limit)
    except (FileChanged, OSError):
        return b""


def _fields(text: str) -> Iterator[tuple[str, object]]:
    front_matter = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
    for match in _FIELD.finditer(front_matter[1]) if front_matter else ():
        try:
            loaded = yaml.load(match[0], Loader=_LOADER)  # text only
        except (yaml.YAMLError, RecursionError):
            continue
        if isinstance(loaded, dict):
            yield from loaded.items()
