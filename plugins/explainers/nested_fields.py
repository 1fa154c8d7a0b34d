"""Parsers of values that hold others: lists of values, mappings with fields of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from typing import TypeVar

from plugins.explainers.fields import FieldTable, Parser, Reading, Values, check_keys, parse_values
from plugins.explainers.quoting import quoted, shortened
from plugins.explainers.yaml_nodes import ListNode, MappingNode, Node, TextNode, UnusableNode

__all__ = ["list_of", "mapping_of", "unique_list_of"]

_LONGEST_LIST = 200
_NEEDS_QUOTES = re.compile(r"""^[-?:!&*|>%@`"'{\[#]|[\[\]{},]|: | #""")

T = TypeVar("T")


def list_of(item: Parser[T], *, item_name: str, filled: bool = False) -> Parser[tuple[T, ...]]:
    """A list of at most 200; a `filled` one has something in it."""

    def parse(reading: Reading, name: str, node: Node) -> tuple[T, ...] | None:
        if not isinstance(node, ListNode):
            _report_no_list(reading, name, node)
            return None
        if not node.items and filled:
            hint = f"write at least one {item_name}"
            reading.report(node.index, "front-matter/empty", f"{quoted(name)} is empty", hint)
            return None
        if len(node.items) > _LONGEST_LIST:
            message = f"{name} has {len(node.items)} entries; the limit is {_LONGEST_LIST}"
            reading.report(node.index, "front-matter/too-long", message, "keep those that matter")
            return None
        values = [item(reading, item_name, child) for child in node.items]
        return tuple(value for value in values if value is not None)

    return parse


def unique_list_of(
    item: Parser[T], *, item_name: str, key: Callable[[T], Hashable], filled: bool = False
) -> Parser[tuple[T, ...]]:
    """A list that keeps the first of those with one key: naming a tag twice changes nothing."""
    parse_list = list_of(item, item_name=item_name, filled=filled)

    def parse(reading: Reading, name: str, node: Node) -> tuple[T, ...] | None:
        values = parse_list(reading, name, node)
        if values is None:
            return None
        first: dict[Hashable, T] = {}
        for value in values:
            first.setdefault(key(value), value)
        return tuple(first.values())

    return parse


def mapping_of(
    table: FieldTable, build: Callable[[Values], T], *, lone_text: str = ""
) -> Parser[T]:
    """A mapping with fields of its own; None where a required one is missing or broken.

    `lone_text` is the field that is meant where somebody writes text instead.
    """

    def parse(reading: Reading, name: str, node: Node) -> T | None:
        if not isinstance(node, MappingNode):
            _report_no_mapping(reading, name, node, _fields_hint(name, node, table, lone_text))
            return None
        check_keys(reading, node, table, node.index)
        values = parse_values(reading, node, table.by_name)
        whole = all(values.find(each) is not None for each in table.required)
        return build(values) if whole else None

    return parse


def _report_no_list(reading: Reading, name: str, node: Node) -> None:
    if isinstance(node, UnusableNode):
        return
    if isinstance(node, MappingNode):
        message = f"{name} is a mapping, not a list"
        reading.report(node.index, "front-matter/type", message, "start each entry with `- `")
        return
    written = node.text if isinstance(node, TextNode) else ""
    if not written.strip():
        hint = "write a value, or delete the line"
        reading.report(node.index, "front-matter/empty", f"{quoted(name)} has no value", hint)
        return
    message = f"{name} is text, not a list: {quoted(written)}"
    hint = f"write {name}: [{_listed(written)}]"
    reading.report(node.index, "front-matter/type", message, hint)


def _listed(written: str) -> str:
    parts = [shortened(part) for part in written.split(",")]
    return shortened(", ".join(_in_quotes(part) for part in parts if part), width=120)


def _in_quotes(part: str) -> str:
    return f'"{part}"' if _NEEDS_QUOTES.search(part) and '"' not in part else part


def _report_no_mapping(
    reading: Reading, name: str, node: TextNode | ListNode | UnusableNode, hint: str
) -> None:
    if isinstance(node, UnusableNode):
        return
    if isinstance(node, TextNode) and not node.text.strip():
        reading.report(node.index, "front-matter/empty", f"{quoted(name)} has no value", hint)
        return
    shape = "a list" if isinstance(node, ListNode) else f"text: {quoted(node.text)}"
    message = f"this {name} is not a mapping but {shape}"
    reading.report(node.index, "front-matter/type", message, hint)


def _fields_hint(name: str, node: Node, table: FieldTable, lone_text: str) -> str:
    """The fields to write: all that are required, with what the author wrote in its place."""
    written = node.text.strip() if isinstance(node, TextNode) and lone_text else ""
    if written and shortened(written) == written:
        others = [each.example for each in table.required if each.name != lone_text]
        return f"write {name}: {{{', '.join([f'{lone_text}: {_in_quotes(written)}', *others])}}}"
    required = [each.example for each in table.required]
    first = next((each.example for each in table.fields if each.example), table.fields[0].name)
    return "write its fields, for example " + " and ".join(
        f"`{each}`" for each in required or [first]
    )
