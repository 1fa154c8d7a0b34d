"""The file of all explainers: what is in it, and that an archive can be built from it."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from plugins.archive_data.records import Record
from plugins.explainers.addresses import output_path
from tests.support.everything import EVERYTHING
from tests.support.sites import PROJECT, build_in_process, bytes_of, explainer, write_files

_CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)


def records_of(site: Path) -> list[dict[str, Any]]:
    with gzip.open(site / "archive.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def built(folder: Path, files: dict[str, Any], **settings: Any) -> Path:
    write_files(folder / "content", files)
    build_in_process(folder / "content", folder / "site", **settings)
    return folder / "site"


def write_content(archive: Path, content: Path) -> int:
    """What the script in the documentation makes of a file; its exit code."""
    (code,) = _CODE.findall((PROJECT / "docs/data.md").read_text(encoding="utf-8"))
    script = archive.with_name("write_content.py")
    script.write_text(code, encoding="utf-8")
    command = [sys.executable, script, archive, content]
    return subprocess.run(command, check=False, capture_output=True, timeout=60).returncode


@pytest.mark.parametrize("path", ["../out.md", "{outside}/out.md", "a/../../out.md"])
def test_file_of_somebody_else_writes_nothing_outside_of_its_folder(
    tmp_path: Path, path: str
) -> None:
    line = {"path": path.format(outside=tmp_path), "title": "A", "markdown": "Text."}
    archive = tmp_path / "archive.jsonl.gz"
    archive.write_bytes(gzip.compress(json.dumps(line).encode()))

    assert write_content(archive, tmp_path / "content") == 1

    assert not list(tmp_path.rglob("out.md"))


def test_archive_built_from_the_file_has_the_same_pages(tmp_path: Path) -> None:
    site = built(tmp_path / "first", {**EVERYTHING, "tags.yaml": "Law: {description: The law.}\n"})
    content = tmp_path / "second/content"

    assert write_content(site / "archive.jsonl.gz", content) == 0
    copied = {"tags.yaml": (tmp_path / "first/content/tags.yaml").read_bytes()}
    for record in records_of(site):
        for file in record.get("files", ()):
            copied[file["path"]] = (site / file["url"].partition("8000/")[2]).read_bytes()
    again = built(tmp_path / "second", copied)

    pages = bytes_of(site / "explainers")
    withdrawn = output_path("gone/")
    assert len(pages) > 80
    assert bytes_of(again / "explainers") == {
        path: data for path, data in pages.items() if path != withdrawn
    }
    assert (again / "archive.jsonl.gz").read_bytes() == (site / "archive.jsonl.gz").read_bytes()


def test_record_has_all_that_front_matter_says_typed(tmp_path: Path) -> None:
    site = built(tmp_path, EVERYTHING)

    record = next(each for each in records_of(site) if each["id"] == "harbour")

    assert record["label"] == "AI Generated Content"
    assert record["url"] == "http://localhost:8000/explainers/harbour/"
    assert record["date"] == "2025-05-01T00:00:00Z"
    assert record["tags"] == ["Harbours", "Law"]
    assert record["ai"] == {
        "extent": "generated",
        "model": "a language model",
        "note": "Drafted from the minutes and read by two people.",
    }
    assert record["review"]["responsible"] is True
    assert record["expectations"][1]["outcome"] == "happened"
    assert record["files"] == [
        {"path": "images/harbour.svg", "url": "http://localhost:8000/images/harbour.svg"}
    ]
    assert record["markdown"].startswith("## What's Happening?\n")


def test_what_is_not_published_is_not_in_it(tmp_path: Path) -> None:
    files = {
        "shown.md": explainer("Shown"),
        "draft.md": explainer("Draft", front="status: draft\n"),
        "later.md": explainer("Later", date="2990-01-01"),
        "gone.md": explainer("Gone", front="status: withdrawn\n"),
    }

    site = built(tmp_path, files)

    assert [each["title"] for each in records_of(site)] == ["Shown"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Before.\n\n<!-- secret -->\n\nAfter.", "Before.\n\n\n\nAfter."),
        ("One <!-- secret --> two.", "One  two."),
        ("> Quoted\n> <!-- secret\n> secret -->\n> on", "> Quoted\n> \n> on"),
        ("`<!-- shown -->`", "`<!-- shown -->`"),
        ("```html\n<!-- shown -->\n```\n\n<!-- secret -->", "```html\n<!-- shown -->\n```"),
        ("a `<!-- shown -->` and <!-- secret -->b", "a `<!-- shown -->` and b"),
        ("Windows\r\n\r\n<!-- secret -->\r\nlines", "Windows\n\n\nlines"),
        ("An end\n\n<!-- secret", "An end"),
    ],
)
def test_comments_are_no_data(tmp_path: Path, written: str, kept: str) -> None:
    site = built(tmp_path, {"a.md": explainer("A", body=written)})

    (record,) = records_of(site)

    assert "secret" not in record["markdown"]
    assert record["markdown"].endswith(f"Text of A.\n\n{kept}\n")


def test_empty_archive_is_a_file_without_lines(tmp_path: Path) -> None:
    site = built(tmp_path, {"draft.md": explainer("Draft", front="status: draft\n")})

    assert records_of(site) == []


def test_schema_is_that_of_the_lines(tmp_path: Path) -> None:
    site = built(tmp_path, EVERYTHING)
    schema = json.loads((site / "archive.schema.json").read_bytes())
    described = schema["$defs"]["Record"]

    records = records_of(site)

    assert schema["$id"] == "http://localhost:8000/archive.schema.json"
    for record in records:
        assert set(described["required"]) <= record.keys() <= described["properties"].keys()
    typed = msgspec.convert(records, list[Record])
    assert json.loads(msgspec.json.encode(typed)) == records


def test_every_line_is_valid_by_the_schema_and_nonsense_is_not(tmp_path: Path) -> None:
    site = built(tmp_path, EVERYTHING)
    schema = json.loads((site / "archive.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    records = records_of(site)

    assert all(map(validator.is_valid, records))

    harbour = next(each for each in records if each["id"] == "harbour")
    for key, value in {"tags": [], "title": None, "ai_generated": "no", "review": {}}.items():
        assert not validator.is_valid({**harbour, key: value})
    assert not validator.is_valid({**harbour, "expectations": [{"text": "x", "outcome": "maybe"}]})


def test_choices_are_said_where_they_are_the_usual_ones(tmp_path: Path) -> None:
    front = "review: {by: R. Reader}\nexpectations: [{text: Rain}]\n"

    (record,) = records_of(built(tmp_path, {"a.md": explainer("A", front=front)}))

    assert record["review"] == {"responsible": False, "by": "R. Reader"}
    assert record["expectations"] == [{"text": "Rain", "outcome": "open"}]
    assert record["ai"] == {"extent": "generated"}


def test_tags_and_stories_are_spelled_as_their_pages_are(tmp_path: Path) -> None:
    story = "story: The {} Story\n"
    files = {
        "a.md": explainer("A", date="2025-01-01", tags="[Chips]", front=story.format("Long")),
        "b.md": explainer("B", tags="[CHIPS, ＡＩ, Other]", front=story.format("LONG")),
        "tags.yaml": "Artificial intelligence: {aliases: [AI]}\n",
    }

    first, second = records_of(built(tmp_path, files))

    assert (first["tags"], first["story"]) == (["Chips"], "The Long Story")
    assert second["tags"] == ["Chips", "Artificial intelligence", "Other"]
    assert second["story"] == "The Long Story"


def test_new_spelling_reaches_lines_whose_files_stay(tmp_path: Path) -> None:
    files = {
        "a.md": explainer("A", date="2025-01-01", tags="[chips]"),
        "b.md": explainer("B", tags="[chips]"),
    }
    site = built(tmp_path, files)

    built(tmp_path, {"tags.yaml": "Chips: {description: Small.}\n"})

    assert [each["tags"] for each in records_of(site)] == [["Chips"], ["Chips"]]


def test_schema_and_its_table_name_the_same_keys(tmp_path: Path) -> None:
    text = (PROJECT / "docs/data.md").read_text(encoding="utf-8")
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")

    told = set(re.findall(r"^\| `(\w+)` \|", text + readme, re.MULTILINE))

    assert set(Record.__struct_fields__) <= told
