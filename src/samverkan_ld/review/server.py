"""The server: a few threads on 127.0.0.1, for one person, until that person ends it."""

import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from samverkan_ld.errors import ConfigError
from samverkan_ld.review.app import create_app
from samverkan_ld.review.desk import Desk
from samverkan_ld.review.guard import ADDRESS, Guard


class _Handler(WSGIRequestHandler):
    """Answers without telling what with, and without a log: addresses may hold the token."""

    timeout = 60
    """Seconds that a client may be silent."""

    def version_string(self) -> str:
        return "samverkan-ld"

    def log(self, *_: Any) -> None:
        pass


def serve(desk: Desk, *, port: int, language: str, started: Callable[[str], None]) -> None:
    """Let an editor work at a desk until SIGTERM or SIGINT.

    Args:
        desk: the desk.
        port: the port to listen on; 0: one that is free.
        language: the language of pages that ask for none.
        started: told the address that opens the page once, when it can be opened.

    Raises:
        ConfigError: the port cannot be listened on.
    """
    with _listen(port) as listener:
        port = listener.getsockname()[1]
        guard = Guard(port)
        app = create_app(desk, guard, language)
        server = make_server(
            ADDRESS, port, app, threaded=True, request_handler=_Handler, fd=listener.fileno()
        )
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        Thread(target=desk.workplace.judge.prepare, daemon=True).start()
        started(guard.address)
        server.serve_forever()


def _listen(port: int) -> socket.socket:
    # Werkzeug ends the process where a port is taken.
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((ADDRESS, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise ConfigError(
            f"cannot listen on {ADDRESS} port {port}: {error.strerror}; choose another with --port"
        ) from error
    return listener
