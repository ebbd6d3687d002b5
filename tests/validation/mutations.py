"""Faults put into the real data: how one is chosen, made, and what it is reported as."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QuerySolutions, QueryTriples, RdfFormat, Store, parse

from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.namespaces import PREFIXES
from samverkan_ld.records import Term
from samverkan_ld.reports import Report
from samverkan_ld.validation.data import Triple

_NAMES = {
    **PREFIXES,
    "amne": f"{SOURCE_BASE}def/amne/",
    "atg": f"{SOURCE_BASE}def/atergivning/",
    "dt": f"{SOURCE_BASE}def/datatyp/",
    "form": f"{SOURCE_BASE}def/organisationsform/",
    "id": f"{SOURCE_BASE}id/",
    "roll": f"{SOURCE_BASE}def/roll/",
    "sam": f"{SOURCE_BASE}spec/samverkan/",
}
_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in _NAMES.items())
_GRAPH = NamedNode("urn:x:mutation")
_FIXED: dict[str, Term] = {"data": NamedNode(f"{SOURCE_BASE}res/datamangd/samverkan")}
"""What variables stand for in every fault: the dataset."""

Finding = tuple[str, str]
"""A rule, by its local name, and the focus node that breaks it; a rule that is no longer broken
has a minus before it."""

_LONG = "ord " * 151
"""More text than a statement should have."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A fault, as a line of `faults.txt` tells it; what the columns mean stands there."""

    shape: str
    what: str
    where: str
    removed: str
    added: str
    expected: str

    def findings(self, terms: Mapping[str, Term]) -> set[Finding]:
        """Give what must come or go."""
        return {self._finding(text.split(), terms) for text in self.expected.split(", ") if text}

    def _finding(self, words: list[str], terms: Mapping[str, Term]) -> Finding:
        sign, name = re.fullmatch(r"(-?)(.+)", words[0]).groups()
        rule = f"{self.shape}{name.removeprefix('.')}" if name[0] in "./" else name
        return f"{sign}{rule}", _filled((words[1:] or ["?x"])[0], terms)


_ENGLISH = """
CONSTRUCT { ?x skos:prefLabel ?name ; schema:name ?name } WHERE {
  ?x org:classification ?form ; skos:prefLabel ?swedish . FILTER(LANG(?swedish) = "sv")
  FILTER NOT EXISTS { ?x skos:prefLabel ?english . FILTER(LANG(?english) = "en") }
  BIND(STRLANG(STR(?swedish), "en") AS ?name)
}"""


def read_faults(path: Path) -> dict[str, list[Mutation]]:
    """Read a file of faults, by the shape that must report them."""
    table: dict[str, list[Mutation]] = {}
    named, shape = {"LONG": _LONG}, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"\$([A-Z]+) = (.+)", line):
            named[found[1]] = found[2]
        elif found := re.fullmatch(r"\[(\w+)\]", line):
            shape = found[1]
            table[shape] = []
        elif line and not line.startswith("#"):
            text = re.sub(r"\$([A-Z]+)", lambda hit: named[hit[1]], line)
            table[shape].append(Mutation(shape, *(column.strip() for column in text.split("|"))))
    return table


class Original:
    """The real data, and changed copies of them."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = [*quads]

    @cached_property
    def _store(self) -> Store:
        store = Store()
        store.extend(self.quads)
        return store

    def choose(self, mutation: Mutation) -> dict[str, Term]:
        """Choose the terms that a mutation is about."""
        query = f"{_HEAD} SELECT * {{ {mutation.where} }} ORDER BY ?x LIMIT 1"
        found = self._store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        (row,) = found
        return _FIXED | {name.value: row[name] for name in found.variables if row[name]}

    def mutated(self, mutations: Iterable[Mutation]) -> list[Quad]:
        """Give the data with some faults."""
        gone: set[Triple] = set()
        come: list[Quad] = []
        for mutation in mutations:
            terms = self.choose(mutation)
            gone |= self._construct(f"CONSTRUCT WHERE {{ {_filled(mutation.removed, terms)} }}")
            come += _turtle(_filled(mutation.added, terms))
        kept = [q for q in self.quads if (q.subject, q.predicate, q.object) not in gone]
        return kept + come

    def with_english_names(self) -> "Original":
        """Add what most of the real warnings miss: without them each judgement is much quicker."""
        added = (Quad(s, p, o, _GRAPH) for s, p, o in self._construct(_ENGLISH))
        return Original([*self.quads, *added])

    def _construct(self, query: str) -> set[Triple]:
        found = self._store.query(_HEAD + query, use_default_graph_as_union=True)
        assert isinstance(found, QueryTriples)
        return {(triple.subject, triple.predicate, triple.object) for triple in found}


def difference(before: Report, after: Report) -> set[Finding]:
    """List what came, and what went."""
    old, new = _results(before), _results(after)
    gone = {(f"-{rule}", focus) for rule, focus, *_ in old - new}
    return gone | {(rule, focus) for rule, focus, *_ in new - old}


def _results(report: Report) -> Counter[tuple[str, ...]]:
    names = f"{SOURCE_BASE}spec/samverkan/"
    return Counter(
        (r.shape.removeprefix(names), r.focus, r.path, r.value, r.component, r.severity)
        for r in report.results
    )


def _filled(text: str, terms: Mapping[str, Term]) -> str:
    """Put terms in the place of variables; others stay as they are."""
    return re.sub(r"\?(\w+)", lambda hit: str(terms.get(hit[1], hit[0])), text)


def _turtle(text: str) -> list[Quad]:
    parsed = parse(f"{_HEAD} {text}{' .' if text else ''}", format=RdfFormat.TURTLE)
    return [Quad(q.subject, q.predicate, q.object, _GRAPH) for q in parsed]
