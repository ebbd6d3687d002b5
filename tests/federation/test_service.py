"""SERVICE: which endpoints a query may ask, and what comes of it."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from tests.conftest import start_server
from tests.federation.conftest import publish_site
from tests.federation.recorder import Recorder, Reply

KOMMUNER = """
@prefix kommun: <https://data.samverkan.example/id/kommun/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kommun:2482 skos:prefLabel "Skellefteå kommun"@sv .
kommun:0114 skos:prefLabel "Upplands Väsby kommun"@sv .
"""
SETTINGS = """
[site]
base = "https://asker.example/"
register = "https://data.samverkan.example/"
"""
PREFIXES = """
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
MOVED = (301, 302, 303, 307, 308)
FAILING = ("failing", "nonsense", *(f"moved/{status}" for status in MOVED))
BROKEN = [*(f"@HOME@/{path}" for path in FAILING), "@CLOSED@/sparql"]


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    kind: str
    etag: str
    data: Any

    @property
    def names(self) -> list[str]:
        """The names in its solutions."""
        return sorted(row["name"]["value"] for row in self.data["results"]["bindings"])


class Asker(NamedTuple):
    """A server that may ask some endpoints, and servers that note what they are asked.

    At `host`, `/sparql` and what FAILING lists may be asked, and nothing at `evil`; at `closed`,
    which may be asked too, nobody listens.
    """

    address: str
    host: Recorder
    evil: Recorder
    closed: str
    museums: str

    def fill(self, query: str) -> str:
        """Put addresses into a query."""
        places = {
            "@OK@": f"{self.host.address}/sparql",
            "@HOME@": self.host.address,
            "@PORT@": self.host.address.rpartition(":")[2],
            "@EVIL@": self.evil.address,
            "@CLOSED@": self.closed,
            "@MUSEUMS@": self.museums,
        }
        for place, text in places.items():
            query = query.replace(place, text)
        return query

    def ask(self, query: str, server: str = "", **more: str) -> Answer:
        """Ask this server or another, on a new page of notes."""
        self.host.paths.clear()
        self.evil.paths.clear()
        return ask(server or self.address, self.fill(query), **more)

    @property
    def asked(self) -> list[str]:
        """What was asked since, at `host` and at `evil`."""
        return [*self.host.paths, *(f"evil {path}" for path in self.evil.paths)]


def ask(address: str, query: str, **more: str) -> Answer:
    """Ask a server."""
    form = urlencode({"query": query, **more}).encode()
    request = urllib.request.Request(f"{address}/sparql", data=form)
    request.add_header("Accept", "application/sparql-results+json")
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return read(answer)
    except urllib.error.HTTPError as error:
        with error:
            return read(error)


def read(answer: Any) -> Answer:
    """Read an answer."""
    kind, etag = answer.headers.get_content_type(), answer.headers.get("ETag", "")
    return Answer(answer.status, kind, etag, json.loads(answer.read()))


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory, museum_server: str) -> Iterator[Asker]:
    """A running server with an allow-list."""
    site = tmp_path_factory.mktemp("asker") / "site"
    replies = {"/failing": Reply(500), "/nonsense": Reply(200, b"<")}
    with closing(Recorder()) as evil, closing(Recorder(replies)) as host:
        for code in MOVED:
            replies[f"/moved/{code}"] = Reply(code, b"", f"{evil.address}/sparql")
        with closing(Recorder()) as closed:
            allowed = [f"{host.address}/{path}" for path in ("sparql", *FAILING)]
            allowed += [f"{closed.address}/sparql", f"{museum_server}/sparql"]
        publish_site(site, f"{SETTINGS}[sparql]\nservice = {json.dumps(allowed)}\n", KOMMUNER)
        process, address = start_server(site, workers=1)
        yield Asker(address, host, evil, closed.address, museum_server)
        process.terminate()
        assert process.wait(120) == 0


ALLOWED = {
    "plain": "SELECT ?name { SERVICE <@OK@> { ?s ?p ?name } }",
    "silent": "SELECT ?name { SERVICE SILENT <@OK@> { ?s ?p ?name } }",
    "lower case": "select ?name { service <@OK@> { ?s ?p ?name } }",
    "odd case": "SELECT ?name { sErViCe SiLeNt <@OK@> { ?s ?p ?name } }",
    "no space": "SELECT?name{SERVICE<@OK@>{?s?p?name}}",
    "lines": "SELECT ?name {\r\n\tSERVICE\r\n\t<@OK@>\r\n{ ?s ?p ?name } }",
    "comments": "SELECT ?name { SERVICE # <@EVIL@/q> {\n<@OK@> # }\n { ?s ?p ?name } }",
    "prefix": "PREFIX h: <@HOME@/> SELECT ?name { SERVICE h:sparql { ?s ?p ?name } }",
    "empty prefix": "PREFIX : <@HOME@/> SELECT ?name { SERVICE :sparql { ?s ?p ?name } }",
    "empty local name": "PREFIX h: <@OK@> SELECT ?name { SERVICE h: { ?s ?p ?name } }",
    "dots in a prefix": "PREFIX h.1: <@HOME@/> SELECT ?name { SERVICE h.1:sparql { ?s ?p ?name } }",
    "letters in a prefix": "PREFIX å: <@HOME@/> SELECT ?name { SERVICE å:sparql { ?s ?p ?name } }",
    "escaped name": r"PREFIX h: <@HOME@> SELECT ?name { SERVICE h:\/sparql { ?s ?p ?name } }",
    "escaped IRI": r"SELECT ?name { SERVICE <@HOME@/sp\u0061rql> { ?s ?p ?name } }",
    "base": "BASE <@HOME@/a/b> SELECT ?name { SERVICE <../sparql> { ?s ?p ?name } }",
    "base again": "BASE <@HOME@> BASE <b/> SELECT ?name { SERVICE </sparql> { ?s ?p ?name } }",
    "base of a prefix": (
        "BASE <@HOME@/> PREFIX h: <spar> SELECT ?name { SERVICE h:ql { ?s ?p ?name } }"
    ),
    "no scheme": (
        "BASE <http://x/> SELECT ?name { SERVICE <//127.0.0.1:@PORT@/sparql> { ?s ?p ?name } }"
    ),
    "prefix again": (
        "PREFIX h: <@EVIL@/> PREFIX h: <@HOME@/> SELECT ?name { SERVICE h:sparql { ?s ?p ?name } }"
    ),
    "subquery": "SELECT ?name { { SELECT ?name { SERVICE <@OK@> { ?s ?p ?name } } } }",
    "optional": "SELECT ?name { OPTIONAL { SERVICE <@OK@> { ?s ?p ?name } } }",
    "union": "SELECT ?name { { SERVICE <@OK@> { ?s ?p ?name } } UNION { ?x <y:z> ?name } }",
    "after a graph": "SELECT ?name { GRAPH ?g { } SERVICE <@OK@> { ?s ?p ?name } } LIMIT 1",
    "after a comparison": "SELECT ?name { FILTER(1 < 2) SERVICE <@OK@> { ?s ?p ?name } }",
}
"""Queries that may be asked, with places for addresses; each gives what the endpoint gave."""

FORBIDDEN = {
    "plain": "SELECT * { SERVICE <@EVIL@/q> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <@EVIL@/q> { ?s ?p ?o } }",
    "odd case": "SELECT * { sErViCe sIlEnT <@EVIL@/q> { ?s ?p ?o } }",
    "no space": "SELECT*{SERVICE<@EVIL@/q>{?s?p?o}}",
    "comments": "SELECT * { SERVICE # <@OK@>\n<@EVIL@/q> { ?s ?p ?o } }",
    "glued silent": "SELECT * { SERVICESILENT<@EVIL@/q>{ ?s ?p ?o } }",
    "glued prefix": "PREFIX x: <@EVIL@/> SELECT * { SERVICEx:q { ?s ?p ?o } }",
    "glued prefix, silent": "PREFIX x: <@EVIL@/> SELECT * { SERVICESILENTx:q { ?s ?p ?o } }",
    "glued empty prefix": "PREFIX : <@EVIL@/> SELECT * { SERVICE:q { ?s ?p ?o } }",
    "glued declaration": "PREFIXx:<@EVIL@/>SELECT*{SERVICEx:q{?s?p?o}}",
    "glued empty declaration": "PREFIX:<@EVIL@/>SELECT*{SERVICE:q{?s?p?o}}",
    "glued letter": "PREFIX å: <@EVIL@/> SELECT * { SERVICEå:q { ?s ?p ?o } }",
    "glued to a number": "SELECT * { ?s ?p 1SERVICE <@EVIL@/q> { ?s ?p ?o } }",
    "glued to a string": "SELECT * { ?s ?p ''SERVICE <@EVIL@/q> { ?s ?p ?o } }",
    "glued to a name": "PREFIX x: <@EVIL@/> SELECT * { ?s ?p x:.SERVICEx:q{ ?s ?p ?o } }",
    "glued prefix beside another": (
        "PREFIX x: <@EVIL@/> PREFIX service: <y:z> SELECT * { SERVICEx:q { ?s ?p ?o } }"
    ),
    "prefix": "PREFIX e: <@EVIL@/> SELECT * { SERVICE e:q { ?s ?p ?o } }",
    "prefix again": (
        "PREFIX e: <@HOME@/> PREFIX e: <@EVIL@/> SELECT * { SERVICE e:sparql { ?s ?p ?o } }"
    ),
    "base": "BASE <@EVIL@/> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
    "base again": "BASE <@HOME@/> BASE <@EVIL@/> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
    "base of the site": "SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
    "base of a prefix": "BASE <@EVIL@/> PREFIX e: <sp> SELECT * { SERVICE e:arql { ?s ?p ?o } }",
    "other path": "SELECT * { SERVICE <@HOME@/other> { ?s ?p ?o } }",
    "longer path": "SELECT * { SERVICE <@OK@/> { ?s ?p ?o } }",
    "dots in a path": "SELECT * { SERVICE <@OK@/../other> { ?s ?p ?o } }",
    "query": "SELECT * { SERVICE <@OK@?x> { ?s ?p ?o } }",
    "fragment": "SELECT * { SERVICE <@OK@#x> { ?s ?p ?o } }",
    "escaped path": "PREFIX h: <@HOME@/> SELECT * { SERVICE h:sp%61rql { ?s ?p ?o } }",
    "case of a path": "SELECT * { SERVICE <@HOME@/SPARQL> { ?s ?p ?o } }",
    "other name": "SELECT * { SERVICE <http://localhost:@PORT@/sparql> { ?s ?p ?o } }",
    "user": "SELECT * { SERVICE <http://x@127.0.0.1:@PORT@/sparql> { ?s ?p ?o } }",
    "scheme": "SELECT * { SERVICE <https://127.0.0.1:@PORT@/sparql> { ?s ?p ?o } }",
    "file": "SELECT * { SERVICE <file:///etc/hostname> { ?s ?p ?o } }",
    "accent after a name": "PREFIX h: <@HOME@/> SELECT * { SERVICE h:sparql\u0301 { ?s ?p ?o } }",
    "tie after a name": "PREFIX h: <@HOME@/> SELECT * { SERVICE h:sparql\u203f.: { ?s ?p ?o } }",
    "glued name with a tie": "PREFIX h: <@HOME@/> SELECT * { SERVICEh:sparql\u203f.:{ ?s ?p ?o } }",
    "variable": "SELECT * { ?s ?p ?e SERVICE ?e { ?s ?p ?o } }",
    "variable, dollar": "SELECT * { SERVICE$e{ ?s ?p ?o } }",
    "variable, allowed": "SELECT * { VALUES ?e { <@OK@> } SERVICE ?e { ?s ?p ?o } }",
    "variable, silent": "SELECT * { BIND(<@EVIL@/q> AS ?e) SERVICE SILENT ?e { ?s ?p ?o } }",
    "second": "SELECT * { SERVICE <@OK@> { ?s ?p ?o } SERVICE <@EVIL@/q> { ?s ?p ?o } }",
    "within": "SELECT * { SERVICE <@OK@> { SERVICE <@EVIL@/q> { ?s ?p ?o } } }",
    "subquery": "SELECT * { { SELECT * { SERVICE <@EVIL@/q> { ?s ?p ?o } } } }",
    "exists": "SELECT * { FILTER EXISTS { SERVICE <@EVIL@/q> { ?s ?p ?o } } }",
    "minus": "SELECT * { ?s ?p ?o MINUS { SERVICE <@EVIL@/q> { ?s ?p ?o } } }",
    "ask": "ASK { SERVICE <@EVIL@/q> { ?s ?p ?o } }",
    "construct": "CONSTRUCT { ?s ?p ?o } { SERVICE <@EVIL@/q> { ?s ?p ?o } }",
    "describe": "DESCRIBE ?s { SERVICE <@EVIL@/q> { ?s ?p ?o } }",
    "after a comment": "SELECT * { # SERVICE <@OK@>\n SERVICE <@EVIL@/q> { ?s ?p ?o } }",
    "after a string": r"""SELECT * { FILTER("\"" != '\'') SERVICE <@EVIL@/q> { ?s ?p ?o } }""",
    "after a long string": "SELECT * { FILTER('''''' = '') SERVICE <@EVIL@/q> { ?s ?p ?o } }",
    "after an IRI": "SELECT * { ?s <x:y#z> ?o SERVICE <@EVIL@/q> { ?s ?p ?o } }",
    # What follows a “less than” without a space can look like an IRI, to its next “>”.
    "in a seeming IRI": "SELECT * { FILTER(1<2)SERVICE#>\n<@EVIL@/q> { ?s ?p ?o } }",
    "in a seeming IRI, silent": "SELECT * { FILTER(1<2)SERVICESILENT#>\n<@EVIL@/q> { ?s ?p ?o } }",
    "in a seeming IRI, name": (
        "PREFIX e: <@EVIL@/> SELECT * { FILTER(1<2)SERVICEe:q#>\n { ?s ?p ?o } }"
    ),
    "in a seeming string": (
        "SELECT * { FILTER(IF(1<2,'>'='>',1))SERVICE <@EVIL@/q> { ?s ?p ?o } FILTER('a'!='') }"
    ),
    "in a seeming long string": (
        "SELECT * { FILTER(IF(1<2,true,1))FILTER('''>a'''!='b')#'\n"
        "SERVICE <@EVIL@/q> { ?s ?p ?o }#'''\n }"
    ),
    "in a seeming long string from a comment": (
        "SELECT * { FILTER(IF(1<2,#>'''\ntrue,1)) SERVICE <@EVIL@/q> { ?s ?p ?o }#'''\n }"
    ),
}
"""Queries that must be refused before anybody is asked."""

WRONG = {
    "escaped keyword": r"SELECT * { \u0053ERVICE <@EVIL@/q> { ?s ?p ?o } }",
    "blank node": "SELECT * { SERVICE _:b { ?s ?p ?o } }",
    "string": "SELECT * { SERVICE '@OK@' { ?s ?p ?o } }",
    "unknown prefix": "SELECT * { SERVICE e:q { ?s ?p ?o } }",
    "nothing": "SELECT * { SERVICE { ?s ?p ?o } }",
    "sign before a name": "PREFIX : <@HOME@/> SELECT * { SERVICE \u2603:sparql { ?s ?p ?o } }",
    "two names": "PREFIX : <@HOME@/> SELECT * { SERVICE :sparql <@EVIL@/q> { ?s ?p ?o } }",
    "open string": "SELECT * { SERVICE <@OK@> { ?s ?p ' } } SERVICE <@EVIL@/q> { ?s ?p ?o } }",
    "update": "INSERT { ?s ?p ?o } WHERE { SERVICE <@EVIL@/q> { ?s ?p ?o } }",
}
"""What is no query, or only to some: it may be refused for either."""

INNOCENT = {
    "comment": "SELECT * { # SERVICE <@EVIL@/q> { ?s ?p ?o }\n ?s ?p ?o }",
    "string": 'SELECT * { ?s ?p ?o FILTER("SERVICE <@EVIL@/q> {" != "") }',
    "single quotes": "SELECT * { ?s ?p ?o FILTER('a \" SERVICE <@EVIL@/q> {' != '') }",
    "long string": "SELECT * { ?s ?p ?o FILTER('''a ' \n SERVICE <@EVIL@/q> {''' != '') }",
    "IRI": "SELECT * { ?s ?p ?o MINUS { ?s <http://example.org/SERVICE> ?o } }",
    "fragment": "SELECT * { ?s ?p ?o MINUS { ?s <http://example.org/x#service> ?o } }",
    "prefix": "PREFIX service: <y:> SELECT * { ?s ?p ?o MINUS { ?s service:foo ?o } }",
    "prefix beside another": (
        "PREFIX x: <y:> PREFIX servicex: <z:> SELECT * { ?s ?p ?o MINUS { ?s servicex:a x:b } }"
    ),
    "graph": "PREFIX service: <y:> SELECT * { ?s ?p ?o MINUS { GRAPH service:g { ?s ?p ?o } } }",
    "local name": "PREFIX x: <y:> SELECT * { ?s ?p ?o MINUS { ?s x:SERVICE ?o } }",
    "variable": "SELECT ?service { ?service ?silent $SERVICE }",
    "blank node": "SELECT * { _:service ?p ?o }",
    "language": 'SELECT * { ?s ?p ?o FILTER(STR(?o) != STR("a"@service)) }',
    "datatype": "SELECT * { ?s ?p ?o MINUS { ?s ?p 'a'^^<http://example.org/service#x> } }",
    "comparison": "SELECT * { ?s ?p ?o FILTER(1<2 && STR(<http://example.org/service>) != '') }",
    "graph elsewhere": "SELECT * { ?s ?p ?o MINUS { GRAPH <@EVIL@/service> { ?s ?p ?o } } }",
}
"""Queries that ask nobody, although they hold the word."""


@pytest.mark.parametrize("query", ALLOWED.values(), ids=ALLOWED)
def test_allowed(asker: Asker, query: str) -> None:
    """An endpoint on the list is asked once, whatever way it is written."""
    answer = asker.ask(query)

    assert answer.status == 200, answer.data
    assert answer.names == ["from elsewhere"]
    assert asker.asked == ["/sparql"]


@pytest.mark.parametrize("query", FORBIDDEN.values(), ids=FORBIDDEN)
def test_forbidden(asker: Asker, query: str) -> None:
    """An endpoint that is not on the list, or that nobody can tell beforehand, is never asked."""
    answer = asker.ask(query)

    assert asker.asked == []
    assert (answer.status, answer.kind) == (403, "application/problem+json"), answer.data
    assert answer.data["status"] == 403
    assert "SERVICE" in answer.data["detail"]


@pytest.mark.parametrize("query", WRONG.values(), ids=WRONG)
def test_wrong(asker: Asker, query: str) -> None:
    """What is no query asks nobody."""
    answer = asker.ask(query)

    assert asker.asked == []
    assert answer.status in (400, 403)
    assert answer.kind == "application/problem+json"


@pytest.mark.parametrize("query", INNOCENT.values(), ids=INNOCENT)
def test_innocent(asker: Asker, sample_server: str, query: str) -> None:
    """The word alone is not refused, with an allow-list or without, and nobody is asked."""
    for server in (asker.address, sample_server):
        answer = asker.ask(query, server)
        assert answer.status == 200, answer.data
        assert answer.data["results"]["bindings"]
        assert asker.asked == []


@pytest.mark.parametrize(
    "query",
    [*ALLOWED.values(), *FORBIDDEN.values()],
    ids=[*(f"allowed elsewhere, {name}" for name in ALLOWED), *FORBIDDEN],
)
def test_without_list(asker: Asker, sample_server: str, query: str) -> None:
    """Without an allow-list every SERVICE is refused, SILENT or not."""
    answer = asker.ask(query, sample_server)

    assert asker.asked == []
    assert (answer.status, answer.kind) == (403, "application/problem+json"), answer.data


def test_glued_silent(asker: Asker) -> None:
    """An allowed endpoint may be refused when SILENT stands without space; it is not misread."""
    answer = asker.ask("SELECT ?name { SERVICESILENT<@OK@>{ ?s ?p ?name } }")

    assert (answer.status, asker.asked) in ((403, []), (200, ["/sparql"]))


@pytest.mark.parametrize("endpoint", BROKEN)
def test_failure(asker: Asker, endpoint: str) -> None:
    """An endpoint that fails, or sends elsewhere, fails the query; nobody else is asked."""
    answer = asker.ask(f"SELECT ?name {{ SERVICE <{endpoint}> {{ ?s ?p ?name }} }}")

    assert answer.status >= 400
    assert (answer.kind, answer.data["status"]) == ("application/problem+json", answer.status)
    assert asker.asked == [endpoint.removeprefix("@HOME@")][: endpoint.startswith("@HOME@")]


@pytest.mark.parametrize("endpoint", BROKEN)
def test_silent_failure(asker: Asker, endpoint: str) -> None:
    """With SILENT it gives the empty solution instead."""
    answer = asker.ask(f"SELECT ?name {{ SERVICE SILENT <{endpoint}> {{ ?s ?p ?name }} }}")

    assert answer.status == 200, answer.data
    assert answer.data["results"]["bindings"] == [{}]
    assert asker.evil.paths == []


def test_join(asker: Asker) -> None:
    """What another server knows is joined with what this one knows."""
    query = f"""{PREFIXES}
    SELECT (CONCAT(?museum, ", ", ?kommun) AS ?name) {{
      ?home skos:prefLabel ?kommun .
      SERVICE <@MUSEUMS@/sparql> {{ ?place schema:location ?home ; schema:name ?museum }}
    }}"""

    assert asker.ask(query).names == [
        "Exempelmuseet, Skellefteå kommun",
        "Provmuseet, Upplands Väsby kommun",
    ]


@pytest.mark.parametrize(("kind", "expected"), [("Museum", True), ("Zoo", False)])
def test_ask(asker: Asker, kind: str, expected: bool) -> None:
    """An ASK of another server tells yes or no."""
    query = f"{PREFIXES} ASK {{ SERVICE <@MUSEUMS@/sparql> {{ ?place a schema:{kind} }} }}"

    assert asker.ask(query).data["boolean"] is expected


def test_nothing_kept(asker: Asker) -> None:
    """What another server says is asked anew each time, and has no tag to be known by."""
    for _ in range(3):
        answer = asker.ask(ALLOWED["plain"])
        assert (answer.etag, asker.asked) == ("", ["/sparql"])


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
@pytest.mark.parametrize("graph", ["@EVIL@/x", "@OK@", "@CLOSED@/sparql"])
def test_from(asker: Asker, sample_server: str, clause: str, graph: str) -> None:
    """A dataset is of graphs that are here: one elsewhere is empty, and never fetched."""
    pattern = "{ ?s ?p ?name } UNION { GRAPH ?g { ?s ?p ?name } }"
    for server in (asker.address, sample_server):
        answer = asker.ask(f"SELECT ?name {clause} <{graph}> {{ {pattern} }}", server)
        assert (answer.status, answer.names, asker.asked) == (200, [], [])


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_dataset_of_protocol(asker: Asker, name: str) -> None:
    """The same holds for a dataset that the request names."""
    query = "SELECT ?name { { ?s ?p ?name } UNION { GRAPH ?g { ?s ?p ?name } } }"
    answer = asker.ask(query, **{name: asker.fill("@EVIL@/x")})

    assert (answer.status, answer.names, asker.asked) == (200, [], [])


def test_claimed(asker: Asker) -> None:
    """The description claims federated queries."""
    with urllib.request.urlopen(f"{asker.address}/sparql?format=nt", timeout=120) as answer:
        assert b"sparql-service-description#BasicFederatedQuery>" in answer.read()
