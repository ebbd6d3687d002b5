"""The feed as a Linked Data Event Stream: its root and its pages, as quads.

LDES (https://w3id.org/ldes/specification) with TREE relations
(https://w3id.org/tree/specification) and the activities of Activity Streams 2.0
(https://www.w3.org/TR/activitystreams-vocabulary/#activity-types). The state of a thing stands in
the graph that has the IRI of its event. Nodes of relations have fixed labels, so that the same feed
is always the same text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from samverkan_ld.archive.pages import Page
from samverkan_ld.archive.things import Change
from samverkan_ld.feed.addresses import ROOT, page_path
from samverkan_ld.feed.events import Event
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import AS, CC0, DCTERMS, RDF, XSD

LDES: Final = "https://w3id.org/ldes#"
TREE: Final = "https://w3id.org/tree#"
PREFIXES: Final = {"as": AS, "ldes": LDES, "tree": TREE}

TITLES: Final = {"sv": "Ändringar", "en": "Changes"}
KEPT_FOR: Final = "P1Y"
"""How long withdrawals are told (xsd:duration)."""

_DAY: Final = 24 * 60 * 60
_TYPE: Final = NamedNode(RDF + "type")
_PUBLISHED: Final = NamedNode(AS + "published")
_TYPES: Final = {
    Change.CREATED: NamedNode(AS + "Create"),
    Change.UPDATED: NamedNode(AS + "Update"),
    Change.WITHDRAWN: NamedNode(AS + "Delete"),
}
_BOUNDS: Final = (("GreaterThanOrEqualToRelation", "first"), ("LessThanOrEqualToRelation", "last"))

Refer = Callable[[str], NamedNode]
"""Makes the node for a path of the service."""


def stream_iri(iris: Iris) -> str:
    """Give the IRI of the event stream."""
    return f"{iris.base}res/handelseflode"


def root_quads(iris: Iris, pages: Iterable[Page], refer: Refer) -> Iterator[Quad]:
    """Describe the stream, what it keeps, and which pages it has."""
    stream, root, policy = NamedNode(stream_iri(iris)), refer(ROOT), refer(f"{ROOT}#bevarande")
    yield from _context(stream, root)
    yield _say(stream, DCTERMS + "license", NamedNode(CC0))
    yield _say(stream, LDES + "pollingInterval", Literal(_DAY))
    for language, title in TITLES.items():
        yield _say(stream, DCTERMS + "title", Literal(title, language=language))
    yield Quad(root, _TYPE, NamedNode(LDES + "EventSource"))
    yield Quad(root, _TYPE, NamedNode(TREE + "Node"))
    yield _say(root, LDES + "retentionPolicy", policy)
    yield Quad(policy, _TYPE, NamedNode(LDES + "RetentionPolicy"))
    yield _say(policy, LDES + "versionAmount", Literal(1))
    yield _say(policy, LDES + "versionDeleteDuration", _typed(KEPT_FOR, "duration"))
    for page in pages:
        yield from _relations(root, page, refer)


def page_quads(
    iris: Iris,
    page: NamedNode,
    events: Iterable[Event],
    states: Mapping[str, Iterable[Triple]],
    refer: Refer,
) -> Iterator[Quad]:
    """Describe a page: its events, and the states of their things.

    Args:
        iris: the addresses of the site.
        page: the node of the page.
        events: what happened, in the order of time.
        states: the triples of each thing that is described, by its IRI.
        refer: makes the node for a path of the service.
    """
    stream = NamedNode(stream_iri(iris))
    yield from _context(stream, refer(ROOT))
    yield Quad(page, _TYPE, NamedNode(TREE + "Node"))
    for event in events:
        yield _say(stream, TREE + "member", NamedNode(event.iri))
        yield from event_quads(event, states.get(event.thing.iri, ()))


def immutable(page: NamedNode) -> Quad:
    """Say that a page never changes."""
    return _say(page, LDES + "immutable", Literal(True))


def event_quads(event: Event, state: Iterable[Triple]) -> Iterator[Quad]:
    """Describe an event and the state that it brought, in a graph with its IRI."""
    node, thing = NamedNode(event.iri), NamedNode(event.thing.iri)
    yield Quad(node, _TYPE, _TYPES[event.thing.change])
    yield _say(node, AS + "object", thing)
    yield Quad(node, _PUBLISHED, _typed(event.thing.changed, "dateTime"))
    for successor in event.successors:
        yield _say(thing, DCTERMS + "isReplacedBy", NamedNode(successor))
    for triple in state:
        yield Quad(triple.subject, triple.predicate, triple.object, node)


def _context(stream: NamedNode, root: NamedNode) -> Iterator[Quad]:
    yield Quad(stream, _TYPE, NamedNode(LDES + "EventStream"))
    yield _say(stream, TREE + "view", root)
    yield _say(stream, LDES + "timestampPath", _PUBLISHED)
    yield _say(stream, LDES + "versionOfPath", NamedNode(AS + "object"))
    yield _say(stream, LDES + "versionCreateObject", _TYPES[Change.CREATED])
    yield _say(stream, LDES + "versionUpdateObject", _TYPES[Change.UPDATED])
    yield _say(stream, LDES + "versionDeleteObject", _TYPES[Change.WITHDRAWN])


def _relations(root: NamedNode, page: Page, refer: Refer) -> Iterator[Quad]:
    for (kind, end), moment in zip(_BOUNDS, (page.first, page.last), strict=True):
        relation = BlankNode(f"{end}{page.number}")
        yield _say(root, TREE + "relation", relation)
        yield Quad(relation, _TYPE, NamedNode(TREE + kind))
        yield _say(relation, TREE + "node", refer(page_path(page)))
        yield _say(relation, TREE + "path", _PUBLISHED)
        yield _say(relation, TREE + "value", _typed(moment, "dateTime"))


def _typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + datatype))


def _say(
    subject: NamedNode | BlankNode, predicate: str, value: NamedNode | BlankNode | Literal
) -> Quad:
    return Quad(subject, NamedNode(predicate), value)
