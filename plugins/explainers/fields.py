"""Tables of fields: which keys a mapping may have, which it must have, what each value is.

A parser takes one node and gives a typed value, or reports a problem and gives
None. So a mapping is read to its end whatever is wrong with some of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar, cast
from zoneinfo import ZoneInfo

from plugins.explainers.dates import Moment
from plugins.explainers.problems import Problem
from plugins.explainers.quoting import close_name, quoted
from plugins.explainers.source_text import SourceText
from plugins.explainers.yaml_nodes import MappingNode, Node

__all__ = ["Field", "FieldTable", "Parser", "Reading", "Values", "check_keys", "parse_values"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """One file being read. `published` is its date, once that is known."""

    source: SourceText
    zone: ZoneInfo
    problems: list[Problem] = field(default_factory=list)
    published: Moment | None = None

    def report(self, index: int, code: str, message: str, hint: str = "") -> None:
        """Adds a problem at a character of the file."""
        self.problems.append(self.source.problem(index, code, message, hint))


# The reading, the field's name and its value's node.
Parser = Callable[[Reading, str, Node], T | None]


@dataclass(frozen=True, slots=True)
class Field(Generic[T_co]):
    """A key. `example` is a line that sets it, for hints; required fields have one."""

    name: str
    parse: Parser[T_co]
    required: bool = False
    example: str = ""
    missing_code: str = "front-matter/required"


@dataclass(frozen=True)
class FieldTable:
    """All fields of one kind of mapping. `owner` names the mapping in messages."""

    owner: str
    fields: tuple[Field[object], ...]
    # What other tools call some of the fields: name there -> name here.
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[str, Field[object]]:
        """The fields by their keys."""
        return {known.name: known for known in self.fields}

    @cached_property
    def required(self) -> tuple[Field[object], ...]:
        """The fields that have to be there."""
        return tuple(known for known in self.fields if known.required)


class Values:
    """Parsed values by field. What is missing or broken is not there."""

    def __init__(self, found: dict[str, object]) -> None:
        self._found = found

    def get(self, wanted: Field[T], default: T) -> T:
        """A field's value, else the default."""
        return cast("T", self._found.get(wanted.name, default))

    def find(self, wanted: Field[T]) -> T | None:
        """A field's value, or None."""
        return cast("T | None", self._found.get(wanted.name))


def check_keys(reading: Reading, mapping: MappingNode, table: FieldTable, index: int) -> None:
    """Reports unknown keys where they stand and missing ones at `index`."""
    names = table.by_name
    written = {entry.key for entry in mapping.entries}
    unknown = [entry for entry in mapping.entries if entry.key not in names]
    if not unknown and all(wanted.name in written for wanted in table.required):
        return
    meant = {entry.key: _meant(entry.key, table) for entry in unknown}
    for entry in unknown:
        owner = f" of {table.owner}" if table.owner else ""
        message = f"{quoted(entry.key)} is not a known field{owner}"
        hint = f"did you mean {quoted(meant[entry.key])}?" if meant[entry.key] else ""
        known = f"known fields: {', '.join(names)}"
        reading.report(entry.key_index, "front-matter/unknown", message, hint or known)
    present = {*written, *meant.values()}
    for wanted in table.required:
        if wanted.name not in present:
            owner = f" in this {table.owner}" if table.owner else ""
            message = f"{quoted(wanted.name)} is missing{owner}"
            reading.report(index, wanted.missing_code, message, f"add `{wanted.example}`")


def _meant(key: str, table: FieldTable) -> str:
    return table.elsewhere.get(key.lower()) or close_name(key, table.by_name)


def parse_values(
    reading: Reading, mapping: MappingNode, fields: Mapping[str, Field[object]]
) -> Values:
    """The values of those fields that are there and whole."""
    found: dict[str, object] = {}
    for entry in mapping.entries:
        wanted = fields.get(entry.key)
        if wanted is not None:
            value = wanted.parse(reading, entry.key, entry.value)
            if value is not None:
                found[entry.key] = value
    return Values(found)
