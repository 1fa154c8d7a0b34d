from __future__ import annotations

from typing import Any

import msgspec

from plugins.assets import build_content_files, build_theme_files
from plugins.assets.builder import FileContent
from plugins.explainers.archive import Archive, AssetFile
from plugins.explainers.site import Site


def test_content_file_is_published_at_its_address_as_it_is(site: Site, context: Any) -> None:
    archive = Archive((), files=(AssetFile("2026/box.png", "/images/2026/box.png", "ab12"),))

    (output,) = build_content_files(archive, site)

    assert output.path == "images/2026/box.png"
    assert output.render(output.inputs, context) == b"content 2026/box.png ab12"


def test_static_file_is_published_at_the_root(site: Site) -> None:
    archive = Archive((), files=(AssetFile("static/.well-known/x", "/.well-known/x", "ab12"),))

    assert [output.path for output in build_content_files(archive, site)] == [".well-known/x"]


def test_theme_file_is_published_under_theme_as_it_is(context: Any) -> None:
    (output,) = build_theme_files((("fonts/text.woff2", "cd34"),))

    assert output.path == "theme/fonts/text.woff2"
    assert output.render(output.inputs, context) == b"theme fonts/text.woff2 cd34"


def test_file_is_made_anew_only_when_its_bytes_change() -> None:
    (before,) = build_theme_files((("a.css", "ab12"),))
    (same,) = build_theme_files((("a.css", "ab12"),))
    (after,) = build_theme_files((("a.css", "cd34"),))

    assert before == same
    assert before.inputs != after.inputs


def test_inputs_are_plain_data() -> None:
    (output,) = build_theme_files((("a.css", "ab12"),))

    encoded = msgspec.msgpack.encode(output.inputs)

    assert msgspec.msgpack.decode(encoded, type=FileContent) == output.inputs
