"""The catalogue and the VoID description over HTTP, against the profiles that they follow."""

import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pyshacl
import pytest
import rdflib
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse
from rdflib import DCAT, DCTERMS, FOAF, RDF, VOID, URIRef

from samverkan_ld.archive.dumps import Dumps
from samverkan_ld.archive.folder import STORE, current_folder, read_manifest
from samverkan_ld.catalog.lacking import lacking
from samverkan_ld.config import Config, PublisherConfig, read_config
from samverkan_ld.formats.table import RDFXML
from samverkan_ld.pipeline.counts import count_classes, count_properties
from samverkan_ld.pipeline.finishing import finish
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.store.disk import open_store
from samverkan_ld.validation.graph import to_graph
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

BASE = "https://data.example.org/"
DATASET = URIRef(f"{BASE}res/datamangd/samverkan")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
# the number is nobody's: its check digit is wrong
PUBLISHER = PublisherConfig(
    name="Exempelverket",
    name_en="Example agency",
    iri="http://dataportal.se/organisation/SE5560000000",
    type="NationalAuthority",
    identifier="5560000000",
    description_sv="Ger ut exempel.",
    description_en="Publishes examples.",
    homepage="https://verket.example/",
    contact="https://verket.example/fel",
    contact_name="Datagruppen",
    email="data@verket.example",
)
PARSERS: Final = {
    "rdf": RdfFormat.RDF_XML,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
}
CLASSES: Final = {
    "dcat:Catalog": DCAT.Catalog,
    "dcat:Dataset": DCAT.Dataset,
    "dcat:Distribution": DCAT.Distribution,
    "dcat:DataService": DCAT.DataService,
    "dcat:foaf:Agent": FOAF.Agent,
    "dcat:contactPoint": VCARD.Organization,
}
UNTOLD: Final = {
    # what no key of the configuration tells, and what marks bodies financed by fees
    ("dcat:contactPoint", str(VCARD.hasTelephone)),
    ("dcat:contactPoint", str(VCARD.hasAddress)),
    ("dcat:foaf:Agent", "https://www.w3.org/ns/org#classification"),
}


@pytest.fixture(scope="module")
def told(site_config: Config, dumped: Dumps) -> FlaskClient:
    """A client of the site with a publisher that tells everything."""
    config = replace(site_config, publisher=PUBLISHER)
    return create_app(config, Current(config.releases)).test_client()


def graph_of(client: FlaskClient, path: str = "/datasets/dcat") -> rdflib.Graph:
    """Read what a path gives by default; RDF/XML by the parser that many harvesters use."""
    answer = client.get(path)
    assert answer.status_code == 200
    if answer.mimetype == RDFXML.media_type:
        return rdflib.Graph().parse(data=answer.data, format="xml")
    fmt = RdfFormat.from_media_type(str(answer.mimetype))
    assert fmt is not None
    return to_graph(parse(answer.data, format=fmt))


@pytest.fixture(scope="module")
def catalogue(told: FlaskClient) -> rdflib.Graph:
    """The catalogue of the site with a publisher that tells everything."""
    return graph_of(told)


def test_formats(told: FlaskClient, catalogue: rdflib.Graph) -> None:
    """The catalogue is RDF/XML unless asked otherwise, and says the same in every format."""
    assert told.get("/datasets/dcat").mimetype == "application/rdf+xml"
    assert told.get("/datasets/dcat", headers={"Accept": "text/turtle"}).mimetype == "text/turtle"
    assert told.get("/datasets/dcat.html").status_code == 404
    found = {
        suffix: {str(quad) for quad in parse(told.get(f"/datasets/dcat.{suffix}").data, format=fmt)}
        for suffix, fmt in PARSERS.items()
    }
    assert found["rdf"] == found["ttl"] == found["jsonld"] == found["nt"]
    assert len(found["rdf"]) == len(catalogue)


def test_every_iri_is_absolute(told: FlaskClient, catalogue: rdflib.Graph) -> None:
    """There are no blank nodes, and no IRI needs a base."""
    assert not any(isinstance(term, rdflib.BNode) for triple in catalogue for term in triple)
    found = re.findall(r'rdf:(?:about|resource)="([^"]*)"', told.get("/datasets/dcat").text)
    assert len(found) > 100
    assert [iri for iri in found if not iri.startswith(("http://", "https://", "mailto:"))] == []


@pytest.mark.parametrize("file", ["shapes.ttl", "deprecateduris.ttl"])
def test_dcat_ap(suites: Path, told: FlaskClient, site_config: Config, file: str) -> None:
    """The catalogue conforms to DCAT-AP 3.0.1, whether a publisher is configured or not."""
    shapes = suites / "shapes" / "dcat-ap-3.0.1" / file
    if not shapes.exists():
        pytest.skip(f"no shapes of DCAT-AP at {shapes}")
    untold = replace(site_config, publisher=PublisherConfig())
    client = create_app(untold, Current(untold.releases)).test_client()
    for graph in (graph_of(told), graph_of(client)):
        rules = rdflib.Graph().parse(shapes)
        conforms, _, text = pyshacl.validate(graph, shacl_graph=rules, inplace=True)
        assert conforms, text


def demands(bundle: dict[str, Any], name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Give what a template of the bundle demands (M) and recommends (R), one of some properties."""
    templates = {template["id"]: template for template in bundle["templates"]}

    def resolved(item: Any) -> dict[str, Any]:
        entry = {"id": item} if isinstance(item, str) else dict(item)
        base = templates.get(entry.get("extends", entry.get("id", "")), {})
        if base.get("extends"):
            base = {**resolved({"extends": base["extends"]}), **base}
        return {**base, **entry}

    def properties(entry: dict[str, Any]) -> frozenset[str]:
        if entry.get("property"):
            return frozenset([expanded(entry["property"])])
        return frozenset().union(*(properties(resolved(item)) for item in entry.get("items", [])))

    for item in templates[name]["items"]:
        entry = resolved(item)
        told = entry.get("cardinality", {})
        if entry.get("deps"):  # demanded where something else is told
            continue
        if told.get("min") or told.get("pref"):
            yield "M" if told.get("min") else "R", properties(entry)


def expanded(name: str) -> str:
    """Write a property of the bundle as an IRI."""
    prefix, _, rest = name.partition(":")
    spaces = {"dcat": DCAT, "dcterms": DCTERMS, "foaf": FOAF, "rdf": RDF, "vcard": VCARD}
    return str(spaces[prefix]) + rest if prefix in spaces else name


@pytest.fixture(scope="module")
def bundle(suites: Path) -> dict[str, Any]:
    """The form templates of DCAT-AP-SE."""
    path = suites / "shapes" / "dcat-ap-se-3.0.1" / "bundle.json"
    if not path.exists():
        pytest.skip(f"no bundle of DCAT-AP-SE at {path}")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", CLASSES)
def test_dcat_ap_se(bundle: dict[str, Any], catalogue: rdflib.Graph, name: str) -> None:
    """Everything that DCAT-AP-SE demands or recommends is told of every node of a class."""
    wanted = [*demands(bundle, name)]
    assert wanted
    assert all(names for _, names in wanted)
    nodes = [*catalogue.subjects(RDF.type, CLASSES[name])]
    assert nodes
    missing = [
        (str(node), level, sorted(names))
        for node in nodes
        for level, names in wanted
        if not any((node, URIRef(one), None) in catalogue for one in names)
        and not any((name, one) in UNTOLD for one in names)
    ]
    assert missing == []


def test_publisher(catalogue: rdflib.Graph) -> None:
    """The publisher is what is configured, and is not whom to ask."""
    publisher = URIRef(PUBLISHER.iri)
    described = (None, DCTERMS.publisher, publisher)
    assert {*catalogue.objects(None, DCTERMS.publisher)} == {publisher}
    assert len([*catalogue.triples(described)]) == 6
    assert {*catalogue.objects(publisher, FOAF.name)} == {
        rdflib.Literal("Exempelverket", lang="sv"),
        rdflib.Literal("Example agency", lang="en"),
    }
    kind = catalogue.value(publisher, DCTERMS.type)
    assert kind == URIRef("http://purl.org/adms/publishertype/NationalAuthority")

    contact = catalogue.value(DATASET, DCAT.contactPoint)
    assert contact == URIRef(f"{BASE}res/kontakt")
    assert str(catalogue.value(contact, VCARD.fn)) == "Datagruppen"
    assert catalogue.value(contact, VCARD.hasEmail) == URIRef("mailto:data@verket.example")
    assert catalogue.value(contact, VCARD.hasURL) == URIRef("https://verket.example/fel")


def test_no_publisher(tmp_path: Path, site_config: Config) -> None:
    """Without a publisher the site stands in for it, nothing is made up, and the keys are named."""
    config = replace(site_config, publisher=PublisherConfig())
    found = graph_of(create_app(config, Current(config.releases)).test_client())
    publisher = found.value(DATASET, DCTERMS.publisher)

    assert publisher == URIRef(f"{BASE}res/utgivare")
    assert {str(p).rpartition("/")[2] for p in found.predicates(publisher)} == {
        "22-rdf-syntax-ns#type",
        "name",
    }
    assert str(found.value(publisher, FOAF.name)) in (config.site.title_sv, config.site.title_en)
    assert [*found.triples((None, DCAT.contactPoint, None))] == []
    assert lacking(config) == (
        ("publisher.name", "publisher.iri", "publisher.type", "publisher.email"),
        (
            "publisher.name_en",
            "publisher.identifier",
            "publisher.description_sv",
            "publisher.description_en",
        ),
    )
    assert lacking(replace(config, publisher=PUBLISHER)) == ((), ())
    foreign = replace(PUBLISHER, iri="https://verket.example/id", email="", contact="mailto:a@b.se")
    assert lacking(replace(config, publisher=foreign)) == (("publisher.iri",), ())


def test_addresses_answer(told: FlaskClient, catalogue: rdflib.Graph, dumped: Dumps) -> None:
    """Every address of this site in the catalogue leads somewhere."""
    found = {str(term) for triple in catalogue for term in triple if isinstance(term, URIRef)}
    ours = sorted({iri.partition("#")[0].removeprefix(BASE) for iri in found if BASE in iri})
    assert f"dump/{dumped.files[0].name}" in ours
    failed = {
        path: answer.status
        for path in ours
        if (answer := told.get(f"/{path}", follow_redirects=True, buffered=True)).status_code != 200
    }
    assert failed == {}


def test_files(told: FlaskClient, catalogue: rdflib.Graph) -> None:
    """Size and checksum are those of the file that the address gives."""
    files = [*catalogue.subject_objects(DCAT.downloadURL)]
    assert len(files) == 3 + 10
    for node, address in files:
        data = told.get(str(address).removeprefix(BASE.rstrip("/")), buffered=True).data
        checksum = catalogue.value(node, SPDX.checksum)
        assert int(str(catalogue.value(node, DCAT.byteSize))) == len(data)
        value = str(catalogue.value(checksum, SPDX.checksumValue))
        assert value.lower() == hashlib.sha256(data).hexdigest()
    assert {*catalogue.objects(None, DCAT.compressFormat)} == {
        URIRef("http://www.iana.org/assignments/media-types/application/gzip")
    }


def test_identity(catalogue: rdflib.Graph, site_config: Config) -> None:
    """The dataset has a UUID that depends on its address alone, and the times of its releases."""
    manifest = read_manifest(current_folder(site_config.releases))
    identifier = uuid.UUID(str(catalogue.value(DATASET, DCTERMS.identifier)))

    assert identifier == uuid.uuid5(uuid.NAMESPACE_URL, str(DATASET))
    assert str(catalogue.value(DATASET, URIRef(f"{DCAT}version"))) == manifest.id
    assert str(catalogue.value(DATASET, DCTERMS.modified))[:10] == manifest.created[:10]
    period = catalogue.value(DATASET, DCTERMS.temporal)
    assert str(catalogue.value(period, DCAT.startDate)) == "2017-01-01"


def test_dates_and_dumps(tiny_site: Path) -> None:
    """Until dumps are written they are not in the catalogue; a change moves only `modified`."""
    config = read_config(tiny_site / "samverkan.toml")
    dataset = URIRef("https://tiny.example/res/datamangd/samverkan")
    seen = []
    for day in (1, 2, 3):
        if day == 3:
            finish(config)
            person = tiny_site / "data" / "person.ttl"
            person.write_text(person.read_text().replace("Ada", "Eva"))
        publish(config, datetime(2026, 11, day, tzinfo=UTC), full=True)
        found = graph_of(create_app(config, Current(config.releases)).test_client())
        times = [
            str(found.value(dataset, name))[:10] for name in (DCTERMS.issued, DCTERMS.modified)
        ]
        seen.append((*times, len([*found.subjects(DCAT.downloadURL)])))

    assert seen == [
        ("2026-11-01", "2026-11-01", 0),
        ("2026-11-01", "2026-11-01", 0),
        ("2026-11-01", "2026-11-03", 3 + 1),
    ]


def test_void(client: FlaskClient, site_config: Config, dumped: Dumps) -> None:
    """VoID tells how much the release holds of each class and property."""
    found = graph_of(client, "/.well-known/void")
    store = open_store(current_folder(site_config.releases) / STORE)

    def partitions(link: URIRef, of: URIRef, count: URIRef) -> dict[str, int]:
        parts = found.objects(DATASET, link)
        return {str(found.value(part, of)): int(str(found.value(part, count))) for part in parts}

    classes = partitions(VOID.classPartition, VOID["class"], VOID.entities)
    properties = partitions(VOID.propertyPartition, VOID.property, VOID.triples)
    assert classes == count_classes(store)
    assert properties == count_properties(store)
    assert int(str(found.value(DATASET, VOID.triples))) == len(store)
    assert {*found.objects(DATASET, VOID.dataDump)} == {
        URIRef(f"{BASE}dump/samverkan.{suffix}.gz") for suffix in ("nq", "trig", "jsonld")
    }
    assert URIRef("http://xmlns.com/foaf/0.1/") in {*found.objects(DATASET, VOID.vocabulary)}
    example = next(found.objects(DATASET, VOID.exampleResource))
    assert client.get(str(example).removeprefix(BASE.rstrip("/"))).status_code == 303


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/res/katalog", 303),
        ("/res/katalog.ttl", 303),
        ("/res/utgivare", 303),
        ("/res/kontakt", 303),
        ("/res/datatjanst/sparql", 303),
        ("/res/datatjanst/http", 303),
        ("/res/distribution/csv-person", 303),
        ("/res/distribution/csv-annat", 404),
        ("/res/katalog/mer", 404),
        ("/.well-known/void.ttl", 200),
        ("/.well-known/void.csv", 404),
        ("/.well-known/annat", 404),
        ("/datasets/dcat.trig", 404),
        ("/datasets", 404),
    ],
)
def test_paths(client: FlaskClient, dumped: Dumps, path: str, status: int) -> None:
    """What the catalogue describes leads to it, and nothing else does."""
    answer = client.get(path)

    assert answer.status_code == status
    if status == 303:
        assert answer.headers["Location"] == "/datasets/dcat" + (".ttl" if ".ttl" in path else "")
