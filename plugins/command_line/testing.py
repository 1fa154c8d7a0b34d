"""The `test` command: every check the project has, one after the other.

A check that fails does not stop the next. The last line counts the tests of pytest and of node,
and each other check as one.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

from plugins.command_line.exit_codes import DONE, MachineTrouble
from plugins.command_line.project import PROJECT_ROOT, TESTS
from plugins.command_line.quiet_runs import run_quietly
from plugins.command_line.system_packages import install_system_packages

CHECKS_FAILED = 1
OLDEST_NODE = 18
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FEED_READERS = ("newsboat", "sfeed")  # packages, each with a command of its name
NODE_MODULES = TESTS / "node_modules"
TYPESCRIPT_CONFIG = TESTS / "tsconfig.json"
SCRIPTS = PROJECT_ROOT / "theme" / "static" / "js"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many tests of a check passed, failed and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0


def test(*, without: Collection[str], pytest_arguments: Sequence[str]) -> int:
    """Run all checks but those left out; returns 0 if all passed, else 1.

    Raises MachineTrouble where a tool is missing and cannot be installed.
    """
    # The accessibility tests in the browser use axe, which comes through npm.
    left_out = {"node", "browser"} if "node" in without else set(without)
    provide_tools(left_out)
    outcomes: list[tuple[str, Outcome]] = []
    for headline, run_check in checks(left_out, pytest_arguments):
        print(f"\n== {headline}", flush=True)
        outcomes.append((headline, run_check()))
    return report(outcomes, left_out)


def checks(
    left_out: Collection[str], pytest_arguments: Sequence[str]
) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """Name the checks in the order in which they run."""
    yield "ruff check", lambda: run_tool("ruff", "check", ".")
    yield "ruff format --check", lambda: run_tool("ruff", "format", "--check", ".")
    yield "mypy", lambda: run_tool("mypy")
    if "node" not in left_out:
        yield "node --test", run_node_tests
        yield "tsc", run_typescript
    yield "pytest", lambda: run_pytest(left_out, pytest_arguments)


def provide_tools(left_out: Collection[str]) -> None:
    """See to it that node, its packages, Chromium, Java and the feed readers are there."""
    missing = {option: names for option, names in missing_packages(left_out) if names}
    if missing:
        purpose = f"the test command (or leave it out: --without {next(iter(missing))})"
        install_system_packages([*chain.from_iterable(missing.values())], purpose=purpose)
    if "node" not in left_out:
        require_node()
        install_node_packages()


def missing_packages(left_out: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """Name the Debian packages that each part of the tests lacks."""
    if "node" not in left_out:
        has_node = shutil.which("node") and shutil.which("npm")
        yield "node", [] if has_node else ["nodejs", "npm"]
    if "browser" not in left_out:
        chromium = [] if find_chromium() else ["chromium", "fonts-dejavu-core"]
        # The Nu HTML checker comes through npm, but runs in Java.
        yield "browser", chromium + ([] if shutil.which("java") else ["default-jre-headless"])
    if "readers" not in left_out:
        yield "readers", [name for name in FEED_READERS if shutil.which(name) is None]


def find_chromium() -> str | None:
    """Find the system's Chromium."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def require_node() -> None:
    """Raise MachineTrouble where node is older than its test runner."""
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    major = re.match(r"v(\d+)", version.stdout)
    if major is None or int(major[1]) < OLDEST_NODE:
        found = version.stdout.strip() or "one that does not start"
        raise MachineTrouble(f"the tests need node {OLDEST_NODE} or later; this is {found}")


def install_node_packages(folder: Path = TESTS, *, purpose: str = "the tests") -> None:
    """Install what a folder's `package-lock.json` pins, where that is not done yet."""
    lock = (folder / "package-lock.json").read_bytes()
    stamp = folder / "node_modules" / ".installed-lock"
    if stamp.exists() and stamp.read_bytes() == lock:
        return
    print(f"Installing node packages for {purpose} ...", file=sys.stderr, flush=True)
    command = ("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
    result = run_quietly(command, folder=folder)
    if result.returncode:
        raise MachineTrouble(f"npm ci failed in {folder}: {npm_reason(result.stdout)}")
    stamp.write_bytes(lock)


def npm_reason(output: str) -> str:
    """Find the line of npm's output that says why it failed."""
    errors = re.findall(r"^npm (?:error|ERR!) (.+)$", output, re.MULTILINE)
    told = [line for line in errors if not re.match(r"(code|errno|syscall) ", line)]
    return told[0] if told else "it did not say why"


def run_tool(module: str, *arguments: str) -> Outcome:
    """Run one of the Python tools over the project; counts as one test."""
    return run_command([sys.executable, "-m", module, *arguments])


def run_command(command: Sequence[str]) -> Outcome:
    """Run a command that shows its own output; counts as one test."""
    code = subprocess.run(command, cwd=PROJECT_ROOT, check=False).returncode
    return Outcome(passed=1) if code == 0 else Outcome(failed=1)


def run_node_tests() -> Outcome:
    """Run `tests/**/*.test.mjs` with node's own test runner."""
    files = sorted(
        str(path.relative_to(PROJECT_ROOT))
        for path in TESTS.rglob("*.test.mjs")
        if NODE_MODULES not in path.parents
    )
    if not files:
        print("no tests/**/*.test.mjs yet: nothing to run")
        return Outcome()
    result = subprocess.run(
        ["node", "--test", "--test-reporter=spec", *files],
        cwd=PROJECT_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    print(result.stdout, end="")
    return count_node_tests(result.stdout, exit_code=result.returncode)


def count_node_tests(output: str, *, exit_code: int) -> Outcome:
    """Read the counts at the end of node's output; a run that fails has failed at least once."""
    found = dict(re.findall(r"^\S+ (pass|fail|cancelled|skipped) (\d+)$", output, re.MULTILINE))
    counts = {name: int(number) for name, number in found.items()}
    failed = counts.get("fail", 0) + counts.get("cancelled", 0)
    if exit_code and not failed:
        failed = 1
    return Outcome(counts.get("pass", 0), failed, counts.get("skipped", 0))


def run_typescript() -> Outcome:
    """Check the types of the theme's scripts, which stand in their JSDoc comments."""
    if not any(SCRIPTS.rglob("*.js")):
        print("no theme/static/js/**/*.js yet: nothing to check")
        return Outcome()
    compiler = NODE_MODULES / "typescript" / "bin" / "tsc"
    return run_command(["node", str(compiler), "--noEmit", "--project", str(TYPESCRIPT_CONFIG)])


def run_pytest(left_out: Collection[str], arguments: Sequence[str]) -> Outcome:
    """Run pytest; its counts come from the report that it writes for machines."""
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        unwanted = [f"not {mark}" for mark in ("browser", "readers") if mark in left_out]
        marks = ["-m", " and ".join(unwanted)] if unwanted else []
        command = [sys.executable, "-m", "pytest", f"--junit-xml={results}", *marks, *arguments]
        code = subprocess.run(command, cwd=PROJECT_ROOT, env=os.environ, check=False).returncode
        return count_pytest_tests(results, exit_code=code)


def count_pytest_tests(results: Path, *, exit_code: int) -> Outcome:
    """Read the counts of a JUnit report; a run that fails has failed at least once."""
    tests = failed = skipped = 0
    if results.exists():
        for suite in ElementTree.parse(results).iter("testsuite"):
            tests += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
    passed = max(tests - failed - skipped, 0)
    return Outcome(passed, failed or int(exit_code != 0), skipped)


def report(outcomes: Sequence[tuple[str, Outcome]], left_out: Collection[str]) -> int:
    """Print what failed, what was left out and the counts; returns the exit code."""
    total = Outcome(
        sum(outcome.passed for _, outcome in outcomes),
        sum(outcome.failed for _, outcome in outcomes),
        sum(outcome.skipped for _, outcome in outcomes),
    )
    failed = [headline for headline, outcome in outcomes if outcome.failed]
    print()
    if failed:
        print(f"Failed: {', '.join(failed)}")
    if left_out:
        print(f"Left out: {', '.join(sorted(left_out))}")
    if total.skipped:
        print(f"Skipped: {total.skipped}")
    print(f"{total.passed} passed, {total.failed} failed")
    return CHECKS_FAILED if total.failed else DONE
