"""The code that Jinja makes of templates, with less work around each value that a page shows.

A page shows some hundred values and calls two dozen macros, and what stands around each of them
cost as much as all the rest. What a template shows is the same with and without this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.optimizer import Optimizer
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

try:  # the part in C of `escape`; it makes a plain text, which a page can hold as well
    from markupsafe._speedups import _escape_inner
except ImportError:  # a platform without it
    _escape_text: Callable[[str], str] = escape
else:
    _escape_text = _escape_inner

__all__ = ["PageCode", "PageContext", "shown"]


def shown(value: object) -> str:
    """A value as a page shows it: `escape`, without making markup of what is only joined."""
    kind = type(value)
    if kind is str:
        return _escape_text(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    return escape(value)


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
        self.writeline(f"from {__name__} import {shown.__name__}")
        super().visit_Template(node, frame)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"{shown.__name__}(")


class PageContext(Context):
    """Calls macros without asking them first what they want to be given."""

    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """As `Context.call`, for all that templates call."""
        if type(obj) is not Macro:
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        if kwargs or not _takes_just(args, obj) or not self.eval_ctx.autoescape:
            return obj(self.eval_ctx, *args, **kwargs)
        return str.__new__(Markup, obj._func(*args))


def _takes_just(args: Sequence[object], macro: Macro) -> bool:
    """Whether these are all the arguments that a macro's own function wants."""
    takes_more = macro.caller or macro.catch_kwargs or macro.catch_varargs
    return len(args) == macro._argument_count and not takes_more
