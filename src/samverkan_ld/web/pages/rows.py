"""Facts as rows for a page: a property, its values, and the sources of each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from samverkan_ld.namespaces import ADMS, DCAT, DCTERMS, FOAF, ORG, PROV, RDF, SCHEMA, SKOS
from samverkan_ld.records import Term
from samverkan_ld.search.schema import sort_key
from samverkan_ld.web.pages.facts import Facts, Objects
from samverkan_ld.web.pages.names import Names, Reference, Text
from samverkan_ld.web.pages.roles import capacity, period
from samverkan_ld.web.pages.terms import PROPERTIES

_ORDER: Final = {curie: number for number, curie in enumerate(PROPERTIES)}
_HAD_ROLE: Final = DCAT + "hadRole"
_ROLE_NAME: Final = SCHEMA + "roleName"
_SAID_BY: Final = {
    SCHEMA + "name": (SKOS + "prefLabel", FOAF + "name"),
    SCHEMA + "identifier": (ADMS + "identifier",),
    ORG + "identifier": (ADMS + "identifier",),
    SCHEMA + "startDate": (ORG + "memberDuring",),
    SCHEMA + "endDate": (ORG + "memberDuring",),
}
"""Properties that a page leaves out where others say the same."""

_UNSEEN: Final = (SKOS + "hiddenLabel",)
"""What is there to be searched, and not to be seen (https://www.w3.org/TR/skos-reference/#labels)."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value: what it is shown as, notes beside it, facts of a sub-node, and its sources."""

    shown: Reference
    notes: tuple[Text, ...] = ()
    parts: tuple["Row", ...] = ()
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A property of a thing and its values."""

    name: Reference
    values: tuple[Value, ...]


class Rows:
    """Makes the rows of one document, `hidden` values left out."""

    def __init__(self, facts: Facts, names: Names, hidden: Iterable[Term] = ()) -> None:
        self._facts = facts
        self._names = names
        self._hidden = set(hidden)
        self._folded: set[Term] = set()
        self._special: dict[str, Callable[[Term], Value]] = {
            RDF + "type": self._type,
            ORG + "memberDuring": self._period,
            PROV + "qualifiedAttribution": self._attribution,
            DCTERMS + "spatial": self._place,
            SCHEMA + "containedInPlace": self._place,
            names.view.iris.term("talarSom"): self._capacity,
        }

    def of(self, subject: Term, *, but: tuple[str, ...] = ()) -> tuple[Row, ...]:
        """List what is said of a subject, in the order of PROPERTIES, `but` some of them."""
        said = self._facts.of(subject)
        rows = (
            self._row(subject, predicate, said[predicate])
            for predicate in sorted(said, key=self._order)
            if predicate not in (*but, *_UNSEEN)
            and not any(other in said for other in _SAID_BY.get(predicate, ()))
        )
        return tuple(row for row in rows if row.values)

    def _row(self, subject: Term, predicate: str, objects: Objects) -> Row:
        values = [
            self._value(subject, predicate, value, sources)
            for value, sources in objects.items()
            if value not in self._hidden
        ]
        # two attributions of one agent, whose persons are withheld, look the same
        shown = dict.fromkeys(sorted(values, key=_order_of))
        return Row(self._names.property(predicate), tuple(shown))

    def _value(self, subject: Term, predicate: str, term: Term, sources: tuple[int, ...]) -> Value:
        show = self._special.get(predicate)
        if show is None:
            show = self._fold if self._is_part(term, subject) else self._plain
        made = show(term)
        return Value(made.shown, made.notes, made.parts, () if made.parts else sources)

    def _plain(self, term: Term) -> Value:
        return Value(self._names.refer(term))

    def _period(self, interval: Term) -> Value:
        holders = self._facts.subjects(ORG + "memberDuring", interval)
        text = period(self._facts, holders[0], self._names.language) if holders else ""
        return Value(Reference(text or self._names.refer(interval).text))

    def _place(self, place: Term) -> Value:
        counties = self._facts.objects(place, SCHEMA + "containedInPlace")
        return Value(self._names.refer(place), self._notes(counties))

    def _attribution(self, node: Term) -> Value:
        agent = self._facts.one(node, PROV + "agent")
        if agent is None:
            return self._fold(node)
        # in the words of the source only where no role of the list says the same
        said = [*self._facts.objects(node, _ROLE_NAME), *self._facts.objects(node, _HAD_ROLE)]
        notes = {note.text.casefold(): note for note in self._notes(said)}
        return Value(self._names.refer(agent), tuple(notes.values()))

    def _type(self, kind: Term) -> Value:
        shown = self._names.refer(kind)
        curie = self._names.curie(kind.value) if isinstance(kind, NamedNode) else ""
        return Value(shown, (Text(curie),) if curie != shown.text else ())

    def _notes(self, terms: Iterable[Term]) -> tuple[Text, ...]:
        shown = (self._names.refer(term) for term in terms)
        return tuple(Text(reference.text, reference.lang) for reference in shown)

    def _capacity(self, membership: Term) -> Value:
        return Value(capacity(self._facts, self._names, membership))

    def _fold(self, node: Term) -> Value:
        notations = self._facts.literals(node, SKOS + "notation")
        if notations:
            return self._identifier(node, notations[0])
        self._folded.add(node)
        return Value(Reference(""), parts=self.of(node, but=(RDF + "type",)))

    def _identifier(self, node: Term, notation: Literal) -> Value:
        scheme = self._names.label(notation.datatype)
        agency = self._names.text(self._facts.literals(node, ADMS + "schemeAgency"))
        notes = tuple(note for note in (scheme, agency) if note)
        return Value(Reference(notation.value), notes)

    def _is_part(self, term: Term, subject: Term) -> bool:
        if term in self._folded:
            return False
        if isinstance(term, BlankNode):
            return True
        if not isinstance(term, NamedNode) or not isinstance(subject, NamedNode):
            return False
        # below /def and /spec a longer path is no part, but a concept or term of its own
        is_thing = subject.value.startswith(f"{self._names.view.iris.base}id/")
        return is_thing and term.value.startswith(f"{subject.value}/")

    def _order(self, predicate: str) -> tuple[int, str]:
        curie = self._names.curie(predicate)
        return _ORDER.get(curie, len(_ORDER)), curie


def _order_of(value: Value) -> tuple[bool, str]:
    """Order values: what is in the page's language first, then as words are ordered."""
    return bool(value.shown.lang), sort_key(value.shown.text)


def incoming(
    facts: Facts, names: Names, topic: NamedNode, skipped: Mapping[Term, object]
) -> tuple[Row, ...]:
    """List what refers to a thing, by property; `skipped` subjects are shown elsewhere."""
    found: dict[str, dict[str, Value]] = {}
    for subject in facts.nodes:
        if isinstance(subject, NamedNode) and subject not in skipped and subject != topic:
            for predicate, objects in facts.of(subject).items():
                if topic in objects:
                    shown = names.refer(subject)
                    value = Value(shown, sources=objects[topic])
                    found.setdefault(predicate, {}).setdefault(shown.href, value)
    return tuple(
        Row(names.property(predicate), tuple(sorted(values.values(), key=_order_of)))
        for predicate, values in found.items()
    )
