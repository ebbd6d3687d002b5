"""How identifiers ended, as RDF: tombstones, and the changes of organisations.

No names stand in it, and nothing else about what an identifier was for.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.archive.endings import Ending, EndingKind, endings_of, find_ending
from samverkan_ld.archive.ledger import Ledger
from samverkan_ld.iris import Iris
from samverkan_ld.life.succession import Succession, succession_of
from samverkan_ld.namespaces import DCTERMS, ORG, OWL, PROV, RDF, XSD
from samverkan_ld.records import Term

ORGANISATION_KINDS: Final = ("organisation", "kommun", "region")
"""The kinds of things whose mergers and splits are changes of organisations."""

_CHANGES: Final = (EndingKind.MERGED, EndingKind.SPLIT)
_KEY_LENGTH: Final = 16


def ending_quads(endings: Iterable[Ending], iris: Iris) -> Iterator[Quad]:
    """Give the quads of the graph of identifiers; some may come twice.

    Chains collapse: `dcterms:isReplacedBy` names what was declared, and what is there now.

    Args:
        endings: all endings that are known.
        iris: the addresses of the site.
    """
    known = {ending.iri: ending for ending in endings}
    return _quads(known.values(), Succession(known.get), iris)


def quads_about(ledger: Ledger, ending: Ending, iris: Iris) -> tuple[Quad, ...]:
    """Give the quads that tell of one ending, and of the change of organisations that it was."""
    endings = {ending.iri: ending} | _beside(ledger, ending)
    subjects = {ending.iri, change_event(ending, iris)}
    told = dict.fromkeys(_quads(endings.values(), succession_of(ledger), iris))
    return tuple(
        quad
        for quad in told
        if _value(quad.subject) in subjects or _value(quad.object) == ending.iri
    )


def quads_of(ledger: Ledger, identifiers: Iterable[str], iris: Iris) -> set[Quad]:
    """Give the quads that tell of the endings of identifiers."""
    found = (find_ending(ledger, iri) for iri in identifiers)
    return set(_quads(filter(None, found), succession_of(ledger), iris))


def near(ledger: Ledger, identifiers: Iterable[str]) -> set[str]:
    """Give the identifiers whose quads may change when the endings of some identifiers do.

    They are these, those that lead to them, and those that ended with the same successors. What
    they were before the ledger is written counts too.
    """
    found: set[str] = set()
    waiting = {*identifiers}
    while waiting:
        iri = waiting.pop()
        ending = find_ending(ledger, iri)
        found |= {iri, *(_beside(ledger, ending) if ending else ())}
        waiting |= {before.iri for before in endings_of(ledger, iri)} - found
    return found


def _beside(ledger: Ledger, ending: Ending) -> dict[str, Ending]:
    """Give what ended with the same successors, maybe in the same change."""
    found = (endings_of(ledger, successor) for successor in ending.successors)
    return {other.iri: other for endings in found for other in endings}


def _quads(endings: Iterable[Ending], succession: Succession, iris: Iris) -> Iterator[Quad]:
    graph = NamedNode(iris.identifiers_graph)
    for ending in endings:
        for subject, predicate, value in _triples(ending, succession, iris):
            yield Quad(subject, NamedNode(predicate), value, graph)


def change_event(ending: Ending, iris: Iris) -> str | None:
    """Name the change of organisations (org:ChangeEvent) that an identifier ended in, if any.

    See https://www.w3.org/TR/vocab-org/#org:ChangeEvent. The name follows from what is declared,
    and is the same at every base.
    """
    homes = tuple(iris.thing(kind, "") for kind in ORGANISATION_KINDS)
    if ending.kind not in _CHANGES or not ending.iri.startswith(homes):
        return None
    ended = ending.iri if ending.kind is EndingKind.SPLIT else ""
    parts = (ending.kind.value, ending.moment, _local(ended, iris))
    successors = sorted(_local(iri, iris) for iri in ending.successors)
    text = "\n".join((*parts, *successors))
    return f"{iris.base}res/handelse/{hashlib.sha256(text.encode()).hexdigest()[:_KEY_LENGTH]}"


_Triples = Iterator[tuple[NamedNode, str, NamedNode | Literal]]


def _triples(ending: Ending, succession: Succession, iris: Iris) -> _Triples:
    yield from _tombstone(ending, succession, iris)
    yield from _relations(ending, succession)
    event = change_event(ending, iris)
    if event is not None:
        yield from _change(NamedNode(event), ending)


def _tombstone(ending: Ending, succession: Succession, iris: Iris) -> _Triples:
    node = NamedNode(ending.iri)
    yield node, RDF + "type", NamedNode(iris.term("Gravsten"))
    yield node, PROV + "invalidatedAtTime", _moment(ending)
    yield node, iris.term("avslutsorsak"), NamedNode(ending.reason)
    for iri in dict.fromkeys((*ending.successors, *succession.final(ending.iri))):
        yield node, DCTERMS + "isReplacedBy", NamedNode(iri)


def _relations(ending: Ending, succession: Succession) -> _Triples:
    for iri in succession.final(ending.iri):
        yield NamedNode(iri), DCTERMS + "replaces", NamedNode(ending.iri)
    same = succession.same(ending.iri)
    if same is not None:
        yield NamedNode(same), OWL + "sameAs", NamedNode(ending.iri)


def _change(node: NamedNode, ending: Ending) -> _Triples:
    yield node, RDF + "type", NamedNode(ORG + "ChangeEvent")
    yield node, PROV + "startedAtTime", _moment(ending)
    yield node, PROV + "endedAtTime", _moment(ending)
    yield node, ORG + "originalOrganization", NamedNode(ending.iri)
    for iri in ending.successors:
        yield node, ORG + "resultingOrganization", NamedNode(iri)


def _moment(ending: Ending) -> Literal:
    return Literal(ending.moment, datatype=NamedNode(XSD + "dateTime"))


def _local(iri: str, iris: Iris) -> str:
    return iris.document(iri) or iri


def _value(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
