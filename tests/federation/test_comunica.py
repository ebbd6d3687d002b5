"""Comunica, the engine that federates over many publishers, asks running servers."""

import urllib.request
from typing import Any
from urllib.parse import quote

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from tests.federation.conftest import AskComunica

from samverkan_ld.web.routes.description import FORMAT_NAMES, FORMATS, FUNCTIONS, GEOF, SD

PREFIXES = """
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
KOMMUN = "https://data.samverkan.example/id/kommun/2482"
ROLES = f"""{PREFIXES}
SELECT ?name ?role WHERE {{
  ?membership org:member/foaf:name ?name ; org:organization <{KOMMUN}> ; schema:roleName ?role .
}}"""
GRAPH = f"CONSTRUCT WHERE {{ <{KOMMUN}> ?p ?o }}"
JOINED = {("Exempelmuseet", "Skellefteå kommun"), ("Provmuseet", "Upplands Väsby kommun")}


def values(answer: list[dict[str, dict[str, str]]], *names: str) -> list[tuple[str, ...]]:
    """List the values of some variables in each solution."""
    return [tuple(row[name]["value"] for name in names) for row in answer]


def read_term(term: dict[str, str]) -> Any:
    """Read a term as Comunica tells it."""
    if term["termType"] == "NamedNode":
        return NamedNode(term["value"])
    if term["termType"] == "BlankNode":
        return BlankNode(term["value"])
    if term["language"]:
        return Literal(term["value"], language=term["language"])
    return Literal(term["value"], datatype=NamedNode(term["datatype"]))


@pytest.mark.parametrize("kind", ["", "sparql"])
def test_select(sample_server: str, comunica: AskComunica, kind: str) -> None:
    """A SELECT gives its solutions, whether Comunica finds out or is told what it asks."""
    url = f"{sample_server}/sparql"
    told = comunica({"type": kind, "value": url} if kind else url, query=ROLES)

    assert values(told.answer, "name", "role") == [("Marie Larsson", "avdeningschef")]
    assert told.answer[0]["role"]["language"] == "sv"
    assert {(request["address"], request["status"]) for request in told.requests} == {(url, 200)}


def test_detection(sample_server: str, comunica: AskComunica) -> None:
    """An address alone is enough: the description is read first, as RDF, and then asked."""
    told = comunica(f"{sample_server}/sparql", query=ROLES)
    first, *others = told.requests

    assert (first["asks"], first["type"]) == (False, "application/n-quads")
    assert [(request["asks"], request["type"]) for request in others] == [
        (True, "application/sparql-results+json")
    ]


def test_description(sample_server: str, comunica: AskComunica) -> None:
    """Comunica reads from the description all that it looks for."""
    url = f"{sample_server}/sparql"
    found = comunica(url).answer

    assert found["sparqlService"] == url
    assert found["unionDefaultGraph"] is True
    assert found["defaultDataset"] == f"{url}#dataset"
    assert found["supportedLanguages"] == [SD + "SPARQL11Query", SD + "SPARQLQuery"]
    assert sorted(found["resultFormats"]) == sorted(FORMATS + n for n in FORMAT_NAMES.values())
    assert sorted(found["extensionFunctions"]) == sorted(GEOF + name for name in FUNCTIONS)
    assert "basicFederatedQuery" not in found
    assert "inputFormats" not in found


@pytest.mark.parametrize(("name", "expected"), [("Vesna Jovic", True), ("Ingen Alls", False)])
def test_ask(sample_server: str, comunica: AskComunica, name: str, expected: bool) -> None:
    """An ASK tells yes or no."""
    query = f'{PREFIXES} ASK {{ ?person foaf:name "{name}" }}'

    assert comunica(f"{sample_server}/sparql", query=query).answer is expected


def test_construct(sample_server: str, comunica: AskComunica) -> None:
    """A CONSTRUCT gives the graph that the server gives to others."""
    told = comunica(f"{sample_server}/sparql", query=GRAPH)
    request = urllib.request.Request(f"{sample_server}/sparql?query={quote(GRAPH)}")
    request.add_header("Accept", "application/n-triples")
    with urllib.request.urlopen(request, timeout=120) as answer:
        expected = {quad.triple for quad in parse(answer.read(), format=RdfFormat.N_TRIPLES)}

    label = Literal("Skellefteå kommun", language="sv")
    assert {Triple(*map(read_term, triple)) for triple in told.answer} == expected
    assert label in {triple.object for triple in expected}


def test_two_sources(sample_server: str, museum_server: str, comunica: AskComunica) -> None:
    """A query over two servers joins what each of them has."""
    query = f"""{PREFIXES}
    SELECT ?place ?kommun WHERE {{
      ?place a schema:Museum ; schema:location ?home .
      ?home skos:prefLabel ?kommun . FILTER(lang(?kommun) = "sv")
    }}"""
    sources = f"{sample_server}/sparql", f"{museum_server}/sparql"
    told = comunica(*sources, query=query)

    assert sorted(values(told.answer, "place", "kommun")) == [
        ("https://museer.example/id/organisation/aaaaaaaaaaaa", "Skellefteå kommun"),
        ("https://museer.example/id/organisation/bbbbbbbbbbbb", "Upplands Väsby kommun"),
    ]
    assert {request["address"] for request in told.requests} == {*sources}
    assert {request["status"] for request in told.requests} == {200}


def test_service(sample_server: str, museum_server: str, comunica: AskComunica) -> None:
    """SERVICE clauses that Comunica follows itself ask each server for its part."""
    sample, museums = f"{sample_server}/sparql", f"{museum_server}/sparql"
    query = f"""{PREFIXES}
    SELECT ?museum ?kommun WHERE {{
      SERVICE <{museums}> {{ ?place schema:name ?museum ; schema:location ?home }}
      SERVICE <{sample}> {{ ?home skos:prefLabel ?kommun . FILTER(lang(?kommun) = "sv") }}
    }}"""
    told = comunica(sample, museums, query=query)

    assert set(values(told.answer, "museum", "kommun")) == JOINED
    assert len(told.answer) == len(JOINED)
    assert {request["status"] for request in told.requests} == {200}
