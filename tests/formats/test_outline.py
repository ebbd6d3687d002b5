import pytest
from pyoxigraph import BlankNode, RdfFormat, parse

from samverkan_ld.formats.outline import make_outline
from samverkan_ld.formats.prefixes import compile_prefixes

HEAD = "@prefix : <http://ex.example/> . @prefix m: <http://ex.example/m/> .\n"


@pytest.mark.parametrize(
    ("graph", "first", "order"),
    [
        (":b :p 1 . :a :p 1 . _:x :p 1 .", "", "a b _"),
        (":b :p 1 . :a :p 1 .", "b", "b a"),
        (":a :p 1 .", "missing", "a"),
        (":a :p :y ; :q :x . :x :p 1 . :y :p :z . :z :p 1 .", "", "a y x z"),
        (":t :p :x . <http://ex.example/t/n> :p 1 . :x :p 1 . :a :p 1 .", "t", "t t/n x a"),
        (":t :p 1 . :a :p 1 . :m :p :t . :b :p :t ; :q :c . :c :p 1 .", "t", "t b m c a"),
        (":t :p 1 . <http://ex.example/b/n> :p :t . :b :p 1 . :a :p 1 .", "t", "t b b/n a"),
        (
            ":m :p m:x , :k . m:x :p m:a . m:a :p 1 . :k :p 1 .",
            "m",
            "m m/x m/a k",
        ),
        ("_:x :p _:y . _:y :p _:x .", "", "_"),
        (":a :p [ :q :c ] . :b :p 1 . :c :p 1 .", "", "a c b"),
        (":a :p ( :c [ :q :d ] ) . :b :p 1 . :c :p 1 . :d :p 1 .", "", "a c d b"),
    ],
)
def test_reading_order(graph: str, first: str, order: str) -> None:
    """The topic and its sub-nodes come first, then what it leads to, what leads to it, the rest."""
    quads = parse(HEAD.encode() + graph.encode(), format=RdfFormat.TURTLE)
    topic = f"http://ex.example/{first}" if first else ""
    plan = make_outline(quads, compile_prefixes({}), first=topic)
    names = [
        "_" if isinstance(node, BlankNode) else node.removeprefix("http://ex.example/")
        for node in plan.subjects
    ]
    assert names == order.split()


def test_labelled_nodes_never_nest() -> None:
    """A blank node that is known elsewhere stands by itself, and as a cell spoils its list."""
    graph = HEAD + ":a :p _:x , ( 1 ) . _:x :q 1 ."
    quads = [*parse(graph, format=RdfFormat.TURTLE)]
    blank = {quad.object for quad in quads if isinstance(quad.object, BlankNode)}
    plan = make_outline(quads, compile_prefixes({}), labelled=blank)
    assert (plan.nested, plan.lists, plan.unmentioned) == (set(), {}, set())
    assert len(plan.subjects) == 3
