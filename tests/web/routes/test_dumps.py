"""The dumps over HTTP: whole and in parts, latest and dated, with their list and checksums."""

import base64
import hashlib
import http.client
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse
from rdflib import DCAT, URIRef

from samverkan_ld.archive.dumps import Dumps
from samverkan_ld.config import read_config
from samverkan_ld.pipeline.finishing import finish
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.validation.graph import to_graph
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

BASE = "https://data.example.org/"
NAME = "samverkan.nq.gz"
PATH = f"/dump/{NAME}"


@pytest.fixture(scope="module")
def data(dumped: Dumps) -> bytes:
    """The file that is asked for."""
    found = dumped.find(NAME)
    assert found is not None
    return dumped.path(found).read_bytes()


def test_file(client: FlaskClient, dumped: Dumps, data: bytes) -> None:
    """A file comes as a file, whole, with what tells whether it came through."""
    answer = client.get(PATH, buffered=True)

    digest = hashlib.sha256(data)
    assert answer.data == data
    assert answer.headers["Content-Type"] == "application/gzip"
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["ETag"] == f'"{digest.hexdigest()}"'
    told = base64.b64encode(digest.digest()).decode()
    assert answer.headers["Repr-Digest"] == f"sha-256=:{told}:"
    assert answer.headers["Content-Location"] == f"/dump/{dumped.release}/{NAME}"
    assert answer.headers["X-Samverkan-Release"] == dumped.release
    assert answer.headers["Cache-Control"] == "no-cache"
    assert (
        client.get(
            PATH, buffered=True, headers={"If-None-Match": answer.headers["ETag"]}
        ).status_code
        == 304
    )


SIZE = "SIZE"
RANGES = [
    ("bytes=0-99", 206, (0, 100)),
    ("bytes=100-", 206, (100, None)),
    ("bytes=-7", 206, (-7, None)),
    ("bytes=0-99999999999", 206, (0, None)),
    ("Bytes = 5-9", 206, (5, 10)),
    ("bytes=SIZE-", 416, None),
    ("bytes=-0", 416, None),
    ("bytes=9-5", 416, None),
    # what is not understood, or several at once, is answered by the whole
    ("bytes=0-1,5-6", 200, (0, None)),
    ("lines=0-99", 200, (0, None)),
    ("bytes=x", 200, (0, None)),
    # the end of a file, where that is more than the file has
    ("bytes=-SIZE", 200, (0, None)),
    ("bytes=-99999999999", 200, (0, None)),
    ("", 200, (0, None)),
]


@pytest.mark.parametrize(("asked", "status", "part"), RANGES)
def test_ranges(client: FlaskClient, data: bytes, asked: str, status: int, part) -> None:
    """The part that is asked for comes, and where it lies is told (RFC 9110, section 14)."""
    answer = client.get(
        PATH, buffered=True, headers={"Range": asked.replace("SIZE", str(len(data)))}
    )

    assert answer.status_code == status
    if status == 416:
        assert answer.headers["Content-Range"] == f"bytes */{len(data)}"
        assert str(len(data)) in answer.text
        return
    wanted = data[slice(*part)]
    assert answer.data == wanted
    assert int(answer.headers["Content-Length"]) == len(wanted)
    if status == 206:
        start = part[0] % len(data)
        told = f"bytes {start}-{start + len(wanted) - 1}/{len(data)}"
        assert answer.headers["Content-Range"] == told
        assert "Repr-Digest" in answer.headers


def test_if_range(client: FlaskClient, data: bytes) -> None:
    """A part is given only of the file that the client has begun to fetch."""
    whole = client.get(PATH, buffered=True)
    tag, modified = whole.headers["ETag"], whole.headers["Last-Modified"]
    for condition, status in ((tag, 206), ('"other"', 200), (modified, 206)):
        asked = {"Range": "bytes=5-9", "If-Range": condition}
        answer = client.get(PATH, buffered=True, headers=asked)
        assert (answer.status_code, answer.data) == (
            status,
            data[5:10] if status == 206 else data,
        )


@pytest.mark.parametrize(
    ("condition", "known"), [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")]
)
def test_part_of_what_is_known(client: FlaskClient, condition: str, known: str) -> None:
    """Who has the file is told so, and sent no part of it (RFC 9110, section 13.2.2)."""
    whole = client.get(PATH, buffered=True)
    asked = {condition: whole.headers[known], "Range": "bytes=5-9"}

    assert client.get(PATH, buffered=True, headers=asked).status_code == 304


def test_ranges_elsewhere(client: FlaskClient) -> None:
    """Nothing but files is given in parts."""
    answer = client.get("/doc/kommun/2417.ttl", headers={"Range": "bytes=0-9"})

    assert answer.status_code == 200
    assert "Accept-Ranges" not in answer.headers


def test_server(server: str, dumped: Dumps, data: bytes) -> None:
    """The real server gives the same, in parts too; HEAD knows no parts."""
    host = urlsplit(server)
    connection = http.client.HTTPConnection(str(host.hostname), host.port, timeout=120)

    def ask(method: str, **headers: str) -> tuple[int, bytes, http.client.HTTPMessage]:
        connection.request(method, PATH, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers

    status, body, headers = ask("GET", Range="bytes=10-19")
    assert (status, body) == (206, data[10:20])
    assert headers["Content-Range"] == f"bytes 10-19/{len(data)}"
    status, body, headers = ask("HEAD", Range="bytes=10-19")
    assert (status, body, headers["Content-Length"]) == (200, b"", str(len(data)))
    status, body, headers = ask("GET")
    assert (status, body) == (200, data)
    assert ask("GET", **{"If-None-Match": headers["ETag"]})[:2] == (304, b"")
    connection.close()


def test_checksums(client: FlaskClient, dumped: Dumps, tmp_path: Path) -> None:
    """The checksums are in the form that sha256sum reads, for all files at once."""
    sums = client.get("/dump/SHA256SUMS")
    assert sums.mimetype == "text/plain"
    names = [line.partition("  ")[2] for line in sums.text.splitlines()]
    assert names == [dump.name for dump in dumped.files]
    for name in names:
        (tmp_path / name).write_bytes(client.get(f"/dump/{name}", buffered=True).data)
    (tmp_path / "SHA256SUMS").write_text(sums.text)
    subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True
    )


@pytest.mark.parametrize("is_dated", [False, True])
def test_list(client: FlaskClient, dumped: Dumps, is_dated: bool) -> None:
    """The list is a page and RDF, and each file in it is at the address that it says."""
    home = f"/dump/{dumped.release}/" if is_dated else "/dump/"
    page = client.get(home, headers={"Accept": "text/html", "Accept-Language": "en"})
    assert page.status_code == 200
    for dump in dumped.files:
        assert (f'href="{home}{dump.name}"' in page.text) == (dump.entries > 0)
    assert f'href="/dump/{dumped.release}/"' in page.text

    answer = client.get(home, headers={"Accept": "application/ld+json"})
    assert answer.headers["Content-Location"] == f"{home.rstrip('/')}.jsonld"
    found = to_graph(parse(answer.data, format=RdfFormat.JSON_LD))
    addresses = {str(address) for address in found.objects(None, DCAT.downloadURL)}
    assert addresses >= {f"{BASE.rstrip('/')}{home}samverkan.{x}.gz" for x in ("nq", "trig")}
    assert {
        client.get(a.removeprefix(BASE.rstrip("/")), buffered=True).status_code for a in addresses
    } == {200}
    topic = f"res/utgava/{dumped.release}" if is_dated else "res/datamangd/samverkan"
    assert (URIRef(BASE + topic), DCAT.distribution, None) in found
    for suffix in ("ttl", "rdf", "html"):
        assert client.get(f"{home.rstrip('/')}.{suffix}").status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "target"),
    [
        ("/dump", 308, "/dump/"),
        ("/dump/{release}", 308, "/dump/{release}/"),
        ("/dump/{release}/samverkan.nq.gz", 200, None),
        ("/dump/{release}/SHA256SUMS", 200, None),
        ("/dump/20200101T000000Z-00000000/", 404, None),
        ("/dump/20200101T000000Z-00000000/samverkan.nq.gz", 404, None),
        ("/dump/other.nq.gz", 404, None),
        ("/dump/dumps.json", 404, None),
        ("/dump/..", 404, None),
        ("/dump/{release}/../manifest.json", 404, None),
        ("/dump/{release}/dumps.json", 404, None),
        ("/dump.csv", 404, None),
    ],
)
def test_paths(
    client: FlaskClient, dumped: Dumps, path: str, status: int, target: str | None
) -> None:
    """Files are found by the list and by nothing else."""
    answer = client.get(path.format(release=dumped.release), buffered=True)

    assert answer.status_code == status
    if target:
        assert answer.headers["Location"] == target.format(release=dumped.release)


def test_while_they_are_written(tiny_site: Path) -> None:
    """Before the first dumps the answer is to come back; later, the ones before are given."""
    config = read_config(tiny_site / "samverkan.toml")
    start = datetime(2026, 11, 1, tzinfo=UTC)

    def client() -> FlaskClient:
        return create_app(config, Current(config.releases)).test_client()

    first = publish(config, start).manifest
    assert first is not None
    for path in (PATH, "/dump/", f"/dump/{first.id}/", f"/dump/{first.id}/{NAME}"):
        answer = client().get(path, buffered=True)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    finish(config)
    old = client().get(PATH, buffered=True)
    assert old.status_code == 200

    second = publish(config, start + timedelta(days=1), full=True).manifest
    assert second is not None
    asked = client()
    assert asked.get(PATH, buffered=True).headers["X-Samverkan-Release"] == first.id
    assert asked.get(f"/dump/{second.id}/{NAME}", buffered=True).status_code == 503
    finish(config)
    assert asked.get(PATH, buffered=True).headers["X-Samverkan-Release"] == second.id
    assert asked.get(f"/dump/{first.id}/{NAME}", buffered=True).data == old.data
