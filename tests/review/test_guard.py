"""Nobody but the one who started the review can see or do anything."""

import json
from pathlib import Path

import pytest
from tests.review.client import Client, raw

PATHS = ["/", "/start", "/review/1", "/review/1/draft", "/review/1/record", "/static/nothing.js"]
POSTS = ["/open?name=a.txt", "/review/1/check", "/review/1/save"]


def query(address: str) -> str:
    """Give the path and query of an address."""
    return "/" + address.partition("//")[2].partition("/")[2]


@pytest.mark.parametrize("path", PATHS[:-1])
def test_stranger(start, path):
    """Without the cookie nothing is shown, and no secret told."""
    answer = start().client().get(path)

    assert answer.status == 403
    assert "x-csrf-token" not in answer.headers
    assert "location" not in answer.headers


def test_token_is_good_for_once(start):
    """The token gives a strict cookie that scripts cannot read, and is worth nothing after that."""
    server = start()
    first, second = server.client(), server.client()
    answer = first.enter(server.once)
    name, _, rest = answer.headers["set-cookie"].partition("=")

    assert answer.status == 303
    assert answer.headers["location"] == "/"
    assert name == f"samverkan-review-{first.port}"
    assert {part.strip() for part in rest.split(";")[1:]} == {
        "HttpOnly",
        "Path=/",
        "SameSite=Strict",
    }
    again = second.get(query(server.once))
    assert (again.status, "set-cookie" in again.headers) == (403, False)
    assert "gäller en gång" in again.json["detail"]
    assert first.get("/review/1/draft").status == 200


def test_head_leaves_the_token(start):
    """What looks at an address without opening it does not use it up."""
    server = start()

    assert server.client().ask("HEAD", query(server.once)).status == 403
    assert server.client().enter(server.once).status == 303


@pytest.mark.parametrize("token", ["", "x", "%C3%A5", "%ff", "None"])
def test_wrong_token(start, token):
    """Another token opens nothing, not even when the right one is used up."""
    server = start()

    assert server.client().get(f"/?token={token}").status == 403
    server.client().enter(server.once)
    assert server.client().get(f"/?token={token}").status == 403


def test_cookie_of_another_run(start):
    """The cookie of one run opens no other."""
    one, other = start(), start()
    client = one.client()
    client.enter(one.once)
    stolen = client.headers["Cookie"].replace(str(client.port), other.address.rpartition(":")[2])

    assert other.client().get("/review/1", Cookie=stolen).status == 403


@pytest.mark.parametrize(
    "host", ["localhost:{port}", "127.0.0.1", "evil.example:{port}", "127.0.0.1:1", "[::1]:{port}"]
)
@pytest.mark.parametrize("path", PATHS)
def test_host(client, host, path):
    """A name that leads here is not enough, with or without the cookie."""
    assert client.get(path, Host=host.format(port=client.port)).status == 421


@pytest.mark.parametrize("host", [b"", b"Host: {host}\r\nHost: evil.example\r\n"])
def test_host_once(client, host):
    """A request names its host, and one only."""
    named = host.replace(b"{host}", f"127.0.0.1:{client.port}".encode())
    answer = raw(client.port, b"GET /start HTTP/1.1\r\n" + named + b"Connection: close\r\n\r\n")

    assert answer.split(b" ", 2)[1] == b"421"


def test_address_in_the_request_line(client):
    """The host in the request line counts as well."""
    cookie = client.headers["Cookie"].encode()
    answer = raw(
        client.port,
        b"GET http://evil.example/start HTTP/1.1\r\nHost: 127.0.0.1:"
        + str(client.port).encode()
        + b"\r\nCookie: "
        + cookie
        + b"\r\n\r\n",
    )

    assert answer.split(b" ", 2)[1] == b"421"


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://localhost:{port}"},
        {"X_CSRF_Token": ""},
        {"X_CSRF_Token": "x"},
        {"X_CSRF_Token": "å"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Cookie": ""},
    ],
    ids=lambda headers: " ".join(map(":".join, headers.items())),
)
def test_post_from_elsewhere(client, path, headers):
    """A POST needs the cookie, this origin, and the secret that pages of this origin can read."""
    given = {name: value.format(port=client.port) for name, value in headers.items()}

    assert client.post(path, b"{}", **given).status == 403
    assert client.post(path, b"{}").status != 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", PATHS)
def test_get_from_elsewhere(client, path, site):
    """Another page can neither lead here nor put anything of this into itself."""
    assert client.get(path, Sec_Fetch_Site=site).status == 403


def test_token_from_elsewhere(start):
    """A page that leads here does not use the token up."""
    server = start()

    assert server.client().get(query(server.once), Sec_Fetch_Site="cross-site").status == 403
    assert server.client().enter(server.once).status == 303


@pytest.mark.parametrize("path", [*PATHS, "/static/review.css", "/review/9"])
@pytest.mark.parametrize("known", [True, False])
def test_headers(client, path, known):
    """Every answer forbids to keep it, to frame it, to guess at it, and to run what is not ours."""
    answer = client.get(path) if known else Client(client.address).get(path)
    policy = dict(
        part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";")
    )

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", POSTS)
def test_too_large(client, path):
    """More than a page may be is not read, however its size is told."""
    assert client.post(path, b"x" * (8 * 1024 * 1024 + 1)).status == 413
    head = "".join(f"{name}: {value}\r\n" for name, value in client.headers.items())
    request = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n{head}"
        "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    )
    assert raw(client.port, request.encode()).split(b" ", 2)[1] == b"411"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_methods(client, method):
    """Nothing else can be done, and no other origin is told that it could."""
    answer = client.ask(method, "/review/1/save")

    assert answer.status == 405 or method == "OPTIONS"
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_only_this_machine(start):
    """The server listens on 127.0.0.1 and on nothing else."""
    port = int(start().address.rpartition(":")[2])
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()]
    listening = {row[1] for row in rows if row[3] == "0A"}

    assert [place for place in listening if place.endswith(f":{port:04X}")] == [
        f"0100007F:{port:04X}"
    ]


def test_problem_or_page(client):
    """A browser is told in a page why it is refused, in its language; a program as a problem."""
    stranger = Client(client.address)
    page = stranger.get("/review/1?lang=en", Accept="text/html,*/*;q=0.8")
    told = stranger.get("/review/1")

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "shown only to those who opened the address" in page.body.decode()
    assert told.headers["content-type"] == "application/problem+json"
    assert json.loads(told.body)["status"] == 403
