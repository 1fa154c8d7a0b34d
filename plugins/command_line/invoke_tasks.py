"""The table of commands as invoke's tasks: `invoke NAME` does what `python3 tasks.py NAME` does."""

from __future__ import annotations

import inspect
from typing import Any

from invoke.collection import Collection
from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import Task

from plugins.command_line import environment
from plugins.command_line.arguments import Argument, Command
from plugins.command_line.commands import COMMANDS

__all__ = ["ns"]


def build_collection() -> Collection:
    """Make one task of each command."""
    collection = Collection()
    for command in COMMANDS:
        collection.add_task(build_task(command), name=command.name)
    return collection


def build_task(command: Command) -> Task[Any]:
    """Make a task that hands its values to the command line of the same command."""

    def body(context: Context, **values: Any) -> None:
        code = environment.start([command.name, *to_words(command, values)])
        if code:
            raise Exit(code=code)

    body.__doc__ = command.summary
    # invoke reads a task's options from its signature, so it gets the one that the table means.
    body.__signature__ = _signature(command)  # type: ignore[attr-defined]
    arguments = command.arguments
    return Task(
        body,
        name=command.name,
        positional=[a.keyword for a in arguments if a.is_positional and not _is_list(a)],
        iterable=[a.keyword for a in arguments if _is_list(a)],
        help={a.keyword: str(a.options.get("help", "")) for a in arguments},
        auto_shortflags=False,
    )


def to_words(command: Command, values: dict[str, Any]) -> list[str]:
    """Write a task's values as a command line; those that were not given are left out."""
    options: list[str] = []
    positional: list[str] = []
    for argument in command.arguments:
        given = values.get(argument.keyword)
        words = given if isinstance(given, list) else [given] if given else []
        if argument.is_positional:
            positional += [str(word) for word in words]
        elif given is True:
            options.append(argument.names[0])
        else:
            options += [f"{argument.names[0]}={word}" for word in words]
    return [*options, "--", *positional] if positional else options


def _signature(command: Command) -> inspect.Signature:
    context = inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return inspect.Signature([context, *(_parameter(a) for a in command.arguments)])


def _parameter(argument: Argument) -> inspect.Parameter:
    # Defaults are left to the command line; only the kind of the option is told here.
    default: object = None
    if argument.options.get("action") == "store_true":
        default = False
    elif argument.is_positional and not _is_list(argument):
        default = inspect.Parameter.empty
    return inspect.Parameter(
        argument.keyword, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default
    )


def _is_list(argument: Argument) -> bool:
    return argument.options.get("action") == "append" or "nargs" in argument.options


ns = build_collection()
