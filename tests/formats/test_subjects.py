import random

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from samverkan_ld.formats.prefixes import compile_prefixes
from samverkan_ld.formats.subjects import read_subjects, sort_subjects

GRAPH = """@prefix : <urn:> . :b :q 1 , "x"@sv , "x" , "x"@en , :c , [ :p 2 ] , [ :p 1 ] ; :p :a .
:a :p :b , :b ."""
P = NamedNode("urn:p")


def test_what_is_read() -> None:
    """Triples are grouped; where blank nodes are used and who leads to the topic is told."""
    subjects = read_subjects(parse(GRAPH, format=RdfFormat.TURTLE), topic="urn:a")
    assert {"urn:a", "urn:b"} < subjects.said.keys()
    assert subjects.toward == {"urn:b"}
    assert [*subjects.uses.values()] == [{("urn:b", "urn:q")}] * 2


def test_order() -> None:
    """Subjects, predicates and objects are sorted, and repeats dropped."""
    quads = [*parse(GRAPH, format=RdfFormat.TURTLE)]
    random.Random(2).shuffle(quads)
    said = sort_subjects(read_subjects([*quads, *quads]), compile_prefixes({}))
    assert [node for node in said if isinstance(node, str)] == ["urn:a", "urn:b"]
    assert said["urn:a"] == [("urn:p", ["urn:b"])]
    (first, objects), (second, terms) = said["urn:b"]
    assert (first, objects, second, terms[0]) == ("urn:p", ["urn:a"], "urn:q", "urn:c")
    texts = [str(term.value) + (term.language or "") for term in terms if isinstance(term, Literal)]
    assert texts == ["1", "x", "xen", "xsv"]
    values = [said[term][0][1][0] for term in terms if isinstance(term, BlankNode)]
    assert [value.value for value in values if isinstance(value, Literal)] == ["1", "2"]


def test_blank_nodes_are_told_apart_from_afar() -> None:
    """Blank nodes that differ only in what they lead to have an order that is not their labels'."""
    ends = []
    for labels in ("abcdef", "fedcba", "cafebd"):
        nodes = [BlankNode(label) for label in labels]
        triples = [Triple(nodes[n], P, nodes[n + 2]) for n in range(4)]
        triples += [Triple(nodes[4], P, Literal("1")), Triple(nodes[5], P, Literal("2"))]
        said = sort_subjects(read_subjects(triples), compile_prefixes({}))
        ends.append([nodes.index(node) for node in said if isinstance(node, BlankNode)])
    assert ends[0] == ends[1] == ends[2]
