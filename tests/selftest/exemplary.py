"""A small service that keeps every rule, and can be made to break one."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

BASE = "https://data.exemplary.example/"
THING, LISTED = f"{BASE}id/sak/a1", f"{BASE}res/lista/b2"
GONE, REPLACED, MERGED = (f"{BASE}id/sak/{key}" for key in ("gone", "old", "both"))
PROFILES = ("https://profile.example/one", "https://profile.example/two")

VOID = f"""
@prefix void: <http://rdfs.org/ns/void#> .
<#data> a void:Dataset ; void:uriSpace "{BASE}id/" , "{BASE}res/" ;
  void:exampleResource <{THING}> , <{LISTED}> .
"""
ROLL = f"""iri,kind,ended,reason,successors
{GONE},withdrawn,2026-11-20,,
{REPLACED},replaced,2026-11-20,,{THING}
{MERGED},merged,2026-11-20,,{THING}
"""
TYPES = {"ttl": "text/turtle", "jsonld": "application/ld+json", "html": "text/html"}
CORS = {"Access-Control-Allow-Origin": "*"}


@dataclass(frozen=True)
class Request:
    """A request: its method, path, and headers by lower-case names."""

    method: str
    path: str
    headers: dict[str, str]

    @property
    def accept(self) -> str:
        """What the client accepts."""
        return self.headers.get("accept", "*/*")


@dataclass
class Reply:
    """An answer, which a fault may change."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


Fault = Callable[[Request, Reply], Reply | None]
"""Changes an answer, or gives another in its place."""


def answer(request: Request) -> Reply:
    """Answer as the rules demand."""
    path = request.path
    if path == "/.well-known/void":
        return Reply(200, {"Content-Type": "text/turtle", **CORS}, VOID)
    if path == "/res/aterkallade.csv":
        return Reply(200, {"Content-Type": "text/csv", **CORS}, ROLL)
    if path == "/sparql":
        body = json.dumps({"head": {}, "boolean": True})
        return Reply(200, {"Content-Type": "application/sparql-results+json", **CORS}, body)
    if path == "/res/lista/b2":
        return Reply(307, {"Location": "/doc/lista/b2", **CORS})
    if path == "/lookup":
        return Reply(303, {"Location": "/doc/sak/a1", "Link": f'<{THING}>; rel="canonical"'})
    if path.startswith("/id/"):
        return _identifier(path.rpartition("/")[2], request)
    if path.startswith("/doc/"):
        return document(request)
    return missing()


def missing() -> Reply:
    """Answer that there is no such thing."""
    body = json.dumps({"type": "about:blank", "status": 404})
    return Reply(404, {"Content-Type": "application/problem+json", **CORS}, body)


def _identifier(key: str, request: Request) -> Reply:
    if key == "a1":
        links = (
            '</doc/sak/a1>; rel="describedby", </doc/sak/a1/more>; rel=describedby, '
            '</lookup?url=a1>; rel="alternate"'
        )
        return Reply(303, {"Location": "/doc/sak/a1", "Link": links, "Vary": "Accept", **CORS})
    ended = {
        "gone": Reply(410, CORS.copy(), "gone"),
        "old": Reply(308, {"Location": "/id/sak/a1", **CORS}),
        "both": Reply(300, {"Link": '</id/sak/a1>; rel="successor-version"', **CORS}),
    }
    return ended.get(key) or missing()


def document(request: Request) -> Reply:
    """Give a document in the format that its suffix or Accept asks for."""
    stem, _, suffix = request.path.partition(".")
    if stem not in ("/doc/sak/a1", "/doc/sak/a1/more", "/doc/lista/b2"):
        return missing()
    found = [suffix] if suffix else [name for name in TYPES if _takes(request.accept, name)]
    if not found or found[0] not in TYPES:
        return Reply(406 if not found else 404, CORS.copy(), "none")
    name = found[0]
    alternates = [
        f'<{stem}.{key}>; rel="alternate"; type="{type_}"' for key, type_ in TYPES.items()
    ]
    pages = [
        f'<{stem}.html>; rel="alternate"; type="text/html"; hreflang="{t}"' for t in ("sv", "en")
    ]
    profiles = [f'<{stem}>; rel="canonical"; profile="{profile}"' for profile in PROFILES]
    asked = request.headers.get("accept-profile", f"<{PROFILES[0]}>")
    tag = f'"{name}"'
    headers = {
        "Content-Type": f"{TYPES[name]}; charset=utf-8",
        "Content-Profile": asked,
        "ETag": tag,
        "Link": ", ".join((*alternates, *pages, *profiles)),
        "Vary": "Accept-Language, Accept",
        **CORS,
    }
    if name == "html":
        headers["Content-Language"] = request.headers.get("accept-language", "sv")
    if request.headers.get("if-none-match") == tag:
        return Reply(304, headers)
    return Reply(200, headers, f"<{THING}> a <https://kind.example/Sak> .")


def _takes(accept: str, name: str) -> bool:
    return "*/*" in accept or TYPES[name] in accept


@contextmanager
def serving(fault: Fault = lambda _request, _reply: None) -> Iterator[str]:
    """Serve, with a fault; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, path, headers)
            reply = answer(request)
            reply = fault(request, reply) or reply
            self.send_response(reply.status)
            body = reply.body.encode()
            for name, value in {**reply.headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815 - the name that http.server asks for

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
