from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.explainer_pages import plugin
from plugins.site_outputs.signals import outputs_wanted
from tests.support.planned import outputs_from
from tests.theme.rendering import make_archive, make_explainer


@pytest.fixture(autouse=True)
def _forget_receiver() -> Iterator[None]:
    yield
    outputs_wanted.disconnect(plugin.explainer_page_outputs)


def test_registered_plugin_hands_its_outputs_to_the_build(tmp_path: Path):
    plugin.register()
    gc.collect()
    archive = make_archive([make_explainer()])

    outputs = outputs_from(plugin.explainer_page_outputs, archive, tmp_path)

    paths = [output.path for output in outputs]
    assert paths == ["explainers/caches/index.html"]
