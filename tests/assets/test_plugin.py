from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from plugins.assets import plugin
from plugins.explainers.archive import Archive, AssetFile
from plugins.explainers.site import Site
from plugins.site_outputs.signals import outputs_wanted


@pytest.fixture(autouse=True)
def _forget_receiver() -> Iterator[None]:
    yield
    outputs_wanted.disconnect(plugin.asset_outputs)


def test_registered_plugin_hands_its_outputs_to_the_build(site: Site) -> None:
    plugin.register()
    gc.collect()
    archive = Archive((), files=(AssetFile("images/a.png", "/images/a.png", "ab12"),))
    settings = {"THEME_FILES": (("css/base.css", "cd34"),)}

    answers = dict(outputs_wanted.send(site, archive=archive, settings=settings))

    assert [output.path for output in answers[plugin.asset_outputs]] == [
        "images/a.png",
        "theme/css/base.css",
    ]
