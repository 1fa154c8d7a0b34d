from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from plugins.discovery import plugin
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.signals import outputs_wanted


@pytest.fixture(autouse=True)
def _forget_receiver() -> Iterator[None]:
    yield
    outputs_wanted.disconnect(plugin.discovery_outputs)


def test_registered_plugin_hands_its_outputs_to_the_build(
    make_explainer: Callable[..., Any], site: Site
) -> None:
    plugin.register()
    gc.collect()
    archive = Archive((make_explainer(aliases=("/old/",)),))

    answers = dict(outputs_wanted.send(site, archive=archive, settings={"THEME_FILES": ()}))

    assert [output.path for output in answers[plugin.discovery_outputs]] == [
        "sitemap.xml",
        "robots.txt",
        "404.html",
        "old/index.html",
    ]
