"""The vocabulary that we publish: own terms and concept schemes."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, ORG, OWL, SKOS, XSD
from rdflib.term import Node

from samverkan_ld.iris import SCHEME_PREFIXES, SOURCE_BASE, Iris
from samverkan_ld.namespaces import CC0, DQV, SCHEMA

IRIS = Iris()
SPEC = Namespace(f"{SOURCE_BASE}spec/samverkan/")
LANGUAGES = {"sv", "en"}

FILES = {
    "roller": "roll",
    "organisationsformer": "organisationsform",
    "amnen": "amne",
    "atergivning": "atergivning",
    "datatyper": "datatyp",
    "avslut": "avslut",
}
"""Each file of concepts and its scheme."""

OWN_TERMS = {
    "talarSom": (OWL.ObjectProperty, URIRef(SCHEMA + "Statement"), ORG.Membership),
    "atergivning": (OWL.ObjectProperty, URIRef(SCHEMA + "Statement"), SKOS.Concept),
    "tidigastFran": (OWL.DatatypeProperty, ORG.Membership, XSD.date),
    "senastFran": (OWL.DatatypeProperty, ORG.Membership, XSD.date),
    "tidigastTill": (OWL.DatatypeProperty, ORG.Membership, XSD.date),
    "senastTill": (OWL.DatatypeProperty, ORG.Membership, XSD.date),
    "utdragen": (OWL.DatatypeProperty, None, XSD.date),
    "granskad": (OWL.DatatypeProperty, None, XSD.date),
    "Gravsten": (OWL.Class, None, None),
    "avslutsorsak": (OWL.ObjectProperty, SPEC.Gravsten, SKOS.Concept),
    "antalResultat": (URIRef(DQV + "Metric"), None, None),
    "antalTillagda": (OWL.DatatypeProperty, None, XSD.integer),
    "antalBorttagna": (OWL.DatatypeProperty, None, XSD.integer),
}
"""Each own term: its type, and the domain and range of a property."""


@pytest.fixture(scope="module")
def vocabulary(project: Path) -> Graph:
    """All Turtle files of the vocabulary together."""
    graph = Graph()
    for path in (project / "vocab").glob("*.ttl"):
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="module")
def role_facts(project: Path) -> list[dict[str, str]]:
    """The rows of the role table; tests that need it are skipped without it."""
    path = project.parent / "shared" / "facts" / "roller.csv"
    if not path.is_file():
        pytest.skip(f"no role table at {path}")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def concept(name: str) -> URIRef:
    """Expand a concept written as prefix and notation."""
    prefix, _, notation = name.partition(":")
    return URIRef(IRIS.concept(SCHEME_PREFIXES[prefix], notation))


def concepts(graph: Graph) -> list[URIRef]:
    """List every concept."""
    return [node for node in graph.subjects(RDF.type, SKOS.Concept) if isinstance(node, URIRef)]


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    """List the languages of the texts of a property, sorted."""
    values = [o for o in graph.objects(subject, predicate) if isinstance(o, Literal) and o.strip()]
    return sorted(value.language or "" for value in values)


def texts(graph: Graph, subject: Node, predicate: URIRef, language: str) -> set[str]:
    """Collect the texts of a property in one language."""
    return {
        str(value)
        for value in graph.objects(subject, predicate)
        if isinstance(value, Literal) and value.language == language
    }


@pytest.mark.parametrize(("file", "scheme"), FILES.items())
def test_file_describes_one_scheme(file: str, scheme: str, project: Path) -> None:
    """A file of concepts speaks of its scheme, the concepts of that scheme, and its own graph."""
    graph = Graph().parse(project / "vocab" / f"{file}.ttl", format="turtle")
    home = URIRef(f"{SOURCE_BASE}def/{scheme}")
    others = {str(node) for node in graph.subjects() if not str(node).startswith(f"{home}/")}
    assert others == {str(home), IRIS.graph(f"vocab-{file}")}
    assert set(concepts(graph)) == set(graph.subjects(SKOS.inScheme, home))
    for predicate in (DCTERMS.title, SKOS.prefLabel, SKOS.definition):
        assert languages(graph, home, predicate) == ["en", "sv"], predicate


@pytest.mark.parametrize("file", ["samverkan", *FILES])
def test_file_tells_source_and_licence(file: str, vocabulary: Graph) -> None:
    """Each file of the vocabulary says what it rests on and under which licence it stands."""
    graph = URIRef(IRIS.graph(f"vocab-{file}"))
    assert languages(vocabulary, graph, DCTERMS.source) == ["sv"]
    assert set(vocabulary.objects(graph, DCTERMS.license)) == {URIRef(CC0)}


def test_every_file_is_known(project: Path) -> None:
    """No file lies in the vocabulary that these tests do not look at."""
    found = {path.name for path in (project / "vocab").iterdir() if path.is_file()}
    assert found == {"context.jsonld", "samverkan.ttl", *(f"{file}.ttl" for file in FILES)}


def test_concepts_are_explained_in_both_languages(vocabulary: Graph) -> None:
    """Every concept has one label and one definition in each language."""
    faults = [
        (str(node), predicate)
        for node in concepts(vocabulary)
        for predicate in (SKOS.prefLabel, SKOS.definition)
        if languages(vocabulary, node, predicate) != ["en", "sv"]
    ]
    assert faults == []


def test_definitions_are_particular(vocabulary: Graph) -> None:
    """No two concepts share a definition, and each definition is a sentence."""
    found = Counter(str(text) for text in vocabulary.objects(None, SKOS.definition))
    assert [text for text, count in found.items() if count > 1] == []
    assert [text for text in found if not text.endswith(".") or not text[0].isupper()] == []


def test_notation_is_the_end_of_the_iri(vocabulary: Graph) -> None:
    """The notation of a concept is the last segment of its IRI, so it is unique in its scheme."""
    faults = [
        str(node)
        for node in concepts(vocabulary)
        if list(vocabulary.objects(node, SKOS.notation)) != [Literal(node.rpartition("/")[2])]
    ]
    assert faults == []


def test_concepts_name_their_scheme(vocabulary: Graph) -> None:
    """A concept is in the scheme that its IRI lies below, and is defined by it."""
    faults = [
        str(node)
        for node in concepts(vocabulary)
        for predicate in (SKOS.inScheme, RDFS.isDefinedBy)
        if list(vocabulary.objects(node, predicate)) != [URIRef(node.rpartition("/")[0])]
    ]
    assert faults == []


def test_concepts_stand_below_another_or_on_top(vocabulary: Graph) -> None:
    """A concept is either a top concept, both ways, or narrower than one of the same scheme."""
    for node in concepts(vocabulary):
        scheme = URIRef(node.rpartition("/")[0])
        tops = list(vocabulary.objects(node, SKOS.topConceptOf))
        assert list(vocabulary.subjects(SKOS.hasTopConcept, node)) == tops, node
        broader = list(vocabulary.objects(node, SKOS.broader))
        assert bool(broader) != bool(tops), node
        assert all((other, SKOS.inScheme, scheme) in vocabulary for other in broader), node


def test_broader_has_no_cycles(vocabulary: Graph) -> None:
    """No concept is broader than itself, by however many steps."""
    faults = [
        str(node)
        for node in concepts(vocabulary)
        for parent in vocabulary.objects(node, SKOS.broader)
        if node in vocabulary.transitive_objects(parent, SKOS.broader)
    ]
    assert faults == []


def test_related_goes_both_ways(vocabulary: Graph) -> None:
    """Related concepts name each other."""
    pairs = set(vocabulary.subject_objects(SKOS.related))
    assert pairs == {(other, node) for node, other in pairs}
    assert pairs


@pytest.mark.parametrize(
    ("narrower", "broader"),
    [
        ("roll:kso", "roll:ordforande"),
        ("roll:tjanstgorande-ersattare", "roll:ersattare"),
        ("form:statlig-forvaltningsmyndighet", "form:statlig-myndighet"),
        ("form:affarsverk", "form:statlig-myndighet"),
        ("form:domstol", "form:statlig-myndighet"),
        ("form:ap-fond", "form:statlig-myndighet"),
        ("form:myndighet-under-riksdagen", "form:statlig-myndighet"),
        ("amne:regional-samverkan", "amne:samverkan"),
    ],
)
def test_narrower_concept(narrower: str, broader: str, vocabulary: Graph) -> None:
    """A kind of something is found below it."""
    assert (concept(narrower), SKOS.broader, concept(broader)) in vocabulary


@pytest.mark.parametrize(
    "name",
    [
        "roll:vice-ordforande",
        "roll:vice-verkstallande-direktor",
        "form:kommun",
        "form:region",
        "form:kommunalforbund",
        "form:gemensam-namnd",
        "form:samverkansnatverk",
        "form:kommunsamverkan",
        "form:medlemsorganisation",
        "form:annan",
        "amne:digitalisering",
        "atg:referat",
        "atg:citat",
        "dt:kommunkod",
        "dt:lanskod",
        "dt:organisationsnummer",
        "dt:iso3166-2",
    ],
)
def test_top_concept(name: str, vocabulary: Graph) -> None:
    """A concept that is no kind of another stands on top of its scheme; a deputy is no chair."""
    node = concept(name)
    assert (node, SKOS.topConceptOf, URIRef(node.rpartition("/")[0])) in vocabulary


def test_roles_are_roles(vocabulary: Graph) -> None:
    """Roles are roles held in organisations, but responsibility for a text is a role for a text."""
    scheme = URIRef(f"{SOURCE_BASE}def/roll")
    held = set(vocabulary.subjects(RDF.type, ORG.Role))
    assert held == set(vocabulary.subjects(SKOS.inScheme, scheme)) - {
        concept("roll:informationsansvarig")
    }
    assert set(vocabulary.subjects(RDF.type, DCAT.Role)) == {concept("roll:informationsansvarig")}


def test_datatypes_are_datatypes(vocabulary: Graph) -> None:
    """The concepts of the scheme of datatypes are datatypes, and no others are."""
    scheme = URIRef(f"{SOURCE_BASE}def/datatyp")
    datatypes = set(vocabulary.subjects(RDF.type, RDFS.Datatype))
    assert datatypes == set(vocabulary.subjects(SKOS.inScheme, scheme))


def test_role_table_is_complete(vocabulary: Graph, role_facts: list[dict[str, str]]) -> None:
    """Each role of the table is there once, with its names and its common abbreviations only."""
    assert len(role_facts) == 74
    for row in role_facts:
        (node,) = vocabulary.subjects(SKOS.prefLabel, Literal(row["term_sv"], lang="sv"))
        preferred, *others = row["term_en"].split("; ")
        short = row["forkortning"].split("; ") if row["forkortning_sakerhet"] == "common" else []
        assert texts(vocabulary, node, SKOS.prefLabel, "en") == {preferred}
        assert texts(vocabulary, node, SKOS.altLabel, "en") == set(others)
        assert texts(vocabulary, node, SKOS.altLabel, "sv") == set(short)


def test_informal_abbreviations_are_absent(
    vocabulary: Graph, role_facts: list[dict[str, str]]
) -> None:
    """An abbreviation that only some use names no role: it would match the wrong one."""
    informal = {
        short
        for row in role_facts
        if row["forkortning_sakerhet"] == "informal"
        for short in row["forkortning"].split("; ")
    }
    labels = {
        str(label)
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        for label in vocabulary.objects(None, predicate)
    }
    assert informal
    assert informal & labels == set()


@pytest.mark.parametrize(
    ("term", "notation"),
    [
        ("kommunstyrelsens ordförande", "kso"),
        ("verkställande direktör", "vd"),
        ("ordförande", "ordforande"),
        ("avdelningschef", "avdelningschef"),
        ("IT-direktör", "it-direktor"),
        ("handläggare", "handlaggare"),
        ("kommunstyrelsens förste vice ordförande", "kommunstyrelsens-forste-vice-ordforande"),
        ("samverkanspart", "samverkanspart"),
        ("informationsansvarig", "informationsansvarig"),
    ],
)
def test_role_keeps_its_notation(term: str, notation: str, vocabulary: Graph) -> None:
    """Notations are part of IRIs that others use, so they never change."""
    node = concept(f"roll:{notation}")
    assert texts(vocabulary, node, SKOS.prefLabel, "sv") == {term}


def test_ontology_describes_itself(vocabulary: Graph) -> None:
    """The ontology has a title and a description in both languages, and a licence."""
    ontology = URIRef(f"{SOURCE_BASE}spec/samverkan")
    assert (ontology, RDF.type, OWL.Ontology) in vocabulary
    assert languages(vocabulary, ontology, DCTERMS.title) == ["en", "sv"]
    assert languages(vocabulary, ontology, DCTERMS.description) == ["en", "sv"]
    assert set(vocabulary.objects(ontology, DCTERMS.license)) == {URIRef(CC0)}


@pytest.mark.parametrize(("name", "expected"), OWN_TERMS.items())
def test_own_term(
    name: str, expected: tuple[URIRef, URIRef | None, URIRef | None], vocabulary: Graph
) -> None:
    """Each own term is explained in both languages and says what it links."""
    term = SPEC[name]
    found = tuple(vocabulary.value(term, p) for p in (RDF.type, RDFS.domain, RDFS.range))
    assert found == expected
    assert languages(vocabulary, term, RDFS.label) == ["en", "sv"]
    assert languages(vocabulary, term, SKOS.definition) == ["en", "sv"]
    ontology = URIRef(f"{SOURCE_BASE}spec/samverkan")
    assert set(vocabulary.objects(term, RDFS.isDefinedBy)) == {ontology}


def test_own_terms_are_all_tested(vocabulary: Graph) -> None:
    """The ontology has the terms of the table above and no others."""
    terms = set(vocabulary.subjects(RDFS.isDefinedBy, URIRef(f"{SOURCE_BASE}spec/samverkan")))
    assert terms == {SPEC[name] for name in OWN_TERMS}


def test_iris_are_ascii_and_nodes_have_iris(vocabulary: Graph) -> None:
    """Nothing in the vocabulary is a blank node, and no IRI goes beyond ASCII."""
    terms = {term for triple in vocabulary for term in triple if not isinstance(term, Literal)}
    assert [term for term in terms if not isinstance(term, URIRef) or not term.isascii()] == []
