from __future__ import annotations

import pytest
import yaml

from plugins.importing.document import Draft, DraftPart, Found, Line, Metadata
from plugins.importing.write_markdown import front_matter, write_markdown


@pytest.mark.parametrize(
    "title",
    [
        "no",
        "12:30",
        "1.10",
        "2026-03-04",
        "A: b # c",
        "'quoted' \"twice\"",
        "[list]",
        "🎉 – ü",
        "- x",
        "*a",
        "&b",
    ],
)
def test_text_stays_text(title: str) -> None:
    written = front_matter({"title": title, "tags": [title, "b"]})

    loaded = yaml.safe_load(written.strip().removesuffix("---"))
    assert loaded == {"title": title, "tags": [title, "b"]}


def test_fields_stand_in_the_documented_order() -> None:
    metadata = Metadata(
        modified=Found("2026-03-05"),
        authors=("Ada Poe",),
        summary="Short.",
        lang="en",
        ai_extent="assisted",
    )
    parts = (DraftPart("", (Line("Lead.", "Lead."),)), DraftPart("What's Next?", (Line("Rain."),)))
    draft = Draft(
        title=Found("Rivers"),
        date=Found("2026-03-04"),
        tags=("Rivers", "Rain"),
        tags_origin="",
        slug="rivers",
        status="draft",
        metadata=metadata,
        parts=parts,
    )

    assert write_markdown(draft) == (
        "---\ntitle: Rivers\ndate: 2026-03-04\ntags: [Rivers, Rain]\nid: rivers\n"
        "modified: 2026-03-05\nauthors: [Ada Poe]\nsummary: Short.\nstatus: draft\nlang: en\n"
        "ai_generated: true\nai: {extent: assisted}\n---\n\nLead.\n\n## What's Next?\n\nRain.\n"
    )
