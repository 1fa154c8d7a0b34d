"""Folders served on the loopback interface, and the Chromium that looks at them."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import BinaryIO, ClassVar

from playwright.sync_api import Browser, sync_playwright

from plugins.command_line.testing import find_chromium

__all__ = ["STRICT_POLICY", "open_chromium", "serve", "serve_by"]

STRICT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
_TEXT = frozenset({".html", ".css", ".js", ".svg", ".xml", ".json", ".txt"})
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    policy: ClassVar[str] = STRICT_POLICY
    compresses: ClassVar[bool] = False

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """As hosts do: text is sent compressed. A page that is not there stays a plain answer."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if not (self.compresses and path.suffix in _TEXT and path.is_file()):
            return super().send_head()
        data = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class _Compressing(_Handler):
    compresses = True


@contextmanager
def serve(folder: Path, *, compressed: bool = False, policy: str = STRICT_POLICY) -> Iterator[str]:
    """A folder under the strictest policy for as long as needed; gives its address."""
    folder.mkdir(parents=True, exist_ok=True)
    base = _Compressing if compressed else _Handler
    handler = type("_HandlerOfOne", (base,), {"policy": policy})
    with serve_by(partial(handler, directory=str(folder))) as address:
        yield address


@contextmanager
def serve_by(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """A server on the loopback interface for as long as needed; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_chromium(), args=_FLAGS)
        yield started
        started.close()
