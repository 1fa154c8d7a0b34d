"""A YAML document as a tree whose keys and values know where they stand.

`index` counts characters from the file's start. Scalars are the author's text;
what it means is for the field parsers to say. There are many of them in each file; a
Struct is made in a fifth of the time of a frozen dataclass.
"""

from __future__ import annotations

import msgspec

__all__ = ["Entry", "ListNode", "MappingNode", "Node", "TextNode", "UnusableNode"]


class TextNode(msgspec.Struct, frozen=True, gc=False):
    """A scalar. A `plain` one stood without quotes: plain and empty means that nothing did."""

    index: int
    text: str
    plain: bool = True


class ListNode(msgspec.Struct, frozen=True, gc=False):
    """A list of values."""

    index: int
    items: tuple[Node, ...]


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A key of a mapping with its value."""

    key: str
    key_index: int
    value: Node


class MappingNode(msgspec.Struct, frozen=True, gc=False):
    """Keys with values, in the author's order, each key once."""

    index: int
    entries: tuple[Entry, ...]

    def find(self, key: str) -> Entry | None:
        """The entry of a key, or None."""
        return next((entry for entry in self.entries if entry.key == key), None)


class UnusableNode(msgspec.Struct, frozen=True, gc=False):
    """A value that is there but cannot be read; its problem is reported already."""

    index: int


Node = TextNode | ListNode | MappingNode | UnusableNode
