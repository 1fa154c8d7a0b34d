from __future__ import annotations

from plugins.explainers.content_policy import policy
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


def test_forms_go_to_the_own_host_and_to_the_origins_that_are_named() -> None:
    targets = ("https://b.example/f?x=1; script-src *", "https://a.example:8443/", "/search/")

    found = directives(policy(SITE, targets))

    assert directives(policy(SITE))["form-action"] == ["'self'"]
    assert found["form-action"] == ["'self'", "https://a.example:8443", "https://b.example"]
    assert found["script-src"] == ["'self'"]
