"""The protocol tests of SPARQL 1.1; updates are refused, since the service only reads."""

import json

import pytest
from tests.conformance.protocol import exchanges

MEDIA_TYPES = {
    "boolean": "application/sparql-results+json",
    "tabular": "application/sparql-results+json",
    "RDF": "text/turtle",
}
"""What comes when no format is asked for, by the kind of content that a test expects."""

PROBLEM = "application/problem+json"


def send(endpoint, exchange):
    """Send a request as it was recorded."""
    return endpoint.send(exchange.method, exchange.path, exchange.headers, exchange.body)


@pytest.mark.parametrize("exchange", exchanges(updates=False))
def test_requests(endpoint, exchange):
    """Requests to query, and requests that are no good, are answered as the suite tells."""
    reply = send(endpoint, exchange)

    assert reply.status // 100 in exchange.statuses, reply
    assert reply.media_type == MEDIA_TYPES.get(exchange.format, PROBLEM)
    if exchange.boolean:
        assert json.loads(reply.body)["boolean"] is (exchange.boolean == "true")


@pytest.mark.parametrize("exchange", exchanges(updates=True))
def test_updates(endpoint, exchange):
    """A good update is refused."""
    reply = send(endpoint, exchange)

    assert reply.status in (400, 415), reply
    assert reply.media_type == PROBLEM


def test_counts(suites):
    """No test is left out without a word."""
    assert len(exchanges(updates=False)) == 27
    assert len(exchanges(updates=True)) == 7
