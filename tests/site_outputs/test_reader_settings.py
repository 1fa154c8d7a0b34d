from __future__ import annotations

import pytest

from plugins.explainers.reader_links import Feedback
from plugins.site_outputs.settings import SettingsError, read_settings

NEEDED = {"FEED_AUTHORITY": "example.org,2026"}


def feedback(kind: str, target: str) -> Feedback | None:
    return read_settings({**NEEDED, "FEEDBACK": (kind, target)}).site.feedback


@pytest.mark.parametrize(
    "address",
    ["https://forms.example.org/useful/", "https://forms.example.org/useful?of=site/"],
)
def test_address_of_a_form_stays_as_it_is_written(address: str) -> None:
    found = feedback("form", address)

    assert found is not None
    assert found.action == address


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("github", "https://github.com/owner/repository/"),
        ("github", "https://github.example.org/owner/repository"),
        ("github", "https://github.com/owner/issues"),
        ("gitlab", "https://gitlab.com/group/part/repository"),
        ("codeberg", "https://git.example.org/forge/owner/repository"),
    ],
)
def test_address_of_a_repository_leads_to_its_new_issue(kind: str, address: str) -> None:
    found = feedback(kind, address)

    assert found is not None
    new = "/-/issues/new" if kind == "gitlab" else "/issues/new"
    assert found.action == address.rstrip("/") + new


@pytest.mark.parametrize(
    ("kind", "address", "wanted"),
    [
        ("github", "https://github.com/o/r/issues/new", "https://github.com/o/r"),
        ("github", "https://github.com/o/r?template=a.md", "https://github.com/o/r"),
        ("github", "https://github.com/o/r.git", "https://github.com/o/r"),
        ("github", "https://github.com/o/r/tree/main", "https://github.com/o/r"),
        ("codeberg", "https://codeberg.org/o/r/wiki", "https://codeberg.org/o/r"),
        ("codeberg", "https://git.example.org/o/r/issues", "https://git.example.org/o/r"),
        ("gitlab", "https://gitlab.com/a/b/c/-/issues/new/", "https://gitlab.com/a/b/c"),
        ("gitlab", "https://gitlab.com/a/b.git/", "https://gitlab.com/a/b"),
        ("gitlab", "https://gitlab.com/a/b/tree/master", "https://gitlab.com/a/b"),
        ("gitlab", "https://git.example.org/a/b/c/blob/x/y", "https://git.example.org/a/b/c"),
        ("github", "https://www.github.com/o/r/tree/main", "https://github.com/o/r"),
        ("github", "https://WWW.GitHub.com/o/r", "https://GitHub.com/o/r"),
        ("github", "https://github.example.org/o/r/tree/main", "https://github.example.org/o/r"),
        ("github", "https://github.com/o/r.git.git", "https://github.com/o/r"),
    ],
)
def test_address_within_a_repository_is_a_problem_that_names_the_repository(
    kind: str, address: str, wanted: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        feedback(kind, address)

    (problem,) = caught.value.problems
    assert problem.code == "settings/value"
    assert problem.message == f"FEEDBACK has {address!r}, which is not a repository's own address"
    assert problem.hint == f"give ({kind!r}, {wanted!r})"
    assert feedback(kind, wanted) is not None


@pytest.mark.parametrize(
    ("kind", "address", "hint"),
    [
        ("github", "https://gitlab.com/a/b", "give ('gitlab', 'https://gitlab.com/a/b')"),
        ("gitlab", "https://www.github.com/o/r/-/x", "give ('github', 'https://github.com/o/r')"),
        ("github", "https://codeberg.org/o/r/src", "give ('codeberg', 'https://codeberg.org/o/r')"),
    ],
)
def test_repository_at_another_forge_is_a_problem_that_names_the_kind(
    kind: str, address: str, hint: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        feedback(kind, address)

    (problem,) = caught.value.problems
    assert problem.message == f"FEEDBACK has {address!r}, which is no repository of kind {kind!r}"
    assert problem.hint == hint


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/../r",
        "https://github.com/./r",
        "https://github.com/o/..",
        "https://github.com/o/.git",
        "https://github.com/o/.git/",
        "https://github.com/o//r",
        "https://github.com/o/%2e%2e",
        "https://github.com/o/é",
        "https://github.com/o/",
        "http://github.com/o/r",
    ],
)
def test_address_that_is_within_no_repository_is_a_problem(address: str) -> None:
    with pytest.raises(SettingsError) as caught:
        feedback("github", address)

    (problem,) = caught.value.problems
    assert problem.message == f"FEEDBACK is {('github', address)!r}"
