from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from samverkan_ld.errors import FormatError
from samverkan_ld.formats import trig

PREFIXES = {"ex": "http://ex.example/"}
NAMES: tuple[NamedNode | BlankNode | DefaultGraph, ...] = (
    DefaultGraph(),
    NamedNode("http://ex.example/g"),
    NamedNode("http://ex.example/h"),
    BlankNode("a"),
)


def read(text: str) -> list[Quad]:
    """Read TriG in which `ex:` is known."""
    return [*parse(f"@prefix ex: <http://ex.example/> .\n{text}", format=RdfFormat.TRIG)]


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (
            "ex:g { ex:a ex:p 1 ; ex:q 2 . ex:b ex:p 1 } ex:c ex:p 1 . ex:f { ex:a ex:p [] }",
            (
                "ex:c ex:p 1 .\n\n"
                "ex:f {\n    ex:a ex:p [] .\n}\n\n"
                "ex:g {\n    ex:a ex:p 1 ;\n        ex:q 2 .\n\n    ex:b ex:p 1 .\n}\n"
            ),
        ),
        (
            "ex:f { ex:a ex:p _:x , _:y } ex:g { _:x ex:p 1 }",
            "ex:f {\n    ex:a ex:p _:b0, [] .\n}\n\nex:g {\n    _:b0 ex:p 1 .\n}\n",
        ),
        (
            "_:g { ex:a ex:p _:g , [] }",
            "_:b0 {\n    ex:a ex:p [], _:b0 .\n}\n",
        ),
        (
            'ex:g { ex:a ex:p """x\ny""" }',
            'ex:g {\n    ex:a ex:p """x\ny""" .\n}\n',
        ),
    ],
)
def test_exact_text(given: str, written: str) -> None:
    """Graphs stand in order, and blank nodes that several share have one label."""
    assert trig.write(read(given), PREFIXES).split("\n\n", 1)[1] == written


def test_first_in_each_graph() -> None:
    """The topic comes first in each graph."""
    text = trig.write(read("ex:g { ex:a ex:p 1 . ex:b ex:p 1 }"), {}, first="http://ex.example/b")
    assert text.index("example/b>") < text.index("example/a>")


def test_triples_are_the_default_graph() -> None:
    """Triples without a graph are written as the default graph."""
    triples = [quad.triple for quad in read("ex:a ex:p ex:b .")]
    assert trig.write(triples, PREFIXES).endswith("\n\nex:a ex:p ex:b .\n")


@given(data=st.data())
def test_round_trip(
    data: st.DataObject,
    graphs: st.SearchStrategy[list[Triple]],
    prefixes: dict[str, str],
    canonical: Callable[[Iterable[Quad | Triple]], str],
) -> None:
    """What is written says the same when pyoxigraph reads it, graph by graph."""
    names = st.sampled_from(NAMES)
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, data.draw(names))
        for triple in data.draw(graphs)
    ]
    text = trig.write(quads, prefixes)
    assert canonical(parse(text, format=RdfFormat.TRIG)) == canonical(quads)


def test_new_terms_are_refused() -> None:
    """TriG 1.1 cannot hold the terms of RDF 1.2."""
    a = NamedNode("urn:a")
    with pytest.raises(FormatError, match=r"RDF 1\.2"):
        trig.write([Quad(a, a, Triple(a, a, a), a)], {})
