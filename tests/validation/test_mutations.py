"""Faults in the real data: all of them are found, and nothing else."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import Quad
from rdflib.namespace import SH
from tests.validation import agreement
from tests.validation.mutations import Mutation, Original, difference, read_faults

from samverkan_ld.config import Config
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.pipeline.dataset import Dataset, read_dataset
from samverkan_ld.reports import Report
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate
from samverkan_ld.validation.graph import to_graph

FAULTS = read_faults(Path(__file__).with_name("faults.txt"))
EVERY = [fault for faults in FAULTS.values() for fault in faults]
LONG = pytest.mark.long
QUICK = 2
"""So many faults of a shape are tried every time."""

CASES = [
    pytest.param(fault, marks=LONG if number >= QUICK else (), id=f"{fault.shape}: {fault.what}")
    for faults in FAULTS.values()
    for number, fault in enumerate(faults)
]
ROUNDS = [pytest.param(number, marks=LONG if number else ()) for number in range(3)]
NAMES = f"{SOURCE_BASE}spec/samverkan/"


@pytest.fixture(scope="module")
def dataset(project: Path) -> Dataset:
    """The dataset of the repository, with its shapes."""
    return read_dataset(Config(project))


@pytest.fixture(scope="module")
def gate(dataset: Dataset) -> Gate:
    """The gate with the shapes of the repository."""
    return Gate(dataset.shapes)


@pytest.fixture(scope="module")
def original(dataset: Dataset) -> Original:
    """The real data, without most of their warnings."""
    return Original(dataset.quads()).with_english_names()


@pytest.fixture(scope="module")
def before(gate: Gate, original: Original) -> Report:
    """The report on them."""
    return gate.validate(Data.of(original.quads))


@pytest.mark.parametrize("mutation", CASES)
def test_mutation(mutation: Mutation, original: Original, gate: Gate, before: Report) -> None:
    """A fault is reported as the table says, and by no other rule."""
    data = Data.of(original.mutated([mutation]))
    found = difference(before, gate.validate(data))
    assert found == mutation.findings(original.choose(mutation))


def test_every_shape_has_faults(gate: Gate, original: Original) -> None:
    """Each shape with targets has three faults or more that it reports itself."""
    faults = Counter(m.shape for m in EVERY if m.expected.startswith((".", "/")))
    shapes = {str(plan.node).removeprefix(NAMES) for plan in gate.plans(Data.of(original.quads))}
    assert {shape for shape, number in faults.items() if number >= 3} == shapes


def test_every_rule_has_a_fault(dataset: Dataset, original: Original) -> None:
    """Each rule that has a message is broken by some fault."""
    found = {rule for fault in EVERY for rule, _ in fault.findings(original.choose(fault))}
    rules = to_graph(dataset.shapes).subjects(SH.message)
    assert {str(rule).removeprefix(NAMES) for rule in rules} == {r for r in found if r[0] != "-"}


@pytest.mark.parametrize("number", ROUNDS)
def test_together(number: int, dataset: Dataset, gate: Gate) -> None:
    """With a fault for every shape at once, the gate reports what the reference reports."""
    real = Original(dataset.quads())
    quads = real.mutated(faults[number] for faults in FAULTS.values())
    data = Data.of(quads)
    assert data.rewritten.quads, "no fault has a literal that a store does not keep"
    report = gate.validate(data)
    assert agreement.canonical(report) == agreement.reference(quads, dataset.shapes)
    reporting = {result.shape.removeprefix(NAMES).partition("/")[0] for result in report.results}
    assert reporting == FAULTS.keys()


@pytest.mark.parametrize("number", ROUNDS)
def test_together_again(number: int, gate: Gate, original: Original) -> None:
    """To judge what the faults may affect gives what to judge everything gives."""
    chosen = (faults[number] for faults in FAULTS.values())
    assert_same_again(gate, original, original.mutated(m for m in chosen if "_:" not in m.added))


@pytest.mark.parametrize("number", range(4))
def test_edits_again(number: int, gate: Gate, original: Original) -> None:
    """So it does after some facts are gone, and others speak of something else."""
    draw = Random(number)
    gone, moved = (draw.sample(original.quads, 8) for _ in range(2))
    others = draw.sample(original.quads, 8)
    come = [Quad(o.subject, q.predicate, q.object) for q, o in zip(moved, others, strict=True)]
    assert_same_again(gate, original, [*({*original.quads} - {*gone, *moved} | {*come})])


def assert_same_again(gate: Gate, before: Original, after: list[Quad]) -> None:
    """Expect that a change is judged by itself, and as all of the data are judged."""
    changes = {*after} ^ {*before.quads}
    assert agreement.assert_same_again(gate, Data.of(before.quads), Data.of(after), changes)
