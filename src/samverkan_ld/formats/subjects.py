"""The triples of a graph, grouped by subject and predicate, in an order that anyone gets again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from samverkan_ld.errors import FormatError
from samverkan_ld.formats.prefixes import Prefixes

Node: TypeAlias = str | BlankNode
"""An IRI as text, or a blank node."""

Object: TypeAlias = Node | Literal

_ROUNDS: Final = 8


@dataclass(frozen=True, slots=True)
class Subjects:
    """A graph by subject.

    `said` holds what each subject says, `uses` the subject and predicate of each triple that a
    blank node is the object of, `toward` the subjects that lead to the topic.
    """

    said: dict[Node, dict[str, list[Object]]] = field(default_factory=dict)
    uses: dict[Node, set[tuple[Node, str]]] = field(default_factory=dict)
    toward: set[Node] = field(default_factory=set)


def read_subjects(quads: Iterable[Quad | Triple], *, topic: str = "") -> Subjects:
    """Group triples by subject; the names of graphs are left out.

    Raises:
        FormatError: a term is one of RDF 1.2: a triple term or a text with a direction.
    """
    subjects = Subjects()
    said, uses = subjects.said, subjects.uses
    for quad in quads:
        subject, value = _node(quad.subject), _object(quad.object)
        said.setdefault(subject, {}).setdefault(quad.predicate.value, []).append(value)
        if isinstance(value, str):
            if value == topic:
                subjects.toward.add(subject)
        elif isinstance(value, BlankNode):
            uses.setdefault(value, set()).add((subject, quad.predicate.value))
    return subjects


def sort_subjects(
    subjects: Subjects, prefixes: Prefixes
) -> dict[Node, list[tuple[str, list[Object]]]]:
    """Sort the subjects, their predicates and objects, and drop what is said twice.

    IRIs come before blank nodes, and among objects literals stand between, by language and value.
    """
    order = _Order(_ranks(subjects.said) if subjects.uses else {})
    places = prefixes.places.__getitem__
    for values in subjects.said.values():
        for objects in values.values():
            if len(objects) > 1:
                objects[:] = sorted(dict.fromkeys(objects), key=order.key)
    return {
        node: [(predicate, said[predicate]) for predicate in sorted(said, key=places)]
        for node in sorted(subjects.said, key=order.key)
        if (said := subjects.said[node])
    }


def _node(term: NamedNode | BlankNode | Triple) -> Node:
    assert not isinstance(term, Triple)  # pyoxigraph's stubs allow it, its classes do not
    return term.value if isinstance(term, NamedNode) else term


def _object(term: NamedNode | BlankNode | Literal | Triple) -> Object:
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, Triple) or (isinstance(term, Literal) and term.direction is not None):
        raise FormatError(_TOO_NEW.format(term))
    return term


_TOO_NEW: Final = "{} is a term of RDF 1.2, which this format cannot hold: ask for N-Quads"


@dataclass(frozen=True, slots=True)
class _Order:
    ranks: Mapping[Node, int]

    def key(self, term: Object) -> tuple[int, str, str, str]:
        if isinstance(term, str):
            return 0, term, "", ""
        if isinstance(term, Literal):
            return 1, term.language or "", term.value, term.datatype.value
        return 2, f"{self.ranks.get(term, -1):09}", term.value, ""


def _ranks(said: Mapping[Node, dict[str, list[Object]]]) -> dict[Node, int]:
    """Put blank nodes in the order of what they say, so that labels hardly ever decide.

    Each round looks one step further, as in colour refinement.
    """
    blank = {node: values for node, values in said.items() if isinstance(node, BlankNode)}
    links = {node: _links(values) for node, values in blank.items()}
    ranks = _number({node: (0, _texts(values)) for node, values in blank.items()})
    for _ in range(_ROUNDS):
        ranks = _number({node: (ranks[node], _known(links[node], ranks)) for node in blank})
    return ranks


def _links(values: Mapping[str, list[Object]]) -> list[tuple[str, BlankNode]]:
    return [
        (predicate, term)
        for predicate, objects in values.items()
        for term in objects
        if isinstance(term, BlankNode)
    ]


def _texts(values: Mapping[str, list[Object]]) -> tuple[tuple[str, str], ...]:
    texts = {
        (predicate, "_:" if isinstance(term, BlankNode) else str(term))
        for predicate, objects in values.items()
        for term in objects
    }
    return tuple(sorted(texts))


def _known(
    links: Iterable[tuple[str, BlankNode]], ranks: Mapping[Node, int]
) -> tuple[tuple[str, int], ...]:
    return tuple(sorted({(predicate, ranks.get(term, -1)) for predicate, term in links}))


def _number(
    keys: Mapping[Node, tuple[int, tuple[tuple[str, str | int], ...]]],
) -> dict[Node, int]:
    order = {key: rank for rank, key in enumerate(sorted(set(keys.values())))}
    return {node: order[key] for node, key in keys.items()}
