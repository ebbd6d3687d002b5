"""A small HTTP server that notes who asks it what."""

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

SOLUTION = b"""{"head": {"vars": ["name"]},
 "results": {"bindings": [{"name": {"type": "literal", "value": "from elsewhere"}}]}}"""


class Reply(NamedTuple):
    """What is sent: by default the solutions of any SELECT."""

    status: int = 200
    body: bytes = SOLUTION
    location: str = ""


class Recorder:
    """Listens on a free port of loopback; `paths` tells what it was asked, in order."""

    def __init__(self, replies: Mapping[str, Reply] | None = None) -> None:
        self.paths: list[str] = []
        self._replies = replies or {}
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                recorder.paths.append(self.path)
                recorder.reply(self)

            do_GET = do_POST  # noqa: N815 # the name that http.server looks for

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def reply(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer a request."""
        reply = self._replies.get(handler.path, Reply())
        handler.send_response(reply.status)
        if reply.location:
            handler.send_header("Location", reply.location)
        handler.send_header("Content-Type", "application/sparql-results+json")
        handler.send_header("Content-Length", str(len(reply.body)))
        handler.end_headers()
        handler.wfile.write(reply.body)

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
