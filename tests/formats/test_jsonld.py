import json
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld as pyld
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from samverkan_ld.errors import FormatError
from samverkan_ld.formats import jsonld
from samverkan_ld.formats.context import Context, read_context
from samverkan_ld.formats.outline import MAX_DEPTH
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import XSD

Canonical = Callable[[Iterable[Quad | Triple]], str]

GOLDEN = Path(__file__).parent / "golden"
NORSJO = "https://data.samverkan.example/id/kommun/2417"
TOPIC = "http://ex.example/a"
TERMS: dict[str, object] = {
    "ex": "http://ex.example/",
    "xsd": XSD,
    "Class": "ex:Class",
    "name": {"@id": "ex:name", "@container": "@language"},
    "plainName": "ex:name",
    "alias": {"@id": "ex:alias", "@container": ["@language", "@set"]},
    "motto": {"@id": "ex:motto", "@language": "sv"},
    "about": {"@id": "ex:about", "@type": "@id"},
    "kind": {"@id": "ex:kind", "@type": "@vocab"},
    "links": {"@id": "ex:links", "@type": "@id", "@container": "@set"},
    "date": {"@id": "ex:date", "@type": "xsd:date"},
    "year": {"@id": "ex:date", "@type": "xsd:gYear"},
    "steps": {"@id": "ex:steps", "@container": "@list"},
    "places": {"@id": "ex:places", "@type": "@id", "@container": "@list"},
    "note": "ex:note",
}


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """A context with a term of each kind."""
    path = tmp_path_factory.mktemp("context") / "context.jsonld"
    path.write_text(json.dumps({"@context": {"@version": 1.1, **TERMS}}))
    return read_context(path, Iris())


def read(text: str) -> list[Quad]:
    """Read Turtle in which `ex:` and `xsd:` are known."""
    head = f"@prefix ex: <http://ex.example/> . @prefix xsd: <{XSD}> .\n"
    return [*parse(head + text, format=RdfFormat.TURTLE)]


def test_golden_document(norsjo: list[Quad]) -> None:
    """A real document is written as a person would write it."""
    context = read_context(GOLDEN / "context.jsonld", Iris())
    written = jsonld.write(norsjo, context, first=NORSJO)
    expected = (GOLDEN / "norsjo.jsonld").read_text(encoding="utf-8")
    assert json.dumps(written, indent=2, ensure_ascii=False) + "\n" == expected


RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.mark.parametrize(
    ("given", "body"),
    [
        ("a ex:Class", {"@type": "Class"}),
        ("a ex:Class, ex:D", {"@type": ["Class", "ex:D"]}),
        ('a ex:D, "x"', {"@type": "ex:D", RDF_TYPE: "x"}),
        ("a [ ex:note 1 ]", {RDF_TYPE: {"note": {"@value": "1", "@type": "xsd:integer"}}}),
        ("a <http://ex.example/a/b>", {"@type": "ex:a/b"}),
        ('ex:name "b"@sv, "a"@en', {"name": {"en": "a", "sv": "b"}}),
        ('ex:name "b"@sv, "a"@sv', {"name": {"sv": ["a", "b"]}}),
        ('ex:name "b"@sv, "a"', {"plainName": "a", "name": {"sv": "b"}}),
        ('ex:alias "a"@sv', {"alias": {"sv": ["a"]}}),
        ('ex:alias "a"@sv, "b"', {"ex:alias": "b", "alias": {"sv": ["a"]}}),
        ('ex:motto "a"@sv, "b"@en', {"ex:motto": {"@value": "b", "@language": "en"}, "motto": "a"}),
        ("ex:about ex:b", {"about": "ex:b"}),
        ("ex:about ex:b, ex:c", {"about": ["ex:b", "ex:c"]}),
        ('ex:about "b"', {"ex:about": "b"}),
        ("ex:about [ ex:note ex:b ]", {"about": {"note": {"@id": "ex:b"}}}),
        ("ex:about []", {"about": {}}),
        ("ex:kind ex:Class, ex:D", {"kind": ["Class", "ex:D"]}),
        ("ex:links ex:b", {"links": ["ex:b"]}),
        ('ex:date "2017"^^xsd:gYear', {"year": "2017"}),
        ('ex:date "x"^^xsd:date', {"date": "x"}),
        ('ex:date "2017"', {"ex:date": "2017"}),
        ("ex:note 01", {"note": {"@value": "01", "@type": "xsd:integer"}}),
        ("ex:note true", {"note": {"@value": "true", "@type": "xsd:boolean"}}),
        ('ex:note "x", "y"@sv', {"note": ["x", {"@value": "y", "@language": "sv"}]}),
        ('ex:note "x"^^<urn:t>', {"note": {"@value": "x", "@type": "urn:t"}}),
        ('ex:steps ( "a" "b" )', {"steps": ["a", "b"]}),
        ("ex:steps ()", {"steps": []}),
        ('ex:steps ( ( "a" ) () )', {"steps": [{"@list": ["a"]}, {"@list": []}]}),
        ('ex:steps ( "a" ), ()', {"steps": [], "ex:steps": {"@list": ["a"]}}),
        ('ex:steps "a"', {"ex:steps": "a"}),
        ('ex:places ( ex:b "c" )', {"places": ["ex:b", {"@value": "c"}]}),
        ('ex:note ( "a" )', {"note": {"@list": ["a"]}}),
        ("ex:links ( ex:b )", {"ex:links": {"@list": [{"@id": "ex:b"}]}}),
        ("<urn:p> 'x'", {"urn:p": "x"}),
        ("ex:note <http://ex.example///x>", {"note": {"@id": "http://ex.example///x"}}),
    ],
)
def test_values(given: str, body: dict[str, object], terms: Context) -> None:
    """Each value takes the term that fits it, or a prefixed name and its written-out form."""
    document = jsonld.write(read(f"ex:a {given} ."), terms, first=TOPIC)
    del document["@context"]
    assert document == {"@id": "ex:a", **body}
    assert [*document] == ["@id", *body]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("ex:a a ex:Class", ["ex", "Class"]),
        ('<urn:a> ex:date "2017"^^xsd:gYear', ["ex", "xsd", "year"]),
        ("<urn:a> <urn:p> <urn:b>", []),
        ("<urn:a> <urn:p> ex:b", ["ex"]),
    ],
)
def test_context_holds_what_is_used(given: str, names: list[str], terms: Context) -> None:
    """The inline context holds the prefixes and terms that are used, prefixes first."""
    document = jsonld.write(read(f"{given} ."), terms)
    assert document["@context"] == {name: TERMS[name] for name in names}
    assert [*document] == ["@context", "@graph"]


def test_nesting(terms: Context) -> None:
    """Sub-nodes and blank nodes nest where they are first met; the rest is included in order."""
    graph = read(
        """<http://ex.example/a/part> ex:about <http://ex.example/a/deep> , ex:b .
        ex:a ex:note <http://ex.example/a/part> ; ex:links <http://ex.example/a/part> , _:x , ex:b .
        <http://ex.example/a/deep> ex:about ex:a . <http://ex.example/a/lost> ex:about ex:a .
        ex:c ex:about _:x , <http://ex.example/c/part> . <http://ex.example/c/part> ex:about ex:a .
        _:x ex:about ex:a . ex:b ex:about ex:a . [] ex:about ex:a ."""
    )
    document = jsonld.write(graph, terms, first=TOPIC)
    del document["@context"]
    assert document == {
        "@id": "ex:a",
        "links": [
            {"@id": "ex:a/part", "about": [{"@id": "ex:a/deep", "about": "ex:a"}, "ex:b"]},
            "ex:b",
            "_:b0",
        ],
        "note": {"@id": "ex:a/part"},
        "@included": [
            {"@id": "ex:a/lost", "about": "ex:a"},
            {"@id": "ex:b", "about": "ex:a"},
            {"@id": "_:b0", "about": "ex:a"},
            {"@id": "ex:c", "about": [{"@id": "ex:c/part", "about": "ex:a"}, "_:b0"]},
            {"about": "ex:a"},
        ],
    }


@pytest.mark.parametrize(
    ("graph", "first", "body"),
    [
        ("", "", {"@graph": []}),
        ("", TOPIC, {"@id": "ex:a"}),
        (
            "ex:b ex:about 'x' .",
            TOPIC,
            {"@id": "ex:a", "@included": [{"@id": "ex:b", "ex:about": "x"}]},
        ),
    ],
)
def test_little_to_say(graph: str, first: str, body: dict[str, object], terms: Context) -> None:
    """A topic of which nothing is said is still the root."""
    document = jsonld.write(read(graph), terms, first=first)
    document["@context"] = {}
    assert document == {"@context": {}, **body}


def test_iri_that_looks_prefixed(terms: Context) -> None:
    """Where an IRI would be taken for a prefixed name, no prefixes are used."""
    graph = read('ex:a ex:about <ex:b> ; ex:date "2017"^^xsd:gYear .')
    assert jsonld.write(graph, terms, first=TOPIC) == {
        "@context": {
            "about": {"@id": "http://ex.example/about", "@type": "@id"},
            "year": {"@id": "http://ex.example/date", "@type": XSD + "gYear"},
        },
        "@id": TOPIC,
        "about": "ex:b",
        "year": "2017",
    }


def test_address_that_looks_prefixed(terms: Context) -> None:
    """What follows a colon and two slashes is no prefixed name, so prefixes stay."""
    document = jsonld.write(read("ex:a ex:about <ex://b> ."), terms, first=TOPIC)
    assert (document["@id"], document["about"]) == ("ex:a", "ex://b")


def test_sub_node_as_a_type(terms: Context) -> None:
    """A sub-node that is a type stands where it can be described."""
    graph = read("ex:a a ex:D, <http://ex.example/a/b> . <http://ex.example/a/b> ex:note 'x' .")
    document = jsonld.write(graph, terms, first=TOPIC)
    assert document["@type"] == "ex:D"
    assert document[RDF_TYPE] == {"@id": "ex:a/b", "note": "x"}


def test_sub_nodes_nest_in_the_nearest(terms: Context) -> None:
    """Sub-nodes that refer to each other nest in the topic if it refers to them, not in a chain."""
    p = NamedNode("http://ex.example/about")
    parts = [NamedNode(f"{TOPIC}/{n:04}") for n in range(2_000)]
    triples = [Triple(a, p, b) for a, b in pairwise(parts)]
    triples += [Triple(NamedNode(TOPIC), p, part) for part in parts]
    document = jsonld.write(triples, terms, first=TOPIC)
    about = document["about"]
    assert isinstance(about, list)
    assert about[0] == {"@id": "ex:a/0000", "about": "ex:a/0001"}
    assert len(about) == len(parts)


@given(data=st.data())
def test_round_trip(
    data: st.DataObject,
    graphs: st.SearchStrategy[list[Triple]],
    topics: st.SearchStrategy[str],
    context: Context,
    canonical: Canonical,
) -> None:
    """What is written says the same when pyoxigraph reads it."""
    graph = data.draw(graphs)
    text = json.dumps(jsonld.write(graph, context, first=data.draw(topics)))
    assert canonical(parse(text, format=RdfFormat.JSON_LD)) == canonical(graph)


@given(data=st.data())
def test_round_trip_of_all_kinds_of_terms(
    data: st.DataObject,
    graphs: st.SearchStrategy[list[Triple]],
    terms: Context,
    canonical: Canonical,
) -> None:
    """Properties with lists, sets, maps and coercions lose nothing, whatever their values."""
    names = st.sampled_from(["name", "alias", "motto", "kind", "links", "date", "steps", "places"])
    graph = [
        Triple(triple.subject, NamedNode("http://ex.example/" + data.draw(names)), triple.object)
        if "rdf-syntax" not in triple.predicate.value
        else triple
        for triple in data.draw(graphs)
    ]
    text = json.dumps(jsonld.write(graph, terms, first="http://ex.example/a"))
    assert canonical(parse(text, format=RdfFormat.JSON_LD)) == canonical(graph)


@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_round_trip_by_pyld(
    data: st.DataObject,
    graphs: st.SearchStrategy[list[Triple]],
    topics: st.SearchStrategy[str],
    context: Context,
    canonical: Canonical,
) -> None:
    """What is written says the same when pyld reads it; doubles aside, which pyld rewrites."""
    double = NamedNode(XSD + "double")
    graph = [
        triple
        for triple in data.draw(graphs)
        if not (isinstance(triple.object, Literal) and triple.object.datatype == double)
    ]
    document = jsonld.write(graph, context, first=data.draw(topics))
    lines = pyld.to_rdf(document, {"format": "application/n-quads"})
    assert canonical(parse(lines, format=RdfFormat.N_QUADS)) == canonical(graph)


@given(data=st.data())
def test_any_order_gives_the_same(
    data: st.DataObject,
    graphs: st.SearchStrategy[list[Triple]],
    topics: st.SearchStrategy[str],
    context: Context,
) -> None:
    """The order of triples and repeats make no difference, not even to the order of keys."""
    graph, first = data.draw(graphs), data.draw(topics)
    other = data.draw(st.permutations([*graph, *graph[:3]]))
    texts = {json.dumps(jsonld.write(quads, context, first=first)) for quads in (graph, other)}
    assert len(texts) == 1


def test_deep_chains(terms: Context) -> None:
    """Long chains of blank nodes and of sub-nodes nest to a depth, then are included."""
    p = NamedNode("http://ex.example/about")
    nodes = [NamedNode(TOPIC + "/x" * n) for n in range(2_000)]
    blanks = [BlankNode(f"n{n}") for n in range(2_000)]
    triples = [Triple(a, p, b) for a, b in pairwise(nodes)]
    triples += [Triple(a, p, b) for a, b in pairwise(blanks)]
    document = jsonld.write([*triples, Triple(nodes[0], p, blanks[0])], terms, first=TOPIC)
    text = json.dumps(document)
    assert depth(document) <= 2 * (MAX_DEPTH + 3)
    assert len([*parse(text, format=RdfFormat.JSON_LD)]) == 2 * 1_999 + 1


def depth(value: object) -> int:
    """Measure how deep a JSON value nests."""
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def test_new_terms_are_refused(terms: Context) -> None:
    """JSON-LD 1.1 cannot hold the terms of RDF 1.2, and the message names them."""
    a = NamedNode("urn:a")
    with pytest.raises(FormatError, match="urn:a"):
        jsonld.write([Triple(a, a, Triple(a, a, a))], terms)
