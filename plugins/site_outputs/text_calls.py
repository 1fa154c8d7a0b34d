"""Calls that look up a text of the theme's, `_("By %(names)s", names=...)`, as what they show.

Whatever Jinja finds constant it works out, and of constants that are put together it makes one
that is no longer safe markup. So no text here becomes two constants side by side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from jinja2 import nodes
from markupsafe import Markup

__all__ = [
    "FORM_LOOKED_UP",
    "LOOKED_UP",
    "TEXT_CALLS",
    "constant_words",
    "decided",
    "form_looked_up",
    "function_name",
    "looked_up",
    "looked_up_later",
    "text_nodes",
]

# What each function looks texts up by; Jinja's `_` asks `gettext`, whatever that is then.
TEXT_CALLS = {
    "_": "gettext",
    "gettext": "gettext",
    "pgettext": "pgettext",
    "ngettext": "ngettext",
}
# Filters that no template can name.
LOOKED_UP = "the text of"
FORM_LOOKED_UP = "the text for a number of"
# A text with values, and a piece of it: words, and the value that follows them.
_TEXT = re.compile(r"(?:[^%]|%%|%\(\w+\)s)*")
_PIECE = re.compile(r"((?:[^%]|%%)*)(?:%\((\w+)\)s|\Z)")


def function_name(node: nodes.Expr) -> str:
    """The name by which something is called, or empty."""
    named = node.node if isinstance(node, nodes.Call) else None
    return named.name if isinstance(named, nodes.Name) else ""


def constant_words(node: nodes.Expr) -> list[object] | None:
    """The arguments of a call without names, where all of them are constant."""
    if not isinstance(node, nodes.Call) or node.dyn_args or node.dyn_kwargs:
        return None
    words = [word.value for word in node.args if isinstance(word, nodes.Const)]
    return words if len(words) == len(node.args) else None


def text_nodes(text: str, values: Mapping[str, nodes.Expr], line: int) -> list[nodes.Expr]:
    """A text with its values in the order in which they show; nothing where that is not known.

    Raises KeyError, TypeError and ValueError as `text % values` does.
    """
    known = {name: held for name, value in values.items() for held in _known(value)}
    if len(known) == len(values):
        return [nodes.TemplateData(str(Markup(text) % known), lineno=line)]
    pieces = _PIECE.findall(text) if _TEXT.fullmatch(text) else []
    if sorted(name for _, name in pieces if name) != sorted(values):
        return []
    parts = list[nodes.Expr]()
    for words, name in pieces:
        if words:
            parts.append(nodes.TemplateData(words.replace("%%", "%"), lineno=line))
        if name:
            parts.append(values[name])
    return parts if any(isinstance(part, nodes.TemplateData) for part in parts) else []


def _known(value: nodes.Expr) -> Iterator[object]:
    """What a constant is; nothing for all else."""
    if isinstance(value, nodes.Const):
        yield value.value
    elif isinstance(value, nodes.TemplateData):
        yield Markup(value.data)


def decided(node: nodes.Expr) -> nodes.Expr:
    """An expression of constants as what comes out."""
    try:
        return nodes.Const(node.as_const(), lineno=node.lineno)
    except Exception:  # not of constants, or said where the page is rendered
        return node


def looked_up_later(node: nodes.Call) -> nodes.Expr:
    """`_(label)`, whose text only the page knows, by a filter that keeps what it has found.

    So is `ngettext("%(num)s page", "%(num)s pages", count)`.
    """
    name, count = function_name(node), len(node.args)
    if node.kwargs or node.dyn_args or node.dyn_kwargs:
        return node
    if name in ("_", "gettext") and count == 1:
        return nodes.Filter(node.args[0], LOOKED_UP, [], [], None, None, lineno=node.lineno)
    if name == "ngettext" and count == 3:  # a number and its two texts
        *forms, number = node.args
        return nodes.Filter(number, FORM_LOOKED_UP, forms, [], None, None, lineno=node.lineno)
    return node


def looked_up(gettext: Callable[[str], str]) -> Callable[[str], Markup]:
    """The filter: a text as safe markup, as Jinja's own `_` has it."""
    return lru_cache(maxsize=256)(lambda text: Markup(gettext(text)) % {})


def form_looked_up(ngettext: Callable[[str, str, int], str]) -> Callable[[int, str, str], Markup]:
    """The other filter: the text that goes with a number, as Jinja's own `ngettext` has it."""

    @lru_cache(maxsize=1 << 10, typed=True)  # 1.0 is the same number as 1, and another text
    def text_for(number: int, singular: str, plural: str) -> Markup:
        return Markup(ngettext(singular, plural, number)) % {"num": number}

    return text_for
