from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.search_index import plugin
from plugins.search_index.document_words import BODY_WORDS, derive_words
from plugins.site_outputs import known_outputs
from plugins.site_outputs.signals import derivations_wanted, outputs_wanted
from tests.search_index.corpus import SITE, Context, MadeArchive, make_archive

CACHES = ("How caches work", "A cache keeps copies.")


@pytest.fixture
def registered() -> Iterator[None]:
    plugin.register()
    yield
    derivations_wanted.disconnect(plugin._derivation)
    outputs_wanted.disconnect(plugin._outputs)


def answer_of(signal: Any, receiver: Any, *sender: Any, **values: Any) -> Any:
    return next(answer for asked, answer in signal.send(*sender, **values) if asked is receiver)


def outputs_of(made: MadeArchive, context: Context) -> list[Any]:
    values = {"archive": made.archive, "settings": {}, "context": context}
    planned = answer_of(outputs_wanted, plugin._outputs, SITE, **values)
    return known_outputs.outputs_of(planned).outputs


@pytest.mark.usefixtures("registered")
def test_plugin_asks_for_the_words_that_its_index_is_made_of(tmp_path: Path) -> None:
    made = make_archive(CACHES)
    context = Context(made, tmp_path)
    derivation = answer_of(derivations_wanted, plugin._derivation)

    outputs_of(made, context)

    [digest] = set(context.derived_bodies)
    assert derivation.kind == BODY_WORDS
    assert derivation.derive is derive_words
    assert digest == made.archive.explainers[0].body_digest


@pytest.mark.usefixtures("registered")
def test_page_and_head_have_their_lasting_addresses(tmp_path: Path) -> None:
    made = make_archive(CACHES)

    paths = [output.path for output in outputs_of(made, Context(made, tmp_path))]

    assert paths[:2] == ["search/index.html", "search/index.bin"]
    assert all(path.startswith("search/") and path.endswith(".bin") for path in paths[1:])
    assert len(set(paths)) == len(paths)


@pytest.mark.usefixtures("registered")
def test_page_is_asked_not_to_be_listed_and_told_where_the_index_is(tmp_path: Path) -> None:
    made = make_archive()
    context = Context(made, tmp_path)
    page, *_ = outputs_of(made, context)

    page.render(page.inputs, context)

    [(template, values)] = context.pages
    assert template == "search.html"
    assert (values["page"].kind, values["page"].hidden) == ("search", True)
    assert values["index_address"] == "/search/index.bin"


@pytest.mark.usefixtures("registered")
def test_files_are_rendered_from_the_shelf(tmp_path: Path) -> None:
    made = make_archive(CACHES)
    context = Context(made, tmp_path)
    _, *files = outputs_of(made, context)

    for output in files:
        shelf, key = output.inputs
        assert output.render(output.inputs, context) == context.shelf(shelf).get(key)
