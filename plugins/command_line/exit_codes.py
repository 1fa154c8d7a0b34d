"""What the commands' exit codes mean, and how an exception becomes one.

Standard library only: this is needed before anything is installed.
"""

from __future__ import annotations

import io
import os
import select
import sys
from collections.abc import Callable, Iterable

DONE = 0
CONTENT_PROBLEMS = 1
WRONG_USE = 2
MACHINE_TROUBLE = 3
INTERRUPTED = 130
_OF_SETTINGS = {"settings/unknown", "settings/value"}


class WrongUse(Exception):
    """The command was asked for something that it does not do; the message says what."""


class ContentProblems(Exception):
    """The content has problems; the message is their report."""


class MachineTrouble(Exception):
    """Disk, network or a missing tool stands in the way; the message says which."""


def exit_code_of(problem_codes: Iterable[str]) -> int:
    """What a command ends with that problems of these codes have stopped."""
    return CONTENT_PROBLEMS if _OF_SETTINGS.isdisjoint(problem_codes) else WRONG_USE


def run_to_exit_code(run: Callable[[], int]) -> int:
    """Run a command; foreseen troubles become one line on stderr and an exit code.

    Other exceptions are our own bugs and keep their traceback.
    """
    try:
        return run()
    except KeyboardInterrupt:
        return _say("interrupted", INTERRUPTED)
    except ContentProblems as error:
        return _say(str(error), CONTENT_PROBLEMS)
    except WrongUse as error:
        return _say(f"error: {error}", WRONG_USE)
    except MachineTrouble as error:
        return _say(f"error: {error}", MACHINE_TROUBLE)
    except BrokenPipeError as error:
        if _reader_of_stdout_has_gone():
            return DONE
        return _say(f"error: {describe(error)}", MACHINE_TROUBLE)
    except OSError as error:
        return _say(f"error: {describe(error)}", MACHINE_TROUBLE)


def write_anything() -> None:
    """Let messages name any file: what a terminal cannot show is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _say(line: str, code: int) -> int:
    print(line, file=sys.stderr)
    return code


def describe(error: OSError) -> str:
    """Say in a few words what the system refused, and for which file."""
    reason = error.strerror or str(error) or type(error).__name__
    names = [os.fsdecode(name) for name in (error.filename, error.filename2) if name is not None]
    return f"{' and '.join(names)}: {reason}" if names else reason


def _reader_of_stdout_has_gone() -> bool:
    """Tell whether stdout is the broken pipe, as in `tasks.py search words | head -1`."""
    if not hasattr(select, "poll"):  # Windows
        return False
    watched = select.poll()
    try:
        watched.register(sys.stdout, 0)  # errors are told unasked
    except OSError:  # no file behind it
        return False
    if not watched.poll(0):
        return False
    # Python flushes once more when it ends, and would complain there.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True
