"""Loops over what is the same on every page, written out round by round.

The links of the navigation and the lines that load stylesheets become constants that way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import TypeVar

from jinja2 import nodes

__all__ = ["as_nodes", "items_of", "names_replaced", "values_of_rounds"]

_MOST_ROUNDS = 50  # code for thousands of links would cost more than it spares
# What gives names a meaning that a later round sees, or is a template of its own.
_STAYS_A_LOOP = (
    *(nodes.Assign, nodes.AssignBlock, nodes.Block, nodes.CallBlock, nodes.Extends),
    *(nodes.FromImport, nodes.Import, nodes.Include, nodes.Macro, nodes.With),
)

_Node = TypeVar("_Node", bound=nodes.Node)


def values_of_rounds(
    loop: nodes.For, items: Sequence[nodes.Expr]
) -> list[dict[str, nodes.Expr]] | None:
    """What each round of a loop calls by which name; None where it has to stay a loop."""
    rounds = [_named(loop.target, item) for item in items]
    if len(rounds) > _MOST_ROUNDS or any(each is None for each in rounds):
        return None
    if loop.recursive or any(True for _ in loop.find_all(_STAYS_A_LOOP)):
        return None
    names = {name for each in rounds for name in each or ()} | {"loop"}
    inside = (name for node in (*loop.body, loop.test) if node for name in _names(node))
    if any(name.name == "loop" or (name.ctx != "load" and name.name in names) for name in inside):
        return None
    return [each for each in rounds if each is not None]


def items_of(node: nodes.Node) -> Sequence[nodes.Expr] | None:
    """The items of a list of constants that a template writes down, or None."""
    if not isinstance(node, nodes.List | nodes.Tuple):
        return None
    return node.items if all(_is_constant(item) for item in node.items) else None


def as_nodes(value: object) -> nodes.Expr | None:
    """A text, or a tuple of such, as a template would write it down; None for all else."""
    if isinstance(value, str):
        return nodes.Const(str(value))
    if not isinstance(value, tuple):
        return None
    items = [as_nodes(item) for item in value]
    return None if None in items else nodes.Tuple(items, "load")


def names_replaced(node: _Node, values: Mapping[str, nodes.Expr]) -> _Node | nodes.Expr:
    """A copy of a node in which values stand in the place of names."""
    if isinstance(node, nodes.Name) and node.name in values:
        return values[node.name]
    made = copy(node)
    for field, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            setattr(made, field, names_replaced(value, values))
        elif isinstance(value, list):
            held = (
                names_replaced(each, values) if isinstance(each, nodes.Node) else each
                for each in value
            )
            setattr(made, field, list(held))
    return made


def _names(node: nodes.Node) -> Sequence[nodes.Name]:
    own = [node] if isinstance(node, nodes.Name) else []
    return [*own, *node.find_all(nodes.Name)]


def _named(target: nodes.Node, item: nodes.Expr) -> dict[str, nodes.Expr] | None:
    if isinstance(target, nodes.Name):
        return {target.name: item}
    names = [each.name for each in target.find_all(nodes.Name)]
    items = items_of(item)
    if items is None or len(items) != len(names) or len(set(names)) != len(names):
        return None
    return dict(zip(names, items, strict=True))


def _is_constant(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const | nodes.TemplateData) or items_of(node) is not None
