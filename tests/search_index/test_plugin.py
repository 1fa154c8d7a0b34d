from __future__ import annotations

from collections.abc import Iterator

import pytest

from plugins.search_index import plugin
from plugins.site_outputs.signals import derivations_wanted, outputs_wanted
from tests.search_index.corpus import SITE, Context, make_archive


@pytest.fixture
def registered() -> Iterator[None]:
    plugin.register()
    yield
    derivations_wanted.disconnect(plugin._derivation)
    outputs_wanted.disconnect(plugin._outputs)


def answer_of(signal, receiver, *sender, **values):
    return next(answer for asked, answer in signal.send(*sender, **values) if asked is receiver)


@pytest.mark.usefixtures("registered")
def test_plugin_asks_for_the_terms_that_its_index_is_made_of():
    made = make_archive(("How caches work", "A cache keeps copies."))
    derivation = answer_of(derivations_wanted, plugin._derivation)

    outputs = answer_of(outputs_wanted, plugin._outputs, SITE, archive=made.archive, settings={})

    *_, index = outputs
    digest = index.inputs[0].body_digest
    assert derivation.derive(made.body(digest)) == Context(made).derived(derivation.kind, digest)
    assert b"copi" in index.render(index.inputs, Context(made))
