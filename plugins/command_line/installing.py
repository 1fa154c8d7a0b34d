"""Installs the locks into `.venv`: with uv where it is there, else with pip.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TextIO

from plugins.command_line.environment import (
    LAYERS,
    MISLEADING_VARIABLES,
    PYTHON,
    STAMP,
    VENV,
    is_ready,
    layer_digest,
    read_stamp,
)
from plugins.command_line.exit_codes import MachineTrouble, describe
from plugins.command_line.project import PROJECT_ROOT
from plugins.command_line.system_packages import install_system_packages

LOG = VENV / "install.log"
LOCK = PROJECT_ROOT / ".venv.lock"

INSTALL_OPTIONS = ("--require-hashes", "--no-deps", "--no-build-isolation")

# How people reach their package index. All other settings of pip and uv could send the packages
# elsewhere, or leave some out.
KEPT_SETTINGS = re.compile(
    r"PIP_(CONFIG_FILE|INDEX_URL|EXTRA_INDEX_URL|NO_INDEX|FIND_LINKS|TRUSTED_HOST|CERT"
    r"|CLIENT_CERT|PROXY|(DEFAULT_)?TIMEOUT|RETRIES|CACHE_DIR|NO_CACHE_DIR|KEYRING_PROVIDER"
    r"|USE_FEATURE)"
    r"|UV_(CONFIG_FILE|NO_CONFIG|DEFAULT_INDEX|INDEX.*|EXTRA_INDEX_URL|NO_INDEX|FIND_LINKS|OFFLINE"
    r"|INSECURE_HOST|NATIVE_TLS|SYSTEM_CERTS|HTTP_.*|CACHE_DIR|NO_CACHE|LINK_MODE"
    r"|KEYRING_PROVIDER|CONCURRENT_.*)"
)
# Against the same settings in a configuration file.
FORCED_SETTINGS = {"PIP_USER": "0", "PIP_NO_BINARY": ":none:", "PIP_ONLY_BINARY": ":none:"}

# The last words of pip and uv, and what they mean; the first that fits is told.
CAUSES = (
    (r"No space left|os error 28", "the disk is full"),
    (r"do not match the hashes|hash mismatch", "a package is not the one that the lock pins"),
    (r"Permission denied|Read-only file system", "it may not be written to"),
    (
        r"connection|connect error|proxy|timed? ?out|resolve|dns error|sending request|tunnel"
        r"|network|certificate|No matching distribution|not found in the",
        "the packages cannot be downloaded; is there a network, or a mirror set for pip?",
    ),
)


def make_ready(layers: Sequence[str]) -> None:
    """Install what is missing of these layers; another run that does so is waited for.

    Raises MachineTrouble, which says what stands in the way.
    """
    try:
        with _only_one_at_a_time():
            if not is_ready(layers):
                _install(layers)
    except OSError as error:
        raise MachineTrouble(f"{VENV} cannot be set up: {describe(error)}") from error


@contextmanager
def _only_one_at_a_time() -> Iterator[None]:
    """Hold the lock on `.venv`; the system lets go of it when this process ends, however."""
    with LOCK.open("a") as lock:
        if not _try_to_lock(lock):
            _tell("Waiting for another tasks.py that sets up .venv ...")
            _wait_to_lock(lock)
        yield


def _try_to_lock(lock: TextIO) -> bool:
    if sys.platform == "win32":
        return True  # without fcntl, two first runs at once are on their own
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_to_lock(lock: TextIO) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    fcntl.flock(lock, fcntl.LOCK_EX)


def _install(layers: Sequence[str]) -> None:
    stamped = read_stamp()
    outdated = any(digest != layer_digest(layer) for layer, digest in stamped.items())
    if outdated or "runtime" not in stamped:
        why = "the locks or Python changed" if outdated else "first run"
        _tell(f"Setting up .venv ({why}, about a minute) ...")
        stamped = {}
        _make_empty_environment()
    else:
        _tell("Adding the tools for the tests to .venv ...")
    # Whatever interrupts the following leaves no stamp, and the next run starts from scratch.
    STAMP.unlink(missing_ok=True)
    for layer in layers:
        if layer not in stamped:
            for lock_name in LAYERS[layer]:
                _install_lock(lock_name)
            stamped[layer] = layer_digest(layer)
    _write_stamp(stamped)
    _tell("ready")


def _make_empty_environment() -> None:
    if VENV.exists():
        shutil.rmtree(VENV)
    # pip is added only where it is needed: that takes longer than all the rest of it.
    venv.EnvBuilder(symlinks=os.name != "nt").create(VENV)


def _install_lock(name: str) -> None:
    """Install one lock with uv; with pip where there is no uv, or where uv fails.

    Many a mirror is set up for pip alone.
    """
    options = [*INSTALL_OPTIONS, "-r", str(PROJECT_ROOT / name)]
    into = ["--python", str(PYTHON), "--compile-bytecode"]
    uv = shutil.which("uv")
    if uv is not None:
        if _run([uv, "pip", "install", *into, *options]):
            return
        if not _has_ensurepip():  # nothing to install for the whole machine on such an occasion
            raise MachineTrouble(_explain_failure())
    _provide_pip()
    # Without PEP 517, the pip of older Pythons would run setup.py by itself.
    quiet = ["--use-pep517", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    if not _run([str(PYTHON), "-m", "pip", "install", *quiet, *options]):
        raise MachineTrouble(_explain_failure())


def _provide_pip() -> None:
    if not _has_ensurepip():
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        install_system_packages([package], purpose="setting up .venv")
        importlib.invalidate_caches()
        if not _has_ensurepip():
            raise MachineTrouble(f"{sys.executable} lacks ensurepip, which pip comes from")
    if not _run([str(PYTHON), "-m", "ensurepip"]):
        raise MachineTrouble(_explain_failure())


def _has_ensurepip() -> bool:
    """Tell whether this Python can provide pip; Debian packages that part on its own."""
    found = importlib.util.find_spec("ensurepip")
    return found is not None and found.origin is not None  # None: but an empty folder


def _run(command: Sequence[str]) -> bool:
    """Run a command with its output in the log; returns whether it succeeded."""
    with LOG.open("ab") as log:
        log.write(f"\n$ {' '.join(command)}\n".encode())
        log.flush()
        result = subprocess.run(
            command,
            cwd=PROJECT_ROOT,
            env=installers_variables(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    return result.returncode == 0


def installers_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """Keep of the variables what does not lead pip and uv astray."""
    kept = {
        name: value
        for name, value in variables.items()
        if name not in MISLEADING_VARIABLES
        and (not name.startswith(("PIP_", "UV_")) or KEPT_SETTINGS.fullmatch(name))
    }
    index = kept.get("PIP_INDEX_URL")
    if index and not kept.get("UV_INDEX_URL"):
        kept.setdefault("UV_DEFAULT_INDEX", index)  # uv does not read pip's settings
    return {**kept, **FORCED_SETTINGS, "VIRTUAL_ENV": str(VENV)}


def _explain_failure() -> str:
    """Say in one line why the last command in the log failed."""
    said = LOG.read_text(encoding="utf-8", errors="replace").rpartition("\n$ ")[2].strip()
    for pattern, meaning in CAUSES:
        if re.search(pattern, said, re.IGNORECASE):
            return f"{VENV} cannot be set up: {meaning} (details: {LOG})"
    return f"{VENV} cannot be set up: {said.splitlines()[-1]} (details: {LOG})"


def _write_stamp(stamped: Mapping[str, str]) -> None:
    unfinished = STAMP.with_suffix(".new")
    lines = [f"{layer} {digest}\n" for layer, digest in stamped.items()]
    unfinished.write_text("".join(lines), encoding="utf-8")
    unfinished.replace(STAMP)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
