from __future__ import annotations

import pytest

from plugins.command_line import testing
from plugins.command_line.exit_codes import MachineTrouble
from plugins.command_line.system_packages import install_system_packages
from plugins.command_line.testing import Outcome


@pytest.mark.parametrize("bullet", ["#", "\N{INFORMATION SOURCE}"])
def test_counts_of_node_are_read_from_its_summary(bullet):
    names = {"tests": 9, "pass": 5, "fail": 2, "cancelled": 1, "skipped": 1}
    output = "".join(f"{bullet} {name} {count}\n" for name, count in names.items())

    outcome = testing.count_node_tests(output, exit_code=1)

    assert outcome == Outcome(passed=5, failed=3, skipped=1)


def test_node_that_fails_without_a_summary_has_failed():
    assert testing.count_node_tests("SyntaxError\n", exit_code=1) == Outcome(failed=1)


def test_counts_of_pytest_are_read_from_its_report(tmp_path):
    results = tmp_path / "results.xml"
    results.write_text(
        '<testsuites><testsuite tests="9" failures="2" errors="1" skipped="1"/></testsuites>'
    )

    outcome = testing.count_pytest_tests(results, exit_code=1)

    assert outcome == Outcome(passed=5, failed=3, skipped=1)


def test_pytest_that_ends_without_a_report_has_failed(tmp_path):
    assert testing.count_pytest_tests(tmp_path / "none.xml", exit_code=4) == Outcome(failed=1)


def test_report_ends_with_the_counts_and_says_what_was_left_out(capsys):
    outcomes = [("ruff check", Outcome(failed=1)), ("pytest", Outcome(40, 0, 2))]

    code = testing.report(outcomes, {"browser"})

    assert code == 1
    assert capsys.readouterr().out.split("\n")[1:-1] == [
        "Failed: ruff check",
        "Left out: browser",
        "Skipped: 2",
        "40 passed, 1 failed",
    ]


def test_checks_run_in_their_order():
    names = [headline for headline, _ in testing.checks(set(), [])]

    assert names == ["ruff check", "ruff format --check", "mypy", "node --test", "tsc", "pytest"]


def test_without_node_its_checks_are_left_out():
    names = [headline for headline, _ in testing.checks({"node", "browser"}, [])]

    assert names == ["ruff check", "ruff format --check", "mypy", "pytest"]


def test_missing_tool_names_the_command_that_installs_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(MachineTrouble) as trouble:
        testing.provide_tools({"node"})

    assert str(trouble.value) == (
        "the test command (or leave it out: --without browser) needs "
        "chromium fonts-dejavu-core default-jre-headless newsboat sfeed; as root run: "
        "apt-get update && apt-get install chromium fonts-dejavu-core default-jre-headless "
        "newsboat sfeed"
    )


def test_missing_feed_readers_can_be_left_out(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(MachineTrouble, match="--without readers") as trouble:
        testing.provide_tools({"node", "browser"})

    assert str(trouble.value).endswith("apt-get update && apt-get install newsboat sfeed")
    testing.provide_tools({"node", "browser", "readers"})


def test_failing_apt_get_is_told_with_its_last_words(monkeypatch, tmp_path):
    apt_get = tmp_path / "apt-get"
    apt_get.write_text("#!/bin/sh\necho 'Reading lists'\necho 'E: no such package'\nexit 100\n")
    apt_get.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("plugins.command_line.system_packages.is_root", lambda: True)

    with pytest.raises(MachineTrouble, match="could not install nodejs: E: no such package"):
        install_system_packages(["nodejs"], purpose="this test")


def test_reason_of_npm_is_its_first_sentence():
    output = "npm warn x\nnpm error code E404\nnpm error 404 Not Found\nnpm error A log is there\n"

    assert testing.npm_reason(output) == "404 Not Found"
