"""The validation report of a release, as it is published at `/res/rapport/{id}`.

SHACL, section 3.6 (https://www.w3.org/TR/shacl/#validation-report), PROV-O
(https://www.w3.org/TR/prov-o/) and the Data Quality Vocabulary (https://www.w3.org/TR/vocab-dqv/).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from samverkan_ld.namespaces import CC0, DCTERMS, DQV, PROV, RDF, RDFS, SH, SKOS, XSD
from samverkan_ld.records import Subject, Term
from samverkan_ld.releases import Manifest
from samverkan_ld.reports import Report, Severity

_TYPE: Final = NamedNode(RDF + "type")
_REPORT: Final = NamedNode(SH + "ValidationReport")
_SEVERITIES: Final = {
    Severity.VIOLATION: SH + "Violation",
    Severity.WARNING: SH + "Warning",
    Severity.INFO: SH + "Info",
}
_UNJUDGED: Final = {
    "sv": "Utgåvan har inga regler. Ingenting har prövats.",
    "en": "The release has no shapes. Nothing was judged.",
}
_METRIC: Final = {
    "sv": "antal valideringsresultat",
    "en": "number of validation results",
}
_DEFINITION: Final = {
    "sv": "Hur många valideringsresultat av ett visst allvar som en utgåva fick, av en viss regel "
    "eller av alla.",
    "en": "How many validation results of a severity a release got, from one shape or from all.",
}


def published_report(report: Report, manifest: Manifest) -> list[Triple]:
    """Make the report that a release publishes: what the validator found, its origin, and counts.

    The report is `{base}res/rapport/{id}`. Its `dcterms:subject` is the release. It was derived
    (`prov:wasDerivedFrom`) from the release and the graph of shapes; where there are no shapes it
    is derived from nothing, conforms, and an `rdfs:comment` says that nothing was judged.

    Each count is a `dqv:QualityMeasurement` of the metric `sam:antalResultat`, computed on the
    release, with a `dqv:value` and a `sh:resultSeverity`. The totals `{report}#violation`,
    `{report}#warning` and `{report}#info` are always there, zeros included. The others,
    `{report}#warning-1` and so on, name in `sh:sourceShape` the shape that they are of and, where
    its results come from a query, the query in `sh:sourceConstraint`. Results of shapes without an
    IRI are counted in the totals only:

        SELECT ?shape ?query ?severity ?count {
          ?measurement dqv:computedOn ?release ; dqv:value ?count ;
            sh:resultSeverity ?severity ; sh:sourceShape ?shape .
          OPTIONAL { ?measurement sh:sourceConstraint ?query }
        }

    Args:
        report: the outcome of the validation.
        manifest: the release that it is the report of.

    Returns:
        The triples, sorted; only the labels of blank nodes differ from one time to the next.
    """
    about = _About(manifest)
    triples = {
        *_judgement(report, about.report),
        *_origin(about, is_judged=bool(report.triples)),
        *_counts(report, about),
    }
    return sorted(triples, key=str)


class _About:
    """The nodes that a report speaks of."""

    def __init__(self, manifest: Manifest) -> None:
        iris = manifest.iris
        self.report = NamedNode(f"{iris.base}res/rapport/{manifest.id}")
        self.release = NamedNode(f"{iris.base}res/utgava/{manifest.id}")
        self.shapes = NamedNode(iris.shapes_graph)
        self.metric = NamedNode(iris.term("antalResultat"))
        self.created = Literal(manifest.created, datatype=NamedNode(XSD + "dateTime"))
        self.tool = Literal(manifest.tool)

    def part(self, name: str) -> NamedNode:
        return NamedNode(f"{self.report.value}#{name}")


def _judgement(report: Report, node: NamedNode) -> Iterator[Triple]:
    """Give what the validator found, with the report under its IRI."""
    if not report.triples:
        yield Triple(node, _TYPE, _REPORT)
        yield _say(node, SH + "conforms", Literal(True))
        yield from _texts(node, RDFS + "comment", _UNJUDGED)
    blank = {triple.subject for triple in report.triples if triple.object == _REPORT}
    for subject, predicate, value in report.triples:
        yield Triple(
            node if subject in blank else subject, predicate, node if value in blank else value
        )


def _origin(about: _About, *, is_judged: bool) -> Iterator[Triple]:
    agent = BlankNode()
    yield Triple(about.report, _TYPE, NamedNode(PROV + "Entity"))
    yield _say(about.report, DCTERMS + "subject", about.release)
    yield _say(about.report, DCTERMS + "license", NamedNode(CC0))
    yield _say(about.report, PROV + "generatedAtTime", about.created)
    yield _say(about.report, PROV + "wasAttributedTo", agent)
    yield Triple(agent, _TYPE, NamedNode(PROV + "SoftwareAgent"))
    yield _say(agent, RDFS + "label", about.tool)
    for source in (about.release, about.shapes) if is_judged else ():
        yield _say(about.report, PROV + "wasDerivedFrom", source)


@dataclass(frozen=True, slots=True)
class _Count:
    """A count of results, under a name in the report; without a rule it is a total."""

    name: str
    severity: Severity
    number: int
    rule: str = ""


def _counts(report: Report, about: _About) -> Iterator[Triple]:
    yield Triple(about.metric, _TYPE, NamedNode(DQV + "Metric"))
    yield _say(about.metric, DQV + "expectedDataType", NamedNode(XSD + "integer"))
    yield from _texts(about.metric, RDFS + "label", _METRIC)
    yield from _texts(about.metric, SKOS + "definition", _DEFINITION)
    queries = _queries(report.triples)
    for severity in Severity:
        total = _Count(severity.value, severity, report.count(severity))
        for count in (total, *_by_rule(report, severity)):
            yield from _measurement(about, count)
            yield from _rule(about.part(count.name), count.rule, queries)


def _by_rule(report: Report, severity: Severity) -> Iterator[_Count]:
    found = Counter(r.shape for r in report.results if r.severity is severity and r.shape)
    for place, (rule, number) in enumerate(sorted(found.items()), start=1):
        yield _Count(f"{severity.value}-{place}", severity, number, rule)


def _measurement(about: _About, count: _Count) -> Iterator[Triple]:
    node = about.part(count.name)
    yield _say(about.release, DQV + "hasQualityMeasurement", node)
    yield Triple(node, _TYPE, NamedNode(DQV + "QualityMeasurement"))
    yield _say(node, DQV + "computedOn", about.release)
    yield _say(node, DQV + "isMeasurementOf", about.metric)
    yield _say(node, DQV + "value", Literal(count.number))
    yield _say(node, SH + "resultSeverity", NamedNode(_SEVERITIES[count.severity]))


def _rule(node: NamedNode, rule: str, queries: Mapping[str, set[Term]]) -> Iterator[Triple]:
    """Name the shape that a count is of; where that is a query, its shapes too."""
    if rule in queries:
        yield _say(node, SH + "sourceConstraint", NamedNode(rule))
        for shape in queries[rule]:
            yield _say(node, SH + "sourceShape", shape)
    elif rule:
        yield _say(node, SH + "sourceShape", NamedNode(rule))


def _queries(triples: Sequence[Triple]) -> dict[str, set[Term]]:
    """Map each query that results come from to the shapes that it stands in."""
    shapes = {s: value for s, predicate, value in triples if predicate.value == SH + "sourceShape"}
    queries: dict[str, set[Term]] = {}
    for subject, predicate, value in triples:
        if predicate.value == SH + "sourceConstraint" and isinstance(value, NamedNode):
            found = queries.setdefault(value.value, set())
            found.update({shapes[subject]} if subject in shapes else ())
    return queries


def _texts(node: NamedNode, predicate: str, texts: Mapping[str, str]) -> Iterator[Triple]:
    for language, text in texts.items():
        yield _say(node, predicate, Literal(text, language=language))


def _say(subject: Subject, predicate: str, value: Term) -> Triple:
    return Triple(subject, NamedNode(predicate), value)
