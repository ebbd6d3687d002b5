"""Shapes of others: application profiles, and the shapes for shapes."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Quad
from tests.validation import agreement, suites

from samverkan_ld.config import Config
from samverkan_ld.pipeline.dataset import read_dataset
from samverkan_ld.validation import targets
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate, validate_by_reference
from samverkan_ld.validation.graph import to_graph

FOREIGN = Path(__file__).resolve().parent / "foreign"
FILES = {
    "shapes": "dcat-ap-3.0.1/shapes.ttl",
    "shapes_recommended": "dcat-ap-3.0.1/shapes_recommended.ttl",
    "deprecateduris": "dcat-ap-3.0.1/deprecateduris.ttl",
    "cpov": "cpov-2.1.2/core-public-organisation-ap-SHACL.ttl",
    "core-person": "core-person-2.1.2/core-person-ap-SHACL.ttl",
    "core-location": "core-location-2.1.0/core-location-ap-SHACL.ttl",
    "shacl": "shacl-shacl/shacl-shacl.ttl",
}
"""The shapes, by the names that the data use for them."""

DCAT_AP = ("shapes", "shapes_recommended", "deprecateduris")
CORE = ("cpov", "core-person", "core-location")
PAIRS = [
    *(("catalogue", name) for name in DCAT_AP),
    *(("catalogue-faulty", name) for name in DCAT_AP),
    *(("bodies", name) for name in CORE),
    ("shapes-faulty", "shacl"),
]
"""Data, and the shapes that they are judged by."""

OWN = {
    # The town that hosts the joint board is one of those left out.
    "cpov": ["Violation v5n8hs2j6r9c unitOf Class"],
    "core-person": [],
    "core-location": [],
}
"""What is reported of a part of our own data."""
LEFT_OUT = ("/register-kommuner", "/register-myndigheter")
"""The largest graphs: they hold more of the same."""

_RECURSIVE = "a shape that is missing, recursive or nested too deep"
LEFT = {
    "shacl": {
        f"ListNodeShape: {_RECURSIVE}",
        f"ListShape: {_RECURSIVE}",
        f"PathListWithAtLeast2Members: {_RECURSIVE}",
        f"[]: {_RECURSIVE}",
    }
}
"""The constraints that are not compiled, and why."""

pytestmark = pytest.mark.usefixtures("suites")
FEW = pytest.mark.parametrize("few", [targets._FEW, 0], ids=["one-by-one", "at-once"])


def shapes(name: str) -> tuple[Quad, ...]:
    """Read shapes of others."""
    return suites.quads(suites.SUITES / "shapes" / FILES[name])


def data(name: str) -> tuple[Quad, ...]:
    """Read data made for these tests."""
    return suites.quads(FOREIGN / f"{name}.ttl")


def expected(name: str, by: str) -> list[str]:
    """Read what the first lines of data expect of some shapes."""
    text = (FOREIGN / f"{name}.ttl").read_text(encoding="utf-8")
    return re.findall(rf"^# expects: {by} (.+)$", text, re.MULTILINE)


def results(data: Sequence[Quad], shapes: Sequence[Quad]) -> Counter[str]:
    """Validate by the gate and by the reference, which must agree, and list the results."""
    report = validate_by_reference(data, shapes)
    assert agreement.gate(data, shapes) == agreement.canonical(report)
    _, found = suites.outcome(to_graph(report.triples))
    return Counter(_line(*result) for result in found)


def _line(focus: str, path: str, _: str, component: str, severity: str) -> str:
    kind = _local(component).removesuffix("ConstraintComponent")
    way = "^" * path.startswith("^") + _local(path) if path else "-"
    return f"{_local(severity)} {_local(focus)} {way} {kind}"


def _local(text: str) -> str:
    """Shorten an IRI to its local name, a path to that of its end, a blank node to "_"."""
    return "_" if text.startswith("_:") else re.split("[/#]", text.strip("<>()*"))[-1]


@FEW
@pytest.mark.parametrize(("name", "by"), PAIRS)
def test_made(name: str, by: str, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data made for these tests are reported as they say, by the gate as by the reference."""
    monkeypatch.setattr(targets, "_FEW", few)
    assert results(data(name), shapes(by)) == Counter(expected(name, by))


@pytest.mark.parametrize("by", CORE)
def test_own_data(by: str, project: Path) -> None:
    """Our own data conform to the core vocabularies' shapes, as far as they are complete."""
    graphs = read_dataset(Config(project)).graphs.items()
    part = [q for iri, graph in graphs if not iri.endswith(LEFT_OUT) for q in graph.read()]
    assert results(part, shapes(by)) == Counter(OWN[by])


def test_own_shapes(project: Path) -> None:
    """Our own shapes conform to the shapes for shapes."""
    assert not results(read_dataset(Config(project)).shapes, shapes("shacl"))


@pytest.mark.parametrize(("name", "by"), PAIRS)
def test_compiled(name: str, by: str) -> None:
    """Constraints are compiled, but for those that are known."""
    assert suites.left(Gate(shapes(by)), Data.of(data(name))) == LEFT.get(by, set())
