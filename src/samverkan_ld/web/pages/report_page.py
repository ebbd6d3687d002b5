"""The page of a validation report: the outcome, counts by rule, and a page of results."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from flask import render_template
from pyoxigraph import BlankNode, NamedNode

from samverkan_ld.namespaces import SH
from samverkan_ld.records import Term
from samverkan_ld.releases import Manifest
from samverkan_ld.search.schema import sort_key
from samverkan_ld.web.choice.links import Resource
from samverkan_ld.web.pages.entity import heading
from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.names import Names, Reference, Text
from samverkan_ld.web.pages.paths import path_reference
from samverkan_ld.web.pages.results import SEVERITIES, Result, count_rules, passed_shapes
from samverkan_ld.web.pages.shell import shell, teller


@dataclass(frozen=True, slots=True)
class Validation:
    """A report as its page tells it.

    `shapes` are the IRIs of the shapes that were judged by, as far as they have any, each with its
    property shapes; `is_judged` is false where the release has no shapes.
    """

    manifest: Manifest
    facts: Facts
    results: Sequence[Result]
    shapes: Mapping[str, Set[str]]
    is_judged: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The results that a page shows: those of one rule (an IRI) or of all, and which page."""

    results: Sequence[Result]
    rule: str
    number: int
    has_next: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the name of its shape, its own name in the shape, and the path of its document."""

    name: Text
    part: str = ""
    href: str = ""
    is_foreign: bool = False


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result as a row of a table."""

    severity: str
    focus: Reference
    path: Reference | None
    value: Reference | None
    message: Text | None
    rule: Rule


def report_page(names: Names, report: Validation, shown: Chosen, resource: Resource) -> str:
    """Write the page of a report."""
    rows = _Rows(report.facts, names)
    counts = count_rules(report.results)
    results = [rows.of(result) for result in shown.results]
    return render_template(
        "report.html",
        **shell(names.language),
        manifest=report.manifest,
        outcome=_outcome(report, teller(names.language)),
        severities=tuple(SEVERITIES.values()),
        counts=[(rows.rule(rule), counts[rule], _only(resource, rule)) for rule in counts],
        totals=_totals(report.results),
        passed=_passed(rows, report),
        chosen=rows.rule(shown.rule) if shown.rule else None,
        rows=results,
        has_values=any(row.value for row in results),
        number=shown.number,
        has_next=shown.has_next,
        resource=resource,
        canonical=names.view.iris.base + resource.address().removeprefix("/"),
    )


def _outcome(report: Validation, say: Callable[..., str]) -> str:
    """Tell in one sentence what was judged, and how that went."""
    if not report.is_judged:
        return say("report-unjudged")
    rules = _counted(say, "rule", len(report.shapes))
    if not report.results:
        return say("report-conforms", rules=rules)
    totals = {name: _counted(say, name, n) for name, n in _totals(report.results).items()}
    return say("report-outcome", rules=rules, **totals)


def _counted(say: Callable[..., str], what: str, number: int) -> str:
    form = {0: "none", 1: "one"}.get(number, "many")
    return say(f"{what}-{form}", number=number)


def _only(resource: Resource, rule: str) -> str:
    """Give the address of the results of a rule, if it has a name to ask for."""
    return Resource(resource.path, (("shape", rule),)).address() if rule else ""


def _totals(results: Iterable[Result]) -> dict[str, int]:
    found = [result.severity for result in results]
    return {severity: found.count(severity) for severity in SEVERITIES.values()}


def _passed(rows: "_Rows", report: Validation) -> list[Rule]:
    """List the shapes that gave no results, by name."""
    passed = passed_shapes(report.shapes, report.results)
    return sorted(map(rows.rule, passed), key=lambda r: (sort_key(r.name.text), sort_key(r.part)))


class _Rows:
    """Makes the rows of one page."""

    def __init__(self, facts: Facts, names: Names) -> None:
        self._facts = facts
        self._names = names
        self._others = Facts(names.view, (), ())

    def of(self, result: Result) -> ResultRow:
        value = self._facts.one(result.node, SH + "value")
        path = self._facts.one(result.node, SH + "resultPath")
        return ResultRow(
            result.severity,
            self._refer(result.focus),
            None if path is None else path_reference(self._facts, self._names, path),
            None if value is None else self._refer(value),
            self._names.text(self._facts.literals(result.node, SH + "resultMessage")),
            self.rule(result.rule),
        )

    def rule(self, iri: str) -> Rule:
        """Name a rule; one without a label by its shape's and the end of its address."""
        say = teller(self._names.language)
        if not iri:
            return Rule(Text(say("unnamed-rule")))
        found = self._refer(NamedNode(iri))
        if self._names.label(NamedNode(iri)) is None:
            parent, _, part = iri.rpartition("/")
            name = self._names.label(NamedNode(parent)) if parent else None
            if name is not None:
                return Rule(name, part, found.href, found.is_foreign)
        return Rule(Text(found.text, found.lang), "", found.href, found.is_foreign)

    def _refer(self, term: Term) -> Reference:
        """Show a term; what the site has no document of leads nowhere."""
        names, iris = self._names, self._names.view.iris
        if isinstance(term, BlankNode):
            return Reference(teller(names.language)("unnamed-node"))
        found = names.refer(term)
        if not isinstance(term, NamedNode):
            return found
        if found.is_foreign and not term.value.startswith((iris.base, iris.terms)):
            return found
        if found.is_foreign or not names.view.describes(iris.topic(found.href)):
            return Reference(term.value)
        name = heading(self._others, names, term)
        return Reference(name.text, name.lang, found.href)
