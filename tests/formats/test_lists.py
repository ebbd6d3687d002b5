import pytest
from pyoxigraph import RdfFormat, parse

from samverkan_ld.formats.outline import make_outline
from samverkan_ld.formats.prefixes import compile_prefixes

HEAD = """@prefix : <urn:> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""


@pytest.mark.parametrize(
    ("graph", "lengths"),
    [
        (":s :p ( 1 2 3 ) .", [3]),
        (":s :p ( ( 1 ) 2 ) .", [1, 2]),
        (":s :p () .", []),
        (":s :p ( 1 ) , _:x . _:x rdf:first 1 .", [1]),
        (":s :p _:x . _:x rdf:first 1 , 2 ; rdf:rest () .", []),
        (":s :p _:x . _:x rdf:first 1 ; rdf:rest () , _:x .", []),
        (":s :p _:x . _:x rdf:first 1 ; rdf:rest () ; a rdf:List .", []),
        (":s :p _:x . _:x rdf:first 1 ; rdf:rest :end .", []),
        (":s :p _:x . :t :p _:x . _:x rdf:first 1 ; rdf:rest ( 2 ) .", [1]),
        (":s :p _:y . _:x rdf:first 1 ; rdf:rest _:y . _:y rdf:first 2 ; rdf:rest () .", []),
        ("_:x rdf:first 1 ; rdf:rest ( 2 3 ) .", [2]),
        (
            ":s :p _:x . _:x rdf:first 1 ; rdf:rest _:y ; :q 1 . _:y rdf:first 2 ; rdf:rest () .",
            [1],
        ),
        ("_:x rdf:first 1 ; rdf:rest _:y . _:y rdf:first 1 ; rdf:rest _:x .", []),
        ("_:x rdf:first _:x ; rdf:rest () .", []),
    ],
)
def test_well_formed_lists(graph: str, lengths: list[int]) -> None:
    """A list is one whose cells are used once and have one item and one rest, to the end."""
    plan = make_outline(parse(HEAD + graph, format=RdfFormat.TURTLE), compile_prefixes({}))
    assert sorted(len(items) for items in plan.lists.values()) == lengths
