"""The negotiation matrix: each row is asked twice, so that the cache answers as the routes do."""

import asyncio
from typing import Any, NamedTuple

import pytest
from flask import Flask
from tests.waiting import PATIENCE

from samverkan_ld.config import Config
from samverkan_ld.web.asgi import Application

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
    "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"
)
JENA = (
    "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,"
    "*/*;q=0.3"
)
TURTLE, HTML, CSV = (f"text/{name}; charset=utf-8" for name in ("turtle", "html", "csv"))
PLAIN = "text/plain; charset=utf-8"
LD, PROBLEM = "application/ld+json", "application/problem+json"
DATA, PAGE = "Accept", "Accept, Accept-Language"

THING, DOC = "/id/kommun/2482", "/doc/kommun/2482"
PERSON, CONCEPT = "/doc/person/cc7jf612n7t3", "/doc/def/roll/kso"
SCHEME, TERM = "/doc/def/roll", "/doc/spec/samverkan/PersonShape"
LIST, GRAPH = "/doc/kommun/", "/res/metadata"
YES = "/sparql?query=ASK%20%7B%7D"
DATED, DATED_PAGE = "Accept, Accept-Datetime", "Accept, Accept-Language, Accept-Datetime"
QUERIES = DATED_PAGE

# method, path, Accept, status, Content-Type, Vary
ROWS: list[tuple[str, str, str | None, int, str | None, str | None]] = [
    # the start page does not negotiate its format
    ("GET", "/", None, 200, HTML, "Accept-Language"),
    ("GET", "/", "text/turtle", 200, HTML, "Accept-Language"),
    ("GET", "/?lang=en", FIREFOX, 200, HTML, "Accept-Language"),
    ("POST", "/", None, 405, PROBLEM, PAGE),
    ("OPTIONS", "/", None, 204, None, None),
    # things, concepts and terms are described elsewhere, whatever is accepted
    ("GET", THING, None, 303, None, DATA),
    ("GET", THING, FIREFOX, 303, None, DATA),
    ("GET", THING, "image/png", 303, None, DATA),
    ("GET", "/id/medlemskap/zy9dqktt730k/period", "text/turtle", 303, None, DATA),
    ("GET", "/id/kommun/", "*/*", 303, None, DATA),
    ("GET", "/id/kommun?county=24", CHROME, 303, None, DATA),
    ("GET", "/def/roll/kso", LD, 303, None, DATA),
    ("GET", "/def/roll", FIREFOX, 303, None, DATA),
    ("GET", "/spec/samverkan", JENA, 303, None, DATA),
    ("GET", "/id/kommun/9999", None, 404, PROBLEM, PAGE),
    ("GET", "/def/roll/nothing", FIREFOX, 404, HTML, PAGE),
    ("GET", "/spec/nothing", "text/turtle", 404, PROBLEM, PAGE),
    ("POST", THING, None, 405, PROBLEM, PAGE),
    ("OPTIONS", THING, "image/png", 204, None, None),
    # documents
    ("GET", DOC, None, 200, TURTLE, DATED),
    ("GET", DOC, "", 200, TURTLE, DATED),
    ("GET", DOC, "*/*", 200, TURTLE, DATED),
    ("GET", DOC, "*", 200, TURTLE, DATED),
    ("GET", DOC, "text/*", 200, TURTLE, DATED),
    ("GET", DOC, "application/*", 200, LD, DATED),
    ("GET", DOC, "TEXT/TURTLE", 200, TURTLE, DATED),
    ("GET", DOC, "Application/LD+JSON", 200, LD, DATED),
    ("GET", DOC, "text/turtle;charset=utf-8", 200, TURTLE, DATED),
    ("GET", DOC, LD + ';profile="http://www.w3.org/ns/json-ld#expanded"', 200, LD, DATED),
    ("GET", DOC, "application/json", 200, "application/json", DATED),
    ("GET", DOC, "text/plain", 200, PLAIN, DATED),
    ("GET", DOC, "application/n-quads", 200, "application/n-quads", DATED),
    ("GET", DOC, "application/xml", 200, "application/xml", DATED),
    ("GET", DOC, "text/xml", 200, "text/xml; charset=utf-8", DATED),
    ("GET", DOC, "application/x-trig", 200, "application/trig", DATED),
    ("GET", DOC, "application/xhtml+xml", 200, HTML, DATED_PAGE),
    ("GET", DOC, FIREFOX, 200, HTML, DATED_PAGE),
    ("GET", DOC, CHROME, 200, HTML, DATED_PAGE),
    ("GET", DOC, JENA, 200, TURTLE, DATED),
    ("GET", DOC, "text/html;q=0.5, text/csv;q=0.6", 200, CSV, DATED),
    ("GET", DOC, "text/turtle;q=0, */*", 200, LD, DATED),
    ("GET", DOC, "text/html;q=.2, application/trig;q=.3", 200, "application/trig", DATED),
    ("GET", DOC, "image/png, */*;q=0.1", 200, TURTLE, DATED),
    ("GET", DOC, "nonsense", 200, TURTLE, DATED),
    ("GET", DOC, "text/html," * 2000, 200, TURTLE, DATED),
    ("GET", DOC, "image/png", 406, PROBLEM, PAGE),
    ("GET", DOC, "text/turtle;q=0", 406, PROBLEM, PAGE),
    ("GET", DOC, "image/*, text/html;q=0", 406, PROBLEM, PAGE),
    ("GET", PERSON, LD + ", text/html;q=0.9", 200, LD, DATED),
    ("GET", CONCEPT, "text/html", 200, HTML, DATED_PAGE),
    ("GET", SCHEME, "application/rdf+xml", 200, "application/rdf+xml", DATED),
    ("GET", TERM, "application/n-triples", 200, "application/n-triples", DATED),
    ("GET", DOC + "?lang=en", FIREFOX, 200, HTML, DATED_PAGE),
    ("GET", DOC + "?page=2", None, 404, PROBLEM, PAGE),
    ("GET", DOC + "?page=x", None, 400, PROBLEM, PAGE),
    ("GET", "/doc/kommun/9999", FIREFOX, 404, HTML, PAGE),
    ("GET", "/doc/kommun/9999", "image/png", 404, PROBLEM, PAGE),
    ("POST", DOC, "text/html", 405, HTML, PAGE),
    ("OPTIONS", DOC, None, 204, None, None),
    # a suffix wins
    ("GET", DOC + ".ttl", "text/html", 200, TURTLE, DATED),
    ("GET", DOC + ".jsonld", "application/json", 200, LD, DATED),
    ("GET", DOC + ".html", "image/png", 200, HTML, DATED_PAGE),
    ("GET", DOC + ".csv", None, 200, CSV, DATED),
    ("GET", DOC + ".rdf", FIREFOX, 200, "application/rdf+xml", DATED),
    ("GET", CONCEPT + ".nt", "", 200, "application/n-triples", DATED),
    ("GET", DOC + ".pdf", "application/pdf", 404, PROBLEM, PAGE),
    # lists
    ("GET", LIST, None, 200, TURTLE, DATA),
    ("GET", LIST, CHROME, 200, HTML, PAGE),
    ("GET", LIST, "text/csv", 200, CSV, DATA),
    ("GET", LIST, "application/n-triples", 200, "application/n-triples", DATA),
    ("GET", LIST + "?page=2", LD, 200, LD, DATA),
    ("GET", LIST + "?county=24", "text/html", 200, HTML, PAGE),
    ("GET", LIST, "image/png", 406, PROBLEM, PAGE),
    ("GET", "/doc/kommun.jsonld", "text/html", 200, LD, DATA),
    ("GET", "/doc/kommun", "text/html", 308, None, None),
    ("GET", "/doc/nothing/", "text/html", 404, HTML, PAGE),
    # information resources
    ("GET", GRAPH, "*/*", 200, TURTLE, DATA),
    ("GET", GRAPH, FIREFOX, 200, HTML, PAGE),
    ("GET", GRAPH + ".trig", "text/csv", 200, "application/trig", DATA),
    ("GET", "/res/nothing", None, 404, PROBLEM, PAGE),
    # the page and the description of the endpoint; its answers are tried on a real server
    ("GET", "/sparql", FIREFOX, 200, HTML, QUERIES),
    ("GET", "/sparql?lang=sv", CHROME, 200, HTML, QUERIES),
    ("GET", "/sparql", "*/*", 200, TURTLE, DATA),
    ("GET", "/sparql", "image/png", 406, PROBLEM, PAGE),
    ("OPTIONS", YES, None, 204, None, None),
    # nothing
    ("GET", "/nothing", None, 404, PROBLEM, PAGE),
    ("GET", "/nothing", FIREFOX, 404, HTML, PAGE),
    ("OPTIONS", "/nothing", None, 404, PROBLEM, PAGE),
    ("POST", "/nothing", "text/html", 404, HTML, PAGE),
]


class Told(NamedTuple):
    """An answer as the server sent it."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(application: Application, method: str, path: str, accept: str | None) -> Told:
    """Send one request as the server would."""
    raw, _, query = path.partition("?")
    headers = [(b"host", b"localhost")]
    scope = {
        "type": "http",
        "method": method,
        "http_version": "1.1",
        "path": raw,
        "raw_path": raw.encode(),
        "query_string": query.encode(),
        "headers": headers if accept is None else [*headers, (b"accept", accept.encode())],
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(_bounded(application(scope, receive, send)))
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    found.pop("date", None)
    return Told(sent[0]["status"], found, b"".join(message["body"] for message in sent[1:]))


async def _bounded(answering: Any) -> None:
    await asyncio.wait_for(answering, PATIENCE)


@pytest.fixture
def application(app: Flask, site_config: Config) -> Application:
    """The application with an empty cache in front."""
    return Application(app.wsgi_app, site_config, app.extensions["samverkan"].current)


@pytest.mark.parametrize(("method", "path", "accept", "status", "content_type", "vary"), ROWS)
def test_matrix(
    application: Application,
    method: str,
    path: str,
    accept: str | None,
    status: int,
    content_type: str | None,
    vary: str | None,
) -> None:
    """Method, path and Accept decide the answer, the same at first and from the cache."""
    cold, warm = (ask(application, method, path, accept) for _ in range(2))

    assert (cold.status, cold.headers.get("content-type")) == (status, content_type)
    assert _bare(cold.headers.get("vary")) == vary
    assert warm == cold
    if method == "GET":
        head = ask(application, "HEAD", path, accept)
        assert head == Told(cold.status, cold.headers, b"")


@pytest.mark.parametrize(("path", "accept"), [(row[1], row[2]) for row in ROWS if row[0] == "GET"])
def test_head_first(application: Application, path: str, accept: str | None) -> None:
    """HEAD leaves nothing in the cache that GET would not have left."""
    head = ask(application, "HEAD", path, accept)
    get = ask(application, "GET", path, accept)

    assert head == Told(get.status, get.headers, b"")


def _bare(vary: str | None) -> str | None:
    """Take out the coding, which the length of the body decides."""
    return vary.removesuffix(", Accept-Encoding") if vary else vary
