"""Finding what an erasure takes away, in all releases that are kept."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final
from unicodedata import normalize

from pyoxigraph import Literal, NamedNode

from samverkan_ld.archive.endings import EndingKind, endings_of, find_ending
from samverkan_ld.archive.journal import Request
from samverkan_ld.archive.things import find_thing
from samverkan_ld.errors import NotFoundError, ReleaseError
from samverkan_ld.life.succession import succession_of
from samverkan_ld.namespaces import RDF, XSD
from samverkan_ld.pipeline.erasing.belongings import Belongings
from samverkan_ld.pipeline.erasing.retained import Retained
from samverkan_ld.pipeline.erasing.scope import NAME_REMOVED, VALUE_REMOVED, Blot, Scope
from samverkan_ld.records import Term

_PLAIN: Final = (XSD + "string", RDF + "langString")


def find_scope(retained: Retained, request: Request) -> Scope:
    """Find what an erasure takes away.

    Args:
        retained: the releases that are kept.
        request: what is to be erased.

    Raises:
        NotFoundError: the thing was never released.
        ReleaseError: an object is missing or damaged, or the person has another identifier now.
    """
    if not _is_known(retained, request.iri):
        advice = "nothing was erased; correct it, see: samverkan-ld id IRI"
        raise NotFoundError(f"{request.iri} is in no release that is kept: {advice}")
    if request.prop:
        return _old_values(retained, request)
    graphs = retained.graphs_with([f"<{request.iri}"])
    found = Belongings.of(retained.quads(graphs))
    if not found.is_person(request.iri):
        things = _names_of(retained, request.iri, EndingKind.REPLACED)
        graphs = retained.graphs_with([f"<{iri}" for iri in things])
        return Scope(frozenset(graphs), frozenset(things))
    _refuse_replaced(retained, request)
    return _person(retained, request)


def _is_known(retained: Retained, iri: str) -> bool:
    return any(
        find_thing(kept.ledger, iri) or find_ending(kept.ledger, iri) for kept in retained.kept
    )


def _refuse_replaced(retained: Retained, request: Request) -> None:
    same = succession_of(retained.current.ledger).same(request.iri)
    if same is not None:
        raise ReleaseError(
            f"{request.iri} was replaced by {same}, the same person: erase that one, "
            "which takes this one along"
        )


def _person(retained: Retained, request: Request) -> Scope:
    persons = _names_of(retained, request.iri, EndingKind.REPLACED, EndingKind.MERGED)
    things, graphs, wanted = set(persons), set[str](), set(persons)
    found = Belongings()
    kept, joint = set[str](), set[str]()
    while wanted:
        graphs |= retained.graphs_with([f"<{iri}" for iri in wanted], graphs)
        found = Belongings.of(retained.quads(graphs))
        memberships = found.memberships(persons)
        statements = found.statements(persons, memberships)
        joint = {iri for iri in statements if found.speakers.get(iri, set()) - persons}
        kept = statements if request.keeps_statements else joint
        wanted = (memberships | statements) - kept - things
        things |= wanted
    names = found.full_names(persons)
    return Scope(
        frozenset(graphs),
        frozenset(things),
        blot=Blot.over(names, NAME_REMOVED, _both_forms(found.longer_names(names, things))),
        spared=_spared(retained, graphs, names, things),
        attributed={iri: found.spoken_for(iri) for iri in kept - joint},
    )


def _names_of(retained: Retained, iri: str, *kinds: EndingKind) -> set[str]:
    """Give an identifier and those that the thing had before, which ended in one of these ways."""
    found, waiting = {iri}, [iri]
    while waiting:
        successor = waiting.pop()
        for kept in retained.kept:
            endings = endings_of(kept.ledger, successor)
            before = {ending.iri for ending in endings if ending.kind in kinds} - found
            found |= before
            waiting += before
    return found


def _both_forms(texts: Iterable[str]) -> set[str]:
    return {normalize(form, text) for text in texts for form in ("NFC", "NFD")}


def _spared(
    retained: Retained,
    graphs: Collection[str],
    names: Collection[str],
    but: Collection[str],
) -> frozenset[str]:
    """Give others of the same name, with their memberships and statements."""
    elsewhere = retained.graphs_with([f'"{name}"' for name in _both_forms(names)], graphs)
    found = Belongings.of(retained.quads({*graphs, *elsewhere}))
    others = found.namesakes(names, but)
    memberships = found.memberships(others)
    return frozenset(others | memberships | found.statements(others, memberships))


def _old_values(retained: Retained, request: Request) -> Scope:
    """Find the values that a property had before, and has no longer."""
    things = _names_of(retained, request.iri, EndingKind.REPLACED)
    graphs = retained.graphs_with([f"<{iri}" for iri in things])
    nodes, prop = {NamedNode(iri) for iri in things}, NamedNode(request.prop)
    current, versions = retained.current.manifest.graphs, retained.versions()
    old, present = set[Term](), set[Term]()
    for graph in graphs:
        for name in versions[graph]:
            is_present = graph in current and current[graph].digest == name
            (present if is_present else old).update(
                quad.object
                for quad in retained.version(name)
                if quad.subject in nodes and quad.predicate == prop
            )
    if not old | present:
        raise NotFoundError(
            f"{request.iri} never had a value of {request.prop}: nothing was erased; "
            "see what it has, and had, with: samverkan-ld diff"
        )
    old -= present
    texts, stay = ({*_texts(part)} for part in (old, present))
    return Scope(
        frozenset(graphs),
        values=frozenset((node, prop, value) for node in nodes for value in old),
        blot=Blot.over(texts, VALUE_REMOVED, stay),
        spared=_spared(retained, graphs, texts, things),
    )


def _texts(values: Iterable[Term]) -> Iterator[str]:
    for value in values:
        if isinstance(value, Literal) and value.datatype.value in _PLAIN:
            yield value.value
