"""A graph without what an erasure takes away."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from samverkan_ld.canonical import canonical_nquads, read_nquads
from samverkan_ld.namespaces import ORG, PROV
from samverkan_ld.pipeline.erasing.scope import Scope
from samverkan_ld.records import Term

_ATTRIBUTED: Final = NamedNode(PROV + "wasAttributedTo")
_MEMBER: Final = NamedNode(ORG + "member")


def redact(data: bytes, scope: Scope, *, seconds: float) -> bytes:
    """Take out of canonical N-Quads what an erasure takes away.

    Args:
        data: the quads of a graph.
        scope: what is taken away.
        seconds: the longest time that blank nodes may take.

    Raises:
        EntangledError: the blank nodes are too entangled to be named in that time.
    """
    quads = [*read_nquads(data)]
    redacted = [*_redacted(quads, scope)]
    return data if redacted == quads else canonical_nquads(redacted, seconds=seconds)


def _redacted(quads: Sequence[Quad], scope: Scope) -> Iterator[Quad]:
    blanks = _blanks(quads, scope)
    for quad in quads:
        if scope.takes(quad) or quad.subject in blanks or quad.object in blanks:
            yield from _instead(quad, scope)
        elif _is_spared(quad, scope):
            yield quad
        else:
            yield from _covered(quad, scope)


def _blanks(quads: Iterable[Quad], scope: Scope) -> set[Term]:
    """Find the blank nodes that say something of what is taken away: what hangs on it alone."""
    linked = [
        q for q in quads if isinstance(q.object, BlankNode) or isinstance(q.subject, BlankNode)
    ]
    found: set[Term] = set()
    before = -1
    while before != len(found):
        before = len(found)
        for quad in linked:
            if isinstance(quad.object, BlankNode) and (
                quad.subject in found
                or (isinstance(quad.subject, NamedNode) and scope.covers(quad.subject.value))
            ):
                found.add(quad.object)
            elif quad.predicate == _MEMBER and scope.takes(quad):
                found.add(quad.subject)
    return found


def _instead(quad: Quad, scope: Scope) -> Iterator[Quad]:
    """Attribute a statement that stays to the organisation that its speaker spoke for."""
    if quad.predicate == _ATTRIBUTED and isinstance(quad.subject, NamedNode):
        for iri in sorted(scope.attributed.get(quad.subject.value, ())):
            yield Quad(quad.subject, quad.predicate, NamedNode(iri), quad.graph_name)


def _is_spared(quad: Quad, scope: Scope) -> bool:
    return isinstance(quad.subject, NamedNode) and scope.spares(quad.subject.value)


def _covered(quad: Quad, scope: Scope) -> Iterator[Quad]:
    """Write over names in a literal; what has one in an IRI is left out."""
    value = quad.object
    if isinstance(value, Literal) and scope.blot.is_on(value.value):
        value = scope.blot.cover(value)
    if not (_is_named(quad.subject, scope) or _is_named(value, scope)):
        yield Quad(quad.subject, quad.predicate, value, quad.graph_name)


def _is_named(term: Term, scope: Scope) -> bool:
    if isinstance(term, Triple):
        return scope.blot.is_on(str(term))
    return isinstance(term, NamedNode) and scope.blot.is_on(term.value)
