from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from plugins.explainers.model import FreePage
from plugins.free_pages import plugin
from plugins.site_outputs.signals import outputs_wanted
from tests.theme.rendering import SITE, make_archive


@pytest.fixture(autouse=True)
def _forget_receiver() -> Iterator[None]:
    yield
    outputs_wanted.disconnect(plugin.free_page_outputs)


def test_registered_plugin_hands_its_outputs_to_the_build():
    plugin.register()
    gc.collect()
    archive = make_archive(pages=[FreePage("pages/about.md", "about", "About", "body")])

    answers = dict(outputs_wanted.send(SITE, archive=archive, settings={}))

    paths = [output.path for output in answers[plugin.free_page_outputs]]
    assert paths == ["about/index.html"]
