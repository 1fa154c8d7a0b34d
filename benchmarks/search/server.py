"""A loopback server that answers as static hosts do, and notes what it sends."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

__all__ = ["Sent", "Server", "running_server"]

# What hosts compress on the way; all else goes as it lies on disk.
_TEXT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
_BINARY_TYPES = {".wasm": "application/wasm", ".png": "image/png"}
_NOT_SEARCH = frozenset({".css", ".html", ".ico", ".png", ".svg", ".woff2"})


@dataclass(frozen=True, slots=True)
class Sent:
    """A response: the path that was asked for, and how many bytes its body had on the wire."""

    path: str
    size: int

    @property
    def is_for_search(self) -> bool:
        """Whether it is a script or data: no page, no style, no picture."""
        return Path(self.path).suffix not in _NOT_SEARCH

    @property
    def kind(self) -> str:
        """`script`, or the name of the folder that it lies in."""
        return "script" if self.is_script else Path(self.path).parent.name

    @property
    def is_script(self) -> bool:
        """Whether it is a script."""
        return self.path.endswith((".js", ".mjs"))


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address without a slash at the end, and what it has sent so far."""

    address: str
    sent: list[Sent]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body in one packet: two would wait for each other's receipt.
    wbufsize = -1

    def __init__(self, *arguments: object, folders: tuple[Path, ...], sent: list[Sent]) -> None:
        self._folders = folders
        self._sent = sent
        super().__init__(*arguments)  # type: ignore[arg-type] # as socketserver calls it

    def do_GET(self) -> None:
        path = _file_path(self.path)
        found = next((each for folder in self._folders if (each := folder / path).is_file()), None)
        if found is None:
            self.send_error(404)
            return
        body, headers = _response(found)
        self.send_response(200)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self._sent.append(Sent(f"/{path}", len(body)))
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


def _file_path(requested: str) -> str:
    path = unquote(urlsplit(requested).path).lstrip("/")
    is_folder = not path or path.endswith("/")
    plain = "/".join(part for part in path.split("/") if part not in {"", ".", ".."})
    return f"{plain}/index.html".lstrip("/") if is_folder else plain


@lru_cache(maxsize=4096)
def _response(file: Path) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    body, suffix = file.read_bytes(), file.suffix
    kind = _TEXT_TYPES.get(suffix) or _BINARY_TYPES.get(suffix, "application/octet-stream")
    headers = [("Content-Type", kind), ("Cache-Control", "max-age=600")]
    if suffix in _TEXT_TYPES:
        body = gzip.compress(body, compresslevel=6, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    return body, tuple(headers)


@contextmanager
def running_server(folders: Iterable[Path]) -> Iterator[Server]:
    """Serves what lies in the folders; where several have a path, the first one's counts."""
    sent: list[Sent] = []
    handler = partial(_Handler, folders=tuple(folders), sent=sent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Server(f"http://127.0.0.1:{server.server_port}", sent)
        finally:
            server.shutdown()
            thread.join()
            _response.cache_clear()
