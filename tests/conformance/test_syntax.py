"""The syntax tests of SPARQL 1.0 and 1.1; updates are refused, be their syntax right or wrong.

The texts are sent as they are. They are asked of an empty dataset, since only their syntax counts.
"""

import json
import re

import pytest
from tests.conformance.endpoint import Endpoint, Reply
from tests.conformance.known import FAILURES, UNKNOWN_FUNCTIONS
from tests.conformance.suite import (
    NEGATIVE_SYNTAX,
    NOWHERE,
    POSITIVE_SYNTAX,
    UPDATE,
    Case,
    all_cases,
    cases,
)

PLACE = re.compile(r"^\w+ \d+, \w+ \d+: ")
"""How the explanation of a syntax error begins: line and column."""


def ask(endpoint: Endpoint, case: Case) -> Reply:
    """Ask a query of an empty dataset."""
    return endpoint.query(case.text, [("default-graph-uri", NOWHERE)])


def explanation(reply):
    """Read why a request is refused."""
    assert reply.media_type == "application/problem+json"
    return json.loads(reply.body)["detail"]


@pytest.mark.parametrize("case", cases(*POSITIVE_SYNTAX))
def test_right_syntax(endpoint, case):
    """What is right is answered; SERVICE and functions that do not exist are refused as such."""
    reply = ask(endpoint, case)

    if "/syntax-fed/" in case.id:
        assert reply.status == 403
        assert "SERVICE" in explanation(reply)
    elif case.id in UNKNOWN_FUNCTIONS:
        assert reply.status == 400
        assert "function <http://example" in explanation(reply)
    else:
        assert reply.status == 200, explanation(reply)


@pytest.mark.parametrize("case", cases(*NEGATIVE_SYNTAX))
def test_wrong_syntax(endpoint, case):
    """What is wrong is refused, and it is told where it goes wrong."""
    reply = ask(endpoint, case)

    if case.id in FAILURES:
        assert reply.status == 200, "no failure any more"
    else:
        assert reply.status == 400
        # Some of these are updates, which are refused without a word on what is wrong in them.
        assert case.iri.endswith(".ru") or PLACE.match(explanation(reply))


@pytest.mark.parametrize("case", cases(*UPDATE))
def test_updates(endpoint, case):
    """An update is refused wherever it stands, be its syntax right or wrong."""
    replies = [
        endpoint.query(case.text),
        endpoint.form(query=case.text),
        endpoint.form(update=case.text),
    ]

    assert [reply.status for reply in replies] == [400, 400, 400]
    assert all(explanation(reply) for reply in replies)


def test_counts(suites):
    """No test is left out without a word."""
    kinds = [case.kind for case in all_cases()]

    assert sum(kind in POSITIVE_SYNTAX for kind in kinds) == 149 + 66
    assert sum(kind in NEGATIVE_SYNTAX for kind in kinds) == 50 + 48
    assert sum(kind in UPDATE for kind in kinds) == 94 + 42 + 13
