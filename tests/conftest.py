"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# The same examples in every run, and no time limit on each: a busy machine is not a failure.
settings.register_profile("reproducible", derandomize=True, deadline=None)
settings.load_profile("reproducible")
