"""What differs between two releases, in the words of Activity Streams 2.0.

Types: https://www.w3.org/TR/activitystreams-vocabulary/#activity-types. A list of changes is a
collection; each change is an activity in it, named by its thing.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from samverkan_ld.archive.difference import ThingChange
from samverkan_ld.archive.things import Change
from samverkan_ld.namespaces import AS, PROV, RDF, XSD
from samverkan_ld.releases import Manifest

ADDED: Final = "antalTillagda"
REMOVED: Final = "antalBorttagna"
"""The own terms that count the facts of a thing that came and went."""

_TYPES: Final = {
    Change.CREATED: AS + "Create",
    Change.UPDATED: AS + "Update",
    Change.WITHDRAWN: AS + "Delete",
}


def changes_iri(before: Manifest, after: Manifest) -> str:
    """Give the IRI of what differs between two releases."""
    return f"{after.base}res/andringar/{before.id}/{after.id}"


def collection_triples(
    iri: str, before: Manifest | None, after: Manifest, changes: Sequence[ThingChange]
) -> Iterator[Triple]:
    """Say of a list of changes what it compares, and how many things it has.

    Args:
        iri: the list, as `changes_iri` names it.
        before: the release that is compared with, or None for nothing.
        after: the release.
        changes: what happened to each thing.
    """
    node = NamedNode(iri)
    total = Literal(str(len(changes)), datatype=NamedNode(XSD + "nonNegativeInteger"))
    yield Triple(node, NamedNode(RDF + "type"), NamedNode(AS + "Collection"))
    yield Triple(node, NamedNode(AS + "totalItems"), total)
    yield Triple(node, NamedNode(AS + "published"), _moment(after))
    for manifest in (before, after):
        if manifest:
            edition = NamedNode(f"{manifest.base}res/utgava/{manifest.id}")
            yield Triple(node, NamedNode(PROV + "wasDerivedFrom"), edition)


def activity_triples(iri: str, after: Manifest, changes: Iterable[ThingChange]) -> Iterator[Triple]:
    """Say what happened to things, and how many quads about each came and went.

    Args:
        iri: the list that the changes stand in.
        after: the release that has them.
        changes: those to tell of.
    """
    names = {name: NamedNode(after.iris.term(name)) for name in (ADDED, REMOVED)}
    for change in changes:
        mark = hashlib.sha256(change.iri.encode()).hexdigest()[:16]
        node = NamedNode(f"{iri}#{mark}")
        yield Triple(NamedNode(iri), NamedNode(AS + "items"), node)
        yield Triple(node, NamedNode(RDF + "type"), NamedNode(_TYPES[change.change]))
        yield Triple(node, NamedNode(AS + "object"), NamedNode(change.iri))
        yield Triple(node, NamedNode(AS + "published"), _moment(after))
        yield Triple(node, names[ADDED], Literal(change.added))
        yield Triple(node, names[REMOVED], Literal(change.removed))


def _moment(manifest: Manifest) -> Literal:
    return Literal(manifest.created, datatype=NamedNode(XSD + "dateTime"))
