"""What can be told of a query without parsing it."""

import pytest

from samverkan_ld.sparql.outline import Outline

CASES = [
    ("SELECT * { ?s ?p ?o }", ["SELECT"]),
    ("select ?service where { ?s a <SERVICE> }", ["SELECT", "WHERE", "A"]),
    ("ASK { ?s service:SERVICE 'SERVICE' } # SERVICE", ["ASK"]),
    ('ASK { ?s ?p """a " SERVICE "" """ }', ["ASK"]),
    ("ASK { ?s ?p '''it's SERVICE''' }", ["ASK"]),
    ("ASK { ?s ?p 'a\\'SERVICE' }", ["ASK"]),
    ("ASK { ?s ?p 'x'@service-en, _:SERVICE }", ["ASK"]),
    ("ASK { <a#b> ?p ?o . sErViCe <http://x/> {} }", ["ASK", "SERVICE"]),
    ("ASK { <http://x/\\u0041#> ?p '\\u0027 SERVICE ' . SERVICE ?e {} }", ["ASK", "SERVICE"]),
    ("ASK { SERVICE SILENT?x{} }", ["ASK", "SERVICE", "SILENT"]),
    ("ASK { ?a<1 SERVICE<http://x/> {} }", ["ASK", "SERVICE"]),
    ("ASK { ?s ex:SERVICE-x ?o . :SERVICE a :x }", ["ASK", "A"]),
    ("PREFIX å: <urn:x> ASK { å:SERVICE ?p '\\U0010FFFF' }", ["PREFIX", "ASK"]),
    ("", []),
]


@pytest.mark.parametrize(("query", "words"), CASES)
def test_words(query, words):
    """Only bare words count, in any case; strings, comments, IRIs and names do not."""
    assert [*Outline(query).words] == words


@pytest.mark.parametrize(
    ("query", "uses"),
    [
        ("ASK { SERVICE <http://x/> {} }", True),
        ("SELECT * {SERVICESILENT <http://x/>{}}", True),
        ("PREFIX x: <http://x/> SELECT * {SERVICEx:{}}", True),
        ("PREFIX : <http://x/> SELECT * {serviceSilent:{}}", True),
        ("SELECT * {?s ?p trueSERVICE <http://x/>{}}", True),
        ("SELECT * {?s ?p 1e0SERVICE <http://x/>{}}", True),
        ("SELECT * {?s ?p .5SERVICE <http://x/>{}}", True),
        ("PREFIX a: <urn:a> SELECT * {?s ?p a:.SERVICE <http://x/>{}}", True),
        ("ASK { ?s ?p 'a'SERVICE<http://x/>{}}", True),
        ("PREFIX x: <http://x/> SELECT * {aSERVICESERVICEx:{}}", True),
        ("PREFIX x: <http://x/> SELECT * {SERVICEx:e{}}", True),
        (r'SELECT * {BIND("\u0022" AS ?q) SERVICE <http://x/> {} BIND(" " AS ?w)}', True),
        (r"SELECT * {<urn:a\u0041#> ?p ?o . SERVICE <http://x/> {}}", True),
        ("SELECT*{FILTER(1<2)SERVICE#>\n<http://x/>{}}", True),
        ("SELECT*{FILTER(IF(1<2,'>'='>',1))SERVICE<http://x/>{}FILTER('')}", True),
        ("SELECT*{BIND(?a<?b AS?c)SERVICE#>\n<http://x/>{}}", True),
        ("SELECT(1<2AS?x){SERVICE#>\n<http://x/>{}}", True),
        ("SELECT*{FILTER<urn:f>(1<2)SERVICE#>\n<http://x/>{}}", True),
        ("SELECT*{FILTER x:f(1<2)SERVICE#>\n<http://x/>{}}", True),
        ("SELECT*{{SELECT ?a(1<2AS?b){}}SERVICE#>\n<http://x/>{}}", True),
        ("SELECT*{{SELECT*{}ORDER BY?a(1<2)}SERVICE#>\n<http://x/>{}}", True),
        ("SELECT*{{SELECT?a(1<?a&&'>'='x'AS?b){}}SERVICE<http://x/>{}FILTER('')}", True),
        ("SELECT*{BIND(<<(?s<p'>?o)>> AS ?t)SERVICE<http://x/>{}FILTER('')}", True),
        ("SELECT*{?s?p<urn:o'>.SERVICE<http://x/>{}FILTER('')}", True),
        ("SELECT*{?s ?p(1<urn:p'>).SERVICE<http://x/>{}FILTER('')}", True),
        ("SELECT*{?s a(1<urn:p'>).SERVICE<http://x/>{}FILTER('')}", True),
        ("SELECT*{VALUES(?x ?y){(1<urn:p'>)}SERVICE<http://x/>{}FILTER('')}", True),
        ("SELECT*{<<?s?p'>'>>?q?r.SERVICE<http://x/>{}FILTER('')}", True),
        ("SELECT*{FILTER(1<<urn:a'>)SERVICE<http://x/>{}FILTER('')}", True),
        ("SELECT*{FILTER(?a IN(<urn:a'>,1))SERVICE<http://x/>{}FILTER('')}", True),
        ("SELECT*{FILTER(?a=<urn:a'>)SERVICE<http://x/>{}FILTER('')}", True),
        ("PREFIXx:<http://x/>SELECT*{SERVICEx:q{}}", True),
        ('SELECT*{VALUES ?x{"""a"}SERVICE<http://x/>{} #\\q """\n}', True),
        ("SELECT*{VALUES ?x{'''a'}SERVICE<http://x/>{} #\\u12 '''\n}", True),
        ('SELECT*{VALUES ?x{"""a"}SERVICE<http://x/>{} #\\uD800 """\n}', True),
        ("SELECT*{FILTER(NOT EXISTS{?a ?b ?c}<2)SERVICE#>\n<http://x/>{}}", True),
        ("SELECT*{FILTER(true||<<(?a ?b ?c)>><1)SERVICE#>\n<http://x/>{}}", True),
        ("SELECT*{FILTERxsd:boolean(1<2)SERVICE#>\n<http://x/>{}}", True),
        ("SELECT*{?s ?p trueFILTER xsd:boolean(1<2)SERVICE#>\n<http://x/>{}}", True),
        ("SELECT*{?s a <http://www.w3.org/ns/sparql-service-description#Service>}", False),
        ("SELECT*{?s ?p 'a'@en1SERVICE<http://x/>{}}", True),
        ("PREFIX service: <urn:s> SELECT * { ?s service:a service:b { service:c ?p ?o } }", False),
        ("PREFIX : <urn:x> PREFIX service: <urn:s> SELECT * FROM service:g { ?s ?p ?o }", False),
        ("PREFIX : <urn:x> PREFIX service: <urn:s> ASK { GRAPH service:g { ?s ?p ?o } }", False),
        ("ASK { ?s a schema:GovernmentService ; dcat:accessService ?service }", False),
        ("ASK { ?s ?p 'x'@en-service , <urn:service> # SERVICE\n }", False),
    ],
)
def test_uses_service(query, uses):
    """SERVICE is found wherever the engine would, also glued to its neighbours."""
    assert Outline(query).uses_service is uses


@pytest.mark.parametrize(
    ("query", "has"),
    [
        ("SELECT * FROM <urn:g> {}", True),
        ("PREFIX g: <urn:g> SELECT * FROMg: {}", True),
        ("SELECT * FROMNAMED<urn:g> {}", True),
        ("PREFIX fromage: <urn:f> SELECT * { ?s fromage:x 'FROM' }", False),
        ("SELECT ?from { ?from <urn:from> ?x }", False),
    ],
)
def test_has_dataset(query, has):
    """A dataset clause is found wherever the engine would."""
    assert Outline(query).has_dataset is has


@pytest.mark.parametrize(
    ("query", "depth"),
    [("ASK {}", 1), ("ASK { ( [ '{{{' ] ) {} # {{{\n }", 3), ("{" * 3000, 3000), ("", 0)],
)
def test_depth(query, depth):
    """Brackets are counted where they are brackets."""
    assert not Outline(query).nests_deeper(depth)
    assert depth == 0 or Outline(query).nests_deeper(depth - 1)
