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
    """A test begins without the plugins that builds in this process have registered before."""
    _forget_plugins()
    yield
    _forget_plugins()


def _forget_plugins() -> None:
    for signal in (derivations_wanted, outputs_wanted):
        for receiver in list(signal.receivers_for(ANY)):
            signal.disconnect(receiver)
