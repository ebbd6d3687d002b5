"""The period of a membership, said in full.

A record gives a period in short: `memberDuring` a node with `hasBeginning`, `hasEnd` or `inside` as
plain texts. In the dataset it is an OWL-Time interval with instants
(https://www.w3.org/TR/owl-time/), every node with an IRI below the membership's own, and the
membership carries the dates and bounds that follow.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from samverkan_ld.errors import SourceError
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.mapping.period import Moment, Period, read_moment
from samverkan_ld.namespaces import ORG, RDF, SCHEMA, TIME, XSD
from samverkan_ld.records import GraphName, Source, Term

Facts = Mapping[NamedNode, Sequence[Term]]
Index = Mapping[tuple[GraphName, Term], Facts]
Names = Mapping[tuple[GraphName, Term], NamedNode]

_TYPE: Final = NamedNode(RDF + "type")
_INTERVAL: Final = NamedNode(TIME + "Interval")
_INSTANT: Final = NamedNode(TIME + "Instant")
_DATE: Final = NamedNode(XSD + "date")
_MEMBER_DURING: Final = NamedNode(ORG + "memberDuring")
_BEGINNING: Final = NamedNode(TIME + "hasBeginning")
_END: Final = NamedNode(TIME + "hasEnd")
_INSIDE: Final = NamedNode(TIME + "inside")
_PARTS: Final = {_BEGINNING: "start", _END: "slut", _INSIDE: "iakttagen"}
_DATES: Final = {_BEGINNING: NamedNode(SCHEMA + "startDate"), _END: NamedNode(SCHEMA + "endDate")}
_POSITIONS: Final = [
    NamedNode(TIME + name) for name in ("inXSDgYear", "inXSDgYearMonth", "inXSDDate")
]
_BOUNDS: Final = {
    name: NamedNode(f"{SOURCE_BASE}spec/samverkan/{name}")
    for name in ("tidigastFran", "senastFran", "tidigastTill", "senastTill")
}
_INDEXED: Final = frozenset(
    (_MEMBER_DURING, *_PARTS, *_DATES.values(), *_POSITIONS, *_BOUNDS.values())
)


def with_periods(quads: Sequence[Quad], source: Source) -> Iterator[Quad]:
    """Say the period of each membership in full; other quads pass unchanged.

    Raises:
        SourceError: a moment is no year, month or day; it names the membership.
    """
    index = _index(quads)
    names: dict[tuple[GraphName, Term], NamedNode] = {}
    short: set[Quad] = set()
    full: list[Quad] = []
    for (graph, subject), facts in index.items():
        given = facts.get(_MEMBER_DURING, ())
        if len(given) == 1 and isinstance(subject, NamedNode):
            tenure = _Tenure(index, graph, subject, given[0])
            names |= {(graph, node): name for node, name in tenure.names()}
            short |= {*tenure.short()}
            full += tenure.full(source)
    for quad in quads:
        if quad.predicate not in _PARTS or quad not in short:
            yield _named(quad, names)
    yield from full


def _index(quads: Sequence[Quad]) -> Index:
    index: dict[tuple[GraphName, Term], dict[NamedNode, list[Term]]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate in _INDEXED:
            values = index[quad.graph_name, quad.subject].setdefault(quad.predicate, [])
            if quad.object not in values:
                values.append(quad.object)
    return index


def _named(quad: Quad, names: Names) -> Quad:
    if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode):
        return quad
    graph = quad.graph_name
    return Quad(
        names.get((graph, quad.subject), quad.subject),
        quad.predicate,
        names.get((graph, quad.object), quad.object),
        graph,
    )


@dataclass(frozen=True, slots=True)
class _Tenure:
    """A membership with the one interval that it is given in a graph."""

    index: Index
    graph: GraphName
    membership: NamedNode
    given: Term

    def names(self) -> Iterator[tuple[BlankNode, NamedNode]]:
        """Give IRIs to the blank nodes of the period."""
        if isinstance(self.given, BlankNode):
            yield self.given, self._part("period")
        for predicate, value in self._moments():
            if isinstance(value, BlankNode):
                yield value, self._part(_PARTS[predicate])

    def short(self) -> Iterator[Quad]:
        """Give the quads that say in short what `full` says."""
        for predicate, value in self._moments():
            if isinstance(value, Literal) and not isinstance(self.given, Literal):
                yield Quad(self.given, predicate, value, self.graph)

    def full(self, source: Source) -> Iterator[Quad]:
        """Say the interval in full, and the dates and bounds that follow from it."""
        interval = self.given if isinstance(self.given, NamedNode) else self._part("period")
        yield Quad(interval, _TYPE, _INTERVAL, self.graph)
        moments: dict[NamedNode, Moment] = {}
        for predicate, value in self._moments():
            moment = self._moment(value, source)
            if moment is not None:
                moments[predicate] = moment
                if isinstance(value, Literal):
                    yield from self._instant(interval, predicate, moment)
        yield from self._derived(moments)

    def _instant(self, interval: NamedNode, predicate: NamedNode, moment: Moment) -> Iterator[Quad]:
        node = self._part(_PARTS[predicate])
        position = NamedNode(TIME + moment.time_property)
        yield Quad(interval, predicate, node, self.graph)
        yield Quad(node, _TYPE, _INSTANT, self.graph)
        yield Quad(node, position, _literal(moment), self.graph)

    def _derived(self, moments: Mapping[NamedNode, Moment]) -> Iterator[Quad]:
        stated = self._facts(self.membership)
        for predicate, date in _DATES.items():
            if predicate in moments and date not in stated:
                yield Quad(self.membership, date, _literal(moments[predicate]), self.graph)
        if stated.keys().isdisjoint(_BOUNDS.values()):
            period = Period(moments.get(_BEGINNING), moments.get(_END), moments.get(_INSIDE))
            for name, day in period.bounds().items():
                bound = Literal(day, datatype=_DATE)
                yield Quad(self.membership, _BOUNDS[name], bound, self.graph)

    def _moments(self) -> Iterator[tuple[NamedNode, Term]]:
        facts = self._facts(self.given)
        for predicate in _PARTS:
            values = facts.get(predicate, ())
            if len(values) == 1:
                yield predicate, values[0]

    def _moment(self, value: Term, source: Source) -> Moment | None:
        facts = self._facts(value)
        said = [value, *(item for position in _POSITIONS for item in facts.get(position, ()))]
        literals = [item for item in said if isinstance(item, Literal)]
        if len(literals) != 1:
            return None
        try:
            return read_moment(literals[0].value)
        except ValueError as error:
            iri = self.membership.value
            line = source.lines.get(iri)
            raise SourceError(source.file.name, str(error), line=line, record=iri) from error

    def _facts(self, node: Term) -> Facts:
        return self.index.get((self.graph, node), {})

    def _part(self, name: str) -> NamedNode:
        return NamedNode(f"{self.membership.value}/{name}")


def _literal(moment: Moment) -> Literal:
    return Literal(moment.text, datatype=NamedNode(XSD + moment.datatype))
