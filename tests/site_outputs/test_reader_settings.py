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
        ("github", "https://www.github.com/o/r/tree/main", "https://www.github.com/o/r"),
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


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("github", "https://github.com/../repository"),
        ("github", "https://github.com/owner/.git"),
        ("github", "https://gitlab.com/owner/repository"),
        ("gitlab", "https://www.github.com/owner/repository"),
        ("codeberg", "https://github.com/owner/repository"),
    ],
)
def test_address_that_no_such_forge_has_is_a_problem(kind: str, address: str) -> None:
    with pytest.raises(SettingsError) as caught:
        feedback(kind, address)

    (problem,) = caught.value.problems
    assert problem.message.startswith("FEEDBACK is ")
