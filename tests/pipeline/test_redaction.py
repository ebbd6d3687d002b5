"""A graph without what an erasure takes away."""

import pytest
from pyoxigraph import Literal, NamedNode

from samverkan_ld.canonical import canonical_nquads, read_nquads
from samverkan_ld.pipeline.erasing.redaction import redact
from samverkan_ld.pipeline.erasing.scope import NAME_REMOVED, VALUE_REMOVED, Blot, Scope

GRAPH = "https://x.example/g"
SCOPE = Scope(
    frozenset([GRAPH]),
    frozenset(["https://x.example/p"]),
    values=frozenset([(NamedNode("https://x.example/v"), NamedNode("urn:p"), Literal("old"))]),
    blot=Blot.over(["René Ek"], NAME_REMOVED),
    spared=frozenset(["https://x.example/n"]),
    attributed={"https://x.example/s": frozenset(["https://x.example/o"])},
)
ATTRIBUTED = "<http://www.w3.org/ns/prov#wasAttributedTo>"
MEMBER = "<http://www.w3.org/ns/org#member>"


def left(triples, scope=SCOPE):
    """Redact triples, written with x: for https://x.example/; gives what is left, sorted."""
    base = "<https://x.example/"
    lines = [f"{t.replace('<x:', base)} <{GRAPH}> ." for t in triples]
    data = canonical_nquads(read_nquads("\n".join(lines).encode()))
    text = redact(data, scope, seconds=20).decode().replace(base, "<x:")
    return [line.removesuffix(" <x:g> .") for line in text.splitlines()]


@pytest.mark.parametrize(
    ("triples", "expected"),
    [
        (["<x:p> <urn:p> <x:a>", "<x:a> <urn:p> <x:b>"], ["<x:a> <urn:p> <x:b>"]),
        (["<x:p/part> <urn:p> <x:a>", "<x:a> <urn:p> <x:p#me>"], []),
        (["<x:pp> <urn:p> <x:a>"], ["<x:pp> <urn:p> <x:a>"]),
        (['<x:a> <urn:p> "av René Ek"@sv'], ['<x:a> <urn:p> "av [namn borttaget]"@sv']),
        (['<x:a> <urn:p> "by René Ek"@en-GB'], ['<x:a> <urn:p> "by [name removed]"@en-gb']),
        (['<x:a> <urn:p> "René Ek"^^<urn:t>'], ['<x:a> <urn:p> "[namn borttaget]"^^<urn:t>']),
        (['<x:n> <urn:p> "René Ek"'], ['<x:n> <urn:p> "René Ek"']),
        (['<x:n/part> <urn:p> "René Ek"'], ['<x:n/part> <urn:p> "René Ek"']),
        (["<x:a> <urn:p> <https://w.example/Ren%C3%A9_Ek>"], []),
        (["<https://w.example/Ren%C3%A9_Ek> <urn:p> <x:a>"], []),
        (['<x:v> <urn:p> "old"', '<x:v> <urn:q> "old"'], ['<x:v> <urn:q> "old"']),
        (
            [f"<x:s> {ATTRIBUTED} <x:p>", f"<x:t> {ATTRIBUTED} <x:p>"],
            [f"<x:s> {ATTRIBUTED} <x:o>"],
        ),
        (["<x:p> <urn:p> _:a", "_:a <urn:p> _:b", '_:b <urn:p> "Gatan 1"'], []),
        ([f"_:m {MEMBER} <x:p>", '_:m <urn:p> "chef"', "_:m <urn:p> _:t", '_:t <urn:p> "2"'], []),
        (
            ["<x:a> <urn:p> _:a", '_:a <urn:p> "c"'],
            ["<x:a> <urn:p> _:c14n0", '_:c14n0 <urn:p> "c"'],
        ),
    ],
)
def test_left(triples, expected):
    """What is taken away goes, and what is not stays as it was."""
    assert left(triples) == expected


def test_present_value_stays():
    """A present value that holds the old one stays; elsewhere the old one is written over."""
    blot = Blot.over(["René Ek"], VALUE_REMOVED, ["René Ek Ny"])
    scope = Scope(frozenset([GRAPH]), blot=blot)
    triples = ['<x:a> <urn:p> "René Ek Ny"', '<x:b> <urn:p> "René Ek, nu René Ek Ny"']
    assert left(triples, scope) == [
        triples[0],
        '<x:b> <urn:p> "[uppgift borttagen], nu René Ek Ny"',
    ]
