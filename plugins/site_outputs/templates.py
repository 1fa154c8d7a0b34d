"""The Jinja environment that all pages are made with, in any process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
)

from plugins.explainers.content_policy import policy
from plugins.explainers.site import Site
from plugins.explainers.texts import texts_of
from plugins.site_outputs.compiled_templates import CompiledTemplates
from plugins.site_outputs.folded_nodes import names_given
from plugins.site_outputs.folding import FoldingEnvironment
from plugins.site_outputs.page_filters import page_filters
from plugins.site_outputs.template_faults import TemplateFault, TemplateFiles

__all__ = ["TemplateSettings", "make_environment"]

_OUR_TEMPLATES = Path(__file__).parents[2] / "theme" / "templates"


@dataclass(frozen=True)
class TemplateSettings:
    """Where templates lie, first match first, and what a site adds to Jinja.

    `theme` are those of the folders that are not a site's own: `!theme/base.html` is the
    theme's, so that a template which stands before it can extend it.
    `filters`, `tests` and `globals` come from Pelican's settings of the same
    names; they must be functions at the top level of a module where pages are
    rendered in more than one process. `salt` stands for all that this holds, the code and
    the site; where it is given, compiled templates may be kept.
    """

    folders: tuple[str, ...]
    filters: Mapping[str, Callable[..., Any]]
    tests: Mapping[str, Callable[..., Any]]
    globals: Mapping[str, Any]
    theme: tuple[str, ...] = ()
    salt: bytes = b""


def make_environment(settings: TemplateSettings, site: Site) -> Environment:
    """An environment with everything escaped and nothing undefined passed over."""
    environment = FoldingEnvironment(
        loader=_loader(settings),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Templates do not change during a build; `serve` makes a new environment.
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=CompiledTemplates(settings.salt) if _is_ours(settings) else None,
    )
    # `_("...")` and `ngettext` with named values, which are escaped as any others.
    texts = texts_of(site.catalogue)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        texts.gettext,
        texts.ngettext,
        newstyle=True,
        pgettext=texts.pgettext,
        npgettext=texts.npgettext,
    )
    environment.globals["site"] = site
    environment.globals["content_policy"] = policy(site)
    environment.filters.update(page_filters(site))
    environment.globals.update(settings.globals)
    environment.filters.update(settings.filters)
    environment.tests.update(settings.tests)
    environment.fold_constants(
        ("site", "content_policy"),
        {
            "gettext": texts.gettext,
            "pgettext": texts.pgettext,
            "ngettext": texts.ngettext,
        },
        taken={*settings.globals, *_names_taken(environment, settings)},
    )
    return environment


def _names_taken(environment: FoldingEnvironment, settings: TemplateSettings) -> Iterator[str]:
    """The names to which templates other than our own theme's give a meaning."""
    for folder in settings.folders:
        if Path(folder) == _OUR_TEMPLATES:
            continue
        loader = TemplateFiles(folder)
        for name in loader.list_templates():
            # What cannot be read is said where it is used.
            with suppress(TemplateError, TemplateFault):
                source, _, _ = loader.get_source(environment, name)
                yield from names_given(environment.parse(source))


def _is_ours(settings: TemplateSettings) -> bool:
    """Whether all that shapes the code of templates is in the salt.

    What a site's own filter makes of a constant becomes part of a template's code, and a
    function may look at anything.
    """
    return bool(settings.salt and not (settings.filters or settings.tests or settings.globals))


def _loader(settings: TemplateSettings) -> BaseLoader:
    theme = PrefixLoader({"!theme": TemplateFiles(settings.theme or settings.folders)})
    return ChoiceLoader([TemplateFiles(settings.folders), theme])
