"""The thin command line that is made from the table of commands."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from plugins.command_line.arguments import Command
from plugins.command_line.commands import COMMANDS
from plugins.command_line.exit_codes import WRONG_USE, run_to_exit_code, write_anything

PROGRAM = "python3 tasks.py"
_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def build_parser() -> argparse.ArgumentParser:
    """Make the command line of all commands."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Backgrounder: a static site generator for explainer archives.",
        epilog=f"More about one: {PROGRAM} NAME --help",
    )
    commands = parser.add_subparsers(title="commands", dest="command", metavar="NAME")
    for command in COMMANDS:
        summary = command.summary
        sentence = f"{summary[0].upper()}{summary[1:]}."
        subparser = commands.add_parser(command.name, help=summary, description=sentence)
        for argument_ in command.arguments:
            subparser.add_argument(*argument_.names, **argument_.options)
    return parser


def parse(arguments: Sequence[str]) -> tuple[Command, dict[str, Any]]:
    """Read a command line: the command, and its function's keyword arguments.

    Raises SystemExit where argparse ends the run: 0 after help, 2 for wrong use.
    """
    parser = build_parser()
    values = vars(parser.parse_args(arguments))
    name = values.pop("command")
    if name is None:
        parser.print_help(sys.stderr)
        raise SystemExit(WRONG_USE)
    return next(command for command in COMMANDS if command.name == name), values


def run(command: Command, values: Mapping[str, Any]) -> int:
    """Import the command's module and call its function; returns the exit code."""
    module = import_module(f"plugins.command_line.{command.module}")
    return int(getattr(module, command.function)(**values))


def main(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code."""
    # What is imported stays. With Python's 700 it is looked through for garbage a hundred times,
    # which takes a tenth of the start.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    write_anything()
    return run_to_exit_code(lambda: run(*parse(arguments)))
