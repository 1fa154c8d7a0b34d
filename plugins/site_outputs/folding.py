"""What is the same on every page is worked out once, where a template is compiled.

A page holds some forty texts of the theme's and names the site's settings a dozen times; to look
them up anew cost a third of the time that a page takes. So `_("Tags")`, `site.name` and
`{% if site.logo %}` become what they stand for, before Jinja makes code of a template. What a
template shows is the same with and without this.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, MutableMapping
from functools import cached_property
from typing import Any

from jinja2 import Environment, Template, nodes

from plugins.site_outputs.folded_nodes import folded
from plugins.site_outputs.page_code import PageCode, PageContext
from plugins.site_outputs.text_calls import (
    FORM_LOOKED_UP,
    LOOKED_UP,
    TEXT_CALLS,
    form_looked_up,
    looked_up,
)

__all__ = ["FoldingEnvironment"]


class FoldingEnvironment(Environment):
    """A Jinja environment that folds what `fold_constants` was given.

    Templates that were compiled before that keep looking everything up.
    """

    code_generator_class = PageCode
    context_class = PageContext

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
            for name, function in TEXT_CALLS.items()
            if name not in taken and function not in taken
        }
        self.filters[LOOKED_UP] = looked_up(texts["gettext"])
        self.filters[FORM_LOOKED_UP] = form_looked_up(texts["ngettext"])

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """A template, at once where a page has asked for it before."""
        if globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = super().get_template(name, parent)
        return found

    @cached_property
    def _known(self) -> dict[str, Template]:
        return {}

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
        return super()._generate(
            folded(source, self.constants, self.texts), name, filename, defer_init
        )
