from __future__ import annotations

import pytest

from plugins.explainers.archive import name_key
from plugins.importing.names import Passage
from plugins.importing.tag_suggestions import suggest_tags
from tests.support.import_samples import EXPLAINER, SAMPLES


def passages(text: str) -> list[Passage]:
    lines = [line for line in text.split("\n") if not line.endswith("?") and len(line) > 40]
    return [Passage(line, 1 if number else 2) for number, line in enumerate(lines)]


def test_parts_of_a_long_name_that_stand_alone_elsewhere_are_the_tags() -> None:
    tags = suggest_tags(passages(EXPLAINER), {})

    assert "Nordlys" in tags
    assert "Electrification" in tags
    assert "Nordlys Electrification Yard" not in tags
    assert len(tags) <= 6


@pytest.mark.parametrize(
    ("sample", "wanted"),
    [
        ("health", {"World Health Organization", "Ghana", "Vaccine", "Malaria"}),
        ("sport", {"Marit Oakfield", "Arsenal", "Lyon", "Women's Super League"}),
        ("climate", {"European Union", "Emissions"}),
        ("courts", {"Supreme Court", "Emergency Powers Act", "Tariffs"}),
        ("space", {"NASA", "Artemis II", "Moon"}),
        ("local", {"Harbour Street", "Fairhaven", "Dolores Pike"}),
        ("sleep", {"Teenagers"}),
    ],
)
def test_texts_from_every_field_get_their_subjects(sample: str, wanted: set[str]) -> None:
    tags = suggest_tags(passages(SAMPLES[sample]), {})

    assert wanted <= set(tags)
    assert len(tags) <= 6


@pytest.mark.parametrize("sample", ["health", "sport", "climate", "courts", "space", "local"])
def test_days_titles_and_institutions_alone_are_no_tags(sample: str) -> None:
    tags = suggest_tags(passages(SAMPLES[sample]), {})

    words = {"Monday", "Tuesday", "Wednesday", "May", "April", "Mayor", "Chief", "Council", "Court"}
    assert not words & set(tags)


def test_archive_spelling_and_aliases_win() -> None:
    known = {name_key("who"): "WHO", name_key("World Health Organization"): "WHO"}

    tags = suggest_tags(passages(SAMPLES["health"]), known)

    assert "WHO" in tags
    assert "World Health Organization" not in tags


def test_archive_tag_in_small_letters_is_found_in_the_text() -> None:
    known = {name_key("Carbon credits"): "Carbon credits"}

    tags = suggest_tags(passages(SAMPLES["climate"]), known)

    assert "Carbon credits" in tags


def test_acronym_of_the_archive_is_not_found_in_an_ordinary_word() -> None:
    known = {name_key("US"): "US", name_key("IT"): "IT"}
    text = "It rained on us. Then it let us go, and it rained on us again."

    assert suggest_tags([Passage(text, 2)], known) == ()


def test_text_with_nothing_to_name_has_no_tags() -> None:
    assert suggest_tags([Passage("It rained. Then it stopped.", 2)], {}) == ()
