"""Installs what the machine lacks through Debian's package manager, or says how to.

Standard library only: this may be needed before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence

from plugins.command_line.exit_codes import MachineTrouble
from plugins.command_line.quiet_runs import run_quietly

# Another apt-get may be at work, as on a machine that has just started.
APT_GET = ("apt-get", "-o", "DPkg::Lock::Timeout=300")


def install_system_packages(names: Sequence[str], *, purpose: str) -> None:
    """Install Debian packages as root, saying so.

    Raises MachineTrouble with one line that names the command where this is not root, not
    Debian, or where apt-get fails.
    """
    by_hand = f"apt-get update && apt-get install {' '.join(names)}"
    if not is_root() or shutil.which("apt-get") is None:
        raise MachineTrouble(f"{purpose} needs {' '.join(names)}; as root run: {by_hand}")
    print(f"Installing {' '.join(names)} with apt-get ...", file=sys.stderr, flush=True)
    # A mirror that is down for a moment matters only if the installing fails too.
    _apt_get("update")
    failure = _apt_get("install", "-y", "--no-install-recommends", *names)
    if failure is not None:
        raise MachineTrouble(f"apt-get could not install {' '.join(names)}: {failure}")


def is_root() -> bool:
    """Tell whether packages may be installed for the whole machine."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _apt_get(*arguments: str) -> str | None:
    """Run apt-get without questions; returns its last words if it fails."""
    variables = {"DEBIAN_FRONTEND": "noninteractive"}
    result = run_quietly([*APT_GET, *arguments], variables=variables)
    if result.returncode == 0:
        return None
    lines = [line for line in result.stdout.splitlines() if line.strip()]
    return lines[-1] if lines else f"exit code {result.returncode}"
