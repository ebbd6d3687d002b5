"""Canonical N-Quads."""

import random
import subprocess
from itertools import pairwise
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from samverkan_ld import canonical
from samverkan_ld.canonical import canonical_nquads, digest, read_nquads
from samverkan_ld.errors import EntangledError

P = NamedNode("urn:p")
G = NamedNode("urn:g")


def clique(size: int) -> list[Quad]:
    """Make blank nodes that all point at each other: nothing tells them apart."""
    nodes = [BlankNode() for _ in range(size)]
    return [Quad(a, P, b, G) for a in nodes for b in nodes if a != b]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<urn:b> <urn:p> <urn:o> .\n<urn:a> <urn:p> <urn:o> .", 2),
        ("<urn:a> <urn:p> <urn:o> .\n<urn:a> <urn:p> <urn:o> .", 1),
        ('<urn:a> <urn:p> "_:x" .', 1),
        ("_:x <urn:p> _:y .\n_:y <urn:p> _:x .", 2),
        ('<urn:a> <urn:p> "å\\n\\u0001\\"" .', 1),
    ],
)
def test_lines(text, wanted):
    """Lines are sorted and unique, and read back to the same."""
    data = canonical_nquads(parse(text, format=RdfFormat.N_QUADS))

    lines = data.decode().split("\n")[:-1]
    assert lines == sorted(set(lines))
    assert len(lines) == wanted
    assert canonical_nquads(read_nquads(data)) == data


def test_names_of_blank_nodes_do_not_matter():
    """Two graphs that differ in the labels of blank nodes have one digest."""
    first = '_:a <urn:p> _:b . _:b <urn:p> "x" . _:c <urn:p> _:a .'
    second = '_:n3 <urn:p> _:n1 . _:n1 <urn:p> _:n2 . _:n2 <urn:p> "x" .'

    found = {
        digest(canonical_nquads(parse(text, format=RdfFormat.TURTLE))) for text in (first, second)
    }
    assert len(found) == 1


def test_lexical_forms_are_kept():
    """Numbers that mean the same but are written differently are not the same."""
    texts = ("1", "01", "+1")
    forms = [Literal(t, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#int")) for t in texts]

    data = canonical_nquads(Quad(P, P, form, G) for form in forms)
    assert data.count(b"\n") == len(texts)


def test_poisonous_blank_nodes():
    """A graph that nobody can wait for is refused in the time given."""
    with pytest.raises(EntangledError, match=r"could not be told apart within 0.5 s"):
        canonical_nquads(clique(12), seconds=0.5)


def test_files_of_the_working_folder_are_not_run(tmp_path, monkeypatch):
    """A file that is named like a module stands in for no module."""
    (tmp_path / "hashlib.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)

    assert canonical_nquads(clique(7)).count(b"\n") == 42


def chain(length: int) -> list[Quad]:
    """Make blank nodes that each point at the next, and the last at the first."""
    nodes = [BlankNode() for _ in range(length)]
    return [Quad(a, P, b, G) for a, b in pairwise([*nodes, nodes[0]])]


@pytest.mark.parametrize(
    ("quads", "is_apart"),
    [
        (parse("<urn:a> <urn:p> (1 2 3 4 5 6 7 8 9) .", format=RdfFormat.TURTLE), False),
        (parse("<urn:a> <urn:p> " + "[], " * 999 + "[] .", format=RdfFormat.TURTLE), False),
        ([quad for _ in range(200) for quad in clique(3)], False),
        (clique(5), False),
        (clique(7), True),
        (chain(8), True),
        ([quad for _ in range(30) for quad in clique(5)], True),
        (parse("<urn:a> <urn:p> " + "[], " * 10_000 + "[] .", format=RdfFormat.TURTLE), True),
    ],
    ids=["list", "twins", "triangles", "five", "seven", "ring", "many fives", "many"],
)
def test_what_may_take_long_has_a_process(quads, is_apart, monkeypatch):
    """What takes no time is done at once, and gives what the process gives."""
    given, runs = [*quads], Mock(wraps=subprocess.run)
    monkeypatch.setattr(subprocess, "run", runs)
    found = canonical_nquads(given)

    assert runs.call_count == is_apart
    monkeypatch.setattr(canonical, "_MOST_STEPS", -1)
    assert found == canonical_nquads(given)
    assert runs.call_count == 1 + is_apart


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12), st.randoms())
def test_order_does_not_matter(pairs: list[tuple[int, int]], rng: random.Random):
    """Any order of the same quads gives the same bytes."""
    quads = [Quad(NamedNode(f"urn:{a}"), P, Literal(str(b)), G) for a, b in pairs]
    shuffled = quads[:]
    rng.shuffle(shuffled)

    assert canonical_nquads(shuffled) == canonical_nquads(quads)
