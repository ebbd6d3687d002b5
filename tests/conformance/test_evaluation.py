"""The query evaluation tests of SPARQL 1.0 and 1.1, each asked of the running endpoint."""

import pytest
from tests.conformance.answers import GRAPH, READERS, Answer
from tests.conformance.endpoint import Endpoint
from tests.conformance.known import EQUAL_BY_VALUE, FAILURES
from tests.conformance.likeness import Likeness, likeness
from tests.conformance.suite import EVALUATION, Case, all_cases, cases, file_of


def foreseen(case: Case) -> Likeness:
    """Tell how like to the right answer that of the engine is known to be."""
    if case.id in FAILURES:
        return Likeness.OTHER
    return Likeness.EQUAL if case.id in EQUAL_BY_VALUE else Likeness.SAME


def right_answer(case: Case) -> Answer:
    """Read the answer that the suite gives."""
    path = file_of(case.result)
    return READERS[path.suffix.removeprefix(".")](path.read_bytes(), case.result)


def formats(case: Case, right: Answer) -> tuple[str, ...]:
    """Choose the formats to ask for: two that hold every term, and the one that is tested."""
    if case.kind == "CSVResultFormatTest":
        return ("csv",)
    if right.columns == GRAPH:
        return ("ttl", "nt")
    return ("json", "xml", "tsv") if case.result.endswith(".tsv") else ("json", "xml")


def compare(endpoint: Endpoint, case: Case, right: Answer, name: str) -> Likeness:
    """Ask in one format, and compare; a query that is refused as wrong is not answered right."""
    # The suite resolves a query against the address of its file, which the protocol cannot say.
    text = f"BASE <{case.iri}>\n{case.text}"
    reply = endpoint.query(text, [*case.dataset, ("format", name)])
    if reply.status == 400:
        return Likeness.OTHER
    assert reply.status == 200, reply
    given = READERS[name](reply.body, case.iri)
    is_ordered = right.is_ordered and case.is_ordered
    return likeness(right, given, is_ordered=is_ordered, is_lax=case.is_lax)


@pytest.mark.parametrize("case", cases(*EVALUATION))
def test_evaluation(endpoint, case):
    """The answer is the suite's, in every format, or as far from it as is known."""
    right = right_answer(case)

    found = {name: compare(endpoint, case, right, name) for name in formats(case, right)}

    assert found == dict.fromkeys(found, foreseen(case)), FAILURES.get(case.id, "")


def test_counts(suites):
    """No test is left out without a word."""
    evaluated = [case.id for case in all_cases() if case.kind in EVALUATION]

    assert sum(name.startswith("sparql10/") for name in evaluated) == 283
    assert sum(name.startswith("sparql11/") for name in evaluated) == 235


def test_known_tests_exist(suites):
    """What is known of the engine is known of tests that there are."""
    ids = {case.id for case in all_cases()}

    assert FAILURES.keys() | EQUAL_BY_VALUE <= ids
    assert not FAILURES.keys() & EQUAL_BY_VALUE


@pytest.mark.parametrize("name", FAILURES)
def test_failures_are_described(project, name):
    """Each failure stands in the documentation."""
    assert f"`{name}`" in (project / "docs" / "conformance.md").read_text(encoding="utf-8")
