"""What commands and their arguments are, and how words of a command line are read.

Standard library only: `--help` needs nothing installed.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = [
    "PEERS",
    "Argument",
    "Command",
    "Joined",
    "archive_sizes",
    "argument",
    "comma_separated",
    "peer_names",
    "port_number",
    "positive_number",
]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: its names as typed, and what argparse is told about it."""

    names: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_positional(self) -> bool:
        """Whether it is given by its place, not by a name with dashes."""
        return not self.names[0].startswith("-")

    @property
    def keyword(self) -> str:
        """The name under which the command's function takes it."""
        return str(self.options.get("dest") or self.names[-1].lstrip("-").replace("-", "_"))


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `module.function(**arguments)` of this package, which returns an exit code."""

    name: str
    summary: str
    module: str
    function: str
    arguments: tuple[Argument, ...] = ()


class Joined(argparse.Action):
    """Several words as one text, so that quotes around them are not needed."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Sets the argument to the words with a blank between them."""
        setattr(namespace, self.dest, " ".join(values))


def argument(*names: str, **options: Any) -> Argument:
    """Describe an argument in argparse's words."""
    return Argument(names, options)


def positive_number(text: str) -> int:
    """Read a whole number above nought."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not above 0")
    return number


def port_number(text: str) -> int:
    """Read a TCP port; 0 asks the system for a free one."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port (0 to 65535)")
    return number


def comma_separated(text: str) -> tuple[str, ...]:
    """Read `Meta, AI` as two tags."""
    return tuple(part for part in (piece.strip() for piece in text.split(",")) if part)


def archive_sizes(text: str) -> tuple[int, ...]:
    """Read `1000,10000` as two sizes, the small one first."""
    return tuple(sorted({positive_number(part) for part in text.split(",")}))


PEERS = ("hugo", "hugo-whole", "pagefind", "eleventy", "pelican")


def peer_names(text: str) -> tuple[str, ...]:
    """Read `hugo,pagefind` as two peers of the benchmark, `none` as none."""
    names = () if text == "none" else comma_separated(text)
    for name in names:
        if name not in PEERS:
            known = ", ".join(PEERS)
            raise argparse.ArgumentTypeError(f"'{name}' is none of {known}; none leaves all out")
    return tuple(dict.fromkeys(names))
