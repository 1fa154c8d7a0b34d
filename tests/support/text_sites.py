"""Sites made of plain texts, for trying the output mechanism."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.explainers.site import Site
from plugins.site_outputs.fingerprint import Fingerprinter
from plugins.site_outputs.output import Output, RenderContext
from plugins.site_outputs.output_place import OutputPlace
from plugins.site_outputs.progress import Progress
from plugins.site_outputs.publish import Making, PublishReport, Wanted, publish
from plugins.site_outputs.render import RenderSetup
from plugins.site_outputs.templates import TemplateSettings
from plugins.site_outputs.workers import Workers

SITE = Site(name="Test", url="https://example.org")


@dataclass(frozen=True)
class Text:
    """An output's inputs: the text itself."""

    text: str


def render_text(inputs: Text, _context: RenderContext) -> bytes:
    return inputs.text.encode()


def render_digests(inputs: tuple[Text, Mapping[str, str]], _context: RenderContext) -> bytes:
    """What an output of others is given: its own inputs, and the digests of these."""
    text, digests = inputs
    return "\n".join([text.text, *(f"{path} {digests[path]}" for path in digests)]).encode()


def text_outputs(files: Mapping[str, str]) -> list[Output]:
    return [Output(path, render_text, Text(text)) for path, text in files.items()]


def tree_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


def render_setup(folder: Path) -> RenderSetup:
    jinja = pickle.dumps(TemplateSettings((), {}, {}, {}))
    return RenderSetup(SITE, str(folder), str(folder / "store"), str(folder), jinja)


def publish_files(
    place: OutputPlace,
    files: Mapping[str, str] | list[Output],
    *,
    fresh: bool = False,
    salt: bytes = b"",
) -> PublishReport:
    outputs = files if isinstance(files, list) else text_outputs(files)
    fingerprint = Fingerprinter(salt, SITE).fingerprint
    wanted = [Wanted(each, fingerprint(each)) for each in outputs]
    making = Making(render_setup(place.output.parent), Workers(1), Progress(), fingerprint)
    with place.locked():
        place.check_ours()
        return publish(wanted, place, making, fresh=fresh)
