from __future__ import annotations

from dataclasses import replace

import pytest

from plugins.explainers.content_policy import policy
from plugins.explainers.reader_links import Feedback
from plugins.explainers.site import Site

SITE = Site(name="Explained", url="https://example.org/archive")


def directives(text: str) -> dict[str, list[str]]:
    return {part.split()[0]: part.split()[1:] for part in text.split("; ")}


def test_only_files_of_the_own_host_are_loaded() -> None:
    found = directives(policy(SITE))

    assert found.pop("default-src") == ["'none'"]
    assert found.pop("base-uri") == ["'none'"]
    assert {kind: where for kind, where in found.items() if kind.endswith("-src")} == {
        f"{kind}-src": ["'self'"] for kind in ("script", "style", "img", "font", "media", "connect")
    }


def test_no_script_can_make_elements_or_scripts_from_text() -> None:
    found = directives(policy(SITE))

    assert found["require-trusted-types-for"] == ["'script'"]
    assert found["trusted-types"] == ["'none'"]


def test_nothing_that_is_written_into_a_page_runs() -> None:
    assert "unsafe" not in policy(SITE)


@pytest.mark.parametrize(
    ("feedback", "sources"),
    [
        (None, []),
        (
            Feedback("form", "https://answers.example:8443/f?x=1; script-src *"),
            ["https://answers.example:8443"],
        ),
        (Feedback("mail", "desk@example.org"), ["mailto:"]),
        (Feedback("codeberg", "https://codeberg.org/desk/archive"), ["https://codeberg.org"]),
    ],
)
def test_forms_go_to_the_own_host_and_to_where_answers_go(
    feedback: Feedback | None, sources: list[str]
) -> None:
    found = directives(policy(replace(SITE, feedback=feedback)))

    assert found["form-action"] == ["'self'", *sources]
    assert found["script-src"] == ["'self'"]
