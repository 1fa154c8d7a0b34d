"""A YAML document as a tree whose keys and values know where they stand.

`index` counts characters from the file's start. Scalars are the author's text;
what it means is for the field parsers to say.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Entry", "ListNode", "MappingNode", "Node", "TextNode", "UnusableNode"]


@dataclass(frozen=True, slots=True)
class TextNode:
    """A scalar. A `plain` one stood without quotes: plain and empty means that nothing did."""

    index: int
    text: str
    plain: bool = True


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list of values."""

    index: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with its value."""

    key: str
    key_index: int
    value: Node


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with values, in the author's order, each key once."""

    index: int
    entries: tuple[Entry, ...]

    def find(self, key: str) -> Entry | None:
        """The entry of a key, or None."""
        return next((entry for entry in self.entries if entry.key == key), None)


@dataclass(frozen=True, slots=True)
class UnusableNode:
    """A value that is there but cannot be read; its problem is reported already."""

    index: int


Node = TextNode | ListNode | MappingNode | UnusableNode
