"""The sample site as a whole: what it promises to those who use it."""

import io
import shutil
from dataclasses import replace

import pytest
import rdflib
from pyshacl import validate as pyshacl_validate

import samverkan_ld
from samverkan_ld.config import SiteConfig, read_config
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.namespaces import FOAF, PROV
from samverkan_ld.pipeline.check import judge
from samverkan_ld.pipeline.dataset import read_dataset
from samverkan_ld.pipeline.query import run_query
from samverkan_ld.reports import Severity
from samverkan_ld.validation.graph import to_graph

CERTAINLY = """
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX sam: <https://data.samverkan.example/spec/samverkan/>
SELECT ?name ?role {
  ?body skos:prefLabel "Sveriges Kommuner och Regioner"@sv .
  ?held org:organization ?body ; org:member/foaf:name ?name ; org:role/skos:prefLabel ?role ;
    sam:senastFran ?from ; sam:tidigastTill ?to .
  FILTER (lang(?role) = "sv" && ?from <= "DAY"^^xsd:date && "DAY"^^xsd:date <= ?to)
} ORDER BY ?name
"""

DAYS = {
    "2018-06-01": ["Vesna Jovic,verkställande direktör"],
    "2020-03-17": [
        "Anders Knape,ordförande",
        "Anders Nordh,handläggare",
        "Lena Langlet,handläggare",
    ],
    "2016-12-31": [],
    "2017-06-01": [],
    "2019-06-01": [],
    "2020-03-18": [],
}


@pytest.fixture(scope="module")
def config(sample_site):
    """The configuration of the sample site."""
    return read_config(sample_site / "samverkan.toml")


@pytest.fixture(scope="module")
def dataset(config):
    """The dataset of the sample site."""
    return read_dataset(config)


@pytest.mark.parametrize(("day", "rows"), DAYS.items(), ids=DAYS)
def test_who_certainly_held_a_role(config, day, rows):
    """Who held a role at SKR on a day is told only where the source supports that very day."""
    output = io.BytesIO()
    run_query(config, CERTAINLY.replace("DAY", day), output)

    assert output.getvalue().decode().splitlines() == ["name,role", *rows]


def test_conforms(dataset, config):
    """The data have no violation."""
    assert [
        r for r in judge(dataset, config.iris).results if r.severity is Severity.VIOLATION
    ] == []


def test_nothing_is_skipped(dataset):
    """Every file of the site is read, and no graph is empty or has blank nodes."""
    assert dataset.skipped == ()
    assert all(graph.quads for graph in dataset.graphs.values())
    assert [
        quad for quad in dataset.quads() if "_:" in (str(quad.subject) + str(quad.object))
    ] == []


def test_every_graph_tells_its_source(dataset, sample_site):
    """Each graph says where it is from, when it came to be, and under what licence."""
    release = samverkan_ld.open(sample_site)
    for iri in dataset.graphs:
        graph = release.graph(iri) if "kallgraf" in iri else None
        assert graph is not None, iri
        said = {str(p) for p in graph.predicates(rdflib.URIRef(iri))}
        assert f"{PROV}generatedAtTime" in said
        assert "http://purl.org/dc/terms/license" in said
        assert said & {"http://purl.org/dc/terms/source", f"{PROV}wasDerivedFrom"}
        texts = graph.objects(rdflib.URIRef(iri), rdflib.DCTERMS.source)
        in_words = [text for text in texts if getattr(text, "language", "") == "sv"]
        assert in_words, f"{iri} has no source in words"


SURVIVING = {
    "http://www.w3.org/2001/XMLSchema#" + name
    for name in ("string", "date", "gYear", "gYearMonth", "integer", "anyURI")
} | {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
    "http://www.opengis.net/ont/geosparql#wktLiteral",
}


def test_datatypes_survive_the_store(dataset):
    """The model uses only datatypes that a store gives back as they were."""
    found = {
        quad.object.datatype.value for quad in dataset.quads() if hasattr(quad.object, "datatype")
    }

    assert {
        name for name in found if not name.startswith(f"{SOURCE_BASE}def/datatyp/")
    } <= SURVIVING


OTHER = SiteConfig(
    "https://data.annan.example/x/", "https://termer.example/", "https://register.example/"
)


def test_another_base(config, dataset, tmp_path):
    """With another base the graph is the same but for its addresses, and no old one is left."""
    moved = replace(config, site=OTHER)
    other = read_dataset(moved)

    old = {
        moved.iris.rebase_text(line)
        for graph in dataset.graphs.values()
        for line in map(str, graph.read())
    }
    new = {line for graph in other.graphs.values() for line in map(str, graph.read())}
    assert new == old
    assert not any(SOURCE_BASE in line for line in new)
    assert not any(SOURCE_BASE in str(quad) for quad in other.shapes)
    assert len(other.shapes) == len(dataset.shapes)


def test_another_base_is_judged_alike(config, dataset):
    """Moved data and moved shapes give the same report."""
    moved = replace(config, site=replace(OTHER, register=""))
    other = judge(read_dataset(moved), moved.iris)
    own = judge(dataset, config.iris)

    def outline(report, iris):
        return sorted(
            (r.severity, iris.rebase_text(r.shape), iris.rebase_text(r.focus))
            for r in report.results
        )

    assert outline(other, moved.iris) == outline(own, moved.iris)


@pytest.mark.parametrize(
    "name",
    [
        "cpov-2.1.2/core-public-organisation-ap-SHACL.ttl",
        "core-person-2.1.2/core-person-ap-SHACL.ttl",
    ],
)
def test_european_shapes(dataset, suites, name):
    """Organisations conform to CPOV and persons to Core Person."""
    shapes = rdflib.Graph().parse(suites / "shapes" / name)
    data = to_graph(dataset.quads())
    conforms, _, text = pyshacl_validate(data, shacl_graph=shapes, inplace=True)

    assert conforms, text[:2000]
    assert (None, rdflib.RDF.type, rdflib.URIRef(f"{FOAF}Person")) in data


def test_end_before_beginning(sample_site, tmp_path):
    """A tenure that ends before it begins is a violation that names file, line and record."""
    site = tmp_path / "site"
    shutil.copytree(sample_site, site, ignore=shutil.ignore_patterns("releases"))
    (article,) = (site / "data/articles").glob("*.yaml")
    text = article.read_text()
    assert text.count('hasEnd: "2019"') == 1
    article.write_text(text.replace('hasEnd: "2019"', 'hasEnd: "2016"'))
    config = read_config(site / "samverkan.toml")
    report = judge(read_dataset(config), config.iris)

    wrong = [result for result in report.results if result.severity is Severity.VIOLATION]
    assert wrong
    membership = wrong[0].focus.strip("<>").rpartition("/")[2]
    for result in wrong:
        assert result.source == f"data/articles/{article.name}"
        assert result.line is not None
        assert membership in article.read_text().splitlines()[result.line - 1]
        assert result.message("sv") != result.message("en")


def test_python_api(sample_site):
    """A person at a Python prompt gets an rdflib graph of a thing."""
    graph = samverkan_ld.open(sample_site).graph(f"{SOURCE_BASE}id/kommun/2417")

    assert rdflib.Literal("Norsjö kommun", lang="sv") in graph.objects()
    assert samverkan_ld.open(sample_site / "releases").release.id
