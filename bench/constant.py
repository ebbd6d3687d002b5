"""A server that gives one constant answer, under the same settings as the product's own.

python -m bench.constant PORT WORKERS BYTES
"""

import sys
from functools import partial
from pathlib import Path
from typing import cast

from samverkan_ld.config import Config, ServeConfig
from samverkan_ld.web.asgi import Application
from samverkan_ld.web.server import run
from samverkan_ld.web.wire.exchange import Scope, Send
from samverkan_ld.web.wire.intake import Receive


class Constant:
    """An ASGI application that answers every request alike."""

    def __init__(self, size: int) -> None:
        headers = [(b"content-type", b"text/turtle"), (b"content-length", str(size).encode())]
        self._start = {"type": "http.response.start", "status": 200, "headers": headers}
        self._body = {"type": "http.response.body", "body": b"." * size}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or follow the server's lifespan."""
        if scope["type"] == "http":
            await send(self._start)
            await send(self._body)
            return
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})


def main(port: int, workers: int, size: int) -> None:
    """Serve until told to stop."""
    serve = ServeConfig(port=port, workers=workers)
    run(partial(_load, size), Config(root=Path(), serve=serve))


def _load(size: int) -> Application:
    # The server asks for no more than what ASGI says.
    return cast("Application", Constant(size))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
