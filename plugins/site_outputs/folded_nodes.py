"""A template's tree in which what is the same on every page has become constant (see `folding`)."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from plugins.site_outputs.text_calls import (
    constant_words,
    decided,
    function_name,
    looked_up_later,
    text_nodes,
)
from plugins.site_outputs.unrolling import as_nodes, items_of, names_replaced, values_of_rounds

__all__ = ["folded", "names_given"]

_PLAIN = (str, bool, int, type(None))


def folded(
    template: nodes.Template, constants: Mapping[str, Any], texts: Mapping[str, Callable[..., str]]
) -> nodes.Template:
    """The template with its constants put in, and with what functions called `texts` look up."""
    # A name that the template gives a meaning of its own, anywhere, is left alone.
    own = names_given(template)
    folder = _Folder(_without(constants, own), _without(texts, own))
    found = folder.visit(template)
    assert isinstance(found, nodes.Template)
    return found


def _without(named: Mapping[str, Any], names: Container[str]) -> dict[str, Any]:
    return {name: value for name, value in named.items() if name not in names}


def names_given(template: nodes.Template) -> set[str]:
    """The names that a template sets, imports, loops over, or takes as arguments."""
    given = {name.name for name in template.find_all(nodes.Name) if name.ctx != "load"}
    given |= {macro.name for macro in template.find_all(nodes.Macro)}
    given |= {each.target for each in template.find_all(nodes.Import)}
    for each in template.find_all(nodes.FromImport):
        given |= {name if isinstance(name, str) else name[1] for name in each.names}
    return given


class _Folder(NodeTransformer):
    """One template on its way."""

    def __init__(
        self, constants: Mapping[str, Any], texts: Mapping[str, Callable[..., str]]
    ) -> None:
        self._constants = constants
        self._texts = texts

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        """All that stands in a node, and what comes out next to each other in one piece."""
        super().generic_visit(node, *args, **kwargs)
        for field in ("body", "else_"):
            if isinstance(body := getattr(node, field, None), list):
                setattr(node, field, _joined(body))
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 (the name that Jinja looks for)
        """What is shown. A text with values is shown as its words and the values between them."""
        parts = list[nodes.Expr]()
        for each in node.nodes:
            parts += self._text(each) or [self.visit(each)]
        node.nodes = parts
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (the name that Jinja looks for)
        """A text becomes itself, as safe as Jinja's own `_` has it, with its values escaped."""
        parts = self._text(node)
        if not parts:
            self.generic_visit(node)
            return looked_up_later(node) if function_name(node) in self._texts else node
        return parts[0] if len(parts) == 1 else nodes.Concat(parts, lineno=node.lineno)

    def _text(self, node: nodes.Expr) -> list[nodes.Expr]:
        """The words of a text, and its values where they stand; nothing where it is none."""
        words = constant_words(node)
        if words is None or function_name(node) not in self._texts:
            return []
        assert isinstance(node, nodes.Call)
        values = {pair.key: decided(self.visit(pair.value)) for pair in node.kwargs}
        try:
            text = self._texts[function_name(node)](*words)
            return text_nodes(text, values, node.lineno)
        except (KeyError, TypeError, ValueError):  # said where the page is rendered
            return []

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 (the name that Jinja looks for)
        """A global that is plain data."""
        return self._as_constant(node)

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802 (the name that Jinja looks for)
        """`site.name`, and `site.look.is_own`."""
        folded = self._as_constant(node)
        return self.generic_visit(node) if folded is node else folded

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 (the name that Jinja looks for)
        """Plain texts become one. Of safe markup Jinja's `~` makes what is no longer safe."""
        folded = [self._as_constant(each) for each in node.nodes]
        texts = [each.value for each in folded if isinstance(each, nodes.Const)]
        if len(texts) == len(folded) and all(type(text) is str for text in texts):
            return nodes.Const("".join(texts), lineno=node.lineno)
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 (the name that Jinja looks for)
        """`"/about/" in site.pages`."""
        self.generic_visit(node)
        if not isinstance(node.expr, nodes.Const) or len(node.ops) != 1:
            return node
        (operand,) = node.ops
        held = self._data(operand.expr)
        if operand.op not in ("in", "notin") or not isinstance(held, tuple):
            return node
        found = (node.expr.value in held) is (operand.op == "in")
        return nodes.Const(found, lineno=node.lineno)

    def visit_Or(self, node: nodes.Or) -> nodes.Node:  # noqa: N802 (the name that Jinja looks for)
        """`site.navigation or [...]`."""
        held = self._data(node.left)
        if not isinstance(held, tuple):
            return self.generic_visit(node)
        taken = node.left if held else self.visit(node.right)
        assert isinstance(taken, nodes.Node)
        return taken

    def visit_For(self, node: nodes.For) -> nodes.Node | list[nodes.Node]:  # noqa: N802 (the name that Jinja looks for)
        """A loop over what is the same on every page is written out."""
        listed = self.visit(node.iter)
        items = items_of(as_nodes(self._data(listed)) or listed)
        rounds = None if items is None else values_of_rounds(node, items)
        bodies = None if rounds is None else self._bodies(node, rounds)
        if bodies is None:
            return self.generic_visit(node)
        written = [each for body in bodies for each in self._all(body)]
        return written if bodies else self._all(node.else_)

    def _bodies(
        self, loop: nodes.For, rounds: Sequence[Mapping[str, nodes.Expr]]
    ) -> list[list[nodes.Node]] | None:
        """The bodies of the rounds that the loop's own condition lets through."""
        bodies = list[list[nodes.Node]]()
        for values in rounds:
            if loop.test is not None:
                test = decided(self.visit(names_replaced(loop.test, values)))
                if not isinstance(test, nodes.Const):
                    return None
                if not test.value:
                    continue
            bodies.append([names_replaced(each, values) for each in loop.body])
        return bodies

    def visit_If(self, node: nodes.If) -> nodes.Node | list[nodes.Node]:  # noqa: N802 (the name that Jinja looks for)
        """Only the branches that some page may take, where that is known."""
        # Blocks belong to the whole template, wherever they stand.
        keeps_all = any(node.find_all(nodes.Block))
        branches, last = [self._branch(each) for each in (node, *node.elif_)], self._all(node.else_)
        if not keeps_all:
            branches, last = _taken(branches, last)
        if not branches:
            return last
        node.test, node.body = branches[0].test, branches[0].body
        node.elif_, node.else_ = branches[1:], last
        return node

    def _branch(self, node: nodes.If) -> nodes.If:
        test = decided(self.visit(node.test))
        return nodes.If(test, self._all(node.body), [], [], lineno=node.lineno)

    def _all(self, body: list[nodes.Node]) -> list[nodes.Node]:
        found = list[nodes.Node]()
        for each in body:
            folded = self.visit(each)
            found += folded if isinstance(folded, list) else [folded]
        return _joined(found)

    def _as_constant(self, node: nodes.Expr) -> nodes.Expr:
        value = self._data(node, otherwise=node)
        return nodes.Const(value, lineno=node.lineno) if type(value) in _PLAIN else node

    def _data(self, node: nodes.Node, *, otherwise: object = None) -> Any:
        """What a name stands for on every page."""
        try:
            return self._value(node)
        except (LookupError, AttributeError):
            return otherwise

    def _value(self, node: nodes.Node) -> Any:
        """What a name or an attribute of one stands for. Raises LookupError, AttributeError."""
        if isinstance(node, nodes.Getattr):
            return getattr(self._value(node.node), node.attr)
        if isinstance(node, nodes.Name) and node.ctx == "load":
            return self._constants[node.name]
        raise LookupError(type(node).__name__)


def _joined(body: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Neighbours that show something as one, whose constants Jinja then joins."""
    joined = list[nodes.Node]()
    for each in body:
        last = joined[-1] if joined else None
        if isinstance(each, nodes.Output) and isinstance(last, nodes.Output):
            joined[-1] = nodes.Output([*last.nodes, *each.nodes], lineno=last.lineno)
        else:
            joined.append(each)
    return joined


def _taken(
    branches: Iterable[nodes.If], last: list[nodes.Node]
) -> tuple[list[nodes.If], list[nodes.Node]]:
    """The branches that some page may take, and what stands in the place of `else`."""
    found = list[nodes.If]()
    for branch in branches:
        if not isinstance(branch.test, nodes.Const):
            found.append(branch)
        elif branch.test.value:
            return found, branch.body
    return found, last
