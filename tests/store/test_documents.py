"""The document about a thing."""

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from samverkan_ld.errors import NotFoundError
from samverkan_ld.iris import Iris
from samverkan_ld.store.documents import Describer
from samverkan_ld.store.labels import Labels

BASE = "https://data.samverkan.example/"
DATA = """
BASE <https://data.samverkan.example/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX time: <http://www.w3.org/2006/time#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX sam: <https://data.samverkan.example/spec/samverkan/>
<res/kallgraf/register> {
  <id/kommun/2417> skos:prefLabel "Norsjö kommun"@sv ; schema:name "annat"@sv ;
    dcterms:spatial <id/plats/kommun-2417> ; <urn:identifier> <id/kommun/2417/kommunkod> ;
    schema:sameAs <http://www.wikidata.org/entity/Q507644> .
  <id/kommun/2417/kommunkod> skos:notation "2417" ; <urn:x> [ <urn:y> <id/kommun/2417> ] .
  <id/plats/kommun-2417> skos:prefLabel "Norsjö"@sv ; schema:containedInPlace <id/plats/lan-24> .
  <id/plats/lan-24> skos:prefLabel "Västerbottens län"@sv ; schema:containedInPlace <id/plats/se> .
  <id/plats/se> skos:prefLabel "Sverige"@sv .
  <id/kommun/2482> skos:prefLabel "Skellefteå kommun"@sv ; <urn:other> "1" .
}
<res/kallgraf/roles> { <def/roll/kso> skos:prefLabel "KSO"@sv , "chair"@en ; <urn:other> "2" }
<res/metadata> { <res/kallgraf/a> dcterms:source "data/a.yaml" }
<res/kallgraf/a> {
  <id/artikel/a> a schema:Article ; schema:name "Rubrik"@sv ; schema:hasPart <id/uttalande/u> ;
    prov:qualifiedAttribution <id/artikel/a/ansvar-1> .
  <id/artikel/a/ansvar-1> prov:agent <id/person/r> .
  <id/person/p> foaf:name "Ada Ek" . <id/person/r> foaf:name "Bo Al" .
  <id/medlemskap/m> org:member <id/person/p> ; org:organization <id/kommun/2417> ;
    org:role <def/roll/kso> ; org:memberDuring <id/medlemskap/m/period> .
  <id/medlemskap/m/period> time:inside <id/medlemskap/m/iakttagen> .
  <id/medlemskap/m/iakttagen> time:inXSDDate "2020-03-17"^^xsd:date .
  <id/uttalande/u> prov:wasAttributedTo <id/person/p> ; schema:isPartOf <id/artikel/a> ;
    schema:mentions <id/kommun/2482> ; sam:talarSom <id/medlemskap/m> ; schema:text "Text."@sv .
}
"""
TIMES = {
    f"{BASE}res/kallgraf/a": "2026-11-23T12:00:00Z",
    f"{BASE}res/kallgraf/register": "2026-11-24T12:00:00Z",
}


def describer(store, page_size=100):
    """Make a describer of a store."""
    return Describer(store, Iris(), Labels(store, BASE), TIMES, page_size)


@pytest.fixture(scope="module")
def store():
    """A store of a municipality, a person, a membership, a statement and an article."""
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TRIG)
    return store


# For each topic: the subjects that are described in full, and those of which only the label stands.
CONTENTS = {
    "id/kommun/2417": (
        {
            "id/kommun/2417",
            "id/kommun/2417/kommunkod",
            "id/plats/kommun-2417",
            "id/plats/lan-24",
            "id/plats/se",
            "id/medlemskap/m",
            "id/medlemskap/m/period",
            "id/medlemskap/m/iakttagen",
        },
        {"id/person/p", "def/roll/kso"},
    ),
    "id/person/p": (
        {
            "id/person/p",
            "id/medlemskap/m",
            "id/medlemskap/m/period",
            "id/medlemskap/m/iakttagen",
            "id/uttalande/u",
        },
        {"id/kommun/2417", "id/kommun/2482", "def/roll/kso", "id/artikel/a"},
    ),
    "id/person/r": ({"id/person/r", "id/artikel/a/ansvar-1"}, {"id/artikel/a"}),
    "id/artikel/a": (
        {"id/artikel/a", "id/artikel/a/ansvar-1", "id/uttalande/u"},
        {"id/person/p", "id/person/r", "id/kommun/2482"},
    ),
    "id/kommun/2482": ({"id/kommun/2482", "id/uttalande/u"}, {"id/person/p", "id/artikel/a"}),
    "def/roll/kso": (
        {
            "def/roll/kso",
            "id/medlemskap/m",
            "id/medlemskap/m/period",
            "id/medlemskap/m/iakttagen",
        },
        {"id/person/p", "id/kommun/2417"},
    ),
}


@pytest.mark.parametrize(("topic", "contents"), CONTENTS.items(), ids=CONTENTS)
def test_contents(store, topic, contents):
    """Neighbours that say something of the thing are told in full, of others the label."""
    whole, labelled = contents
    document = describer(store).document(BASE + topic)
    found: dict[str, set[Quad]] = {}
    for quad in document.quads:
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(BASE):
            found.setdefault(quad.subject.value[len(BASE) :], set()).add(quad)

    for name in whole:
        assert found[name] == {*store.quads_for_pattern(NamedNode(BASE + name), None, None, None)}
    for name in labelled:
        said = {q.predicate.value for q in found[name]}
        assert len(said & {str(p.value) for p in _LABELS}) == 1, name
        assert "urn:other" not in said
    about = {f"doc/{topic.removeprefix('id/')}"}
    linking = {name for name in found if name.startswith(("id/uttalande", "res/"))}
    assert found.keys() - whole - labelled - about <= linking


_LABELS = [
    NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"),
    NamedNode("http://xmlns.com/foaf/0.1/name"),
    NamedNode("http://schema.org/name"),
]


def test_blank_nodes_are_followed(store):
    """What hangs from a thing by a blank node belongs to its document."""
    quads = describer(store).document(f"{BASE}id/kommun/2417").quads

    assert "urn:y" in {quad.predicate.value for quad in quads}


def test_about_itself(store):
    """A document tells what it is about, its licence, its dataset, its sources and its time."""
    document = describer(store).document(f"{BASE}id/person/p")

    own = {
        (quad.predicate.value.rpartition("/")[2].rpartition("#")[2], quad.object.value)
        for quad in document.quads
        if quad.subject == NamedNode(f"{BASE}doc/person/p")
    }
    assert own == {
        ("type", "http://xmlns.com/foaf/0.1/Document"),
        ("primaryTopic", f"{BASE}id/person/p"),
        ("license", "http://creativecommons.org/publicdomain/zero/1.0/"),
        ("inDataset", f"{BASE}res/datamangd/samverkan"),
        ("wasDerivedFrom", f"{BASE}res/kallgraf/a"),
        ("wasDerivedFrom", f"{BASE}res/kallgraf/register"),
        ("wasDerivedFrom", f"{BASE}res/kallgraf/roles"),
        ("modified", "2026-11-24T12:00:00Z"),
    }
    assert document.modified == "2026-11-24T12:00:00Z"


def test_graphs_are_kept(store):
    """Each fact keeps the graph that it stands in."""
    document = describer(store).document(f"{BASE}id/kommun/2417")

    graphs = {q.graph_name for q in document.quads if q.predicate.value.endswith("#member")}
    assert graphs == {NamedNode(f"{BASE}res/kallgraf/a")}
    assert {*document.graphs} == {f"{BASE}res/kallgraf/{n}" for n in ("a", "register", "roles")}


@pytest.mark.parametrize("name", ["id/person/none", "id/kommun/9999", "def/roll", "spec/x"])
def test_unknown(store, name):
    """What the store says nothing of is not found."""
    with pytest.raises(NotFoundError, match="is not described here"):
        describer(store).document(BASE + name)


def test_pages():
    """A long document is paged: the thing's own facts on each page, each neighbour once."""
    lines = [
        f"<{BASE}id/medlemskap/m{n:03}> <http://www.w3.org/ns/org#role> <{BASE}def/roll/kso> ."
        for n in range(25)
    ]
    store = Store()
    store.load(
        "\n".join([*lines, f'<{BASE}def/roll/kso> <urn:p> "own" .']), format=RdfFormat.N_TRIPLES
    )
    pages = [
        describer(store, page_size=10).document(f"{BASE}def/roll/kso", page=n) for n in (1, 2, 3)
    ]

    found = [
        {q.subject.value for q in page.quads if "/medlemskap/" in str(q.subject)} for page in pages
    ]
    assert [len(members) for members in found] == [10, 10, 5]
    assert len(set.union(*found)) == 25
    assert [page.has_next for page in pages] == [True, True, False]
    assert all(any(q.object.value == "own" for q in page.quads) for page in pages)
    with pytest.raises(NotFoundError, match="no page 4"):
        describer(store, page_size=10).document(f"{BASE}def/roll/kso", page=4)


def test_graph(store):
    """A named graph is described by what is said of it and a page of what it says."""
    whole = describer(store).graph(f"{BASE}res/kallgraf/a")
    first = describer(store, page_size=5).graph(f"{BASE}res/kallgraf/a")

    inside = {*store.quads_for_pattern(None, None, None, NamedNode(f"{BASE}res/kallgraf/a"))}
    assert inside < {*whole.quads}
    assert (len(inside & {*first.quads}), first.has_next, whole.has_next) == (5, True, False)
    assert any(quad.subject.value == f"{BASE}res/kallgraf/a" for quad in first.quads)
    with pytest.raises(NotFoundError, match="is no graph here"):
        describer(store).graph(f"{BASE}res/kallgraf/none")
    with pytest.raises(NotFoundError, match="no page 99"):
        describer(store).graph(f"{BASE}res/kallgraf/a", page=99)


@pytest.mark.parametrize("size", [1, 5, 8, 100])
def test_graph_pages(store, size):
    """Read in one go, a graph has the pages that it has one by one."""
    one_by_one = describer(store, page_size=size)
    topic = f"{BASE}res/kallgraf/a"
    found = [*one_by_one.graph_pages(topic)]

    assert found == [one_by_one.graph(topic, page=number) for number in range(1, len(found) + 1)]
    assert [page.has_next for page in found] == [True] * (len(found) - 1) + [False]
    assert [*one_by_one.graph_pages(f"{BASE}res/kallgraf/none")] == []
