"""A server under load while new releases are published."""

import http.client
import subprocess
import sys
import threading
from functools import partial

import pytest
from tests.conftest import start_server
from tests.waiting import PATIENCE, wait_until

PERSON = (
    "@prefix foaf: <http://xmlns.com/foaf/0.1/> . "
    '<https://tiny.example/id/person/abcdefabcdef> a foaf:Person ; foaf:name "N{}" .'
)
PATHS = ("/doc/person/abcdefabcdef.ttl", "/id/person/abcdefabcdef", "/sparql?query=ASK%20%7B%7D")


def publish(site, number):
    """Publish a site with another name in it; gives the id of the release."""
    (site / "data/person.ttl").write_text(PERSON.format(number))
    command = [sys.executable, "-m", "samverkan_ld", "publish"]
    subprocess.run(command, cwd=site, check=True, stdout=subprocess.DEVNULL)
    return (site / "releases/current").readlink().name


class Client(threading.Thread):
    """Asks without pause over one connection, and notes every answer."""

    def __init__(self, address: str, stop: threading.Event) -> None:
        super().__init__()
        self._host = address.removeprefix("http://")
        self._done = stop
        self.answers: list[tuple[int, str, str]] = []
        self.failures: list[str] = []

    def has(self, release: str) -> bool:
        """Tell whether each path has been answered from a release."""
        return sum(told == release for _, told, _ in self.answers) >= len(PATHS)

    def run(self) -> None:
        """Ask until told to stop."""
        connection = http.client.HTTPConnection(self._host, timeout=PATIENCE)
        number = 0
        while not self._done.is_set():
            path = PATHS[number % len(PATHS)]
            number += 1
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                body = answer.read().decode()
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(f"{path}: {error!r}")
                connection.close()
                continue
            release = answer.headers["X-Samverkan-Release"]
            self.answers.append((answer.status, release, body))
        connection.close()


def have_all(clients, release):
    """Tell whether each of the clients has seen a release."""
    return all(client.has(release) for client in clients)


@pytest.fixture
def served(tiny_site):
    """A published site and the address of its server."""
    publish(tiny_site, 0)
    process, address = start_server(tiny_site)
    yield tiny_site, address
    process.terminate()
    assert process.wait(120) == 0


def test_publications_under_load(served):
    """No request fails while releases are published, and soon all answers are new."""
    site, address = served
    stop = threading.Event()
    clients = [Client(address, stop) for _ in range(8)]
    for client in clients:
        client.start()
    names = {(site / "releases/current").readlink().name: "N0"}
    try:
        for number in range(1, 4):
            release = publish(site, number)
            names[release] = f"N{number}"
            wait_until(partial(have_all, clients, release))
    finally:
        stop.set()
        for client in clients:
            client.join()

    answers = [answer for client in clients for answer in client.answers]
    assert [failure for client in clients for failure in client.failures] == []
    assert {status for status, _, _ in answers} == {200, 303}
    assert all(f'"{names[release]}"' in body for _, release, body in answers if "foaf:name" in body)
    order = [*names]
    for client in clients:  # of one connection, so of one process: it never goes back
        told = [order.index(release) for _, release, _ in client.answers]
        assert told == sorted(told)
