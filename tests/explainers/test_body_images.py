from __future__ import annotations

import pytest

from plugins.explainers.body_images import sizes_of_images, write_sizes
from plugins.explainers.links import link_slot
from plugins.explainers.model import LinkReference, Place
from tests.theme.rendering import make_archive, make_explainer

SIZES = (("/images/x.png", 640, 480),)


def image(rest: str = "") -> str:
    return f'<p><img alt="A &gt; b" src="{link_slot(1)}"{rest}> text</p>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", ' width="640" height="480"'),
        (' width="320"', ' width="320" height="240"'),
        (' height="48"', ' height="48" width="64"'),
        (' height="1" width="2"', ' height="1" width="2"'),
    ],
)
def test_sides_that_the_author_left_out_are_written(written: str, shown: str):
    links = ("/tags/ai/", "/images/x.png")

    assert write_sizes(image(written), links, SIZES) == image(shown)


def test_image_of_unknown_size_stays_as_it_is():
    assert write_sizes(image(), ("/a/", "/images/other.png"), SIZES) == image()


def test_only_the_images_of_a_text_are_named_and_each_once():
    references = tuple(
        LinkReference(kind, "x", "", Place(), "x") for kind in ("image", "slug", "image", "image")
    )
    explainer = make_explainer(links=references)
    archive = make_archive([explainer])
    archive.link_addresses[explainer.path] = ("/images/b.png", "/c/", "/images/b.png", "/images/d")
    archive.image_sizes.update({"/images/b.png": (1, 2), "/c/": (3, 4), "/images/e.png": (5, 6)})

    assert sizes_of_images(archive, explainer) == (("/images/b.png", 1, 2),)
