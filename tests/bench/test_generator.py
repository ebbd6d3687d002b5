"""The generator of sites for measurements."""

import re
from pathlib import Path

import pytest
from bench.faults import KINDS
from bench.generator import Plan, generate_site
from pyoxigraph import Quad

from samverkan_ld.config import FILE_NAME, read_config
from samverkan_ld.pipeline.dataset import Dataset, read_dataset
from samverkan_ld.pipeline.validation import Engine, validate_dataset
from samverkan_ld.reports import Result, Severity

KEY = re.compile(r"/id/(?:person|medlemskap|uttalande|artikel|film)/([^/]+)")


def sources(site: Path) -> dict[str, bytes]:
    """Read the generated files."""
    return {path.name: path.read_bytes() for path in (site / "data/articles").glob("generated*")}


def generated(dataset: Dataset) -> list[Quad]:
    """Give the quads of the generated articles."""
    graphs = dataset.graphs.values()
    return [q for graph in graphs if "/generated" in graph.source for q in graph.read()]


def noted(dataset: Dataset, nodes: set[str]) -> list[Result]:
    """Give the results about nodes; a rule about the dataset as a whole names one as the value."""
    report = validate_dataset(dataset, Engine.COMPILED)
    return [result for result in report.results if {result.focus, result.value} & nodes]


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
    """The gate notes nothing in generated articles but roles that are only named."""
    subjects = {str(quad.subject) for quad in generated(dataset)}
    found = noted(dataset, subjects)
    assert {result.shape.rpartition("/")[2] for result in found} == {"rollangivelse"}
    assert {result.severity for result in found} == {Severity.INFO}


@pytest.mark.parametrize("unmatched", [0, 1])
def test_roles_are_matched_as_asked(unmatched: int, tmp_path: Path) -> None:
    """The gate notes the memberships whose role is only named, here all or none."""
    generate_site(tmp_path / "site", Plan(1000, unmatched=unmatched))
    dataset = read_dataset(read_config(tmp_path / "site" / FILE_NAME))
    quads = generated(dataset)
    memberships = {str(q.subject) for q in quads if q.predicate.value.endswith("#memberDuring")}
    found = noted(dataset, {str(quad.subject) for quad in quads})
    assert {result.focus for result in found} == (memberships if unmatched else set())


def test_every_fault_breaks_a_rule(tmp_path: Path) -> None:
    """Each fault breaks one rule, most another one, and all else conforms."""
    told = generate_site(tmp_path / "site", Plan(1, faults=KINDS))
    dataset = read_dataset(read_config(tmp_path / "site" / FILE_NAME))
    graphs = dict[str, set[str]]()
    for quad in generated(dataset):
        graphs.setdefault(str(quad.graph_name), set()).update(map(str, (quad.subject, quad.object)))
    report = validate_dataset(dataset, Engine.COMPILED)
    violations = [r for r in report.results if r.severity is Severity.VIOLATION]
    own = ({n for n in nodes if KEY.search(n)} for nodes in graphs.values())
    broken = [{r.shape for r in violations if {r.focus, r.value} & nodes} for nodes in own]
    assert sorted(map(len, broken)) == [0] * told.articles + [1] * KINDS
    assert set.union(*broken) == {result.shape for result in violations}
    assert len(set.union(*broken)) == KINDS - 1


@pytest.mark.parametrize("seed", [0, 1, -1])
def test_faults_have_keys_of_their_own(seed: int, tmp_path: Path) -> None:
    """No fault repeats a key of the articles, so that the site can be read."""
    told = generate_site(tmp_path / "site", Plan(1000, seed=seed, faults=3, shapes=False))
    mapped = generated(read_dataset(read_config(tmp_path / "site" / FILE_NAME)))
    assert len({quad.graph_name for quad in mapped}) == told.articles + 3


def test_no_shapes_means_no_gate(tmp_path: Path) -> None:
    """A site without shapes has an empty folder of them."""
    generate_site(tmp_path / "site", Plan(1, shapes=False))
    assert [*(tmp_path / "site" / "shapes").iterdir()] == []
