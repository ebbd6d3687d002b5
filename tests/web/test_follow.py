"""A server under load while new releases are published."""

import http.client
import subprocess
import sys
import threading
import time

import pytest
from tests.conftest import start_server

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
        self.answers: list[tuple[float, int, str, str]] = []
        self.failures: list[str] = []

    def run(self) -> None:
        """Ask until told to stop."""
        connection = http.client.HTTPConnection(self._host, timeout=10)
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
            self.answers.append((time.time(), answer.status, release, body))
        connection.close()


@pytest.fixture
def served(tiny_site):
    """A published site and the address of its server."""
    publish(tiny_site, 0)
    process, address = start_server(tiny_site)
    yield tiny_site, address
    process.terminate()
    assert process.wait(60) == 0


def test_publications_under_load(served):
    """No request fails while releases are published, and a second later all answers are new."""
    site, address = served
    stop = threading.Event()
    clients = [Client(address, stop) for _ in range(8)]
    for client in clients:
        client.start()
    switches = {}
    for number in range(1, 4):
        release = publish(site, number)
        switches[release] = (time.time(), number)
        time.sleep(1.5)
    stop.set()
    for client in clients:
        client.join()

    answers = [answer for client in clients for answer in client.answers]
    assert [failure for client in clients for failure in client.failures] == []
    assert {status for _, status, _, _ in answers} == {200, 303}
    assert len(answers) > 100
    order = [release for release, _ in sorted(switches.items(), key=lambda item: item[1])]
    for moment, _, release, body in answers:
        due = [name for name in order if switches[name][0] + 1 < moment]
        if due:
            assert release in order[order.index(due[-1]) :]
        if "foaf:name" in body and release in switches:
            assert f'"N{switches[release][1]}"' in body
    assert answers and {order[-1]} <= {release for _, _, release, _ in answers}
