"""What whoever runs the service needs: metrics, the log, limits, headers, an orderly end."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families
from tests.conftest import TINY_CONFIG, TINY_DATA, TINY_SHAPE, start_server
from tests.ports import free_port
from tests.waiting import PATIENCE, wait_until

from samverkan_ld.config import read_config
from samverkan_ld.pipeline.publish import publish

SETTINGS = f"""{TINY_CONFIG}
[limits]
client_queries = 20
client_requests = 30

[serve]
stop_seconds = 120

[sparql]
workers = 2
"""
PERSON = "/doc/person/abcdefabcdef"
CLIENT = "203.0.113.{}"
CACHE, RESULTS = {"cache": "documents"}, ("hit", "miss")
SLOW = "SELECT (COUNT(*) AS ?n) {{ {} }}".format(
    " ".join(f"VALUES ?v{number} {{ {'1 ' * 50} }}" for number in range(9))
)
LONG = "SELECT * {{ {} }}".format(
    " ".join(f"VALUES ?v{number} {{ {'1234567890 ' * 70} }}" for number in range(3))
)


@dataclass
class Served:
    """A server with two processes, and the file with its log."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    site: Path

    def get(self, path: str, client: str = "", **headers: str) -> tuple[HTTPResponse, bytes]:
        """Ask over a connection of its own, as a proxy that forwards for a client."""
        told = {"X-Forwarded-For": client} if client else {}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", path, headers={**told, **named})
            answer = connection.getresponse()
            return answer, answer.read()

    def measure(self, name: str, **labels: str) -> float:
        """Read a metric; series are added up."""
        families = text_string_to_metric_families(self.get("/metrics")[1].decode())
        return sum(
            sample.value
            for family in families
            for sample in family.samples
            if sample.name == f"samverkan_{name}" and labels.items() <= sample.labels.items()
        )

    def workers(self) -> list[int]:
        """List the server processes."""
        return children(self.process.pid)

    def lines(self) -> list[dict[str, object]]:
        """Read the log, as far as its lines are whole."""
        whole = self.log.read_text().rpartition("\n")[0]
        return [json.loads(line) for line in whole.splitlines()]


def children(pid: int) -> list[int]:
    """List the processes that a process has started."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]


def write_site(site: Path, *, seconds: int) -> None:
    """Publish a small site; a query may take so many seconds."""
    for name, text in {
        "samverkan.toml": f"{SETTINGS}seconds = {seconds}\n",
        "data/person.ttl": TINY_DATA,
        "shapes/NameShape.ttl": TINY_SHAPE,
        "vocab/context.jsonld": '{"@context": {"foaf": "http://xmlns.com/foaf/0.1/"}}',
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    publish(read_config(site / "samverkan.toml"), datetime(2026, 11, 23, 20, tzinfo=UTC))


def serve(site: Path, *, seconds: int) -> Served:
    """Publish a small site, and serve it; a query may take so many seconds."""
    write_site(site, seconds=seconds)
    log = site / "log"
    with log.open("wb") as file:
        process, address = start_server(site, log=file)
    return Served(process, urlsplit(address).port or 0, log, site)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that is stopped at the end, and whose log is JSON throughout."""
    server = serve(tmp_path_factory.mktemp("served"), seconds=5)
    wait_until_is(4, server, "query_workers")  # both processes are ready
    yield server
    server.process.terminate()
    assert server.process.wait(PATIENCE) == 0
    assert server.lines()


def wait_until_is(expected: float, served: Served, name: str, **labels: str) -> None:
    """Wait for a metric to have a value."""
    wait_until(lambda: served.measure(name, **labels) == expected)


def test_metrics_are_summed(served: Served) -> None:
    """Each request counts once, whichever process answered it; and a death takes nothing away."""
    labels = {"route": "document", "status": "2xx"}
    before = served.measure("request_seconds_count", **labels)
    asked_before = [served.measure("cache_lookups_total", **CACHE, result=r) for r in RESULTS]
    for _ in range(40):
        assert served.get(f"{PERSON}.ttl")[0].status == 200

    wait_until_is(before + 40, served, "request_seconds_count", **labels)
    assert served.measure("request_seconds_bucket", le="+Inf", **labels) == before + 40
    assert 0 < served.measure("request_seconds_sum", **labels) < 40
    asked = [served.measure("cache_lookups_total", **CACHE, result=r) for r in RESULTS]
    hits, misses = (now - then for now, then in zip(asked, asked_before, strict=True))
    assert hits + misses == 40
    assert 1 <= misses <= 2, "each process makes the answer once"
    killed = served.workers()[0]
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: len(served.workers()) == 2 and killed not in served.workers())
    wait_until_is(2, served, "processes")
    assert served.measure("request_seconds_count", **labels) == before + 40
    wait_until_is(4, served, "query_workers")


def test_metrics_tell_of_the_release(served: Served) -> None:
    """The release, its age, and the last attempt to publish are told."""
    config = read_config(served.site / "samverkan.toml")
    name = served.get("/ready")[0].getheader("X-Samverkan-Release") or ""
    assert served.measure("release_info", release=name) == 1
    created = datetime(2026, 11, 23, 20, tzinfo=UTC).timestamp()
    assert served.measure("release_age_seconds") == pytest.approx(time.time() - created, abs=60)
    assert served.measure("publication_success") == 1
    good = served.measure("publication_success_timestamp_seconds")
    (served.site / "data" / "person.ttl").write_text(TINY_DATA.replace('"Ada', '"Bo", "Ada'))
    publish(config, datetime(2026, 11, 24, 20, tzinfo=UTC))
    (served.site / "data" / "person.ttl").write_text(TINY_DATA)

    assert served.measure("publication_success") == 0
    assert served.measure("publication_info", result="nonconforming") == 1
    assert served.measure("publication_timestamp_seconds") >= good
    assert served.measure("publication_success_timestamp_seconds") == good


def test_metrics_are_not_for_everybody(served: Served) -> None:
    """Whom a proxy forwards for may not read them."""
    answer, body = served.get("/metrics", client=CLIENT.format(1))

    assert (answer.status, json.loads(body)["status"]) == (403, 403)
    assert b"samverkan_" not in body


def test_queries_that_are_ended(served: Served) -> None:
    """A query that is ended at its deadline is counted by that cause; waiting ones are seen."""
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(served.get, f"/sparql?query={quote(SLOW)}")
        wait_until_is(1, served, "query_workers", state="busy")
        wait_until_is(1, served, "requests_running")  # that of the scrape is another
        assert asked.result()[0].status == 504
    wait_until_is(1, served, "queries_ended_total", cause="deadline")
    wait_until_is(0, served, "query_workers", state="busy")
    with closing(HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)) as connection:
        connection.request("GET", f"/sparql?query={quote(SLOW)}")
        wait_until_is(1, served, "query_workers", state="busy")
    wait_until_is(1, served, "queries_ended_total", cause="hangup")
    assert served.measure("queries_ended_total") == 2


def test_limits(served: Served) -> None:
    """All processes together give a client what it may ask, then tell it when to come again."""
    one, other = CLIENT.format(2), CLIENT.format(3)
    began = time.monotonic()
    asked = [served.get(f"/sparql?query=ASK%7B%7D&n={n}", client=one) for n in range(40)]

    statuses = [answer.status for answer, _ in asked]
    refused = statuses.count(429)
    assert 20 <= statuses.count(200) <= 21 + (time.monotonic() - began) / 3
    assert set(statuses) == {200, 429}
    answer, body = next(told for told in reversed(asked) if told[0].status == 429)
    assert answer.getheader("content-type") == "application/problem+json"
    assert 1 <= int(answer.getheader("retry-after") or 0) <= 3
    assert "20" in json.loads(body)["detail"]
    assert "retry-after" in (answer.getheader("access-control-expose-headers") or "").lower()
    with closing(HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)) as connection:
        # on one connection: what was sent is not taken for a request
        while statuses.count(429) < refused + 2:
            headers = {"X-Forwarded-For": one, "Content-Type": "application/sparql-query"}
            connection.request("POST", "/sparql", b"ASK {}" + b" " * 900_000, headers)
            answer = connection.getresponse()
            assert answer.read()
            statuses.append(answer.status)
    assert {*statuses} == {200, 429}
    assert served.get("/sparql?query=ASK%7B%7D", client=other)[0].status == 200
    assert served.get("/sparql?query=ASK%7B%7D")[0].status == 200, "the proxy itself is not counted"
    limited = statuses.count(429)
    wait_until_is(limited, served, "requests_limited_total", kind="queries")


def test_limits_of_what_is_no_query(served: Served) -> None:
    """What costs something is limited too; what a cache has, and what tells of health, is not."""
    client = "2001:db8:0:1::{}"  # one network, however many addresses
    began = time.monotonic()
    asked = [served.get(f"/nowhere/{n}", client=client.format(n))[0].status for n in range(50)]
    assert 30 <= asked.count(404) <= 31 + (time.monotonic() - began) / 2
    assert set(asked) == {404, 429}
    for _ in range(20):  # until both processes have it
        served.get(f"{PERSON}.nt")

    for path in ("/health", f"{PERSON}.nt"):
        assert {served.get(path, client=client.format(1))[0].status for _ in range(20)} == {200}


def post_batch(served: Served, size: int, client: str) -> tuple[HTTPResponse, bytes]:
    """Ask what so many names mean."""
    batch = {f"q{number}": {"query": "Ada"} for number in range(size)}
    headers = {
        "X-Forwarded-For": client,
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept-Language": "en",
    }
    with closing(HTTPConnection("127.0.0.1", served.port, timeout=120)) as connection:
        connection.request("POST", "/reconcile", urlencode({"queries": json.dumps(batch)}), headers)
        answer = connection.getresponse()
        return answer, answer.read()


def test_limits_of_batches(served: Served) -> None:
    """A batch costs as much as its queries would one by one, and one of any size can be sent."""
    client, other = CLIENT.format(5), CLIENT.format(6)
    before = served.measure("requests_limited_total", kind="others")
    began = time.monotonic()

    found, body = post_batch(served, 20, client)
    refused, told = post_batch(served, 20, client)

    assert (found.status, len(json.loads(body))) == (200, 20)
    assert refused.status == 429
    seconds = int(refused.getheader("retry-after") or 0)
    assert 19 - (time.monotonic() - began) <= seconds <= 22, "two seconds for each of ten"
    assert "30 requests a minute" in json.loads(told)["detail"]
    assert refused.getheader("access-control-allow-origin") == "*"
    assert refused.getheader("x-robots-tag") == "noindex"
    assert served.get("/reconcile", client=client)[0].status == 200, "what is left may be asked"
    assert post_batch(served, 50, other)[0].status == 200
    limited, _ = served.get("/reconcile", client=other)
    assert limited.status == 429
    assert limited.getheader("x-robots-tag") == "noindex"
    assert served.measure("requests_limited_total", kind="others") == before + 2


def test_limits_of_values(served: Served) -> None:
    """Values cost a request for each thing."""
    client = CLIENT.format(7)
    asked = {"ids": ["person/abcdefabcdef"] * 20, "properties": [{"id": "iri"}]}
    path = f"/reconcile?{urlencode({'extend': json.dumps(asked)})}"

    assert [served.get(path, client=client)[0].status for _ in range(2)] == [200, 429]


def test_log(served: Served) -> None:
    """A line of JSON for each request tells what kind it was, and nothing of whom or what."""
    client, marker = CLIENT.format(4), "hemligt"
    served.get(f"/sparql?query=SELECT+%22{marker}%22%7B%7D", client=client)
    served.get(f"/sparql?query=ASK%7B%22{marker}%22%7D", client=client)
    served.get(f"/res/{marker}?q={marker}", client=client)

    def lines() -> list[dict[str, object]]:
        return [line for line in served.lines() if line.get("route") == "resource"]

    wait_until(lines)  # a request is written down after its client has the answer
    text = served.log.read_text()
    assert marker not in text and client not in text and "127.0.0.1:" not in text.split("\n", 1)[1]
    line = lines()[0]
    assert datetime.fromisoformat(str(line.pop("time"))).tzinfo is not None
    assert isinstance(line.pop("ms"), float) and isinstance(line.pop("bytes"), int)
    assert str(line.pop("release")).startswith("2026112")
    assert line == {
        "level": "info",
        "event": "request",
        "method": "GET",
        "route": "resource",
        "status": 404,
    }


ANSWERS = [
    (PERSON, "text/html", 200),
    (PERSON, "text/turtle", 200),
    ("/id/person/abcdefabcdef", "text/turtle", 303),
    ("/nowhere", "text/html", 404),
    ("/nowhere", "application/json", 404),
    ("/sparql?query=ASK%7B%7D", "application/json", 200),
    ("/sparql", "text/html", 200),
    ("/health", "*/*", 200),
    ("/metrics", "*/*", 200),
    ("/robots.txt", "*/*", 200),
]


@pytest.mark.parametrize(("path", "accept", "status"), ANSWERS)
def test_security_headers(path: str, accept: str, status: int, served: Served) -> None:
    """Every answer says that it is what it says, and that it loads and runs nothing foreign."""
    answer, _ = served.get(path, accept=accept)

    assert answer.status == status
    assert answer.getheader("x-content-type-options") == "nosniff"
    assert answer.getheader("referrer-policy") == "strict-origin-when-cross-origin"
    policy = answer.getheader("content-security-policy") or ""
    assert policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy
    assert answer.getheader("cross-origin-resource-policy") == "cross-origin"
    is_page = (answer.getheader("content-type") or "").startswith("text/html")
    assert answer.getheader("x-frame-options") == ("DENY" if is_page else None)
    assert answer.getheader("cross-origin-opener-policy") == ("same-origin" if is_page else None)


def test_stop_finishes_a_stream(tmp_path: Path) -> None:
    """At SIGTERM a long answer that a slow client is reading comes to its end, then all stops."""
    served = serve(tmp_path, seconds=120)
    started = time.monotonic()
    with closing(HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)) as connection:
        connection.request("GET", f"/sparql?query={quote(LONG)}&format=csv")
        answer = connection.getresponse()
        body = answer.read(1000)
        served.process.send_signal(signal.SIGTERM)
        while piece := answer.read(500_000):
            body += piece
            time.sleep(0.1)
    took = time.monotonic() - started

    assert body.count(b"\r\n") == 1 + 70**3
    assert took > 1.5, "the client was slow enough for the test to mean something"
    assert served.process.wait(PATIENCE) == 0
    assert not [line for line in served.lines() if "broke off" in str(line["event"])]


def test_stop_while_it_starts(tmp_path: Path) -> None:
    """A server that is stopped before it has opened its release ends at once."""
    write_site(tmp_path, seconds=1)
    port = free_port()
    command = [sys.executable, "-m", "samverkan_ld", "serve", f"--port={port}"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert f"serving at http://127.0.0.1:{port}".encode() in process.stderr.readline()
        wait_until(lambda: len(children(process.pid)) == 2)  # which import what they need
        process.terminate()

        assert process.wait(PATIENCE) == 0
