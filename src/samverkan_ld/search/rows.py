"""The rows of the index, by table: one for each thing, role held, name and identifier.

Where sources disagree, the smallest text counts: a row depends on what the store holds, not on the
order it is read in.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import ORG, SCHEMA, TIME
from samverkan_ld.search.folding import plain, spell
from samverkan_ld.search.identity import PROPERTIES, identifiers, names
from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS, sort_key
from samverkan_ld.search.spelling import key
from samverkan_ld.search.values import (
    ARTICLE,
    CODE,
    LABELS,
    MEMBERSHIP,
    PLACE,
    PUBLISHED,
    TYPE,
    WITHIN,
    Value,
    Values,
    links,
)

Row = tuple[str, ...]
NameRow = tuple[int, str, str, str, str, str, str]
Facts = Mapping[str, Sequence[Value]]
Made = Mapping[str, Sequence[Row | NameRow]]
"""Rows by the name of their table."""

_STATED: Final = (
    *(ORG + name for name in ("member", "organization", "role", "memberDuring")),
    *(SCHEMA + name for name in ("roleName", "startDate", "endDate")),
)
_BOUNDS: Final = ("tidigastFran", "senastFran", "tidigastTill", "senastTill")
_OBSERVED: Final = (TIME + "inside", TIME + "inXSDDate")

_PRECISIONS: Final = {"gYear": "year", "gYearMonth": "month", "date": "day"}


def properties(iris: Iris) -> tuple[str, ...]:
    """Give all properties that rows are made of."""
    places = (PUBLISHED, WITHIN, PLACE, CODE)
    return (*LABELS, *PROPERTIES, *places, *_stated(iris), *_OBSERVED)


class Rows:
    """Makes the rows of a store; `values` tells what describes its things."""

    def __init__(self, store: Store, iris: Iris, values: Values) -> None:
        self._store = store
        self._iris = iris
        self._values = values
        self._stated = _stated(iris)
        self._things = f"{iris.base}id/"
        self._concepts = f"{iris.terms}def/"
        # Not the methods of this object: a circle would keep the store open.
        self._name = cache(partial(_name, values))
        self._county = cache(partial(_county, values))
        self._article = cache(partial(_article, store, values))

    def of_thing(self, iri: str) -> Made:
        """Make the rows of a thing, of its names and identifiers; what no list holds has none."""
        kind = self._kind(iri)
        labels = _labels(self._values, iri) if kind else {}
        if not labels:
            return {}
        codes = identifiers(self._values, self._iris, iri, kind)
        named = names(self._values, iri, kind)
        return {
            "thing": [self._thing(iri, kind, labels)],
            "name": [
                (rank, iri, kind, text, *_spellings(kind, text)) for rank, text in named.items()
            ],
            "identifier": [(code, iri, text) for code, text in codes.items()],
        }

    def of_membership(self, iri: str) -> Made:
        """Make the row of a membership; what is none has none."""
        row = self.membership(iri)
        return {"membership": [row]} if row else {}

    def membership(self, iri: str) -> Row | None:
        """Make the row of a membership, or None for what is none."""
        types = self._store.quads_for_pattern(NamedNode(iri), TYPE, MEMBERSHIP, None)
        graph = min((_name_of(quad.graph_name) for quad in types), default=None)
        if graph is None:
            return None
        facts = {predicate: self._values(iri, predicate) for predicate in self._stated}
        return self._membership(iri, facts, graph)

    def _thing(self, iri: str, kind: str, labels: Mapping[str, str]) -> Row:
        label_sv = _in(labels, "sv")
        sort = iri if kind in ("kommun", "region") else sort_key(label_sv)
        year = _smallest(self._values(iri, PUBLISHED))[:4]
        return iri, kind, label_sv, _in(labels, "en"), sort, self._county(iri), year

    def _membership(self, iri: str, facts: Facts, graph: str) -> Row:
        person = _link(facts, ORG + "member")
        organisation = _link(facts, ORG + "organization")
        role = _link(facts, ORG + "role")
        article, published = self._article(graph)
        values = {
            "person": self._name(person),
            "person_iri": person,
            "role": self._name(role),
            "role_as_written": _text(facts, SCHEMA + "roleName"),
            "organisation": self._name(organisation),
            "organisation_iri": organisation,
            "code": self._code(organisation),
            "tidigast_fran": _text(facts, self._iris.term("tidigastFran")),
            "senast_fran": _text(facts, self._iris.term("senastFran")),
            "tidigast_till": _text(facts, self._iris.term("tidigastTill")),
            "senast_till": _text(facts, self._iris.term("senastTill")),
            "observed": self._observed(facts),
            "precision": _precision(facts),
            "source_iri": article,
            "source_date": published,
        }
        county, sort = self._county(organisation), sort_key(values["person"])
        return (iri, role, county, sort, *(values[name] for name in MEMBERSHIP_COLUMNS))

    def _observed(self, facts: Facts) -> str:
        interval = _link(facts, ORG + "memberDuring")
        instant = self._step(interval, TIME + "inside")
        return _smallest(self._values(instant, TIME + "inXSDDate")) if instant else ""

    def _step(self, iri: str, predicate: str) -> str:
        return min(links(self._values(iri, predicate)), default="") if iri else ""

    def _code(self, organisation: str) -> str:
        if self._kind(organisation) in ("kommun", "region"):
            return organisation.rpartition("/")[2]
        return _smallest(self._values(organisation, CODE)) if organisation else ""

    def _kind(self, iri: str) -> str:
        """Give what the path of a thing, or of a concept, is called before its key."""
        home = self._concepts if iri.startswith(self._concepts) else self._things
        kind, _, key = iri.removeprefix(home).partition("/")
        if not iri.startswith(home) or "/" in key:
            return ""
        return kind if home is self._things else f"def/{kind}" if key else ""


def _stated(iris: Iris) -> tuple[str, ...]:
    """Give the properties that say something of a membership."""
    return (*_STATED, *map(iris.term, _BOUNDS))


def _spellings(kind: str, name: str) -> tuple[str, str, str]:
    sounding = key(kind, name)
    return plain(spell(name)), sounding, sounding[::-1]


def _name(values: Values, iri: str) -> str:
    return _in(_labels(values, iri), "sv") if iri else ""


def _labels(values: Values, iri: str) -> dict[str, str]:
    labels = {}
    for predicate in LABELS:
        found = values(iri, predicate)
        for text in sorted(found, key=_value, reverse=True) if found else ():
            if isinstance(text, Literal):
                labels[text.language or ""] = text.value
    return labels


def _in(labels: Mapping[str, str], language: str) -> str:
    others = (labels[other] for other in sorted(labels))
    return labels.get(language) or labels.get("") or next(others, "")


def _county(values: Values, iri: str) -> str:
    if not iri:
        return ""
    places = links(values(iri, PLACE))
    codes = (_county_around(values, place) or _county_code(place) for place in places)
    return min(filter(None, codes), default="") or _county_around(values, iri)


def _county_around(values: Values, place: str) -> str:
    codes = map(_county_code, links(values(place, WITHIN)))
    return min(filter(None, codes), default="")


def _county_code(iri: str) -> str:
    return iri.partition("/lan-")[2]


def _article(store: Store, values: Values, graph: str) -> tuple[str, str]:
    if not graph:
        return "", ""
    quads = store.quads_for_pattern(None, TYPE, ARTICLE, NamedNode(graph))
    article = min(links(quad.subject for quad in quads), default="")
    return (article, _smallest(values(article, PUBLISHED))) if article else (graph, "")


def _name_of(graph: object) -> str:
    return graph.value if isinstance(graph, NamedNode) else ""


def _value(value: Value) -> str:
    return value.value


def _smallest(values: Iterable[Value]) -> str:
    return min(map(_value, values), default="")


def _text(facts: Facts, predicate: str) -> str:
    return _smallest(facts.get(predicate, ()))


def _link(facts: Facts, predicate: str) -> str:
    return min(links(facts.get(predicate, ())), default="")


def _precision(facts: Facts) -> str:
    for predicate in (SCHEMA + "startDate", SCHEMA + "endDate"):
        dates = [value for value in facts.get(predicate, ()) if isinstance(value, Literal)]
        if dates:
            first = min(dates, key=lambda date: (date.value, date.datatype.value))
            return _PRECISIONS.get(first.datatype.value.rpartition("#")[2], "")
    return "observed" if facts.get(ORG + "memberDuring") else ""
