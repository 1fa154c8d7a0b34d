"""A server that runs as its users run it: in a checkout of its own, over a tiny archive."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plugins.command_line.project import PROJECT_ROOT
from tests.live_server.running_server import RunningServer, explainer

_PARTS_OF_A_CHECKOUT = ("plugins", "theme", "pelicanconf.py", "publishconf.py", "requirements.lock")
_SERVE = "import sys; from plugins.command_line.main import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    root.mkdir()
    for name in _PARTS_OF_A_CHECKOUT:
        source = PROJECT_ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, root / name)
    content = root / "content"
    (content / "static").mkdir(parents=True)
    (content / "static" / "häuser & co.txt").write_text("umlauts\n", encoding="utf-8")
    (content / "caches.md").write_text(explainer("Caches", "They are warm."))
    (content / "sketch.md").write_text(explainer("Sketch", "Not yet.", status="draft"))
    (content / "later.md").write_text(explainer("Later", "In time.", date="2999-01-01"))
    return root


@pytest.fixture
def start_server(checkout: Path) -> Iterator[Callable[..., RunningServer]]:
    """Starts `serve` with further arguments; the port is a free one unless they say otherwise."""
    started: list[RunningServer] = []

    def start(*arguments: str) -> RunningServer:
        process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, "serve", "--port", "0", *arguments],
            cwd=checkout,
            # Nothing but the server itself shall write: no compiled modules.
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        server = RunningServer(checkout, process)
        started.append(server)
        threading.Thread(target=_read_lines, args=(server,), daemon=True).start()
        return server

    yield start
    for server in started:
        server.process.kill()
        server.process.wait()


@pytest.fixture
def server(start_server: Callable[..., RunningServer]) -> RunningServer:
    """A server that has built its site, and said so."""
    running = start_server()
    first_line = running.next_line()
    assert first_line.startswith("http://localhost:"), first_line
    running.port = int(first_line.split(":")[2].split("/")[0])
    running.line_with("built in")
    return running


def _read_lines(server: RunningServer) -> None:
    assert server.process.stdout is not None
    with server.process.stdout as lines:
        for line in lines:
            server.lines.put(line.rstrip("\n"))
