"""The application behind the server's cache."""

import asyncio
import gc
import gzip
import json
import warnings
from typing import Any

import pytest
from flask import Flask

from samverkan_ld.config import Config
from samverkan_ld.web.asgi import Application
from samverkan_ld.web.current import Current

PATHS = (
    "/id/kommun/2482",
    "/doc/kommun/2482",
    "/doc/kommun/2482.html?lang=en",
    "/doc/kommun/?page=2",
    "/doc/kommun.nt",
    "/doc/medlemskap.csv",
    "/def/roll/kso",
    "/res/metadata",
    "/sparql?query=SELECT%20*%20%7B%20?s%20?p%20?o%20%7D%20LIMIT%2020000",
    "/nothing",
    "/",
)


def ask(
    application: Application, path: str, method: str = "GET", headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    """Send one request as the server would."""
    raw, _, query = path.partition("?")
    given = {"host": "localhost", **(headers or {})}
    scope = {
        "type": "http",
        "method": method,
        "http_version": "1.1",
        "path": raw,
        "raw_path": raw.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }
    sent: list[dict[str, Any]] = []

    async def exchange() -> None:
        async def receive() -> dict[str, Any]:
            await asyncio.sleep(60)
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await application(scope, receive, send)

    asyncio.run(exchange())
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(message["body"] for message in sent[1:])


@pytest.fixture(scope="module")
def application(app: Flask, site_config: Config) -> Application:
    """The application with the server's layer in front."""
    current: Current = app.extensions["samverkan"].current
    return Application(app.wsgi_app, site_config, current)


@pytest.mark.parametrize("path", PATHS)
def test_same_answers(app: Flask, application: Application, path: str) -> None:
    """The server gives what the application decided, from the cache as well."""
    direct = app.test_client().get(path, buffered=True)
    first, second = ask(application, path), ask(application, path)
    head = ask(application, path, "HEAD")

    assert first[0] == second[0] == head[0] == direct.status_code
    assert first[2] == second[2] == direct.data
    assert head[2] == b""
    assert "x-samverkan-cache" not in first[1]
    for name in ("etag", "link", "content-location", "x-samverkan-release", "location"):
        assert first[1].get(name) == second[1].get(name) == head[1].get(name)
        assert first[1].get(name) == direct.headers.get(name)


def test_cached_variants(application: Application) -> None:
    """The cache tells languages, formats and codings apart."""
    path = "/doc/kommun/2482"
    swedish = ask(application, path, headers={"accept": "text/html", "accept-language": "sv"})
    english = ask(application, path, headers={"accept": "text/html", "accept-language": "en"})
    packed = ask(application, path, headers={"accept": "text/html", "accept-encoding": "gzip"})

    assert "Skellefteå kommun</h1>" in swedish[2].decode()
    assert "Skellefteå Municipality</h1>" in english[2].decode()
    assert gzip.decompress(packed[2]) == swedish[2]
    assert packed[1]["etag"] != swedish[1]["etag"]
    tag = {"accept": "text/html", "accept-language": "en", "if-none-match": english[1]["etag"]}
    assert ask(application, path, headers=tag)[0] == 304


@pytest.mark.parametrize(
    "path",
    [
        "//",
        "//doc/kommun/2482",
        "/doc/kommun%2F2482",
        "/doc/kommun/248%32",
        "/doc%2Fkommun/2482",
        "/%64oc/kommun/",
        "/doc//kommun/2482",
        "/doc/kommun//",
        "///id/kommun/2482",
        "/id/kommun%2F2482",
        "//sparql",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_one_spelling(application: Application, path: str, method: str) -> None:
    """An address is spelt in one way only; the problem is no reference to another host."""
    status, headers, body = ask(application, path, method)

    assert status == 404
    assert headers["content-type"] == "application/problem+json"
    if method == "GET":
        told = json.loads(body)
        assert told["instance"] == (f"/.{path}" if path.startswith("//") else path)


@pytest.mark.parametrize(
    "headers",
    [
        {"if-match": '"x"'},
        {"if-unmodified-since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"if-match": '"x"', "if-none-match": '"y"'},
        {"range": "bytes=0-9"},
        {"range": "bytes=99999999-", "if-range": '"x"'},
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("path", ["/doc/plats/lan-24.trig", "/static/site.css", "/"])
def test_headers_of_writers(
    app: Flask, site_config: Config, path: str, headers: dict[str, str]
) -> None:
    """Conditions for writing and requests for parts change nothing, cold or warm."""
    application = Application(app.wsgi_app, site_config, app.extensions["samverkan"].current)
    cold, warm = (ask(application, path, headers=headers) for _ in range(2))

    assert cold[0] == warm[0] == 200
    assert cold[2] == warm[2] == ask(application, path)[2] != b""
    direct = app.test_client().get(path, headers=headers, buffered=True)
    assert (direct.status_code, direct.data) == (200, cold[2])


@pytest.mark.parametrize("path", ["/static/site.css", "/sparql?query=ASK%20%7B%7D"])
def test_unsent_bodies_are_closed(app: Flask, path: str) -> None:
    """A file that is not sent, after HEAD or with 304, is closed."""
    client = app.test_client()
    gc.collect()

    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        tag = client.head(path).headers.get("ETag", '"none"')
        client.get(path, headers={"If-None-Match": tag}, buffered=True)
        gc.collect()

    assert found == []
