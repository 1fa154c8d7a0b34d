"""Makes the project's own Python environment, `.venv`, and goes on inside it.

Standard library only: this runs before anything is installed. What stands at the top of the
module is all that a run needs that finds the environment ready; the installing is imported when
it is needed.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence

from plugins.command_line.exit_codes import run_to_exit_code
from plugins.command_line.project import PROJECT_ROOT

VENV = PROJECT_ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed"

# What is installed one after the other, each with its hash-pinned locks.
LAYERS = {
    "runtime": ("requirements-build.lock", "requirements.lock"),
    "test": ("requirements-test.lock",),
}
COMMANDS_WITH_TEST_TOOLS = ("test", "lighthouse", "pictures")

# These send a Python elsewhere for its modules than to its environment.
MISLEADING_VARIABLES = ("PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH", "__PYVENV_LAUNCHER__")


def start(arguments: Sequence[str]) -> int:
    """Run one command line inside the environment, made first where it is not ready."""
    return run_to_exit_code(lambda: _start(arguments))


def _start(arguments: Sequence[str]) -> int:
    layers = wanted_layers(arguments)
    if not is_ready(layers):
        from plugins.command_line import installing, main

        main.parse(arguments)  # help and wrong use end here, before anything is installed
        installing.make_ready(layers)
    elif is_inside():
        from plugins.command_line import main

        return main.main(arguments)
    return enter(arguments)


def wanted_layers(arguments: Sequence[str]) -> tuple[str, ...]:
    """Name the layers that a command line needs."""
    needs_tools = bool(arguments) and arguments[0] in COMMANDS_WITH_TEST_TOOLS
    return ("runtime", "test") if needs_tools else ("runtime",)


def is_inside() -> bool:
    """Tell whether this Python is the environment's."""
    return os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def is_ready(layers: Sequence[str]) -> bool:
    """Tell whether these layers are installed, from today's locks and for this Python."""
    stamped = read_stamp()
    return all(stamped.get(layer) == layer_digest(layer) for layer in layers)


def read_stamp() -> dict[str, str]:
    """Read which layers are installed, by digest; none where the environment is broken."""
    # Without its pyvenv.cfg the environment's Python would not know that it is one.
    if not (PYTHON.exists() and (VENV / "pyvenv.cfg").exists()):
        return {}
    try:
        lines = STAMP.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {layer: digest for layer, _, digest in (line.partition(" ") for line in lines)}


def layer_digest(layer: str) -> str:
    """Digest all that shapes an installed layer: its locks, the Python, and where it lies.

    A Python's bug-fix releases share their packages, so the environment outlives them.
    """
    python = (sys.implementation.cache_tag, sys.base_prefix)
    digest = hashlib.sha256(repr((python, str(VENV))).encode())
    for name in LAYERS[layer]:
        digest.update((PROJECT_ROOT / name).read_bytes())
    return digest.hexdigest()


def enter(arguments: Sequence[str]) -> int:
    """Run the command line with the environment's Python, in this process where possible."""
    command = [str(PYTHON), str(PROJECT_ROOT / "tasks.py"), *arguments]
    variables = {k: v for k, v in os.environ.items() if k not in MISLEADING_VARIABLES}
    variables["VIRTUAL_ENV"] = str(VENV)
    if variables.pop("PYTHONDONTWRITEBYTECODE", ""):
        # It keeps source folders clean. Compiled to here, ours is not compiled in every run.
        variables["PYTHONPYCACHEPREFIX"] = str(VENV / "bytecode")
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(command[0], command, variables)
    # Windows would return to the prompt before the command is done.
    import subprocess

    return subprocess.run(command, env=variables, check=False).returncode
