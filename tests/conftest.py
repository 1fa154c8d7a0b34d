"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from blinker import ANY
from hypothesis import settings

from plugins.site_outputs.signals import derivations_wanted, outputs_wanted

# The same examples in every run, and no time limit on each: a busy machine is not a failure.
settings.register_profile("reproducible", derandomize=True, deadline=None)
settings.load_profile("reproducible")


@pytest.fixture(autouse=True)
def plugins_are_forgotten() -> Iterator[None]:
    """Plugins that a build in this process has registered take no part in later tests."""
    signals = (derivations_wanted, outputs_wanted)
    before = [list(signal.receivers_for(ANY)) for signal in signals]
    yield
    for signal, known in zip(signals, before, strict=True):
        for receiver in list(signal.receivers_for(ANY)):
            if receiver not in known:
                signal.disconnect(receiver)
