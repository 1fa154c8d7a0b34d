"""The tree that grows while YAML events arrive, and what it refuses on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Protocol

import yaml

from plugins.explainers.problems import Problem
from plugins.explainers.quoting import quoted
from plugins.explainers.source_text import SourceText, barred_character
from plugins.explainers.yaml_nodes import (
    Entry,
    ListNode,
    MappingNode,
    Node,
    TextNode,
    UnusableNode,
)

__all__ = ["YamlTree"]

# `title: Ruling #5` means "Ruling": nobody who writes it knows. A comment has a blank after `#`.
_EATEN_BY_COMMENT = re.compile(r"[ \t]+#[^\s#]")


@dataclass(slots=True)
class _OpenList:
    index: int
    items: list[Node] = field(default_factory=list)

    def closed(self) -> Node:
        return ListNode(self.index, tuple(self.items))


@dataclass(slots=True)
class _OpenMapping:
    index: int
    key: Node | None = None
    entries: dict[str, Entry] = field(default_factory=dict)

    def closed(self) -> Node:
        return MappingNode(self.index, tuple(self.entries.values()))


class _Mark(Protocol):
    index: int


def _index_of(mark: _Mark | None) -> int:
    return 0 if mark is None else mark.index


class YamlTree:
    """Takes events one by one. What is open is a stack: no nesting can exhaust Python's."""

    def __init__(self, source: SourceText, start: int) -> None:
        self.source = source
        self.start = start
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[_OpenList | _OpenMapping] = []

    @property
    def depth(self) -> int:
        """How many lists and mappings are open."""
        return len(self._open)

    def report(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        """Adds a problem at an event's place."""
        self.report_at(self._index(event), code, message, hint)

    def report_at(self, index: int, code: str, message: str, hint: str) -> None:
        """Adds a problem at a character of the file."""
        self.problems.append(self.source.problem(index, code, message, hint))

    def take_scalar(self, event: yaml.ScalarEvent) -> None:
        """A piece of text."""
        self._refuse_indirection(event)
        plain = not event.style  # empty from libyaml, None from PyYAML's own parser
        if plain:
            self._note_comment(event)
        elif event.style == '"' and (barred := barred_character(event.value)):
            message = f"the character U+{ord(barred):04X} cannot be shown in pages and feeds"
            self.report(event, "file/control-character", message, "delete its escape")
            self._add(UnusableNode(self._index(event)))
            return
        self._add(TextNode(self._index(event), event.value, plain))

    def take_alias(self, event: yaml.AliasEvent) -> None:
        """A reference to another value."""
        message = f"{quoted(f'*{event.anchor}')} is an alias of another value"
        hint = "write the value out; text that starts with `*` goes in quotes"
        self.report(event, "front-matter/indirection", message, hint)
        self._add(UnusableNode(self._index(event)))

    def open_list(self, event: yaml.SequenceStartEvent) -> None:
        """What follows are its items."""
        self._refuse_indirection(event)
        self._open.append(_OpenList(self._index(event)))

    def open_mapping(self, event: yaml.MappingStartEvent) -> None:
        """What follows are its keys and values."""
        self._refuse_indirection(event)
        self._open.append(_OpenMapping(self._index(event)))

    def close(self, _: yaml.Event) -> None:
        """The innermost list or mapping is whole."""
        self._add(self._open.pop().closed())

    def _index(self, event: yaml.Event) -> int:
        return self.start + _index_of(event.start_mark)

    def _refuse_indirection(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            message = f"{quoted(f'&{event.anchor}')} is an anchor"
            hint = "delete it; text that starts with `&` goes in quotes"
            self.report(event, "front-matter/indirection", message, hint)
        if event.tag is not None:
            written = re.compile(r"\S*").match(self.source.text, self._index(event))
            message = f"{quoted(written[0] if written else event.tag)} is a YAML tag"
            hint = "delete it; text that starts with `!` goes in quotes"
            self.report(event, "front-matter/indirection", message, hint)

    def _note_comment(self, event: yaml.ScalarEvent) -> None:
        end = self.start + _index_of(event.end_mark)
        if event.value and (match := _EATEN_BY_COMMENT.match(self.source.text, end)):
            message = f"what follows {quoted(event.value)} is a comment, because of ' #'"
            hint = "put the value in quotes; a comment has a blank after `#`"
            problem = self.source.problem(match.end() - 2, "front-matter/syntax", message, hint)
            self.problems.append(replace(problem, severity="note"))

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        container = self._open[-1]
        if isinstance(container, _OpenList):
            container.items.append(node)
        elif container.key is None:
            container.key = node
        else:
            key, container.key = container.key, None
            self._add_entry(container.entries, key, node)

    def _add_entry(self, entries: dict[str, Entry], key: Node, value: Node) -> None:
        if isinstance(key, UnusableNode):
            return
        if not isinstance(key, TextNode) or not key.text:
            message = "the key before ':' is missing or not plain text"
            self.report_at(key.index, "front-matter/syntax", message, "write `key: value`")
        elif key.text == "<<" and key.plain:
            message = "'<<' merges another mapping into this one"
            self.report_at(
                key.index, "front-matter/indirection", message, "write its fields out here"
            )
        elif (first := entries.get(key.text)) is not None:
            line = self.source.position(first.key_index).line
            message = f"{quoted(key.text)} is set twice, first on line {line}"
            self.report_at(key.index, "front-matter/duplicate", message, "keep one")
        else:
            entries[key.text] = Entry(key.text, key.index, value)
