"""The feed as LDES: what the server primer asks of roots and pages.

https://w3id.org/ldes/server-primer, "Validating the pages".
"""

from collections.abc import Callable
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from samverkan_ld.archive.pages import Page
from samverkan_ld.archive.things import Change, Thing
from samverkan_ld.feed.events import Event
from samverkan_ld.feed.stream import LDES, TREE, immutable, page_quads, root_quads
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import AS, DCTERMS, RDF, XSD

SITE = Iris("https://d.example/", "https://d.example/", "https://d.example/")
STREAM = NamedNode("https://d.example/res/handelseflode")
ROOT = NamedNode("x:/feed")
PAGE = NamedNode("x:/feed/2-20260102T000000Z")
DAYS = [f"2026-01-0{day}T00:00:00Z" for day in range(1, 6)]
PAGES = [Page(1, DAYS[4], DAYS[0], DAYS[1], 250), Page(2, DAYS[4], DAYS[1], DAYS[4], 7)]

Quads = list[Quad]


def refer(path: str) -> NamedNode:
    """Make the node for a path."""
    return NamedNode(f"x:{path}")


@pytest.fixture(scope="module")
def root() -> Quads:
    """The root of a feed with two pages."""
    return [*root_quads(SITE, PAGES, refer)]


@pytest.fixture(scope="module")
def page() -> Quads:
    """A closed page: something was created, updated, withdrawn, and replaced."""
    kinds = (Change.CREATED, Change.UPDATED, Change.WITHDRAWN, Change.WITHDRAWN)
    events = [
        Event(
            f"https://d.example/res/handelse/{number}",
            Thing(f"https://d.example/id/x/{number}", 1, day, day, kind, 2),
            (f"https://d.example/id/x/{number - 1}",) if number == 3 else (),
        )
        for number, (kind, day) in enumerate(zip(kinds, DAYS, strict=False))
    ]
    states = {
        event.thing.iri: [Triple(NamedNode(event.thing.iri), NamedNode("urn:p"), Literal(1))]
        for event in events[:2]
    }
    return [*page_quads(SITE, PAGE, events, states, refer), immutable(PAGE)]


def values(quads: Quads, subject: NamedNode | BlankNode, predicate: str) -> list[Any]:
    """List what is said of a subject by a predicate."""
    wanted = NamedNode(predicate)
    return [q.object for q in quads if (q.subject, q.predicate) == (subject, wanted)]


# what is said of a node: the property, and the values that it must have
ROOT_VALUES = [
    (STREAM, RDF + "type", [NamedNode(LDES + "EventStream")]),
    (STREAM, TREE + "view", [ROOT]),
    (STREAM, LDES + "timestampPath", [NamedNode(AS + "published")]),
    (STREAM, LDES + "versionOfPath", [NamedNode(AS + "object")]),
    (STREAM, LDES + "versionCreateObject", [NamedNode(AS + "Create")]),
    (STREAM, LDES + "versionUpdateObject", [NamedNode(AS + "Update")]),
    (STREAM, LDES + "versionDeleteObject", [NamedNode(AS + "Delete")]),
    (STREAM, LDES + "pollingInterval", [Literal(86400)]),
    (STREAM, TREE + "member", []),
    (
        STREAM,
        DCTERMS + "title",
        [Literal("Ändringar", language="sv"), Literal("Changes", language="en")],
    ),
    (ROOT, LDES + "retentionPolicy", [NamedNode("x:/feed#bevarande")]),
    (NamedNode("x:/feed#bevarande"), LDES + "versionAmount", [Literal(1)]),
    (
        NamedNode("x:/feed#bevarande"),
        LDES + "versionDeleteDuration",
        [Literal("P1Y", datatype=NamedNode(XSD + "duration"))],
    ),
    (ROOT, LDES + "immutable", []),
]


@pytest.mark.parametrize(("subject", "predicate", "expected"), ROOT_VALUES)
def test_root(root: Quads, subject: NamedNode, predicate: str, expected: list[object]) -> None:
    """The root tells of the stream what a client must know."""
    assert values(root, subject, predicate) == expected


def test_relations(root: Quads) -> None:
    """Two relations lead to each page: from its first change, to its last."""
    found = []
    for relation in values(root, ROOT, TREE + "relation"):
        [kind], [node], [path], [value] = (
            values(root, relation, name)
            for name in (RDF + "type", TREE + "node", TREE + "path", TREE + "value")
        )
        assert path == NamedNode(AS + "published")
        found.append((kind.value.removeprefix(TREE), node.value, value))
    assert found == [
        ("GreaterThanOrEqualToRelation", "x:/feed/1-20260105T000000Z", moment(DAYS[0])),
        ("LessThanOrEqualToRelation", "x:/feed/1-20260105T000000Z", moment(DAYS[1])),
        ("GreaterThanOrEqualToRelation", "x:/feed/2-20260105T000000Z", moment(DAYS[1])),
        ("LessThanOrEqualToRelation", "x:/feed/2-20260105T000000Z", moment(DAYS[4])),
    ]


def moment(text: str) -> Literal:
    """Make a time."""
    return Literal(text, datatype=NamedNode(XSD + "dateTime"))


def test_root_is_stable(root: Quads) -> None:
    """The same pages give the same quads, blank nodes included: the ETag depends on it."""
    assert [*root_quads(SITE, PAGES, refer)] == root


def test_members(page: Quads) -> None:
    """Members are IRIs in the order of time, each with a type, a thing and a time."""
    members = values(page, STREAM, TREE + "member")

    assert [member.value[-1] for member in members] == ["0", "1", "2", "3"]
    for number, member in enumerate(members):
        [kind], [thing], [time] = (
            values(page, member, name) for name in (RDF + "type", AS + "object", AS + "published")
        )
        assert kind.value.removeprefix(AS) == ("Create", "Update", "Delete", "Delete")[number]
        assert thing == NamedNode(f"https://d.example/id/x/{number}")
        assert time == moment(DAYS[number])


def test_payload(page: Quads) -> None:
    """States stand in graphs with the IRIs of members; what is withdrawn has none."""
    graphs = {quad.graph_name for quad in page if isinstance(quad.graph_name, NamedNode)}

    assert {graph.value[-1] for graph in graphs} == {"0", "1"}


def test_successors(page: Quads) -> None:
    """What came in place of a withdrawn thing is told."""
    by = DCTERMS + "isReplacedBy"
    told = [values(page, NamedNode(f"https://d.example/id/x/{n}"), by) for n in range(4)]

    assert told == [[], [], [], [NamedNode("https://d.example/id/x/2")]]


@pytest.mark.parametrize(
    "holds",
    [
        lambda page: values(page, STREAM, TREE + "view") == [ROOT],
        lambda page: values(page, PAGE, LDES + "immutable") == [Literal(True)],
        lambda page: values(page, PAGE, TREE + "relation") == [],
        lambda page: values(page, ROOT, LDES + "retentionPolicy") == [],
    ],
)
def test_page(page: Quads, holds: Callable[[Quads], bool]) -> None:
    """A page leads to the root, tells that it is closed, and says nothing of the root's."""
    assert holds(page)
