"""A host that answers badly for one page, and well for all others."""

from __future__ import annotations

import gzip
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path

from tests.support.served import serve_by

__all__ = ["serve_rudely"]

Answer = Callable[["_Handler", bytes], object]


class _Handler(SimpleHTTPRequestHandler):
    page = ""
    rude: Answer

    def do_GET(self) -> None:
        if self.path == self.page:
            data = Path(self.directory, self.path.strip("/"), "index.html").read_bytes()
            type(self).rude(self, data)
        else:
            super().do_GET()

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def answer(self, data: bytes, **headers: object) -> None:
        """The answer 200 with these headers; `_` in their names stands for `-`."""
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(data)


def _redirect(handler: _Handler, address: str) -> None:
    handler.send_response(302)
    handler.send_header("Location", address)
    handler.end_headers()


def _hang_up(handler: _Handler, data: bytes) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.wfile = BytesIO()


_RUDE: dict[str, Answer] = {
    "refuses": lambda handler, _: handler.send_error(403),
    "fails": lambda handler, _: handler.send_error(500),
    "has nothing": lambda handler, _: handler.send_error(410),
    "leads round in a circle": lambda handler, _: _redirect(handler, handler.path),
    "leads to a file": lambda handler, _: _redirect(handler, "file:///etc/passwd"),
    "leads nowhere": lambda handler, _: _redirect(handler, "http://[::1"),
    "stops early": lambda handler, data: handler.answer(data[:99], Content_Length=len(data)),
    "miscounts": lambda handler, _: handler.answer(b"zz\r\n", Transfer_Encoding="chunked"),
    "compresses": lambda handler, data: handler.answer(
        gzip.compress(data), Content_Encoding="gzip"
    ),
    "compresses half": lambda handler, data: handler.answer(
        gzip.compress(data)[:-20], Content_Encoding="gzip"
    ),
    "says that it compresses": lambda handler, data: handler.answer(data, Content_Encoding="gzip"),
    "compresses as it likes": lambda handler, data: handler.answer(data, Content_Encoding="br"),
    "goes on and on": lambda handler, data: handler.answer(data * 10_000),
    "talks of something else": lambda handler, _: handler.wfile.write(b"\x1b[2J"),
    "hangs up": _hang_up,
}


@contextmanager
def serve_rudely(folder: Path, page: str, how: str) -> Iterator[str]:
    """A folder on the loopback interface; for one of its pages, a rude answer."""
    handler = type("_Rude", (_Handler,), {"page": page, "rude": staticmethod(_RUDE[how])})
    with serve_by(partial(handler, directory=str(folder))) as address:
        yield address
