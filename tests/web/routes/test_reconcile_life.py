"""Reconciliation of what has ended, been renamed, or held several roles."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from samverkan_ld.config import read_config
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

HEAD = """
@base <https://data.samverkan.example/id/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix sam: <https://data.samverkan.example/spec/samverkan/> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
BEFORE = """
<person/ada> a foaf:Person ; foaf:name "Ada Ett" .
<person/cesar> a foaf:Person ; foaf:name "Cesar Tre" .
<organisation/a> skos:prefLabel "Alfanämnden"@sv .
"""
AFTER = """
<person/david> a foaf:Person ; foaf:name "Ada Två" .
<organisation/c> skos:prefLabel "Gammanämnden"@sv ; schema:alternateName "Alfanämnden"@sv .
<organisation/d> skos:prefLabel "Deltaverket"@sv ; schema:dissolutionDate "2019-12-31"^^xsd:date .
"""
ROLES = """
<artikel/{key}> a schema:Article ; schema:name "{key}" ; schema:datePublished "{day}"^^xsd:date .
<medlemskap/{key}> a org:Membership ; org:member <person/eva> ; org:organization <{where}> ;
  schema:roleName "{role}"@sv ;
  sam:senastFran "{day}"^^xsd:date ; sam:tidigastTill "{day}"^^xsd:date .
<person/eva> a foaf:Person ; foaf:name "Eva Fem" .
"""
DECLARED = """
- {replaced: person:ada, by: person:david, date: 2026-11-20, reason: dubblett}
- {withdrawn: person:cesar, date: 2026-11-20, reason: felaktig}
- {merged: [organisation:a, organisation:b], into: organisation:c, date: 2026-11-20,
   reason: sammanslagning}
"""


@pytest.fixture(scope="module")
def client(project: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of a site of two releases; what was in the first has ended in the second."""
    root = tmp_path_factory.mktemp("life")
    for name in ("data/identifiers", "shapes", "vocab"):
        (root / name).mkdir(parents=True)
    for name in ("avslut.ttl", "samverkan.ttl", "context.jsonld"):
        (root / "vocab" / name).write_bytes((project / "vocab" / name).read_bytes())
    (root / "samverkan.toml").write_text("")
    config = read_config(root / "samverkan.toml")
    other = '<organisation/b> skos:prefLabel "Betanämnden"@sv .'
    (root / "data/things.ttl").write_text(HEAD + BEFORE + other)
    publish(config, datetime(2026, 11, 19, 12, tzinfo=UTC))
    (root / "data/things.ttl").write_text(HEAD + AFTER)
    for key, day, where, role in (
        ("z", "2018-05-01", "organisation/d", "registrator"),
        ("y", "2020-03-17", "organisation/c", "arkivarie"),
    ):
        text = ROLES.format(key=key, day=day, where=where, role=role)
        (root / f"data/{key}.ttl").write_text(HEAD + text)
    (root / "data/identifiers/ended.yaml").write_text(DECLARED)
    publish(config, datetime(2026, 11, 20, 12, tzinfo=UTC))
    return create_app(config, Current(config.releases)).test_client()


def find(client: FlaskClient, query: str, **conditions: str) -> list[tuple[str, float, bool]]:
    """Send one query; gives id, score and certainty of its candidates."""
    properties = [{"pid": name, "v": value} for name, value in conditions.items()]
    batch = {"q": {"query": query, "properties": properties}}
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)}).get_json()
    return [(c["id"], c["score"], c["match"]) for c in answer["q"]["result"]]


def test_replaced(client):
    """What was replaced answers to its old id, as what it is now, and has its values."""
    asked = {"ids": ["person/ada"], "properties": [{"id": "iri"}]}
    rows = client.get("/reconcile", query_string={"extend": json.dumps(asked)}).get_json()["rows"]

    assert find(client, "person/ada") == [("person/david", 100, True)]
    assert rows["person/ada"]["iri"] == [{"str": "https://data.samverkan.example/id/person/david"}]
    assert "Ada Två" in client.get("/reconcile/preview?id=person/ada").text


def test_merged(client):
    """What something was merged into is likely, and not certain: it is not the same thing."""
    asked = {"ids": ["organisation/a"], "properties": [{"id": "iri"}]}
    rows = client.get("/reconcile", query_string={"extend": json.dumps(asked)}).get_json()["rows"]

    assert find(client, "organisation/a") == [("organisation/c", 90, False)]
    assert rows == {"organisation/a": {"iri": []}}


@pytest.mark.parametrize("text", ["person/cesar", "Cesar Tre"])
def test_withdrawn(client, text):
    """What was withdrawn is no candidate, by id or by name."""
    assert [found for found in find(client, text) if found[1] >= 60] == []


def test_former_name(client):
    """A thing answers to a name that it or what it came from had."""
    assert find(client, "Alfanämnden")[0] == ("organisation/c", 100, True)


def test_dissolved(client):
    """An organisation that has ended says so."""
    batch = {"q": {"query": "Deltaverket"}}
    for language, said in (("sv", "upphörde 2019-12-31"), ("en", "ended 2019-12-31")):
        headers = {"Accept-Language": language}
        answer = client.post(
            "/reconcile", data={"queries": json.dumps(batch)}, headers=headers
        ).get_json()
        assert said in answer["q"]["result"][0]["description"]


@pytest.mark.parametrize(
    ("conditions", "is_certain"),
    [
        ({"organisation": "Deltaverket"}, True),
        ({"organisation": "Gammanämnden"}, True),
        ({"organisation": "Deltaverket", "date": "2018-05-01"}, True),
        ({"organisation": "Deltaverket", "role": "Registrator"}, True),
        ({"organisation": "Gammanämnden", "date": "2018-05-01"}, False),
        ({"organisation": "Gammanämnden", "role": "registrator"}, False),
        ({"role": "arkivarie", "date": "2018-05-01"}, False),
    ],
)
def test_one_role(client, conditions, is_certain):
    """One and the same role held has to answer to all that is asked for."""
    found = find(client, "Eva Fem", **conditions)

    assert (found[0][0], found[0][2]) == ("person/eva", is_certain)


def test_rows_in_order(client):
    """The roles of a person stand in one order, what was told last first, as in the preview."""
    properties = [{"id": "role"}, {"id": "organisation"}]
    asked = {"ids": ["person/eva"], "properties": properties}
    rows = client.get("/reconcile", query_string={"extend": json.dumps(asked)}).get_json()["rows"]

    assert [cell["str"] for cell in rows["person/eva"]["role"]] == ["arkivarie", "registrator"]
    assert [cell["name"] for cell in rows["person/eva"]["organisation"]] == [
        "Gammanämnden",
        "Deltaverket",
    ]
    assert (
        "arkivarie, Gammanämnden (2020-03-17)"
        in client.get("/reconcile/preview?id=person/eva").text
    )
