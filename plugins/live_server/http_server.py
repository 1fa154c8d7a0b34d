"""HTTP on this machine alone: what requests may ask, and how answers leave."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
import threading
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Any, cast

from plugins.live_server.live_site import Answer
from plugins.live_server.site_thread import Stopped
from plugins.live_server.versions import Versions

__all__ = ["LoopbackServer", "PortTaken"]

_EVENTS = "/_serve/events"
_OWN_FILES = {
    "/_serve/reload.js": "text/javascript; charset=utf-8",
    "/_serve/report.css": "text/css; charset=utf-8",
}
_BROWSER_FILES = Path(__file__).with_name("browser_files")
_PLAIN = "text/plain; charset=utf-8"
# How long after a tab was closed the thread that served it may find out.
_SIGN_OF_LIFE_SECONDS = 15.0
_IDLE_SECONDS = 60.0
_TRIES_FOR_A_FREE_PORT = 8


class PortTaken(Exception):
    """Another program listens at this port."""


class LoopbackServer:
    """Listens on 127.0.0.1, and on ::1 where there is one, from its making on.

    Port 0 takes a free one. Raises PortTaken, OSError.
    """

    def __init__(self, port: int) -> None:
        self._listeners = _listeners(port)
        self.port: int = self._listeners[0].server_address[1]

    def start(self, answer: Callable[[str], Answer], versions: Versions) -> None:
        """Answers requests from now on. `answer` is called in many threads."""
        for listener in self._listeners:
            listener.answer = answer
            listener.versions = versions
            threading.Thread(target=partial(listener.serve_forever, 0.1), daemon=True).start()
            listener.is_serving = True

    def close(self) -> None:
        """Listens no more."""
        for listener in self._listeners:
            if listener.is_serving:
                listener.shutdown()
            listener.server_close()


class _Listener(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    # Elsewhere this would let two programs listen at one port.
    allow_reuse_address = os.name == "posix"
    is_serving = False
    answer: Callable[[str], Answer]
    versions: Versions

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Passes over what went wrong because the browser has gone."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Listener6(_Listener):
    address_family = socket.AF_INET6

    def server_bind(self) -> None:
        """Binds to IPv6 alone: 127.0.0.1 has its own listener."""
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        super().server_bind()


def _listeners(port: int) -> tuple[_Listener, ...]:
    for remaining in reversed(range(_TRIES_FOR_A_FREE_PORT)):
        try:
            return _listeners_at(port)
        except PortTaken:
            if port or not remaining:
                raise
    raise AssertionError("unreachable")


def _listeners_at(port: int) -> tuple[_Listener, ...]:
    first = _bound(_Listener, "127.0.0.1", port)
    try:
        second = _bound(_Listener6, "::1", first.server_address[1])
    except PortTaken:
        # A browser that asks localhost would get the other program's pages.
        first.server_close()
        raise
    except OSError:  # this machine has no IPv6
        return (first,)
    return (first, second)


def _bound(kind: type[_Listener], host: str, port: int) -> _Listener:
    try:
        return kind((host, port), cast(type[BaseRequestHandler], _Handler))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken from error
        raise


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Backgrounder"
    sys_version = ""
    timeout = _IDLE_SECONDS
    server: _Listener

    def do_GET(self) -> None:
        """Answers a GET request, and HEAD as if it was one."""
        address = self.path.partition("?")[0]
        if not self._is_meant_for_us():
            host = self.headers.get("Host", "")
            text = f"This server answers for localhost alone, not for {host!r}.\n"
            self._send(Answer(403, _PLAIN, text.encode()))
        elif address == _EVENTS:
            self._send_events()
        elif address in _OWN_FILES:
            body = (_BROWSER_FILES / address.rpartition("/")[2]).read_bytes()
            self._send(Answer(200, _OWN_FILES[address], body))
        else:
            self._send(self._answer())

    do_HEAD = do_GET  # noqa: N815 - likewise

    def log_message(self, *_: Any) -> None:
        """Says nothing: a line for every file of every page would hide the problems."""

    def _is_meant_for_us(self) -> bool:
        """Whether the page that asks is ours.

        Any page can have its own name lead to 127.0.0.1 and then read what answers
        there; the name that it asked for gives it away.
        """
        port = self.server.server_address[1]
        names = ("localhost", "127.0.0.1", "[::1]")
        allowed = {f"{name}:{port}" for name in names} | set(names if port == 80 else ())
        return self.headers.get("Host", "").lower() in allowed

    def _answer(self) -> Answer:
        try:
            return self.server.answer(self.path)
        except Stopped:
            self.close_connection = True
            return Answer(503, _PLAIN, b"The server has ended.\n")

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self._send_common_headers(answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _send_common_headers(self, content_type: str) -> None:
        self.send_header("Content-Type", content_type)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _send_events(self) -> None:
        self.close_connection = True
        self.send_response(200)
        self._send_common_headers("text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            with contextlib.suppress(OSError):  # the tab was closed
                self._send_versions()

    def _send_versions(self) -> None:
        versions, known = self.server.versions, ""
        while (newest := versions.wait_for_other_than(known, _SIGN_OF_LIFE_SECONDS)) is not None:
            event = f"retry: 1000\ndata: {newest}\n\n" if newest != known else ": still here\n\n"
            self.wfile.write(event.encode())
            known = newest
