from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.discovery import plugin
from plugins.explainers.archive import Archive
from plugins.site_outputs.signals import outputs_wanted
from tests.support.planned import outputs_from


@pytest.fixture(autouse=True)
def _forget_receiver() -> Iterator[None]:
    yield
    outputs_wanted.disconnect(plugin.discovery_outputs)


def test_registered_plugin_hands_its_outputs_to_the_build(
    make_explainer: Callable[..., Any], tmp_path: Path
) -> None:
    plugin.register()
    gc.collect()
    archive = Archive((make_explainer(aliases=("/old/",)),))

    outputs = outputs_from(plugin.discovery_outputs, archive, tmp_path)

    paths = {"sitemap.xml", "robots.txt", "404.html", "old/index.html"}
    assert {output.path for output in outputs} == paths
    assert len(outputs) == len(paths)
