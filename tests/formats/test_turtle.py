import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from samverkan_ld.errors import FormatError
from samverkan_ld.formats import turtle
from samverkan_ld.formats.outline import MAX_DEPTH
from samverkan_ld.iris import Iris

Canonical = Callable[[Iterable[Quad | Triple]], str]

GOLDEN = Path(__file__).parent / "golden"
NORSJO = "https://data.samverkan.example/id/kommun/2417"
HEAD = "@prefix ex: <http://ex.example/> .\n\n"
PREFIXES = {
    "ex": "http://ex.example/",
    "exsub": "http://ex.example/sub/",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def read(text: str) -> list[Quad]:
    """Read Turtle in which `ex:`, `schema:` and `xsd:` are known."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return [*parse(head + text, format=RdfFormat.TURTLE)]


def body(text: str) -> str:
    """Write what `read` reads, and leave out the prefixes."""
    written = turtle.write(read(text), PREFIXES)
    return "\n".join(line for line in written.splitlines() if not line.startswith("@prefix"))


def test_golden_document(norsjo: list[Quad]) -> None:
    """A real document is written as a person would write it."""
    written = turtle.write(norsjo, Iris().prefixes(), first=NORSJO)
    assert written == (GOLDEN / "norsjo.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("ex:a a ex:C .", "ex:a a ex:C ."),
        ("ex:a ex:p 1, 2 . ex:a ex:p 1 .", "ex:a ex:p 1, 2 ."),
        (
            "ex:a ex:p ex:b ; schema:z 1 ; a ex:C .",
            "ex:a a ex:C ;\n    ex:p ex:b ;\n    schema:z 1 .",
        ),
        (
            'ex:a ex:p "ö"@sv, "b", "z"@en, ex:z, "a"@sv, [] .',
            'ex:a ex:p ex:z, "b", "z"@en, "a"@sv, "ö"@sv, [] .',
        ),
        ("ex:a ex:p ( ) .", "ex:a ex:p () ."),
        ("ex:a ex:p ( 1 ( 2 ) [] ) .", "ex:a ex:p ( 1 ( 2 ) [] ) ."),
        ("ex:a ex:p [ ex:q 1 ] .", "ex:a ex:p [ ex:q 1 ] ."),
        ("ex:a ex:p [ ex:q 1 ; a ex:C ] .", "ex:a ex:p [ a ex:C ; ex:q 1 ] ."),
        ("[] ex:p 1 .", "[] ex:p 1 ."),
        ("_:x ex:p _:x .", "_:b0 ex:p _:b0 ."),
        ("_:x ex:p _:y . _:y ex:p _:x .", "_:b0 ex:p [ ex:p _:b0 ] ."),
        (
            "ex:b ex:p _:x . ex:a ex:p _:x . _:x ex:q 1 .",
            "ex:a ex:p _:b0 .\n\n_:b0 ex:q 1 .\n\nex:b ex:p _:b0 .",
        ),
        ("_:x ex:p 1 . ex:a ex:q _:x, _:y .", "ex:a ex:q [], [ ex:p 1 ] ."),
        (
            "ex:a <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> ( 1 ) .",
            "ex:a <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> ( 1 ) .",
        ),
    ],
)
def test_exact_text(given: str, written: str) -> None:
    """Small graphs come out as by hand."""
    assert body(given).strip("\n") == written


@pytest.mark.parametrize(
    ("given", "written"),
    [
        *((text, text) for text in ("1", "-1", "1.0", "-0.5", "1e3", "1.5E-3", ".5e1", "true")),
        ("01", '"01"^^xsd:integer'),
        ("+.5", '"+.5"^^xsd:decimal'),
        ('"1."^^xsd:decimal', '"1."^^xsd:decimal'),
        ('"INF"^^xsd:double', '"INF"^^xsd:double'),
        ('"1"^^xsd:double', '"1"^^xsd:double'),
        ('" 1"^^xsd:integer', '" 1"^^xsd:integer'),
        ('"1"^^xsd:boolean', '"1"^^xsd:boolean'),
        ('"2017"^^xsd:gYear', '"2017"^^xsd:gYear'),
        ('"x"^^<urn:x>', '"x"^^<urn:x>'),
        ('"sv"@sv-FI', '"sv"@sv-fi'),
        (r'"\"\\\t\r\u0000\u007F"', r'"\"\\\t\r\u0000\u007F"'),
        (r'"två\n\"rader\" \"\"\"\r"', '"""två\n"rader" \\"\\""\\r"""'),
        (r'"\n\""', '"""\n\\""""'),
        ("ex:2417", "ex:2417"),
        ("<http://ex.example/sub/a>", "exsub:a"),
        ("<http://ex.example/sub/>", "<http://ex.example/sub/>"),
        ("<http://ex.example/a/b>", "<http://ex.example/a/b>"),
        ("<http://ex.example/a.b>", "ex:a.b"),
        ("<http://ex.example/a.>", "<http://ex.example/a.>"),
        ("<http://ex.example/-a>", "<http://ex.example/-a>"),
        ("<http://ex.example/a%20b>", "<http://ex.example/a%20b>"),
        ("<http://ex.example/>", "<http://ex.example/>"),
        ("<http://ex.example/ö>", "ex:ö"),
        ("<http://ex.example/x:y>", "<http://ex.example/x:y>"),
    ],
)
def test_terms(given: str, written: str) -> None:
    """Terms take their shortest form that is read back as the same."""
    assert body(f"ex:a ex:p {given} .").strip("\n") == f"ex:a ex:p {written} ."


def test_long_lines_are_broken() -> None:
    """Values that do not fit on a line stand on one each."""
    name = "n" * 90
    assert turtle.write(
        read(f"ex:{name} a ex:{name}, ex:b ; ex:p ( ex:{name} 1 ) ."), PREFIXES
    ) == (
        f"{HEAD}ex:{name} a\n        ex:b,\n        ex:{name} ;\n"
        f"    ex:p (\n        ex:{name}\n        1\n    ) .\n"
    )


def test_labels_come_first() -> None:
    """The type comes first, then labels, then the other properties by their names."""
    given = (
        'ex:a ex:p 1 ; <http://www.w3.org/2000/01/rdf-schema#label> "d" ; schema:name "b" ;'
        '<http://xmlns.com/foaf/0.1/name> "c" ; <http://a.example/z> 2 ; schema:about 3 ;'
        '<http://www.w3.org/2004/02/skos/core#prefLabel> "a" ; a ex:C .'
    )
    lines = (
        "ex:a a ex:C ;",
        '    <http://www.w3.org/2004/02/skos/core#prefLabel> "a" ;',
        '    schema:name "b" ;',
        '    <http://xmlns.com/foaf/0.1/name> "c" ;',
        '    <http://www.w3.org/2000/01/rdf-schema#label> "d" ;',
        "    ex:p 1 ;",
        "    schema:about 3 ;",
        "    <http://a.example/z> 2 .",
    )
    assert body(given).strip("\n").splitlines() == [*lines]


def test_nested_blocks() -> None:
    """A nested node that does not fit on a line stands as a block."""
    long = "n" * 60
    assert body(f'ex:a ex:p [ ex:q [ ex:r "{long}" ] ; ex:t 1 ], [ ex:z 1 ] .').splitlines() == [
        "",
        "ex:a ex:p [",
        f'        ex:q [ ex:r "{long}" ] ;',
        "        ex:t 1",
        "    ], [ ex:z 1 ] .",
    ]


def test_long_subjects_stand_alone() -> None:
    """A subject that leaves no room for the first property has a line of its own."""
    name = "n" * 90
    assert body(f"ex:{name} a ex:Class .").splitlines()[1:] == [f"ex:{name}", "    a ex:Class ."]


def test_nothing() -> None:
    """No triples are an empty document."""
    assert turtle.write([], PREFIXES) == ""


def test_without_prefixes() -> None:
    """A document may do without prefixes."""
    assert turtle.write(read("ex:a ex:p 1 ."), {}) == (
        "<http://ex.example/a> <http://ex.example/p> 1 .\n"
    )


def test_odd_iris_are_escaped() -> None:
    """Characters that an IRI must not hold are escaped, so that they cannot end it."""
    quads = parse("<http://e/a> <http://e/p> <http://e/b\\u0020\\u003E\\u007B> .",
                  format=RdfFormat.TURTLE, lenient=True)  # fmt: skip
    text = turtle.write(quads, {})
    assert text == "<http://e/a> <http://e/p> <http://e/b\\u0020\\u003E\\u007B> .\n"


@given(data=st.data())
def test_round_trip(
    data: st.DataObject,
    graphs: st.SearchStrategy[list[Triple]],
    topics: st.SearchStrategy[str],
    prefixes: dict[str, str],
    canonical: Canonical,
) -> None:
    """What is written says the same when pyoxigraph reads it."""
    graph = data.draw(graphs)
    text = turtle.write(graph, prefixes, first=data.draw(topics))
    assert canonical(parse(text, format=RdfFormat.TURTLE)) == canonical(graph)


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")  # ill-typed literals are meant
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_round_trip_by_rdflib(
    data: st.DataObject,
    graphs: st.SearchStrategy[list[Triple]],
    topics: st.SearchStrategy[str],
    prefixes: dict[str, str],
    canonical: Canonical,
) -> None:
    """What is written says the same when rdflib reads it."""
    graph = data.draw(graphs)
    text = turtle.write(graph, prefixes, first=data.draw(topics))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        lines = rdflib.Graph().parse(data=text, format="turtle").serialize(format="nt")
    assert canonical(parse(lines, format=RdfFormat.N_TRIPLES)) == canonical(graph)


@given(data=st.data())
def test_any_order_gives_the_same(
    data: st.DataObject,
    graphs: st.SearchStrategy[list[Triple]],
    topics: st.SearchStrategy[str],
    prefixes: dict[str, str],
) -> None:
    """The order of triples and repeats make no difference."""
    graph, first = data.draw(graphs), data.draw(topics)
    other = data.draw(st.permutations([*graph, *graph[:3]]))
    assert turtle.write(other, prefixes, first=first) == turtle.write(graph, prefixes, first=first)


def test_labels_make_no_difference() -> None:
    """Blank nodes that nest stand in the order of what they say, whatever their labels."""
    texts = []
    for labels in ("abcd", "dcba", "bdac"):
        a, b, c, d = (BlankNode(label) for label in labels)
        p, q = NamedNode("http://ex.example/p"), NamedNode("http://ex.example/q")
        s = NamedNode("http://ex.example/s")
        triples = [Triple(s, p, a), Triple(s, p, b), Triple(a, q, c), Triple(b, q, d)]
        triples += [Triple(c, q, Literal("1")), Triple(d, q, Literal("2"))]
        texts.append(turtle.write(triples, PREFIXES))
    assert texts[0] == texts[1] == texts[2]
    assert texts[0] == HEAD + 'ex:s ex:p [ ex:q [ ex:q "1" ] ], [ ex:q [ ex:q "2" ] ] .\n'


def test_hash_seed_makes_no_difference() -> None:
    """Python's random order of sets is never seen."""
    script = (
        "from pyoxigraph import RdfFormat, parse\n"
        "from samverkan_ld.formats import turtle\n"
        f"quads = parse(path={str(GOLDEN / 'norsjo.trig')!r}, format=RdfFormat.TRIG)\n"
        "print(turtle.write(quads, {'s': 'http://schema.org/', 'o': 'http://www.w3.org/ns/org#'}))"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1


def chain(length: int) -> list[Triple]:
    """Make a chain of blank nodes, its triples in a random order."""
    nodes: list[NamedNode | BlankNode] = [NamedNode("http://ex.example/s")]
    nodes += (BlankNode(f"n{n}") for n in range(length))
    link = NamedNode("http://ex.example/p")
    triples = [Triple(a, link, b) for a, b in pairwise(nodes)]
    random.Random(1).shuffle(triples)
    return triples


def test_deep_chain() -> None:
    """Ten thousand blank nodes in a chain nest to a depth, then get labels."""
    triples = chain(10_000)
    text = turtle.write(triples, PREFIXES)
    blocks = text.removeprefix(HEAD).split("\n\n")
    assert blocks[0].count("[") == MAX_DEPTH
    assert len(set(parse(text, format=RdfFormat.TURTLE))) == len(triples)
    assert len(blocks) == len(triples) // (MAX_DEPTH + 1) + 1


def test_deep_lists(canonical: Canonical) -> None:
    """Lists in lists nest to a depth as well."""
    text = "ex:s ex:p " + "( 1 " * 40 + ") " * 40 + "."
    written = turtle.write(read(text), PREFIXES)
    assert max(block.count("(") for block in written.split("\n\n")) <= MAX_DEPTH
    assert canonical(parse(written, format=RdfFormat.TURTLE)) == canonical(read(text))


def test_long_list() -> None:
    """A list of ten thousand items is one list, on lines of its own."""
    text = "ex:s ex:p ( " + "1 " * 10_000 + ") ."
    written = turtle.write(read(text), PREFIXES)
    assert written == f"{HEAD}ex:s ex:p (\n" + "        1\n" * 10_000 + "    ) .\n"


@pytest.mark.parametrize(
    "term",
    [
        Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c")),
        next(parse('<urn:a> <urn:b> "x"@sv--ltr .', format=RdfFormat.TURTLE)).object,
    ],
)
def test_new_terms_are_refused(term: Triple | Literal) -> None:
    """Turtle 1.1 cannot hold the terms of RDF 1.2, and the message names them."""
    with pytest.raises(FormatError, match=r"urn:a|sv--ltr"):
        turtle.write([Triple(NamedNode("urn:s"), NamedNode("urn:p"), term)], PREFIXES)
