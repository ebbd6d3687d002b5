"""The generator of sites for measurements."""

import re
from pathlib import Path

import pytest
from bench.generator import Plan, generate_site
from pyoxigraph import NamedNode, Quad

from samverkan_ld.config import FILE_NAME, read_config
from samverkan_ld.pipeline.dataset import Dataset, read_dataset
from samverkan_ld.reports import Severity
from samverkan_ld.validation.gate import validate

KEY = re.compile(r"/id/(?:person|medlemskap|uttalande|artikel|film)/([^/]+)")


def sources(site: Path) -> dict[str, bytes]:
    """Read the generated files."""
    return {path.name: path.read_bytes() for path in (site / "data/articles").glob("generated*")}


def generated(dataset: Dataset) -> list[Quad]:
    """Give the quads of the generated articles."""
    graphs = dataset.graphs.values()
    return [q for graph in graphs if "/generated" in graph.source for q in graph.read()]


def reached(quads: list[Quad], dataset: Dataset) -> set[Quad]:
    """Follow the links of quads through a dataset: what a judgement of them needs, and no more."""
    described: dict[str, list[Quad]] = {}
    for quad in dataset.quads():
        described.setdefault(str(quad.subject), []).append(quad)
    found, waiting = set(quads), [*quads]
    while waiting:
        quad = waiting.pop()
        if isinstance(quad.object, NamedNode):
            more = described.pop(str(quad.object), [])
            found.update(more)
            waiting += more
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site."""
    folder = tmp_path_factory.mktemp("site")
    generate_site(folder, Plan(2000, seed=7))
    return folder


@pytest.fixture(scope="module")
def dataset(site: Path) -> Dataset:
    """The small site as mapped."""
    return read_dataset(read_config(site / FILE_NAME))


def test_a_seed_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """The same plan gives the same files, and another seed gives others."""
    generate_site(tmp_path / "again", Plan(2000, seed=7))
    generate_site(tmp_path / "other", Plan(2000, seed=8))
    assert sources(tmp_path / "again") == sources(site)
    assert sources(tmp_path / "other") != sources(site)


@pytest.mark.parametrize("quads", [300, 3000])
def test_quads_are_counted_as_mapped(quads: int, tmp_path: Path) -> None:
    """The number told is that of the dataset, at least the one asked for and little more."""
    told = generate_site(tmp_path / "site", Plan(quads, shapes=False))
    mapped = generated(read_dataset(read_config(tmp_path / "site" / FILE_NAME)))
    assert told.quads == len(mapped)
    assert quads <= told.quads < quads + 1000
    assert told.articles == len({quad.graph_name for quad in mapped})


def test_keys_look_minted(dataset: Dataset) -> None:
    """Keys are twelve characters of Crockford's base32, a different one for each thing."""
    subjects = {str(quad.subject) for quad in generated(dataset)}
    keys = {found[1].strip("<>") for subject in subjects if (found := KEY.search(subject))}
    assert len(keys) > 20
    assert all(re.fullmatch("[0-9a-hjkmnp-tv-z]{12}", key) for key in keys)


def test_articles_conform(dataset: Dataset) -> None:
    """Generated articles break no shape, together with all that they link to."""
    report = validate(reached(generated(dataset), dataset), dataset.shapes)
    assert [result for result in report.results if result.severity is Severity.VIOLATION] == []


def test_faults_are_found(tmp_path: Path) -> None:
    """Every fault asked for breaks a shape, and nothing else does."""
    generate_site(tmp_path / "site", Plan(1, faults=4))
    dataset = read_dataset(read_config(tmp_path / "site" / FILE_NAME))
    report = validate(reached(generated(dataset), dataset), dataset.shapes)
    broken = {r.focus for r in report.results if r.severity is Severity.VIOLATION}
    assert len(broken) == 4


def test_no_shapes_means_no_gate(tmp_path: Path) -> None:
    """A site without shapes has an empty folder of them."""
    generate_site(tmp_path / "site", Plan(1, shapes=False))
    assert [*(tmp_path / "site" / "shapes").iterdir()] == []
