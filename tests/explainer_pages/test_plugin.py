from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from plugins.explainer_pages import plugin
from plugins.site_outputs.signals import outputs_wanted
from tests.theme.rendering import SITE, make_archive, make_explainer


@pytest.fixture(autouse=True)
def _forget_receiver() -> Iterator[None]:
    yield
    outputs_wanted.disconnect(plugin.explainer_page_outputs)


def test_registered_plugin_hands_its_outputs_to_the_build():
    plugin.register()
    gc.collect()
    archive = make_archive([make_explainer()])

    answers = dict(outputs_wanted.send(SITE, archive=archive, settings={}))

    paths = [output.path for output in answers[plugin.explainer_page_outputs]]
    assert paths == ["explainers/caches/index.html"]
