"""What a registered plugin gives to a build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from plugins.explainers.archive import Archive
from plugins.explainers.listing import Listing
from plugins.site_outputs.known_outputs import outputs_of, real_outputs
from plugins.site_outputs.output import Output
from plugins.site_outputs.plan_context import OpenPlanContext, PlanSetup
from plugins.site_outputs.signals import outputs_wanted
from tests.theme.rendering import SITE

__all__ = ["outputs_from"]


def outputs_from(receiver: Callable[..., Any], archive: Archive, folder: Path) -> list[Output]:
    """The outputs of one receiver, the deferred ones worked out."""
    with OpenPlanContext(PlanSetup(folder / "store.sqlite", b"salt"), Listing(archive)) as context:
        answers = outputs_wanted.send(SITE, archive=archive, settings={}, context=context)
        return list(real_outputs(outputs_of(dict(answers)[receiver]).outputs))
