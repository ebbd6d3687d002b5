"""Periods as pages tell them."""

import pytest
from flask import Flask
from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.namespaces import ORG, TIME, XSD
from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.roles import period

MEMBERSHIP = NamedNode("https://data.example.org/id/medlemskap/0")
INSTANTS = {"hasBeginning": "start", "hasEnd": "slut", "inside": "iakttagen"}
PRECISIONS = {4: "gYear", 7: "gYearMonth", 10: "Date"}


def facts(app: Flask, times: dict[str, str]) -> Facts:
    """Say when a role was held."""
    interval = NamedNode(f"{MEMBERSHIP.value}/period")
    quads = [Quad(MEMBERSHIP, NamedNode(ORG + "memberDuring"), interval)]
    for relation, value in times.items():
        instant = NamedNode(f"{MEMBERSHIP.value}/{INSTANTS[relation]}")
        precision = PRECISIONS[len(value)]
        literal = Literal(value, datatype=NamedNode(f"{XSD}{precision[0].lower()}{precision[1:]}"))
        quads.append(Quad(interval, NamedNode(TIME + relation), instant))
        quads.append(Quad(instant, NamedNode(f"{TIME}inXSD{precision}"), literal))
    return Facts(app.extensions["samverkan"].view(), quads, ())


@pytest.mark.parametrize(
    ("times", "swedish", "english"),
    [
        ({"hasBeginning": "2017", "hasEnd": "2019"}, "2017–2019", "2017–2019"),
        ({"hasBeginning": "2017", "hasEnd": "2017"}, "2017", "2017"),
        ({"hasBeginning": "2017-05", "hasEnd": "2019-01-31"}, *["2017-05–2019-01-31"] * 2),
        ({"inside": "2020-03-17"}, "enligt källa 2020-03-17", "according to source 2020-03-17"),
        (
            {"hasBeginning": "2011", "inside": "2020-03-17"},
            "från 2011, enligt källa 2020-03-17",
            "from 2011, according to source 2020-03-17",
        ),
        ({"hasBeginning": "2011"}, "från 2011", "from 2011"),
        ({"hasEnd": "2019-12"}, "till 2019-12", "until 2019-12"),
        ({}, "", ""),
    ],
)
def test_period(app: Flask, times: dict[str, str], swedish: str, english: str) -> None:
    """A period is told as precisely as the source does, and never as lasting until today."""
    found = facts(app, times)

    assert period(found, MEMBERSHIP, "sv") == swedish
    assert period(found, MEMBERSHIP, "en") == english


def test_no_period(app: Flask) -> None:
    """A role without any time has no period."""
    assert period(facts(app, {}), NamedNode("https://data.example.org/id/x/y"), "sv") == ""
