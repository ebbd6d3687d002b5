"""The JSON-LD context, for the records that editors write and the documents that we publish."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from pyld import jsonld
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import (
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    SDO,
    SKOS,
    TIME,
    VOID,
    XSD,
    DefinedNamespace,
)

from samverkan_ld.iris import KINDS, SOURCE_BASE, Iris
from samverkan_ld.namespaces import ADMS, CV, LOCN, SCHEMA

IRIS = Iris()
SPEC = IRIS.term("")

PUBLISHED: dict[str, type[DefinedNamespace]] = {
    str(namespace): namespace
    for namespace in (DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDFS, SKOS, TIME, VOID)
} | {SCHEMA: SDO}
"""The vocabularies whose terms are listed: each list tells which terms exist."""

UNLISTED = {
    ADMS: {"Identifier", "identifier", "schemeAgency"},
    CV: {"PublicOrganisation"},
    LOCN: {"geographicName"},
}
"""The terms we use of vocabularies whose terms are not listed."""


@pytest.fixture(scope="module")
def context(project: Path) -> dict[str, object]:
    """The definitions of the JSON-LD context."""
    document = json.loads((project / "vocab" / "context.jsonld").read_text(encoding="utf-8"))
    found: dict[str, object] = document["@context"]
    return found


def properties(context: Mapping[str, object]) -> dict[str, str]:
    """List the IRI of each term of the context; prefixes are left out."""
    iris = {
        term: value if isinstance(value, str) else value["@id"]
        for term, value in context.items()
        if isinstance(value, str | dict) and not term.startswith("@")
    }
    return {
        term: expanded(iri, context) for term, iri in iris.items() if not iri.endswith(("/", "#"))
    }


def expanded(name: str, context: Mapping[str, object]) -> str:
    """Expand a prefixed name."""
    prefix, _, local = name.partition(":")
    return f"{context[prefix]}{local}"


def test_own_terms_are_the_same_in_the_context(project: Path, context: dict[str, object]) -> None:
    """Every own property has a key in the context, and no key names one that is not there."""
    vocabulary = Graph().parse(project / "vocab" / "samverkan.ttl", format="turtle")
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    described = {str(node) for kind in kinds for node in vocabulary.subjects(RDF.type, kind)}
    assert described
    assert described == {iri for iri in properties(context).values() if iri.startswith(SPEC)}


def test_context_has_the_prefixes_of_the_site(context: dict[str, object]) -> None:
    """The context knows each kind, scheme and standard vocabulary by the prefix used elsewhere."""
    kinds = {kind: IRIS.thing(kind, "") for kind in KINDS}
    prefixes = {
        term: iri
        for term, iri in context.items()
        if isinstance(iri, str) and iri.startswith("http") and iri.endswith(("/", "#"))
    }
    assert prefixes == IRIS.prefixes() | kinds | {"kallgraf": IRIS.graph("")}


def test_context_names_terms_that_exist(context: dict[str, object]) -> None:
    """Every standard term in the context is one that its vocabulary has."""
    faults = [(term, iri) for term, iri in properties(context).items() if not exists(iri)]
    assert faults == []


def exists(iri: str) -> bool:
    """Tell whether a vocabulary has a term."""
    namespace, name = split(iri)
    if namespace in PUBLISHED:
        listed = PUBLISHED[namespace]
        return URIRef(str(listed) + name) in listed
    return name in UNLISTED.get(namespace, set()) or namespace == SPEC


def split(iri: str) -> tuple[str, str]:
    """Split an IRI into namespace and local name."""
    end = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:end], iri[end:]


@pytest.mark.parametrize("name", ["Statment", "membr"])
def test_misspelt_terms_would_be_noticed(name: str) -> None:
    """The lists of terms are closed: they do not accept just any name."""
    assert not exists(f"{SCHEMA}{name}")
    assert not exists(f"{ORG}{name}")
    assert not exists(f"{CV}{name}")


def test_context_has_one_term_for_each_coercion(context: dict[str, object]) -> None:
    """No two keys mean the same property with the same kind of value."""
    iris = properties(context)
    found: Counter[tuple[str, str]] = Counter()
    for term, iri in iris.items():
        value = context[term]
        coercion = dict(value) | {"@id": None} if isinstance(value, dict) else {"@id": None}
        found[iri, json.dumps(coercion, sort_keys=True)] += 1
    assert [key for key, count in found.items() if count > 1] == []


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("fullName", "Ada", {"@value": "Ada"}),
        ("properName", "Ada", {"@value": "Ada"}),
        ("name", {"sv": "Ada"}, {"@value": "Ada", "@language": "sv"}),
        ("altLabel", {"sv": ["Ada"]}, {"@value": "Ada", "@language": "sv"}),
        ("roleName", {"sv": "VD"}, {"@value": "VD", "@language": "sv"}),
        ("hasBeginning", "2017", {"@value": "2017"}),
        ("hasEnd", "2019-05", {"@value": "2019-05"}),
        ("inside", "2020-03-17", {"@value": "2020-03-17"}),
        ("datePublished", "2020-03-17", {"@value": "2020-03-17", "@type": f"{XSD}date"}),
        ("senastTill", "2020-03-17", {"@value": "2020-03-17", "@type": f"{XSD}date"}),
        ("extracted", "2020-03-17", {"@value": "2020-03-17", "@type": f"{XSD}date"}),
        ("reviewed", "2020-03-18", {"@value": "2020-03-18", "@type": f"{XSD}date"}),
        ("startYear", "2017", {"@value": "2017", "@type": f"{XSD}gYear"}),
        ("position", 1, {"@value": 1, "@type": f"{XSD}integer"}),
        ("member", "person:a", {"@id": f"{SOURCE_BASE}id/person/a"}),
        ("role", "roll:vd", {"@id": f"{SOURCE_BASE}def/roll/vd"}),
        ("talarSom", "medlemskap:a", {"@id": f"{SOURCE_BASE}id/medlemskap/a"}),
        (
            "kommunkod",
            "0114",
            {"@value": "0114", "@type": f"{SOURCE_BASE}def/datatyp/kommunkod"},
        ),
    ],
)
def test_context_gives_values_their_kind(
    key: str, value: object, expected: object, context: dict[str, object]
) -> None:
    """A plain value under a key means a name, a text in a language, a day, a number or a link."""
    (node,) = jsonld.expand({"@context": context, "@id": "person:x", key: value})
    iri = properties(context)[key]
    assert node[iri] == [expected]


@pytest.mark.parametrize(
    ("written", "iri"),
    [
        ("Person", f"{SCHEMA}Person"),
        ("foaf:Person", f"{FOAF}Person"),
        ("Membership", f"{ORG}Membership"),
        ("Role", f"{ORG}Role"),
        ("dcat:Role", f"{DCAT}Role"),
    ],
)
def test_context_tells_types_apart(written: str, iri: str, context: dict[str, object]) -> None:
    """Types of one name in two vocabularies can both be written."""
    (node,) = jsonld.expand({"@context": context, "@id": "person:x", "@type": written})
    assert node["@type"] == [iri]
