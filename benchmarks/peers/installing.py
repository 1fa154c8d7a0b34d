"""Installs the peers, each into a folder of its own, as the locks in their set-ups pin them."""

from __future__ import annotations

import shutil
import venv
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.peer import SETUPS, LeftOut
from plugins.command_line.quiet_runs import run_quietly

__all__ = ["installed"]

_PYTHON_LOCK, _NODE_LOCK = "requirements.lock", "package-lock.json"
_STAMP = ".installed-lock"
_SOON_GIVEN_UP = ("--retries", "1")  # without a network, peers are left out; that may not take long


def installed(key: str, kept: Path) -> Path:
    """Where the peer of this set-up is installed, below `kept`. Raises LeftOut."""
    setup, folder = SETUPS / key, kept / key
    lock = setup / (_PYTHON_LOCK if (setup / _PYTHON_LOCK).exists() else _NODE_LOCK)
    stamp = folder / _STAMP
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if lock.name == _PYTHON_LOCK:
        _install_for_python(lock, folder)
    else:
        _install_for_node(setup, folder)
    stamp.write_bytes(lock.read_bytes())
    return folder


def _install_for_python(lock: Path, folder: Path) -> None:
    """With uv where it is there; with pip where there is no uv, or where uv fails."""
    uv = shutil.which("uv")
    options = ("install", "--require-hashes", "--no-deps", "-r", str(lock))
    python = str(folder / "bin" / "python")
    venv.create(folder)
    if uv is not None and _run((uv, "pip", *options, "--python", python), folder) is None:
        return
    pip = (python, "-m", "pip", *options, *_SOON_GIVEN_UP)
    for command in ((python, "-m", "ensurepip"), pip):
        if (said := _run(command, folder)) is not None:
            raise LeftOut(f"pip could not install it: {said}")


def _install_for_node(setup: Path, folder: Path) -> None:
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise LeftOut("node and npm are not there")
    for name in ("package.json", _NODE_LOCK, ".npmrc"):
        shutil.copy(setup / name, folder)
    if (said := _run(("npm", "ci", "--fetch-retries=1"), folder)) is not None:
        raise LeftOut(f"npm could not install it: {said}")


def _run(command: Sequence[str], folder: Path) -> str | None:
    """Runs a command; returns None, or its last words where it failed."""
    run = run_quietly(command, folder=folder)
    if run.returncode == 0:
        return None
    lines = [line.strip() for line in run.stdout.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "npm error"))]
    return next(iter(errors or lines[-1:]), "it did not say why")
