"""The code that Jinja makes of templates, with less work around each value that a page shows.

A page shows some hundred values and calls two dozen macros, and what stands around each of them
cost as much as all the rest. What a template shows is the same with and without this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping, Sequence
from types import BuiltinMethodType
from typing import Any, cast

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.optimizer import Optimizer
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

try:  # the part in C of `escape`; it makes a plain text, which a page can hold as well
    from markupsafe._speedups import _escape_inner
except ImportError:  # a platform without it
    escape_text: Callable[[str], str] = escape
else:
    escape_text = _escape_inner

__all__ = ["PageCode", "PageContext", "shown"]


def shown(value: object) -> str:
    """A value as a page shows it: `escape`, without making markup of what is only joined."""
    kind = type(value)
    if kind is str:
        return escape_text(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    return escape(value)


# A plain text is told where it stands: to ask a function takes as long as to escape it.
_BEFORE_SHOWN = "(escape_text(s) if type(s := "
_BEHIND_SHOWN = f") is str else {shown.__name__}(s))"


class _CarefulOptimizer(Optimizer):
    """Works out what is constant. What fails is said where a page shows it, if any does."""

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        try:
            return super().generic_visit(node, *args, **kwargs)
        except Exception:
            return node


class PageCode(CodeGenerator):
    """Shows values by `shown` wherever Jinja would have them escaped."""

    def __init__(self, environment: Environment, *args: Any, **kwargs: Any) -> None:
        super().__init__(environment, *args, **kwargs)
        self.optimizer = _CarefulOptimizer(environment)

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 (the name that Jinja looks for)
        """A template, as a module that knows `shown`."""
        self.writeline(f"from {__name__} import {shown.__name__}, escape_text")
        super().visit_Template(node, frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """A block's nodes. All that a block of a template shows leaves it in one piece.

        Jinja has each piece of text rise by itself through all blocks that stand around it.
        """
        body = [*nodes]
        if frame.buffer is not None or any(map(_has_foreign_pieces, body)):
            super().blockvisit(body, frame)
            return
        self.buffer(frame)
        super().blockvisit(body, frame)
        self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(_BEFORE_SHOWN)

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(_BEHIND_SHOWN)

    @optimizeconst
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 (the name that Jinja looks for)
        """A text with values (see `text_calls`), as markup; else what Jinja makes of `~`."""
        # Only such a text holds words of a template, so it is markup whatever its values are.
        is_text = any(isinstance(each, nodes.TemplateData) for each in node.nodes)
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or not is_text:
            super().visit_Concat(node, frame)
            return
        self.write("Markup(concat((")
        for each in node.nodes:
            self.write(_BEFORE_SHOWN)
            self.visit(each, frame)
            self.write(f"{_BEHIND_SHOWN}, ")
        self.write(")))")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 (the name that Jinja looks for)
        """An attribute; where there is none, what Jinja makes of that."""
        self.write("(a if (a := getattr((o := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr(o, {node.attr!r}))")


def _has_foreign_pieces(node: nodes.Node) -> bool:
    """Whether a node includes a template `without context`, which Jinja never holds back."""
    included = [*node.find_all(nodes.Include), *([node] if isinstance(node, nodes.Include) else [])]
    return not all(each.with_context for each in included)


class PageContext(Context):
    """Calls macros and methods of plain data without asking them first what they want to be given.

    Of globals it knows those that the environment has not: these are looked for at each import.
    """

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Any],
        globals: MutableMapping[str, Any] | None = None,
    ) -> None:
        more = None if globals is environment.globals else globals
        super().__init__(environment, parent, name, blocks, more)

    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """As `Context.call`, for all that templates call."""
        is_macro = type(obj) is Macro
        if not is_macro and not _is_plain_method(obj):
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        if not is_macro:
            return obj(*args, **kwargs)
        macro = cast(Macro, obj)
        if kwargs or not _takes_just(args, macro) or not self.eval_ctx.autoescape:
            return macro(self.eval_ctx, *args, **kwargs)
        return str.__new__(Markup, macro._func(*args))


def _is_plain_method(obj: object) -> bool:
    """Whether something is a method such as `"a b".split`, which can ask for nothing of Jinja's."""
    return type(obj) is BuiltinMethodType and type(obj.__self__) in (str, dict)


def _takes_just(args: Sequence[object], macro: Macro) -> bool:
    """Whether these are all the arguments that a macro's own function wants."""
    takes_more = macro.caller or macro.catch_kwargs or macro.catch_varargs
    return len(args) == macro._argument_count and not takes_more
