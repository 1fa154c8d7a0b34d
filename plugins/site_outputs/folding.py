"""What is the same on every page is worked out once, where a template is compiled.

A page holds some forty texts of the theme's and names the site's settings a dozen times; to look
them up anew cost a third of the time that a page takes. So `_("Tags")`, `site.name` and
`{% if site.logo %}` become what they stand for, before Jinja makes code of a template. What a
template shows is the same with and without this.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, MutableMapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

__all__ = ["FoldingEnvironment", "names_given"]

# What each function looks texts up by; Jinja's `_` asks `gettext`, whatever that is then.
_TEXT_CALLS = {"_": "gettext", "gettext": "gettext", "pgettext": "pgettext"}
_PLAIN = (str, bool, int, type(None))


class FoldingEnvironment(Environment):
    """A Jinja environment that folds what `fold_constants` was given.

    Templates that were compiled before that keep looking everything up.
    """

    constants: Mapping[str, Any] = {}
    texts: Mapping[str, Callable[..., str]] = {}

    def fold_constants(
        self, names: Iterable[str], texts: Mapping[str, Any], *, taken: Container[str]
    ) -> None:
        """Names globals that are the same on every page, and the functions that look texts up.

        `taken` are names to which the site gives a meaning of its own, somewhere: a template
        that includes or extends another hands its names on, so they are folded nowhere.
        """
        self.constants = {name: self.globals[name] for name in names if name not in taken}
        self.texts = {
            name: texts[function]
            for name, function in _TEXT_CALLS.items()
            if name not in taken and function not in taken
        }

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals themselves where a template has none of its own.

        Jinja's chain of two is walked at each `{% from ... import ... %}` of each page.
        """
        return super().make_globals(d) if d else self.globals

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        # The hook that Jinja has for another way to make code of a template.
        return super()._generate(_Folder(self, source).folded(), name, filename, defer_init)


class _Folder(NodeTransformer):
    """One template on its way."""

    def __init__(self, environment: FoldingEnvironment, template: nodes.Template) -> None:
        # A name that the template gives a meaning of its own, anywhere, is left alone.
        own = names_given(template)
        self._constants = {
            name: value for name, value in environment.constants.items() if name not in own
        }
        self._texts = {
            name: look_up for name, look_up in environment.texts.items() if name not in own
        }
        self._template = template

    def folded(self) -> nodes.Template:
        """The template with its constants put in."""
        template = self.visit(self._template)
        assert isinstance(template, nodes.Template)
        return template

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (the name that Jinja looks for)
        """A text without values becomes itself, as safe as Jinja's own `_` has it."""
        self.generic_visit(node)
        look_up = self._texts.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        words = [word.value for word in node.args if isinstance(word, nodes.Const)]
        plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        if look_up is None or not plain or len(words) != len(node.args):
            return node
        try:
            text = look_up(*words) % {}  # as Jinja does, also where there are no values
        except (KeyError, TypeError, ValueError):  # said where the page is rendered
            return node
        return nodes.TemplateData(text, lineno=node.lineno)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 (the name that Jinja looks for)
        """A global that is plain data."""
        return self._as_constant(node)

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802 (the name that Jinja looks for)
        """`site.name`, and `site.look.is_own`."""
        folded = self._as_constant(node)
        return self.generic_visit(node) if folded is node else folded

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 (the name that Jinja looks for)
        """Left alone: of constants, Jinja's `~` makes one that is no longer safe markup."""
        return node

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
        return nodes.If(self.visit(node.test), self._all(node.body), [], [], lineno=node.lineno)

    def _all(self, body: list[nodes.Node]) -> list[nodes.Node]:
        found = list[nodes.Node]()
        for each in body:
            folded = self.visit(each)
            found += folded if isinstance(folded, list) else [folded]
        return found

    def _as_constant(self, node: nodes.Name | nodes.Getattr) -> nodes.Node:
        try:
            value = self._value(node)
        except (LookupError, AttributeError):
            return node
        if type(value) not in _PLAIN:
            return node
        return nodes.Const(value, lineno=node.lineno)

    def _value(self, node: nodes.Node) -> Any:
        """What a name or an attribute of one stands for. Raises LookupError, AttributeError."""
        if isinstance(node, nodes.Getattr):
            return getattr(self._value(node.node), node.attr)
        if isinstance(node, nodes.Name) and node.ctx == "load":
            return self._constants[node.name]
        raise LookupError(type(node).__name__)


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


def names_given(template: nodes.Template) -> set[str]:
    """The names that a template sets, imports, loops over, or takes as arguments."""
    given = {name.name for name in template.find_all(nodes.Name) if name.ctx != "load"}
    given |= {macro.name for macro in template.find_all(nodes.Macro)}
    given |= {each.target for each in template.find_all(nodes.Import)}
    for each in template.find_all(nodes.FromImport):
        given |= {name if isinstance(name, str) else name[1] for name in each.names}
    return given
