"""The sample article: what its record says, and that it says nothing else."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from pyld import jsonld
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse, serialize
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, PROV, SKOS, TIME
from rdflib.term import Node

from samverkan_ld.iris import KINDS, SOURCE_BASE, Iris
from samverkan_ld.namespaces import CC0
from samverkan_ld.namespaces import SCHEMA as SCHEMA_IRI
from samverkan_ld.readers import yamlld
from samverkan_ld.records import ReadingRules, SourceFile

IRIS = Iris()
SCHEMA = Namespace(SCHEMA_IRI)
SAM = Namespace(IRIS.term(""))
ID = f"{SOURCE_BASE}id/"

KEY = "1d5jvsahxw3b"
ARTICLE = URIRef(IRIS.thing("artikel", KEY))
GRAPH = URIRef(IRIS.graph(KEY))
DAY = "2020-03-17"

SKR = "organisation/q7m2kd8f4t3w"
E_BOARD = "organisation/v5n8hs2j6r9c"
CESAM = "Cesam Öst"
TITLE = "Sju röster om vikten av att samverka"
"""The title of the page; our own wording must not lean on the rest of its text."""

_WORD = re.compile(r"\w+")
_RUN = 5


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks at a position, and the places spoken for: organisation, wording, role."""

    position: int
    name: str
    places: frozenset[tuple[str, str | None, str | None]]


SPEAKERS = [
    Speaker(1, "Anders Knape", frozenset({(SKR, "ordförande", "ordforande")})),
    Speaker(2, "Vesna Jovic", frozenset({(SKR, "VD", "vd")})),
    Speaker(3, "Mikael Lindfors", frozenset({("kommun/2417", "KSO", "kso")})),
    Speaker(4, "Marie Larsson", frozenset({("kommun/2482", "avdeningschef", "avdelningschef")})),
    Speaker(5, "Daniel Ahlqvist", frozenset({(E_BOARD, None, None), ("kommun/2580", None, None)})),
    Speaker(6, "Kerstin Westerberg", frozenset({(CESAM, None, None), ("kommun/0581", None, None)})),
    Speaker(7, "Marcus Matteby", frozenset({("kommun/2281", "IT-direktör", "it-direktor")})),
]
OFFICERS = {"Anders Nordh", "Lena Langlet"}


@pytest.fixture(scope="module")
def path(project: Path) -> Path:
    """The file of the record."""
    return project / "data" / "articles" / f"{DAY}-{KEY}.yaml"


@pytest.fixture(scope="module")
def nquads(path: Path, project: Path) -> str:
    """The record as N-Quads, made by another JSON-LD processor than our own."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    context = (project / "vocab" / document["@context"]).read_text(encoding="utf-8")
    document |= json.loads(context)
    return str(jsonld.to_rdf(document, {"format": "application/n-quads"}))


@pytest.fixture(scope="module")
def record(nquads: str) -> Graph:
    """The statements of the record."""
    triples = (quad.triple for quad in parse(nquads, RdfFormat.N_QUADS))
    return Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")


@pytest.fixture(scope="module")
def vocabulary(project: Path) -> Graph:
    """The concepts that the record may use."""
    graph = Graph()
    for path in (project / "vocab").glob("*.ttl"):
        graph.parse(path, format="turtle")
    return graph


def one(record: Graph, subject: Node, predicate: URIRef) -> Node:
    """Give the only value of a property."""
    (value,) = record.objects(subject, predicate)
    return value


def text(record: Graph, subject: Node, predicate: URIRef) -> str | None:
    """Give the only text of a property, or None without one."""
    values = [str(value) for value in record.objects(subject, predicate)]
    assert len(values) < 2, values
    return values[0] if values else None


def person(record: Graph, name: str) -> Node:
    """Find the one person of a name."""
    (found,) = record.subjects(FOAF.name, Literal(name))
    return found


def memberships(record: Graph, member: Node) -> list[Node]:
    """List the memberships of a member."""
    return list(record.subjects(ORG.member, member))


def place(record: Graph, membership: Node) -> tuple[str, str | None, str | None]:
    """Tell a membership as organisation, wording of the role, and notation of the role."""
    organization = one(record, membership, ORG.organization)
    label = record.value(organization, SKOS.prefLabel, any=True)
    role = text(record, membership, ORG.role)
    return (
        str(label or str(organization).removeprefix(ID)),
        text(record, membership, SCHEMA.roleName),
        role.rpartition("/")[2] if role else None,
    )


def period(record: Graph, membership: Node) -> dict[str, str]:
    """Tell the period of a membership by the local names of OWL-Time."""
    interval = one(record, membership, ORG.memberDuring)
    return {
        str(predicate).removeprefix(str(TIME)): str(value)
        for predicate, value in record.predicate_objects(interval)
    }


def literals(record: Graph) -> Iterator[tuple[Node, Literal]]:
    """List the texts of the record with the subjects that have them."""
    for subject, value in record.subject_objects():
        if isinstance(value, Literal):
            yield subject, value


def runs(words: str) -> set[tuple[str, ...]]:
    """Collect every run of words that could show that a text leans on another."""
    found = _WORD.findall(words.casefold())
    return {tuple(found[at : at + _RUN]) for at in range(len(found) - _RUN + 1)}


def test_record_is_one_named_graph(nquads: str) -> None:
    """Everything in the record stands in the graph of the article."""
    quads = list(parse(nquads, RdfFormat.N_QUADS))
    assert quads
    assert {str(quad.graph_name) for quad in quads} == {f"<{GRAPH}>"}


def test_our_reader_reads_the_same(nquads: str, path: Path, project: Path) -> None:
    """Our YAML-LD reader and another JSON-LD processor understand the record alike."""
    rules = ReadingRules(project / "vocab", project / "data", 1_000_000, 100)
    ours = Dataset(yamlld.read(SourceFile(path, path.name, str(GRAPH)), rules).quads)
    theirs = Dataset(parse(nquads, RdfFormat.N_QUADS))
    for dataset in (ours, theirs):
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    assert ours == theirs


def test_graph_tells_its_source(record: Graph) -> None:
    """The graph says which page it is from, without an address that nobody knows."""
    (source,) = record.objects(GRAPH, DCTERMS.source)
    assert isinstance(source, Literal)
    assert source.language == "sv"
    assert all(part in source for part in (TITLE, "skr.se", "17 mars 2020"))
    assert "http" not in source
    assert one(record, GRAPH, PROV.wasDerivedFrom) == ARTICLE
    assert one(record, GRAPH, DCTERMS.license) == URIRef(CC0)


def test_article(record: Graph) -> None:
    """The article has its title, day, language, publisher and film."""
    assert set(record.objects(ARTICLE, RDF.type)) == {SCHEMA.Article, PROV.Entity}
    assert one(record, ARTICLE, SCHEMA.headline) == Literal(TITLE, lang="sv")
    date = one(record, ARTICLE, SCHEMA.datePublished)
    assert date.n3(record.namespace_manager) == f'"{DAY}"^^xsd:date'
    assert one(record, ARTICLE, SCHEMA.inLanguage) == Literal("sv")
    assert one(record, ARTICLE, SCHEMA.publisher) == URIRef(ID + SKR)
    film = one(record, ARTICLE, SCHEMA.video)
    assert one(record, film, SCHEMA.isPartOf) == ARTICLE
    assert set(record.objects(film, SCHEMA.contributor)) == {
        person(record, speaker.name) for speaker in SPEAKERS
    }


def test_persons(record: Graph) -> None:
    """Nine persons are described by name alone, and a name has no language."""
    persons = set(record.subjects(RDF.type, FOAF.Person))
    assert {str(one(record, node, FOAF.name)) for node in persons} == OFFICERS | {
        speaker.name for speaker in SPEAKERS
    }
    for node in persons:
        name = one(record, node, FOAF.name)
        assert set(record.predicate_objects(node)) == {
            (RDF.type, FOAF.Person),
            (RDF.type, SCHEMA.Person),
            (FOAF.name, name),
            (SCHEMA.name, name),
        }
        assert isinstance(name, Literal)
        assert name.language is None


@pytest.mark.parametrize("speaker", SPEAKERS, ids=lambda speaker: speaker.name)
def test_statement(speaker: Speaker, record: Graph) -> None:
    """Each statement is one person's, spoken in all the places that the source gives."""
    (statement,) = [
        node
        for node in record.subjects(RDF.type, SCHEMA.Statement)
        if str(one(record, node, SCHEMA.position)) == str(speaker.position)
    ]
    member = person(record, speaker.name)
    places = memberships(record, member)
    assert one(record, statement, PROV.wasAttributedTo) == member
    assert set(record.objects(statement, SAM.talarSom)) == set(places)
    assert {place(record, node) for node in places} == speaker.places
    assert one(record, statement, SAM.atergivning) == URIRef(IRIS.concept("atergivning", "referat"))
    assert one(record, statement, SCHEMA.isPartOf) == ARTICLE
    assert one(record, statement, PROV.wasDerivedFrom) == ARTICLE
    assert one(record, statement, PROV.hadPrimarySource) == one(record, ARTICLE, SCHEMA.video)


def test_article_has_seven_statements(record: Graph) -> None:
    """The statements are the parts of the article."""
    statements = set(record.subjects(RDF.type, SCHEMA.Statement))
    assert len(statements) == 7
    assert set(record.objects(ARTICLE, SCHEMA.hasPart)) == statements


def test_responsible_officers(record: Graph) -> None:
    """The two who answer for the page are officers of SKR, and say nothing."""
    attributions = set(record.objects(ARTICLE, PROV.qualifiedAttribution))
    assert attributions == {URIRef(f"{ARTICLE}/ansvar-1"), URIRef(f"{ARTICLE}/ansvar-2")}
    officers = {one(record, node, PROV.agent) for node in attributions}
    assert officers == {person(record, name) for name in OFFICERS}
    for node in attributions:
        role = URIRef(IRIS.concept("roll", "informationsansvarig"))
        assert one(record, node, DCAT.hadRole) == role
    for officer in officers:
        (membership,) = memberships(record, officer)
        assert place(record, membership) == (SKR, "Handläggare", "handlaggare")
        assert (None, PROV.wasAttributedTo, officer) not in record


def test_periods_are_as_precise_as_the_source(record: Graph) -> None:
    """One tenure is given in years; every other place was only observed on the article's day."""
    (tenure,) = memberships(record, person(record, "Vesna Jovic"))
    for membership in record.subjects(RDF.type, ORG.Membership):
        expected = (
            {"hasBeginning": "2017", "hasEnd": "2019"} if membership == tenure else {"inside": DAY}
        )
        assert period(record, membership) == expected, membership


def test_memberships_are_counted(record: Graph) -> None:
    """Eleven places of persons and three parties of cooperations, each fully typed."""
    found = set(record.subjects(RDF.type, ORG.Membership))
    assert len(found) == 14
    assert found == set(record.subjects(RDF.type, SCHEMA.OrganizationRole))
    assert found == set(record.subjects(ORG.member))


@pytest.mark.parametrize(
    ("form", "parties"),
    [
        ("samverkansnatverk", {"kommun/0581"}),
        ("kommunsamverkan", {"kommun/2417", "kommun/2482"}),
    ],
)
def test_cooperation_has_the_parties_that_the_source_names(
    form: str, parties: set[str], record: Graph
) -> None:
    """A cooperation known only from the article is a collaboration of the named municipalities."""
    classification = URIRef(IRIS.concept("organisationsform", form))
    (body,) = record.subjects(ORG.classification, classification)
    assert set(record.objects(body, RDF.type)) == {
        ORG.OrganizationalCollaboration,
        SCHEMA.Organization,
    }
    role = URIRef(IRIS.concept("roll", "samverkanspart"))
    found = {
        str(one(record, node, ORG.member)).removeprefix(ID)
        for node in record.subjects(ORG.organization, body)
        if (node, ORG.role, role) in record
    }
    assert found == parties


@pytest.mark.parametrize(("name", "role"), [("Anders Knape", "ordforande"), ("Vesna Jovic", "vd")])
def test_post(name: str, role: str, record: Graph) -> None:
    """The two highest offices of SKR are posts, which others have held and will hold."""
    (membership,) = memberships(record, person(record, name))
    post = one(record, membership, SCHEMA.namedPosition)
    assert set(record.objects(post, RDF.type)) == {ORG.Post}
    assert one(record, post, ORG.postIn) == URIRef(ID + SKR)
    assert one(record, post, ORG.role) == URIRef(IRIS.concept("roll", role))


def test_texts_come_in_both_languages(record: Graph) -> None:
    """What we have written ourselves stands in Swedish and English."""
    for predicate in (SCHEMA.text, SCHEMA.name, SKOS.prefLabel, SKOS.editorialNote):
        subjects = set(record.subjects(predicate)) - set(record.subjects(RDF.type, FOAF.Person))
        assert subjects
        for subject in subjects:
            found = record.objects(subject, predicate)
            tags = sorted(str(value.language) for value in found if isinstance(value, Literal))
            assert tags == ["en", "sv"], (subject, predicate)


def test_keys_are_well_formed_and_used_once(record: Graph) -> None:
    """Things have a known kind and a code or an opaque key, which names one thing only."""
    things = {
        tuple(str(node).removeprefix(ID).split("/")[:2])
        for triple in record
        for node in triple
        if isinstance(node, URIRef) and node.startswith(ID)
    }
    kinds = {kind for kind, _ in things}
    assert kinds <= set(KINDS)
    opaque = [key for kind, key in things if kind != "kommun"]
    assert [key for key in opaque if not re.fullmatch("[0-9a-hjkmnp-tv-z]{12}", key)] == []
    assert len(opaque) == len(set(opaque))
    codes = {key for kind, key in things if kind == "kommun"}
    assert codes == {"2417", "2482", "2580", "0581", "2281"}


def test_links_lead_somewhere(record: Graph, vocabulary: Graph) -> None:
    """All that is linked is described here, in the vocabulary, or in the register."""
    described = set(record.subjects()) | set(vocabulary.subjects())
    linked = {
        str(node).removeprefix(ID)
        for node in record.objects()
        if isinstance(node, URIRef) and node.startswith(SOURCE_BASE) and node not in described
    }
    municipalities = {f"kommun/{code}" for code in ("2417", "2482", "2580", "0581", "2281")}
    assert linked == {SKR, E_BOARD} | municipalities


def test_only_the_record_describes_its_own(record: Graph) -> None:
    """The record says nothing about bodies of the register, only about what the article tells."""
    subjects = {str(node).removeprefix(ID) for node in record.subjects()}
    assert not [subject for subject in subjects if subject.startswith(("kommun/", "region/"))]
    assert subjects.isdisjoint({SKR, E_BOARD})


def test_wording_is_our_own(record: Graph, project: Path) -> None:
    """No text shares five words in a row with the article, its title apart."""
    seed = project.parent / "shared" / "seed" / "sju-roster.txt"
    if not seed.is_file():
        pytest.skip(f"no text of the article at {seed}")
    theirs = runs(seed.read_text(encoding="utf-8"))
    shared = {
        (str(subject), " ".join(run))
        for subject, value in literals(record)
        for run in runs(value.replace(TITLE, "|")) & theirs
    }
    assert shared == set()
    assert runs(TITLE) <= theirs
