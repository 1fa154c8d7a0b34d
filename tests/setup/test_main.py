from __future__ import annotations

import errno
import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from plugins.command_line import commands, exit_codes, main
from plugins.command_line.invoke_tasks import to_words
from plugins.command_line.project import CONTENT, PROJECT_ROOT

NAMES = (
    "build",
    "test",
    "serve",
    "new",
    "check",
    "import",
    "search",
    "feedback",
    "publish",
    "verify",
)
NAMES += ("translations", "bench", "lighthouse", "pictures")


def test_without_a_command_all_are_listed(capsys):
    with pytest.raises(SystemExit) as ended:
        main.main([])

    listed = capsys.readouterr().err
    assert ended.value.code == 2
    assert [name for name in NAMES if not re.search(rf"\n    {name}\s", listed)] == []


def test_help_is_done(capsys):
    with pytest.raises(SystemExit) as ended:
        main.main(["--help"])

    assert ended.value.code == 0
    assert "commands:" in capsys.readouterr().out


@pytest.mark.parametrize("command", commands.COMMANDS, ids=lambda command: command.name)
def test_function_of_a_command_takes_what_the_table_gives(command):
    module = import_module(f"plugins.command_line.{command.module}")

    parameters = inspect.signature(getattr(module, command.function)).parameters

    assert set(parameters) == {argument.keyword for argument in command.arguments}


def test_import_reads_all_its_options():
    options = ["--status=published", "--title=T", "--date=2026-01-02", "--tags=Meta, AI ,"]

    command, values = main.parse(["import", "a.txt", "b", *options])

    assert command.function == "import_sources"
    assert values == {
        "sources": ["a.txt", "b"],
        "content": CONTENT,
        "status": "published",
        "title": "T",
        "date": "2026-01-02",
        "tags": ("Meta", "AI"),
    }


def test_what_follows_two_dashes_is_for_pytest():
    _, values = main.parse(["test", "--without", "browser", "--", "-k", "feed", "-x"])

    assert values == {"without": ["browser"], "pytest_arguments": ["-k", "feed", "-x"]}


@pytest.mark.parametrize(
    "words",
    [
        ["build", "--jobs", "0"],
        ["serve", "--port", "70000"],
        ["search"],
        ["import", "a.txt", "--status", "withdrawn"],
    ],
)
def test_wrong_use_ends_with_2(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main.main(words)

    assert ended.value.code == 2
    assert f"{main.PROGRAM} {words[0]}: error:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("raised", "code", "line"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (exit_codes.WrongUse("output lies inside content"), 2, "error: output lies inside content"),
        (exit_codes.MachineTrouble("no node"), 3, "error: no node"),
        (OSError(errno.ENOSPC, "No space left", "a.html"), 3, "error: a.html: No space left"),
        (OSError(errno.EXDEV, "Cross", "a", None, "b"), 3, "error: a and b: Cross"),
    ],
)
def test_foreseen_trouble_is_one_line_and_a_code(raised, code, line, capsys):
    def fail():
        raise raised

    returned = exit_codes.run_to_exit_code(fail)

    assert returned == code
    assert capsys.readouterr().err == f"{line}\n"


def test_bug_keeps_its_traceback():
    with pytest.raises(ZeroDivisionError):
        exit_codes.run_to_exit_code(lambda: 1 // 0)


@pytest.mark.parametrize("length", [3, 9999])
def test_reader_that_stops_reading_is_no_trouble(length):
    script = (
        "import sys; from plugins.command_line.exit_codes import run_to_exit_code as run;"
        f"sys.exit(run(lambda: [print('x' * {length}, flush=True) for _ in range(999)] and 1))"
    )

    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=PROJECT_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    _, errors = process.communicate(timeout=30)

    assert (process.returncode, errors) == (0, b"")


def test_parsing_imports_nothing_that_has_to_be_installed():
    script = (
        "import sys, tasks; from plugins.command_line import environment, installing, main;"
        "main.parse(['build']); print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )

    result = subprocess.run(
        [sys.executable, "-S", "-c", script],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    foreign = set(result.stdout.split()) - sys.stdlib_module_names - {"tasks", "plugins"}
    assert foreign == {"__main__"}


def test_invoke_lists_the_same_commands():
    result = subprocess.run(
        [sys.executable, "-m", "invoke", "--list"],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    listed = re.findall(r"^  (\w+)", result.stdout, re.MULTILINE)
    assert listed == sorted(NAMES), result.stderr


def test_values_of_an_invoke_task_become_a_command_line():
    command = next(command for command in commands.COMMANDS if command.name == "import")
    given = {"sources": ["a.txt", "-b.txt"], "status": "published", "title": None, "tags": "x,y"}

    words = to_words(command, given)

    assert words == ["--status=published", "--tags=x,y", "--", "a.txt", "-b.txt"]
    assert main.parse(["import", *words])[1]["sources"] == ["a.txt", "-b.txt"]


def test_relative_folders_stay_relative_to_the_caller():
    _, values = main.parse(["build", "--content", "mine", "--output", "../site"])

    assert values["content"] == Path("mine")
    assert values["output"] == Path("../site")
