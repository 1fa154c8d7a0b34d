"""The command `new`: a draft with its sections, ready to fill."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.command_line.adding_files import (
    CannotAdd,
    add_explainer,
    author_settings,
    check_content_folder,
    today,
)
from plugins.command_line.archive_names import read_archive_names
from plugins.command_line.exit_codes import CONTENT_PROBLEMS, DONE, WrongUse
from plugins.explainers.site import SectionName
from plugins.importing.slugs import slug_of
from plugins.importing.write_markdown import FieldValue, front_matter
from plugins.site_outputs.report import shown_path

__all__ = ["new"]

_LONGEST_TITLE = 300  # characters
_JOINERS = "\u200c\u200d"  # within emoji and in Persian words
# What each section is for, by its anchor; comments never reach a page.
_PROMPTS = {
    "what-is-the-story-about": "One or two sentences for somebody who has not heard of it.",
    "whats-happening": "What happened, who did it, when and where.",
    "why-its-important": "Whom it affects, and what changes for them.",
    "whats-next": "What is expected, by when, and what it depends on.",
    "beyond-the-headlines": "What lies behind it: history, ethics, longer lines.",
}


def new(*, title: str, content: Path) -> int:
    """Writes `content/YEAR/SLUG.md` as a draft and says where; never overwrites."""
    named = _checked_title(title)
    check_content_folder(content)
    settings = author_settings()
    day = today(settings.timezone)
    slug = slug_of(named)
    names = read_archive_names(content, with_tags=False)
    try:
        path = add_explainer(
            content, day[:4], slug, _text(named, day, slug, settings.sections), names
        )
    except CannotAdd as error:
        print(f"error: {error}\n    hint: choose another title", file=sys.stderr)
        return CONTENT_PROBLEMS
    print(f"wrote {shown_path(path)} (draft)")
    print("next: write its sections and tags, then change `status: draft` to `status: published`")
    return DONE


def _checked_title(title: str) -> str:
    folded = " ".join(title.split())
    if not folded:
        raise WrongUse('the title is empty; give one in quotes: new "How caches work"')
    if not all(char.isprintable() or char in _JOINERS for char in folded):
        raise WrongUse("the title holds characters that no page can show")
    if len(folded) > _LONGEST_TITLE:
        raise WrongUse(f"the title has {len(folded)} characters; the limit is {_LONGEST_TITLE}")
    return folded


def _text(title: str, day: str, slug: str, sections: Sequence[SectionName]) -> str:
    fields: dict[str, FieldValue] = {
        "title": title,
        "date": day,
        "tags": [],
        "id": slug,
        "status": "draft",
    }
    return front_matter(fields) + "".join(map(_section, sections))


def _section(section: SectionName) -> str:
    prompt = _PROMPTS.get(section.anchor, "What readers should know.")
    optional = "" if section.required else " Optional: delete the heading if there is nothing."
    return f"\n## {section.heading}\n\n<!-- {prompt}{optional} -->\n"
