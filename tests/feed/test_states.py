"""What the sources say of things, as the feed gives it."""

import pytest
from pyoxigraph import Literal, RdfFormat, Store, Triple

from samverkan_ld.archive.things import Change, Thing
from samverkan_ld.feed.states import present_states
from samverkan_ld.iris import Iris

SITE = Iris("https://d.example/", "https://d.example/", "https://d.example/")
MOMENT = "2026-11-23T20:00:05Z"
PREFIXES = """
@base <https://d.example/id/> .
@prefix g: <https://d.example/res/kallgraf/> .
@prefix res: <https://d.example/res/> .
@prefix : <urn:p:> .
"""

# what the store holds, a thing, how many quads it has, and the predicates and objects of its state
CASES = {
    "plain": ("g:a { <x/1> :p 1 . <x/2> :p 2 }", "x/1", 1, ["p 1"]),
    "two graphs": ("g:a { <x/1> :p 1, 2 } g:b { <x/1> :p 1, 3 }", "x/1", 4, ["p 1", "p 2", "p 3"]),
    "system graphs": (
        (
            "g:a { <x/1> :p 1 } res:metadata { <x/1> :p 2 } res:shapes { <x/1> :p 3 } "
            "res:queries { <x/1> :p 4 } res:identifierare { <x/1> :p 5 } <x/1> :p 6 ."
        ),
        "x/1",
        1,
        ["p 1"],
    ),
    "sub-nodes": (
        "g:a { <x/1> :p <x/1/a> . <x/1/a> :q <x/1/a/b> . <x/1/a/b> :r 1 } g:b { <x/1/a> :s <x/1> }",
        "x/1",
        4,
        ["p", "q", "r 1", "s"],
    ),
    "others' sub-nodes": ("g:a { <x/1> :p <x/2/a> . <x/2/a> :q 1 }", "x/1", 1, ["p"]),
    "a longer key": ("g:a { <x/1> :p <x/12> . <x/12> :q 1 }", "x/1", 1, ["p"]),
    "sub-nodes nobody leads to": (
        "g:a { <x/1> :p 1 . <x/1/b> :q 2 } g:b { <x/1/c/d> :r 3 }",
        "x/1",
        3,
        ["p 1", "q 2", "r 3"],
    ),
    "nothing but sub-nodes": ("g:a { <x/1/b> :q 2 . <x/2> :p 1 }", "x/1", 1, ["q 2"]),
    "scattered, in system graphs too": (
        "g:a { <x/1/b> :q 2 } res:metadata { <x/1/b> :q 3 }",
        "x/1",
        1,
        ["q 2"],
    ),
    "blank nodes": (
        "g:a { g:a :p [ :q 1 ] . <x/1> :r [ :s 2 ] } g:b { [] :t 3 }",
        "https://d.example/res/kallgraf/a",
        3,
        ["p", "q 1", "s 2"],
    ),
    "blank nodes of others": ("g:a { <x/1> :r [ :s 2 ] }", "x/1", 1, ["r"]),
    "foreign": (
        "g:a { <https://e.example/1> :p <https://e.example/1/a> . <https://e.example/1/a> :q 1 }",
        "https://e.example/1",
        1,
        ["p"],
    ),
    "withdrawn": ("res:metadata { <x/1> :p 2 }", "x/1", 0, None),
}


@pytest.mark.parametrize(("data", "name", "quads", "expected"), CASES.values(), ids=CASES)
def test_state(data: str, name: str, quads: int, expected: list[str] | None) -> None:
    """A state is what sources say of a thing and its sub-nodes, whoever leads to them."""
    store = Store()
    store.load((PREFIXES + data).encode(), format=RdfFormat.TRIG)
    iri = name if ":" in name else f"https://d.example/id/{name}"
    thing = Thing(iri, quads, MOMENT, MOMENT, Change.UPDATED, 1)

    states = present_states(store, SITE, [thing])

    if expected is None:
        assert states == {}
    else:
        assert sorted(map(said, states[iri])) == expected


def said(triple: Triple) -> str:
    """Tell the predicate of a triple and, if it is a literal, the object."""
    value = triple.object.value if isinstance(triple.object, Literal) else ""
    return f"{triple.predicate.value.removeprefix('urn:p:')} {value}".strip()


def test_order_is_stable() -> None:
    """The same data give the same order, whatever the store's."""
    lines = [f'<https://d.example/id/x/1> <urn:p> "{n}" <urn:g> .\n' for n in range(5)]
    found = []
    for order in (lines, lines[::-1]):
        store = Store()
        store.load("".join(order).encode(), format=RdfFormat.N_QUADS)
        thing = Thing("https://d.example/id/x/1", 5, MOMENT, MOMENT, Change.CREATED, 1)
        found.append(present_states(store, SITE, [thing])[thing.iri])

    assert found[0] == found[1] == sorted(found[0], key=str)
