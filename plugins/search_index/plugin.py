"""Registers the search with the build."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.search_index.builder import defer_search
from plugins.search_index.document_words import BODY_WORDS, derive_words
from plugins.site_outputs.output import Deferred, Output, PlanContext
from plugins.site_outputs.signals import Derivation, derivations_wanted, outputs_wanted

__all__ = ["register"]


def register() -> None:
    """Called by Pelican, once a run."""
    derivations_wanted.connect(_derivation)
    outputs_wanted.connect(_outputs)


def _derivation(sender: object, **_: Any) -> Derivation:
    return Derivation(BODY_WORDS, derive_words)


def _outputs(
    site: Site, *, archive: Archive, context: PlanContext, **_: Any
) -> Iterable[Output | Deferred]:
    return defer_search(archive, site, context)
