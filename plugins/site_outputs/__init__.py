"""The output mechanism: from a list of outputs to a published site, whole or not at all.

This is the edge of the project: what reads the clock, files and settings, and writes.
"""

from plugins.site_outputs.output import Builder, Output, RenderContext
from plugins.site_outputs.signals import Derivation, derivations_wanted, outputs_wanted

__all__ = [
    "Builder",
    "Derivation",
    "Output",
    "RenderContext",
    "derivations_wanted",
    "outputs_wanted",
]
