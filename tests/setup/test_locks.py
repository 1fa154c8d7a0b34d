from __future__ import annotations

import json
import re
import tomllib

import pytest

from plugins.command_line.environment import LAYERS
from plugins.command_line.project import PROJECT_ROOT, TESTS

LOCKS = [name for names in LAYERS.values() for name in names]
REQUIREMENT = re.compile(r"([a-z0-9-]+)==([\w.]+)(?: ; [^/\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
COMMENT = re.compile(r" *#[^/]*")


def locked(name: str) -> dict[str, str]:
    return dict(REQUIREMENT.findall((PROJECT_ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_names_versions_and_hashes_alone(name):
    lines = (PROJECT_ROOT / name).read_text(encoding="utf-8").splitlines()

    strange = [
        line
        for line in lines
        if not any(kind.fullmatch(line) for kind in (REQUIREMENT, HASH, COMMENT))
    ]

    assert strange == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash(name):
    lines = (PROJECT_ROOT / name).read_text(encoding="utf-8").splitlines()

    without = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if REQUIREMENT.fullmatch(line) and not HASH.fullmatch(following)
    ]

    assert locked(name) != {}
    assert without == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_says_how_it_is_made(name):
    head = (PROJECT_ROOT / name).read_text(encoding="utf-8").splitlines()[1]

    assert head.startswith("#    uv pip compile --no-config --universal --generate-hashes")
    assert head.endswith(f"-o {name}")


def test_locks_agree_on_what_they_share():
    runtime, tools = locked("requirements.lock"), locked("requirements-test.lock")

    shared = runtime.keys() & tools.keys()

    assert {name: tools[name] for name in shared} == {name: runtime[name] for name in shared}


def test_all_that_the_project_asks_for_is_locked():
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-test.lock": project["dependency-groups"]["test"],
        "requirements-build.lock": project["dependency-groups"]["build"],
    }

    missing = [
        f"{requirement} in {name}"
        for name, requirements in asked.items()
        for requirement in requirements
        if re.split("[<>=]", requirement)[0].lower() not in locked(name)
    ]

    assert missing == []


def test_node_lock_holds_hashes_and_no_addresses():
    text = (TESTS / "package-lock.json").read_text(encoding="utf-8")
    packages = {path: entry for path, entry in json.loads(text)["packages"].items() if path}

    assert "://" not in text
    assert packages != {}
    assert [path for path, entry in packages.items() if "integrity" not in entry] == []
