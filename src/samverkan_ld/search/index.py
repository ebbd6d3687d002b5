"""Building the index of a release: one row for each thing, one for each role held."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import (
    DCTERMS,
    FOAF,
    ORG,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    TIME,
)
from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS, sort_key, translated
from samverkan_ld.search.schema import SCHEMA as TABLES

Texts = dict[str, dict[str, str]]

_LABELS: Final = (
    SCHEMA + "text",
    RDFS + "label",
    SCHEMA + "headline",
    SCHEMA + "name",
    FOAF + "name",
    SKOS + "prefLabel",
)
"""From the weakest to the strongest claim to name a thing."""

_PRECISIONS: Final = {"gYear": "year", "gYearMonth": "month", "date": "day"}


def build_index(path: Path, store: Store, iris: Iris) -> None:
    """Build the index of a store in a new file.

    Raises:
        ReleaseError: the file cannot be written.
    """
    rows = _Rows(store, iris)
    with translated(path), closing(sqlite3.connect(path)) as database, database:
        database.executescript(TABLES)
        database.executemany(f"INSERT INTO thing VALUES ({_marks(7)})", rows.things())
        places = _marks(4 + len(MEMBERSHIP_COLUMNS))
        database.executemany(f"INSERT INTO membership VALUES ({places})", rows.memberships())


def _marks(count: int) -> str:
    return ", ".join("?" * count)


class _Rows:
    """The rows of the index, read from a store by patterns."""

    def __init__(self, store: Store, iris: Iris) -> None:
        self._store = store
        self._iris = iris
        self._things = f"{iris.base}id/"
        self._labels = self._texts(*_LABELS)
        self._years = {s: v[:4] for s, v in self._pairs(SCHEMA + "datePublished")}
        self._counties = self._find_counties()
        self._codes = dict(self._pairs(ORG + "identifier"))
        self._articles = self._find_articles()

    def things(self) -> Iterator[tuple[str, ...]]:
        for iri, labels in self._labels.items():
            kind = self._kind(iri)
            if kind:
                label_sv = _in(labels, "sv")
                county, year = self._counties.get(iri, ""), self._years.get(iri, "")
                sort = iri if kind in ("kommun", "region") else sort_key(label_sv)
                yield iri, kind, label_sv, _in(labels, "en"), sort, county, year

    def memberships(self) -> Iterator[tuple[str, ...]]:
        kind = NamedNode(ORG + "Membership")
        seen: set[str] = set()
        for quad in self._store.quads_for_pattern(None, NamedNode(RDF + "type"), kind, None):
            if isinstance(quad.subject, NamedNode) and quad.subject.value not in seen:
                seen.add(quad.subject.value)
                graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
                yield self._membership(quad.subject, graph)

    def _membership(self, node: NamedNode, graph: str) -> tuple[str, ...]:
        facts = self._facts(node)
        person = _one(facts, ORG + "member")
        organisation = _one(facts, ORG + "organization")
        role = _one(facts, ORG + "role")
        article, published = self._articles.get(graph, (graph, ""))
        values = {
            "person": self._label(person),
            "person_iri": person,
            "role": self._label(role),
            "role_as_written": _one(facts, SCHEMA + "roleName"),
            "organisation": self._label(organisation),
            "organisation_iri": organisation,
            "code": self._code(organisation),
            "tidigast_fran": _one(facts, self._iris.term("tidigastFran")),
            "senast_fran": _one(facts, self._iris.term("senastFran")),
            "tidigast_till": _one(facts, self._iris.term("tidigastTill")),
            "senast_till": _one(facts, self._iris.term("senastTill")),
            "observed": self._observed(facts),
            "precision": _precision(facts),
            "source_iri": article,
            "source_date": published,
        }
        sort = sort_key(values["person"])
        county = self._counties.get(organisation, "")
        return (node.value, role, county, sort, *(values[name] for name in MEMBERSHIP_COLUMNS))

    def _observed(self, facts: Mapping[str, list[Literal | NamedNode]]) -> str:
        interval = _one(facts, ORG + "memberDuring")
        instant = _one(self._facts(NamedNode(interval)), TIME + "inside") if interval else ""
        return _one(self._facts(NamedNode(instant)), TIME + "inXSDDate") if instant else ""

    def _facts(self, node: NamedNode) -> dict[str, list[Literal | NamedNode]]:
        facts: dict[str, list[Literal | NamedNode]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(node, None, None, None):
            if isinstance(quad.object, (Literal, NamedNode)):
                facts[quad.predicate.value].append(quad.object)
        return facts

    def _pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        for quad in self._store.quads_for_pattern(None, NamedNode(predicate), None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(
                quad.object, (Literal, NamedNode)
            ):
                yield quad.subject.value, quad.object.value

    def _texts(self, *predicates: str) -> Texts:
        texts: Texts = {}
        for predicate in predicates:
            for quad in self._store.quads_for_pattern(None, NamedNode(predicate), None, None):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                    language = quad.object.language or ""
                    texts.setdefault(quad.subject.value, {})[language] = quad.object.value
        return texts

    def _find_counties(self) -> dict[str, str]:
        inside = dict(self._pairs(SCHEMA + "containedInPlace"))
        counties = {place: county.rpartition("/lan-")[2] for place, county in inside.items()}
        for thing, place in self._pairs(DCTERMS + "spatial"):
            county = inside.get(place, place)
            if "/lan-" in county:
                counties[thing] = county.rpartition("/lan-")[2]
        return counties

    def _find_articles(self) -> dict[str, tuple[str, str]]:
        dates = dict(self._pairs(SCHEMA + "datePublished"))
        kind = NamedNode(SCHEMA + "Article")
        return {
            quad.graph_name.value: (quad.subject.value, dates.get(quad.subject.value, ""))
            for quad in self._store.quads_for_pattern(None, NamedNode(RDF + "type"), kind, None)
            if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode)
        }

    def _kind(self, iri: str) -> str:
        kind, _, key = iri.removeprefix(self._things).partition("/")
        return kind if iri.startswith(self._things) and "/" not in key else ""

    def _code(self, organisation: str) -> str:
        kind = self._kind(organisation)
        if kind in ("kommun", "region"):
            return organisation.rpartition("/")[2]
        return self._codes.get(organisation, "")

    def _label(self, iri: str) -> str:
        return _in(self._labels.get(iri, {}), "sv")


def _in(labels: Mapping[str, str], language: str) -> str:
    return labels.get(language) or labels.get("") or next(iter(labels.values()), "")


def _one(facts: Mapping[str, list[Literal | NamedNode]], predicate: str) -> str:
    return min((value.value for value in facts.get(predicate, ())), default="")


def _precision(facts: Mapping[str, list[Literal | NamedNode]]) -> str:
    for predicate in (SCHEMA + "startDate", SCHEMA + "endDate"):
        for value in facts.get(predicate, ()):
            if isinstance(value, Literal):
                return _PRECISIONS.get(value.datatype.value.rpartition("#")[2], "")
    return "observed" if facts.get(ORG + "memberDuring") else ""
