from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.explainers.listing import Listing
from plugins.explainers.site import Site
from plugins.feeds import plugin
from plugins.feeds.entries import Feed
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

    files = (("icon.png", "a"),)
    context = SimpleNamespace(listing=Listing(make_archive()))
    answers = dict(outputs_wanted.send(site, settings={"THEME_FILES": files}, context=context))

    outputs = [output for each in answers[plugin.feed_outputs] for output in each.build()]
    feeds = [output.inputs for output in outputs if isinstance(output.inputs, Feed)]
    assert [output.path for output in outputs] == [
        *("feeds.opml", "subscribe/index.html", "feed.css"),
        *("feed.xml", "feed.atom", "feed.json", "corrections.xml"),
    ]
    assert {feed.image.address for feed in feeds if feed.image} == {"/theme/icon.png"}
    assert all(feed.image for feed in feeds)
