"""Validating a dataset."""

import dataclasses

import pytest

from samverkan_ld.config import read_config
from samverkan_ld.errors import ShapesError
from samverkan_ld.pipeline import validation
from samverkan_ld.pipeline.dataset import read_carried, read_dataset
from samverkan_ld.pipeline.validation import Engine, validate_dataset
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate

BLANK = """
@prefix : <urn:> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:a a :C ; :p [ :q "01"^^xsd:int ] . :b a :C ; :p [ :q "2"^^xsd:integer ] .
"""
SHAPES = """
@prefix : <urn:> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:S a sh:NodeShape ; sh:targetClass :C ;
  sh:property [ sh:path ( :p :q ) ; sh:datatype xsd:int ] .
"""


def write(site, name, text):
    """Write a file of a site."""
    (site / name).write_text(text, encoding="utf-8")


@pytest.fixture
def dataset(tiny_site):
    """A dataset with blank nodes in two graphs, and with a literal that a store rewrites."""
    write(tiny_site, "data/one.ttl", BLANK)
    write(tiny_site, "data/two.ttl", BLANK)
    write(tiny_site, "shapes/more.ttl", SHAPES)
    return read_dataset(read_config(tiny_site / "samverkan.toml"))


@pytest.mark.parametrize("quads", [validation._IN_MEMORY, 0])
def test_engines_agree(dataset, monkeypatch, quads):
    """Both engines give one report, whether the gate's store is in memory or on disk."""
    monkeypatch.setattr(validation, "_IN_MEMORY", quads)
    compiled, reference = (validate_dataset(dataset, engine) for engine in Engine)

    assert compiled.results == reference.results
    assert [(r.focus, r.value) for r in compiled.results] == [
        ("<urn:b>", '"2"^^<http://www.w3.org/2001/XMLSchema#integer>')
    ]
    assert compiled.count(compiled.results[0].severity) == 1


def test_nothing_is_left_behind(dataset, monkeypatch, tmp_path):
    """A store on disk is gone when the gate is done, and when it fails."""
    monkeypatch.setattr(validation, "_IN_MEMORY", 0)
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    validate_dataset(dataset, Engine.COMPILED)
    assert [*folder.iterdir()] == []

    def fail(*_):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        validate_dataset(dataset, Engine.COMPILED, fail)
    assert [*folder.iterdir()] == []


def test_our_shapes_are_compiled(project):
    """Of the project's own shapes nothing is left to the reference."""
    shapes, _ = read_carried(read_config(project / "samverkan.toml"))
    plans = Gate(shapes).plans(Data.of([]))

    assert len(plans) > 30
    assert {plan.name: plan.compiled.remainder for plan in plans if plan.compiled.remainder} == {}


def test_files_of_broken_shapes(tiny_site):
    """A broken shape is named with its file, for either engine."""
    write(
        tiny_site,
        "shapes/broken.ttl",
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:path <urn:p> .",
    )
    dataset = read_dataset(read_config(tiny_site / "samverkan.toml"))
    for engine in Engine:
        with pytest.raises(ShapesError, match=r"^shapes/broken.ttl: the shape <urn:s>: "):
            validate_dataset(dataset, engine)
    unknown = dataclasses.replace(dataset, shape_files={})
    with pytest.raises(ShapesError, match=r"^the shape <urn:s>: "):
        validate_dataset(unknown, Engine.COMPILED)
