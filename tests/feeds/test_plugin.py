from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from plugins.explainers.site import Site
from plugins.feeds import plugin
from plugins.site_outputs.signals import outputs_wanted


@pytest.fixture(autouse=True)
def _forget_receiver() -> Iterator[None]:
    yield
    outputs_wanted.disconnect(plugin.feed_outputs)


def test_registered_plugin_hands_its_outputs_to_the_build(
    make_archive: Callable[..., Any], site: Site
) -> None:
    plugin.register()
    gc.collect()

    answers = dict(outputs_wanted.send(site, archive=make_archive(), settings={"THEME_FILES": ()}))

    assert [output.path for output in answers[plugin.feed_outputs]] == ["feed.xml"]
