from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from plugins.explainers.model import AiUse
from plugins.explainers.site import Look
from plugins.preview_images import build_previews
from tests.theme.rendering import SITE, PageContext, make_archive, make_explainer

WANTED = replace(SITE, previews=True)


def test_no_picture_unless_the_site_wants_them() -> None:
    assert list(build_previews(make_archive([make_explainer()]), SITE)) == []


def test_each_listed_explainer_has_a_picture_beside_its_page() -> None:
    archive = make_archive([make_explainer("a"), make_explainer("b")])

    paths = [output.path for output in build_previews(archive, WANTED)]

    assert paths == ["explainers/a/preview.png", "explainers/b/preview.png"]


def test_picture_says_how_ai_took_part() -> None:
    explainers = [
        make_explainer("a"),
        make_explainer("b", ai=AiUse(extent="assisted")),
        make_explainer("c", ai_generated=False),
    ]
    context = PageContext(WANTED)

    said = [
        Image.open(io.BytesIO(output.render(output.inputs, context))).info.get("Disclosure")
        for output in build_previews(make_archive(explainers), WANTED)
    ]

    assert said == ["AI Generated Content", "AI-Assisted Content", None]


def test_picture_has_the_sites_own_colours_in_light() -> None:
    own = (("accent", "#036", "#9cf"), ("ink", "#102030", "#ffffff"), ("paper", "#eef", "#000000"))
    site = replace(WANTED, look=Look(colours=own))

    (output,) = build_previews(make_archive([make_explainer()]), site)
    data = output.render(output.inputs, PageContext(site))

    picture = Image.open(io.BytesIO(data)).convert("RGB")
    assert picture.getpixel((600, 8)) == (0x00, 0x33, 0x66)
    assert picture.getpixel((600, 620)) == (0xEE, 0xEE, 0xFF)
    assert (0x10, 0x20, 0x30) in {colour for _, colour in picture.getcolors() or []}
