"""What is made of one file of the content folder, and how that is kept.

This is the part of a build that runs for each new or changed file, in any process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from plugins.explainers.image_size import image_size
from plugins.explainers.model import Explainer, FreePage
from plugins.explainers.parse import parse_file
from plugins.explainers.problems import Problem
from plugins.explainers.site import ParseSettings
from plugins.explainers.svg_images import image_problems, svg_problems
from plugins.explainers.tags_file import TagSettings, parse_tags_file
from plugins.site_outputs.signals import Derivation
from plugins.site_outputs.store import StoredParse

__all__ = [
    "IMAGE_LIMIT",
    "ExamineSetup",
    "FileResult",
    "UnreadFile",
    "decode_result",
    "examine_batch",
]

IMAGE_LIMIT = 32 << 20  # bytes; a page that shows more than this serves nobody


@dataclass(frozen=True, slots=True)
class ExamineSetup:
    """All that shapes what is made of a file, besides the file."""

    settings: ParseSettings
    derivations: tuple[Derivation, ...] = ()


class UnreadFile(msgspec.Struct, frozen=True, gc=False):
    """A file's bytes on their way to be examined. `kind` as in `FoundFile`."""

    path: str
    kind: str
    data: bytes


class FileResult(msgspec.Struct, frozen=True, gc=False):
    """What a file turned out to be: at most one of the first four, and its problems."""

    explainer: Explainer | None = None
    page: FreePage | None = None
    tags: tuple[TagSettings, ...] = ()
    remains: FreePage | None = None
    size: tuple[int, int] | None = None  # of an image
    problems: tuple[Problem, ...] = ()


_encode = msgspec.msgpack.Encoder().encode
decode_result = msgspec.msgpack.Decoder(FileResult).decode


def examine_batch(setup: ExamineSetup, files: Sequence[UnreadFile]) -> list[StoredParse]:
    """One StoredParse a file, in their order."""
    return [_examine(setup, file) for file in files]


def _examine(setup: ExamineSetup, file: UnreadFile) -> StoredParse:
    if file.kind == "markdown":
        return _examine_markdown(setup, file)
    if file.kind == "tags":
        tags, problems = parse_tags_file(file.data, file.path)
        return _without_body(FileResult(tags=tags, problems=tuple(problems)))
    problems = tuple(_image_problems(file))
    size = None if problems else image_size(file.data)
    return _without_body(FileResult(size=size, problems=problems))


def _image_problems(file: UnreadFile) -> list[Problem]:
    if len(file.data) > IMAGE_LIMIT:
        message = f"image is larger than {IMAGE_LIMIT >> 20} MiB"
        return [Problem(file.path, 1, 1, "file/too-large", message, "make it smaller")]
    is_svg = file.path.lower().endswith(".svg")
    return (svg_problems if is_svg else image_problems)(file.data, file.path)


def _examine_markdown(setup: ExamineSetup, file: UnreadFile) -> StoredParse:
    parsed = parse_file(file.data, file.path, setup.settings)
    entry, body = parsed.entry, parsed.body
    if entry is None or body is None:
        return _without_body(FileResult(remains=parsed.remains, problems=parsed.problems))
    result = FileResult(
        explainer=entry if isinstance(entry, Explainer) else None,
        page=entry if isinstance(entry, FreePage) else None,
        problems=parsed.problems,
    )
    derived = tuple((each.kind, each.derive(body)) for each in setup.derivations)
    return StoredParse(_encode(result), entry.body_digest, _encode(body), derived)


def _without_body(result: FileResult) -> StoredParse:
    return StoredParse(_encode(result), "", b"", ())
