from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from plugins.site_outputs.signals import outputs_wanted
from plugins.story_pages import plugin
from tests.theme.rendering import SITE, make_archive, make_explainer


@pytest.fixture(autouse=True)
def _forget_receiver() -> Iterator[None]:
    yield
    outputs_wanted.disconnect(plugin.story_page_outputs)


def test_registered_plugin_hands_its_outputs_to_the_build():
    plugin.register()
    gc.collect()
    archive = make_archive([make_explainer(story="One story")])

    answers = dict(outputs_wanted.send(SITE, archive=archive, settings={}))

    paths = [output.path for output in answers[plugin.story_page_outputs]]
    assert paths == ["stories/index.html", "stories/one-story/index.html"]
