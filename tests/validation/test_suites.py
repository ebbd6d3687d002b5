"""The W3C's tests of SHACL: the gate, the reference, and what they should report."""

import warnings
from functools import cache

import pytest
from pyshacl.errors import ShapeRecursionWarning
from tests.validation import agreement
from tests.validation import suites as suite

from samverkan_ld.errors import ShapesError
from samverkan_ld.reports import Report
from samverkan_ld.validation import targets
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate, Judged, validate_by_reference
from samverkan_ld.validation.graph import to_graph

# What the suite tests on purpose.
pytestmark = pytest.mark.filterwarnings("ignore:Parsing weird boolean, 'none':UserWarning")

ONE_BY_ONE, AT_ONCE = targets._FEW, 0
"""How many focus nodes are few: none of the tests has more than the first."""

DEVIATIONS = {
    "core/property/uniqueLang-002": '"1"^^xsd:boolean is taken for true as sh:uniqueLang',
    "sparql/node/prefixes-001": "owl:imports of prefixes are not followed",
    "sparql/pre-binding/shapesGraph-001": "$shapesGraph is refused",
}
"""Tests that the reference, and so the gate, fails, and why."""

_RECURSIVE = "a shape that is missing, recursive or nested too deep"
_CUSTOM = "constraint components of its own"
_BOUND = "a bound has a time zone, or is no number, date or time"
_SCOPE = "?this is used out of its scope"
_BIND = "BIND of something else than a string or a number"

REFUSED = {"sparql/node/prefixes-001", "sparql/pre-binding/shapesGraph-001"}
"""Those of them whose shapes are refused."""

LEFT = {
    "core/complex/shacl-shacl": {
        f"ListNodeShape: {_RECURSIVE}",
        f"ListShape: {_RECURSIVE}",
        f"PathListWithAtLeast2Members: {_RECURSIVE}",
        f"[]: {_RECURSIVE}",
    },
    "core/node/minInclusive-002": {f"TestShape: sh:minInclusive: {_BOUND}"},
    "sparql/component/nodeValidator-001": {f"TestShape: {_CUSTOM}"},
    "sparql/component/optional-001": {f"TestShape1: {_CUSTOM}", f"TestShape2: {_CUSTOM}"},
    "sparql/component/propertyValidator-select-001": {f"[]: {_CUSTOM}"},
    "sparql/component/validator-001": {f"TestShape: {_CUSTOM}"},
    "sparql/node/sparql-002": {f"LanguageExampleShape: {_BIND}"},
    "sparql/node/sparql-003": {f"LanguageExampleShape: {_BIND}"},
    "sparql/pre-binding/pre-binding-001": {f"TestShape-sparql: {_SCOPE}"},
    "sparql/pre-binding/pre-binding-002": {f"TestShape-sparql: {_SCOPE}"},
    "sparql/pre-binding/pre-binding-003": {"TestShape-sparql: a filter is no call"},
    "sparql/pre-binding/pre-binding-004": {f"TestShape-sparql: {_SCOPE}"},
    "sparql/pre-binding/pre-binding-005": {f"TestShape-sparql: {_SCOPE}"},
    "sparql/pre-binding/pre-binding-007": {
        "TestShape-sparql: the validator may refuse SELECT",
    },
}
"""The constraints that are not compiled, by test, and why."""

IN_VAIN = {
    "core/complex/shacl-shacl": 118,  # what leads to recursive shapes is judged whole
    "core/node/maxInclusive-001": 1,  # the store rewrites 4.0
    "core/property/or-datatypes-001": 1,  # what is well-formed HTML is not known
    # The others have constraints that are not compiled at all: see LEFT.
    "core/node/minInclusive-002": 2,
    "sparql/component/nodeValidator-001": 1,
    "sparql/component/optional-001": 2,
    "sparql/component/propertyValidator-select-001": 1,
    "sparql/component/validator-001": 1,
    "sparql/node/sparql-002": 1,
    "sparql/node/sparql-003": 1,
}
"""How many nodes that conform the reference is shown, by test."""

WHOLE = suite.cases()
USABLE = suite.cases(lambda case: case.expected is not None and case.id not in REFUSED)
FEW = pytest.mark.parametrize("few", [ONE_BY_ONE, AT_ONCE], ids=["one-by-one", "at-once"])


@cache
def reference(case: suite.Case) -> Report | None:
    """Validate with the reference alone, once."""
    try:
        with warnings.catch_warnings(action="ignore", category=ShapeRecursionWarning):
            return validate_by_reference(suite.quads(case.data), suite.quads(case.shapes))
    except ShapesError:
        return None


@cache
def prepared(case: suite.Case) -> tuple[Gate, Data]:
    """Make the gate and the data of a test, once."""
    return Gate(suite.quads(case.shapes)), Data.of(suite.quads(case.data))


@pytest.mark.usefixtures("suites")
def test_nothing_is_forgotten() -> None:
    """Every file of the suite that holds a test is run."""
    holding = {
        path.relative_to(suite.FOLDER).with_suffix("").as_posix()
        for path in suite.FOLDER.rglob("*.ttl")
        if "sht:Validate" in path.read_text(encoding="utf-8")
    }
    assert holding == {case.id for case in suite.all_cases()}


@FEW
@pytest.mark.parametrize("case", WHOLE)
def test_agreement(case: suite.Case, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate reports what the reference reports, and refuses what it refuses."""
    monkeypatch.setattr(targets, "_FEW", few)
    report = reference(case)
    expected = None if report is None else agreement.canonical(report)
    assert agreement.gate(suite.quads(case.data), suite.quads(case.shapes)) == expected


@pytest.mark.parametrize("case", WHOLE)
def test_expected(case: suite.Case) -> None:
    """The reference reports what the suite expects, but for what is known."""
    report = reference(case)
    found = None if report is None else suite.outcome(to_graph(report.triples))
    assert (found != case.expected) == (case.id in DEVIATIONS)


@pytest.mark.parametrize("case", USABLE)
def test_compiled(case: suite.Case) -> None:
    """Constraints are compiled, but for those that are known, and none without being named."""
    assert suite.left(*prepared(case)) == LEFT.get(case.id, set())


@FEW
@pytest.mark.parametrize("case", USABLE)
def test_shown(case: suite.Case, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference is shown nodes that fail, and hardly any other."""
    monkeypatch.setattr(targets, "_FEW", few)
    gate, data = prepared(case)
    judged: list[Judged] = []
    gate.judge(data, judged.append)
    assert sum(one.candidates - one.findings for one in judged) == IN_VAIN.get(case.id, 0)
