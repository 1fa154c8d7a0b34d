"""How plugins take part in a build.

A plugin's `register()` connects receivers to these signals. They are sent by
the build itself, so an exception in a receiver stops the build.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from blinker import Signal

from plugins.explainers.model import Body

__all__ = ["Derivation", "derivations_wanted", "outputs_wanted"]

outputs_wanted = Signal(
    "Sent with the Site as sender and `archive: Archive`, `settings: Mapping[str, Any]`"
    " (Pelican's), `context: PlanContext`. A receiver takes what it needs of these and `**_`,"
    " and returns an Iterable[Output | Deferred]."
)

derivations_wanted = Signal("Sent before files are parsed. A receiver returns a Derivation.")


@dataclass(frozen=True, slots=True)
class Derivation:
    """Something that a plugin works out from a body once, when its file is parsed.

    It is kept in the parse store beside the body; an output's `render` reads it
    with `context.derived(kind, body_digest)`. `derive` is a module-level function.
    """

    kind: str
    derive: Callable[[Body], bytes]
