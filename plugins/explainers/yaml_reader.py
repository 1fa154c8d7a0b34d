"""From YAML text to a tree of nodes, by way of the parser's events.

Events show what a loaded document hides: duplicate keys, anchors, explicit tags,
where everything stands, and what the author wrote before YAML made `no` a boolean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import yaml

from plugins.explainers.problems import Problem
from plugins.explainers.simple_yaml import SIMPLE_DEPTH, read_simple_mapping
from plugins.explainers.source_text import SourceText
from plugins.explainers.yaml_mistakes import syntax_problem
from plugins.explainers.yaml_nodes import ListNode, MappingNode, Node, TextNode, UnusableNode
from plugins.explainers.yaml_tree import YamlTree

__all__ = ["ReadLimits", "YamlReading", "read_mapping"]

# libyaml is ten times as fast; where PyYAML was built without it, its own parser does.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# PyYAML's own parser lets the latter two out of broken escapes and directives.
_SYNTAX_ERRORS = (yaml.YAMLError, ValueError, OverflowError)


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How large and how deep a document may be."""

    characters: int
    events: int
    depth: int


class YamlReading(msgspec.Struct, frozen=True, gc=False):
    """What could be read: no mapping where the document as a whole is broken."""

    mapping: MappingNode | None
    problems: tuple[Problem, ...]


def read_mapping(source: SourceText, span: tuple[int, int], limits: ReadLimits) -> YamlReading:
    """The mapping that stands between the two indices of `span`. An empty one has no entries."""
    start, end = span
    if end - start > limits.characters:
        message = f"the YAML is {end - start:,} characters long; the limit is {limits.characters:,}"
        return YamlReading(None, (source.problem(start, *_too_long(message)),))
    text = source.text[start:end]
    if limits.depth >= SIMPLE_DEPTH:
        simple = read_simple_mapping(text, start, limits.events)
        if simple is not None:
            return YamlReading(simple, ())
    tree = YamlTree(source, start)
    whole = False
    try:
        whole = _take_events(tree, yaml.parse(text, Loader=_LOADER), limits)
    except _SYNTAX_ERRORS as error:
        tree.problems.append(syntax_problem(source, span, error))
    mapping = _top_mapping(tree) if whole else None
    return YamlReading(mapping, tuple(tree.problems))


def _take_events(tree: YamlTree, events: Iterator[yaml.Event], limits: ReadLimits) -> bool:
    """Grows the tree; False where the rest is not worth reading."""
    documents = 0
    for number, event in enumerate(events):
        kind = type(event)
        if kind is yaml.DocumentStartEvent:
            documents += 1
        if stop := _reason_to_stop(tree, event, documents, number > limits.events):
            tree.report(event, *stop)
            return False
        if (take := _TAKERS.get(kind)) is not None:
            take(tree, event)
        if tree.depth > limits.depth:
            message = f"values are nested more than {limits.depth} levels deep"
            hint = "no field needs that; text that starts with a bracket goes in quotes"
            tree.report(event, "front-matter/too-deep", message, hint)
            return False
    return True


def _reason_to_stop(
    tree: YamlTree, event: yaml.Event, documents: int, too_many: bool
) -> tuple[str, str, str] | None:
    if too_many:
        return _too_long("the YAML holds more keys and values than the limit")
    if documents > 1:
        return _SECOND_DOCUMENT
    if isinstance(event, yaml.DocumentEndEvent) and event.explicit:
        return _EARLY_END
    return None


def _too_long(message: str) -> tuple[str, str, str]:
    return "front-matter/too-long", message, "shorten it"


_SECOND_DOCUMENT = (
    "front-matter/syntax",
    "a second YAML document starts here",
    "keep all fields in one; text that starts with `---` goes in quotes",
)
_EARLY_END = ("front-matter/syntax", "'...' ends the YAML before its end", "delete the line")


def _top_mapping(tree: YamlTree) -> MappingNode | None:
    root = tree.root
    if isinstance(root, MappingNode):
        return root
    if root is None or (isinstance(root, TextNode) and root.plain and not root.text):
        return MappingNode(tree.start, ())
    if not isinstance(root, UnusableNode):
        message = f"{_shape_of(root)} stands where `key: value` lines should"
        hint = "write each field as `key: value`, with a blank after the colon"
        tree.report_at(root.index, "front-matter/not-mapping", message, hint)
    return None


def _shape_of(node: Node) -> str:
    return "a list" if isinstance(node, ListNode) else "text"


_TAKERS: dict[type[yaml.Event], Callable[[YamlTree, Any], None]] = {
    yaml.ScalarEvent: YamlTree.take_scalar,
    yaml.AliasEvent: YamlTree.take_alias,
    yaml.SequenceStartEvent: YamlTree.open_list,
    yaml.MappingStartEvent: YamlTree.open_mapping,
    yaml.SequenceEndEvent: YamlTree.close,
    yaml.MappingEndEvent: YamlTree.close,
}
