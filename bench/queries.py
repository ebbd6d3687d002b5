"""The queries that SPARQL endpoints are compared by, on the generated data.

`$person` and its like stand for things of the site, drawn at random.
"""

from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Final

from bench.topics import draw
from samverkan_ld.iris import SOURCE_BASE

JSON: Final = "application/sparql-results+json"
TURTLE: Final = "text/turtle"

_PREFIXES: Final = f"""\
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX roll: <{SOURCE_BASE}def/roll/>
PREFIX sam: <{SOURCE_BASE}spec/samverkan/>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_SEED: Final = 4
"""Draws a municipality of middling size: some 60 memberships in a million quads."""

_COUNTY: Final = "org:organization/dcterms:spatial/schema:containedInPlace"


@dataclass(frozen=True, slots=True)
class Query:
    """A query: its name, its text, and what to accept.

    `agrees` tells whether all endpoints must give the same answer: what DESCRIBE describes is
    theirs to choose (SPARQL 1.1 Query Language, section 16.4).
    """

    name: str
    text: str
    accept: str = JSON
    agrees: bool = True


POINT: Final = "SELECT ?p ?o {{ <{}> ?p ?o }}"
"""What is said of one thing; short, and without prefixes."""

RUNAWAY: Final = """SELECT (COUNT(*) AS ?n) {
  ?a foaf:name ?b . ?c foaf:name ?d . ?e foaf:name ?f . ?g foaf:name ?h }"""
"""A cross product without an end, which takes time and no memory."""

EVERYTHING: Final = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"

MIX: Final = (
    Query("point lookup", "SELECT ?p ?o { <$person> ?p ?o }"),
    Query("ASK", "ASK { <$person> ^org:member/org:organization ?body }"),
    Query(
        "star join",
        """SELECT ?held ?person ?name ?role {
          ?held org:organization <$kommun> ; org:member ?person ; schema:roleName ?role .
          ?person foaf:name ?name }""",
    ),
    Query("path", f"SELECT ?county {{ <$person> ^org:member/{_COUNTY} ?county }}"),
    Query(
        "path, all of a county",
        f"SELECT ?person {{ ?held org:member ?person ; {_COUNTY} <$lan> }} LIMIT 500",
    ),
    Query(
        "path, count of a county",
        f"SELECT (COUNT(?held) AS ?n) {{ ?held org:member ?person ; {_COUNTY} <$lan> }}",
    ),
    Query(
        "CONTAINS",
        """SELECT ?said ?text {
          ?said schema:text ?text FILTER CONTAINS(?text, "rescue services") } LIMIT 200""",
    ),
    Query(
        "regex, count",
        """SELECT (COUNT(?said) AS ?n) {
          ?said schema:text ?text FILTER regex(?text, "e-tj.nster|archives", "i") }""",
    ),
    Query(
        "GROUP BY",
        """SELECT ?body (COUNT(?held) AS ?n) { ?held org:organization ?body }
        GROUP BY ?body ORDER BY DESC(?n) LIMIT 20""",
    ),
    Query(
        "OPTIONAL",
        """SELECT ?held ?role ?end { ?held org:organization <$kommun>
          OPTIONAL { ?held org:role ?role } OPTIONAL { ?held schema:endDate ?end } }""",
    ),
    Query(
        "UNION",
        """SELECT ?thing { { ?thing org:member <$person> }
          UNION { ?thing prov:wasAttributedTo <$person> } }""",
    ),
    Query(
        "ORDER BY, LIMIT",
        """SELECT ?held ?day { ?held a org:Membership ; sam:tidigastTill ?day }
        ORDER BY DESC(?day) ?held LIMIT 10""",
    ),
    Query("path with +", "SELECT ?role { ?role skos:broader+ roll:fortroendevald }"),
    Query(
        "path with +, count",
        """SELECT (COUNT(?held) AS ?n) {
          ?role skos:broader+ roll:fortroendevald . ?held org:role ?role }""",
    ),
    Query(
        "range of days",
        """SELECT ?name ?role { ?held org:organization <$kommun> ; org:member/foaf:name ?name ;
            schema:roleName ?role ; sam:senastFran ?from ; sam:tidigastTill ?to .
          FILTER (?from <= "2014-06-01"^^xsd:date && "2014-06-01"^^xsd:date <= ?to) }""",
    ),
    Query("DESCRIBE", "DESCRIBE <$person>", TURTLE, agrees=False),
    Query(
        "CONSTRUCT",
        """CONSTRUCT { <$person> ?p ?o . ?s ?q <$person> . ?s skos:prefLabel ?label }
        { { <$person> ?p ?o } UNION { ?s ?q <$person> }
          UNION { <$person> ^org:member/org:role ?s . ?s skos:prefLabel ?label } }""",
        TURTLE,
    ),
    Query(
        "self join",
        """SELECT DISTINCT ?other { ?held org:member <$person> ; org:organization ?body .
          ?with org:organization ?body ; org:member ?other FILTER (?other != <$person>) }
        LIMIT 100""",
    ),
    Query("COUNT(*)", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    Query("counts of classes", "SELECT ?class (COUNT(?s) AS ?n) { ?s a ?class } GROUP BY ?class"),
    Query("DISTINCT predicates", "SELECT DISTINCT ?p { ?s ?p ?o }"),
    Query(
        "NOT EXISTS",
        """SELECT (COUNT(?said) AS ?n) { ?said a schema:Statement
          FILTER NOT EXISTS { ?said prov:hadPrimarySource ?film } }""",
    ),
    Query(
        "VALUES",
        """SELECT ?thing ?name { VALUES ?thing { <$person> <$kommun> <$artikel> }
          ?thing schema:name ?name }""",
    ),
    Query("exact label", 'SELECT ?person { ?person foaf:name "Anders Lindgren" }'),
    Query(
        "bad join order",
        """SELECT ?name { OPTIONAL { ?held org:member ?person }
          ?held org:organization <$kommun> . ?person foaf:name ?name }""",
    ),
    Query(
        "subselect",
        """SELECT ?label ?n { ?body skos:prefLabel ?label FILTER (lang(?label) = "sv")
          { SELECT ?body (COUNT(?held) AS ?n) { ?held org:organization ?body }
            GROUP BY ?body ORDER BY DESC(?n) ?body LIMIT 10 } }""",
    ),
    Query(
        "MINUS",
        """SELECT (COUNT(?held) AS ?n) { ?held a org:Membership
          MINUS { ?held org:role ?role } }""",
    ),
    Query(
        "HAVING",
        """SELECT ?name (COUNT(?person) AS ?n) { ?person foaf:name ?name }
        GROUP BY ?name HAVING (COUNT(?person) > 1)""",
    ),
    Query("all names", "SELECT ?person ?name { ?person a foaf:Person ; foaf:name ?name }"),
)


def fill(text: str, **things: str) -> str:
    """Write a query whole: with prefixes, and things in the place of their names."""
    return _PREFIXES + Template(text).substitute(things)


def things(site: Path) -> dict[str, str]:
    """Draw the things of a site that the mix asks about."""
    drawn = {kind: draw(site, kind, 1, seed=_SEED)[0] for kind in ("person", "kommun", "artikel")}
    county = drawn["kommun"].rpartition("/")[2][:2]
    base = drawn["kommun"].partition("id/kommun/")[0]
    return drawn | {"lan": f"{base}id/plats/lan-{county}"}
