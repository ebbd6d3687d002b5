"""The keywords of a query, found without parsing it."""

import pytest

from samverkan_ld.sparql.lexer import keywords

CASES = [
    ("SELECT * { ?s ?p ?o }", ["SELECT"]),
    ("select ?service where { ?s a <SERVICE> }", ["SELECT", "WHERE", "A"]),
    ("ASK { ?s service:SERVICE 'SERVICE' } # SERVICE", ["ASK"]),
    ('ASK { ?s ?p """a " SERVICE "" """ }', ["ASK"]),
    ("ASK { ?s ?p '''it's SERVICE''' }", ["ASK"]),
    ("ASK { ?s ?p 'a\\'SERVICE' }", ["ASK"]),
    ("ASK { ?s ?p 'x'@service-en, _:SERVICE }", ["ASK"]),
    ("ASK { <a#b> ?p ?o . sErViCe <http://x/> {} }", ["ASK", "SERVICE"]),
    ("ASK { SERVI\\u0043E <http://x/> {} }", ["ASK", "SERVICE"]),
    ("ASK { SERVICE SILENT?x{} }", ["ASK", "SERVICE", "SILENT"]),
    ("ASK { ?a<1 SERVICE<http://x/> {} }", ["ASK", "SERVICE"]),
    ("ASK { ?s ex:SERVICE-x ?o . :SERVICE a :x }", ["ASK", "A"]),
    ("PREFIX å: <urn:x> ASK { å:SERVICE ?p \\U00110000 }", ["PREFIX", "ASK", "U00110000"]),
    ("", []),
]


@pytest.mark.parametrize(("query", "words"), CASES)
def test_keywords(query, words):
    """Only bare words count, in any case; strings, comments, IRIs and names do not."""
    assert [*keywords(query)] == words
