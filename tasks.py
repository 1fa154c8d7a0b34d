#!/usr/bin/env python3
"""Runs Backgrounder's commands: `python3 tasks.py NAME`; without a NAME, lists them.

The first run makes the environment `.venv` beside this file. Only this file has to be read by
any Python from 3.6 on, so that an old one is told that it is too old; hence its plain syntax.
"""

import os
import sys

MINIMUM_PYTHON = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))


def start(arguments: "list[str]") -> int:
    """Run one command line inside the project's environment; returns the exit code."""
    if sys.version_info < MINIMUM_PYTHON:
        wanted = ".".join(str(number) for number in MINIMUM_PYTHON)
        found = ".".join(str(number) for number in sys.version_info[:3])
        message = "error: Backgrounder needs Python " + wanted + " or later; this is Python "
        sys.stderr.write(message + found + " (" + str(sys.executable) + ")\n")
        return 3
    try:
        if ROOT not in sys.path:  # with -P or PYTHONSAFEPATH it is not
            sys.path.insert(0, ROOT)
        from plugins.command_line import environment

        return environment.start(arguments)
    except KeyboardInterrupt:  # while importing, or while Ctrl-C is pressed again
        return 130


def __getattr__(name: str) -> object:
    """Offer `invoke` the same commands: it looks for `ns` in a module called tasks."""
    if name != "ns":
        raise AttributeError(name)
    from plugins.command_line.invoke_tasks import ns

    return ns


def end(code: int) -> None:
    """End the process at once: Python would first free a whole archive, object by object."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(code)  # it tries once more, and says what is wrong
    os._exit(code)


if __name__ == "__main__":
    end(start(sys.argv[1:]))
