"""Which rows of the index a change touches."""

import pytest
from pyoxigraph import RdfFormat, Store, parse

from samverkan_ld.search.touched import find_touched

PREFIXES = """
BASE <https://data.samverkan.example/>
PREFIX adms: <http://www.w3.org/ns/adms#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX time: <http://www.w3.org/2006/time#>
"""
DATA = """
<register> {
  <kommun> skos:prefLabel "Norsjö kommun" ; dcterms:spatial <plats> ;
    adms:identifier <kod> ; schema:identifier <nummer> .
  <kod> skos:notation "2417" . <nummer> schema:value "2120002627" .
  <plats> schema:containedInPlace <lan-24> .
  <myndighet> skos:prefLabel "Myndigheten" ; org:identifier "1" ; schema:containedInPlace <lan-01> .
  <roll> skos:prefLabel "ledamot" .
}
<a> {
  <artikel-a> a schema:Article ; schema:datePublished "2020" .
  <p> foaf:name "Ek" .
  <m> a org:Membership ; org:member <p> ; org:organization <kommun> ; org:role <roll> ;
    org:memberDuring <period> .
  <period> time:inside <instant> .
  <instant> time:inXSDDate "2020-03-17" .
}
<b> {
  <artikel-b> a schema:Article ; schema:datePublished "2021" .
  <p> foaf:name "Ek" .
  <n> a org:Membership ; org:member <q> ; org:organization <myndighet> ; schema:roleName "chef" .
}
"""

CASES = [
    ("", "<b> { <q> foaf:name 'Al' }", "q", "q n"),
    ("", "<b> { <p> foaf:name 'Eka' }", "p", "p m"),
    ("<a> { <p> foaf:name 'Ek' }", "", "p", "p"),
    ("<a> { <p> foaf:name 'Ek' } <b> { <p> foaf:name 'Ek' }", "", "p", "p m"),
    ("", "<b> { <kommun> skos:prefLabel 'Norsjö kommun' }", "kommun", "kommun"),
    ("", "<b> { <kommun> schema:name 'Norsjö' }", "kommun", "kommun m"),
    ("<register> { <roll> skos:prefLabel 'ledamot' }", "", "roll", "roll m"),
    ("<register> { <plats> schema:containedInPlace <lan-24> }", "", "plats kommun", "plats m"),
    ("<register> { <kommun> dcterms:spatial <plats> }", "", "kommun", "kommun m"),
    (
        "<register> { <myndighet> schema:containedInPlace <lan-01> }",
        "",
        "myndighet",
        "myndighet n",
    ),
    ("", "<register> { <myndighet> org:identifier '2' }", "myndighet", "myndighet n"),
    ("<register> { <kod> skos:notation '2417' }", "", "kod kommun", "kod"),
    ("<register> { <kommun> adms:identifier <kod> }", "", "kommun", "kommun"),
    ("", "<register> { <nummer> schema:value '1' }", "nummer kommun", "nummer"),
    ("", "<b> { <kod> skos:notation '2417' }", "kod", "kod"),
    ("<a> { <period> time:inside <instant> }", "", "period", "period m"),
    ("", "<a> { <instant> time:inXSDDate '2020-03-16' }", "instant", "instant m"),
    ("<a> { <artikel-a> schema:datePublished '2020' }", "", "artikel-a", "artikel-a m"),
    ("<b> { <artikel-b> a schema:Article }", "", "artikel-b", "artikel-b n"),
    ("", "<a> { <artikel-c> a schema:Article }", "artikel-c", "artikel-c m"),
    ("<b> { <n> schema:roleName 'chef' }", "<a> { <n> a org:Membership }", "n", "n"),
    ("", "<b> { <n> schema:about <subject> . [] foaf:name 'Ek' }", "n", "n"),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("gone", "come", "things", "memberships"), CASES)
def test_touched(gone, come, things, memberships):
    """A change touches what it speaks of and the rows that show it, and nothing else."""
    store = Store()
    store.load(PREFIXES + DATA, format=RdfFormat.TRIG)
    removed, added = ([*parse(PREFIXES + text, format=RdfFormat.TRIG)] for text in (gone, come))
    for quad in removed:
        store.remove(quad)
    store.extend(added)

    touched = find_touched(store, [*removed, *added])

    assert names(touched.things) == {*things.split()}
    assert names(touched.memberships) == {*memberships.split()}


def names(iris):
    """Give the last part of each IRI."""
    return {iri.rpartition("/")[2] for iri in iris}
