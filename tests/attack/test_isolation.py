"""Each limit by itself: what goes beyond it fails visibly, alone, and in time."""

import http.client
from contextlib import ExitStack, closing
from select import select
from urllib.parse import urlencode

import pytest
from tests.attack.hostile import BOMBS, DEEP, ENDLESS, HOSTILE, TEXTS
from tests.attack.probes import LONG, at_full_strength, problem, runaway, small
from tests.attack.processes import is_running
from tests.waiting import PATIENCE, wait_until

SECONDS = 3
LIMITS = {
    "seconds": SECONDS,
    "workers": 4,
    "queue": 4,
    "memory_bytes": 256 * 1024**2,
    "answer_bytes": 4 * 1024**2,
    "query_bytes": 10_000,
}
COUNT = ENDLESS["count of a cross product"]
HTML = "text/html,application/xhtml+xml"


@pytest.fixture(scope="module")
def server(serve):
    """A server with small limits."""
    return serve(**LIMITS)


@pytest.fixture(autouse=True)
def quiet_log(request):
    """Whatever happens to queries, the log tells of no fault of ours."""
    names = {"server", "streaming", "patient"} & {*request.fixturenames}
    servers = [request.getfixturevalue(name) for name in names]
    before = [server.faults() for server in servers]
    yield
    assert [server.faults() for server in servers] == before


def test_deadline(server):
    """A query that runs on is ended in time, and told so."""
    response, body, took = server.ask(COUNT)
    assert problem(response, body) in (503, 504)
    assert SECONDS - 0.1 < took < SECONDS + PATIENCE
    small(server)


def test_deadline_within_an_answer(streaming):
    """An answer that takes too long breaks off, and never looks whole."""
    with pytest.raises(http.client.IncompleteRead) as broken:
        streaming.ask(LONG)
    assert len(broken.value.partial) > 1024**2
    small(streaming)


@pytest.mark.parametrize("name", ["order of a cross product", "group concat", "doubled string"])
def test_memory(server, name):
    """A query that takes too much memory fails alone."""
    response, body, _ = server.ask((ENDLESS | BOMBS)[name])
    assert problem(response, body) in (503, 504)
    small(server)


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv"])
def test_answer_too_long(server, accept):
    """An answer that grows too long breaks off where it does."""
    with pytest.raises(http.client.IncompleteRead) as broken:
        server.ask(LONG, {"Accept": accept})
    assert 0 < len(broken.value.partial) <= LIMITS["answer_bytes"]
    small(server)


def test_answer_too_long_at_once(serve):
    """Where nothing of it has been sent, a problem is told."""
    server = serve(answer_bytes=100_000)
    response, body, _ = server.ask("SELECT * { ?s ?p ?o }")
    assert problem(response, body) != 500
    small(server)


@pytest.mark.parametrize("way", ["direct", "form", "address"])
@pytest.mark.parametrize("size", [9_990, 10_001, 100_000])
def test_query_too_long(server, way, size):
    """The text of a query may have so many bytes, and no more."""
    query = "ASK {}".ljust(size)
    form = urlencode({"query": query})
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)) as client:
        if way == "address":
            client.request("GET", f"/sparql?{form}")
        elif way == "form":
            kind = "application/x-www-form-urlencoded"
            client.request("POST", "/sparql", form, {"Content-Type": kind})
        else:
            client.request("POST", "/sparql", query, {"Content-Type": "application/sparql-query"})
        status = client.getresponse().status
    assert status in ((200,) if size <= LIMITS["query_bytes"] else (413, 414))


@pytest.mark.parametrize("query", [COUNT, LONG], ids=["before the answer", "within the answer"])
def test_hang_up(patient, query):
    """When a client goes away, its query ends."""
    with runaway(patient, query) as (connection, worker):
        connection.close()
        wait_until(lambda: not is_running(worker))
    small(patient)


def test_hang_up_in_the_queue(patient):
    """Those who go away while they wait have never asked."""
    at_full_strength(patient)
    with ExitStack() as stack:
        for n in range(8):
            stack.enter_context(patient.send(f"{COUNT} # {n}"))
        stack.enter_context(runaway(patient, COUNT))
    at_full_strength(patient)
    small(patient)


def test_full_queue(serve):
    """Who comes when the queue is full is told when to come again, long before the deadline."""
    server = serve(**LIMITS | {"seconds": 600})
    with ExitStack() as stack:
        asked = [stack.enter_context(server.send(f"{COUNT} # full {n}")) for n in range(20)]
        told, _, _ = select(asked, [], [], PATIENCE)
        response = http.client.HTTPResponse(told[0])
        response.begin()
        assert problem(response, response.read()) in (429, 503)
    assert int(response.getheader("retry-after", "")) > 0
    at_full_strength(server)
    small(server)


def test_waiting_counts(server):
    """A query that waits for a worker is answered by the deadline, too."""
    with ExitStack() as stack:
        for n in range(6):
            stack.enter_context(server.send(f"{COUNT} # before {n}"))
        response, body, took = server.ask(f"{COUNT} # after")
    assert problem(response, body) in (503, 504)
    assert took < SECONDS + PATIENCE


def test_two_runaways(patient):
    """With two queries that run on, small ones are answered as ever."""
    with runaway(patient), runaway(patient):
        for _ in range(100):
            small(patient)


@pytest.mark.parametrize("name", [*DEEP, *TEXTS])
def test_deep_and_odd_texts(streaming, name):
    """What overflows recursion, or is no query, is refused, or fails alone."""
    check(streaming, (DEEP | TEXTS)[name])


@pytest.mark.long
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("accept", [HTML, "text/csv,text/turtle"], ids=["page", "data"])
def test_every_hostile_query(streaming, name, accept):
    """As a page or as data, no hostile query is a fault of ours."""
    check(streaming, HOSTILE[name], accept)


def check(server, query, accept="*/*"):
    """Ask, and check that the answer is a proper one, or breaks off."""
    try:
        response, body, _ = server.ask(query, {"Accept": accept})
    except http.client.IncompleteRead:
        return
    assert response.status in (200, 400, 413, 503, 504)
    if accept != HTML and response.status != 200:
        problem(response, body)
    small(server)
