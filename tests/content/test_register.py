"""The register: every table, read, and set against the facts that it was made from."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.namespaces import ADMS, CC0, CV, DCTERMS, GEO, ORG, RDF, SCHEMA, SKOS, XSD
from samverkan_ld.readers.csvw import read
from samverkan_ld.records import ReadingRules, SourceFile

Table: TypeAlias = list[dict[str, str]]
Graph: TypeAlias = dict[str, dict[str, list[NamedNode | Literal]]]

ID: Final = SOURCE_BASE + "id/"
FORM: Final = SOURCE_BASE + "def/organisationsform/"
DT: Final = SOURCE_BASE + "def/datatyp/"
PUBLIC: Final = {
    ORG + "FormalOrganization",
    CV + "PublicOrganisation",
    SCHEMA + "GovernmentOrganization",
}
TABLES: Final = {
    "kommuner": 290,
    "kortformer": 7,
    "lan": 21,
    "lansstyrelser": 21,
    "myndigheter": 327,
    "organisationsnummer": 17,
    "regioner": 21,
    "samverkansorgan": 21,
    "samverkansparter": 42,
}


@pytest.fixture(scope="module")
def tables(project: Path) -> dict[str, Table]:
    """The rows of each table, by its name."""

    def rows(path: Path) -> Table:
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return {path.stem: rows(path) for path in sorted((project / "data/register").glob("*.csv"))}


@pytest.fixture(scope="module")
def quads(project: Path) -> list[Quad]:
    """The quads of all tables."""
    rules = ReadingRules(project / "vocab", project / "data", 500_000, 100)
    paths = sorted((project / "data/register").glob("*.csv"))
    files = [SourceFile(path, path.name, f"{SOURCE_BASE}res/{path.stem}") for path in paths]
    return [quad for file in files for quad in read(file, rules).quads]


@pytest.fixture(scope="module")
def graph(quads: list[Quad]) -> Graph:
    """The objects of all tables, by subject and predicate."""
    graph: Graph = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        graph[quad.subject.value][quad.predicate.value].append(quad.object)
    return graph


@pytest.fixture(scope="module")
def facts(project: Path) -> dict[str, Table]:
    """The rows of the facts that the register was made from."""
    folder = project.parent / "shared" / "facts"
    if not folder.is_dir():
        pytest.skip(f"no facts at {folder}")

    def rows(name: str) -> Table:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return {name: rows(name) for name in ("kommuner", "regioner", "samverkansorgan", "myndigheter")}


def values(graph: Graph, subject: str, predicate: str) -> set[str]:
    """Give the values of a subject's property."""
    return {term.value for term in graph[subject][predicate]} if subject in graph else set()


def organisations(graph: Graph) -> Iterator[str]:
    """Give what has a classification."""
    return (subject for subject in list(graph) if graph[subject].get(ORG + "classification"))


def test_counts(tables: dict[str, Table]) -> None:
    """There are 290 kommuner, 21 regions and counties, and 348 state agencies, boards included."""
    assert {name: len(rows) for name, rows in tables.items()} == TABLES
    assert len(tables["lansstyrelser"]) + len(tables["myndigheter"]) == 348


def test_files_are_tidy(project: Path) -> None:
    """Files are UTF-8 without mark, with LF, and below 500 kB."""
    for path in (project / "data/register").iterdir():
        data = path.read_bytes()
        assert len(data) < 500_000
        assert not data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data
        assert data.endswith(b"\n")


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("kommuner", "kommunkod"),
        ("kommuner", "orgnr"),
        ("kommuner", "wikidata"),
        ("lan", "lanskod"),
        ("lan", "wikidata"),
        ("lan", "nuts3"),
        ("regioner", "lanskod"),
        ("regioner", "wikidata"),
        ("lansstyrelser", "lanskod"),
        ("lansstyrelser", "orgnr"),
        ("myndigheter", "wikidata"),
        ("organisationsnummer", "orgnr"),
        ("samverkansorgan", "namn"),
    ],
)
def test_unique(tables: dict[str, Table], table: str, column: str) -> None:
    """A code, number or Wikidata entry belongs to one row."""
    filled = [row[column] for row in tables[table] if row[column]]
    assert len(filled) == len(set(filled)) > 0


def test_keys_are_minted_once(tables: dict[str, Table]) -> None:
    """No minted key stands in two rows; the two that other records refer to are fixed."""
    names = ("lansstyrelser", "myndigheter", "samverkansorgan", "samverkansparter")
    keys = [row["nyckel"] for name in names for row in tables[name]]
    assert len(keys) == len(set(keys))
    by_name = {row["namn"]: row["nyckel"] for row in tables["samverkansorgan"]}
    assert by_name["Sveriges Kommuner och Regioner"] == "q7m2kd8f4t3w"
    assert by_name["Norrbottens e-nämnd"] == "v5n8hs2j6r9c"


def test_only_courts_share_a_number(tables: dict[str, Table]) -> None:
    """The number of Domstolsverket is that of the courts; all others are unique."""
    rows = tables["myndigheter"] + tables["lansstyrelser"]
    shared = {
        number for number, count in Counter(row["orgnr"] for row in rows).items() if count > 1
    }
    assert shared == {row["orgnr"] for row in rows if row["namn"] == "Domstolsverket"}


def test_one_wikidata_entry_per_thing(graph: Graph) -> None:
    """A thing has at most one Wikidata entry; only Gotland's kommun and region share one."""
    owners = defaultdict(list)
    for subject in list(graph):
        entries = values(graph, subject, SCHEMA + "sameAs")
        assert len(entries) <= 1
        for entry in entries:
            owners[entry].append(subject)
    shared = [sorted(subjects) for subjects in owners.values() if len(subjects) > 1]
    assert shared == [[ID + "kommun/0980", ID + "region/09"]]


def luhn(number: str) -> bool:
    """Tell whether the last digit is the check digit of those before it."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(number)]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def test_organisation_numbers(graph: Graph) -> None:
    """Each number has ten digits, a third of at least 2, a check digit, and a full node."""
    owners = [subject for subject in list(graph) if graph[subject].get(ORG + "identifier")]
    assert len(owners) == 290 + 348 + 17
    for owner in owners:
        (number,) = graph[owner][ORG + "identifier"]
        node = owner + "/organisationsnummer"
        assert len(number.value) == 10
        assert int(number.value[2]) >= 2
        assert luhn(number.value)
        assert graph[node][SKOS + "notation"] == [number]
        assert number == Literal(number.value, datatype=NamedNode(DT + "organisationsnummer"))
        assert graph[node][SCHEMA + "value"] == [Literal(number.value)]
        assert graph[node][SCHEMA + "propertyID"] == [Literal("organisationsnummer")]
        assert graph[owner][SCHEMA + "identifier"] == [NamedNode(node)]
        assert NamedNode(node) in graph[owner][ADMS + "identifier"]


def test_identifier_nodes(graph: Graph) -> None:
    """Each identifier is typed, has one notation and an agency, and belongs to its parent."""
    for subject in list(graph):
        for node in graph[subject].get(ADMS + "identifier", ()):
            assert node.value.rpartition("/")[0] == subject
            assert ADMS + "Identifier" in values(graph, node.value, RDF + "type")
            assert len(graph[node.value][SKOS + "notation"]) == 1
            assert len(graph[node.value][ADMS + "schemeAgency"]) == 1


def test_kommun_lies_in_its_county(graph: Graph, tables: dict[str, Table]) -> None:
    """The first two digits of a kommun's code are those of its county, also as a place."""
    counties = {row["lanskod"] for row in tables["lan"]}
    for row in tables["kommuner"]:
        place = f"{ID}plats/kommun-{row['kommunkod']}"
        assert row["kommunkod"][:2] == row["lanskod"] in counties
        assert values(graph, place, SCHEMA + "containedInPlace") == {
            f"{ID}plats/lan-{row['lanskod']}"
        }
        assert values(graph, f"{ID}kommun/{row['kommunkod']}", DCTERMS + "spatial") == {place}


def test_codes_are_notations(graph: Graph, tables: dict[str, Table]) -> None:
    """A code in an IRI is also the typed notation of the code's node."""
    codes = [("kommun", row["kommunkod"]) for row in tables["kommuner"]]
    for kind, code in codes + [("region", row["lanskod"]) for row in tables["regioner"]]:
        part = {"kommun": "kommunkod", "region": "lanskod"}[kind]
        node = graph[f"{ID}{kind}/{code}/{part}"]
        assert node[SKOS + "notation"] == [Literal(code, datatype=NamedNode(DT + part))]


KINDS: Final = {
    "kommun": PUBLIC,
    "region": PUBLIC,
    "lansstyrelse": PUBLIC,
    "statlig-myndighet": PUBLIC,
    "statlig-forvaltningsmyndighet": PUBLIC,
    "affarsverk": PUBLIC,
    "domstol": PUBLIC,
    "ap-fond": PUBLIC,
    "myndighet-under-riksdagen": PUBLIC,
    "kommunalforbund": PUBLIC,
    "gemensam-namnd": {
        ORG + "OrganizationalUnit",
        CV + "PublicOrganisation",
        SCHEMA + "GovernmentOrganization",
    },
    "kommunsamverkan": {ORG + "OrganizationalCollaboration", SCHEMA + "Organization"},
    "medlemsorganisation": {ORG + "FormalOrganization", SCHEMA + "Organization"},
    "annan": {ORG + "Organization", SCHEMA + "Organization"},
}


def test_types_follow_the_form(graph: Graph) -> None:
    """Each organisation has one form, and the types that go with it."""
    forms = Counter[str]()
    for subject in organisations(graph):
        (form,) = values(graph, subject, ORG + "classification")
        assert values(graph, subject, RDF + "type") == KINDS[form.removeprefix(FORM)], subject
        forms[form.removeprefix(FORM)] += 1
    assert forms["kommun"] == 290
    assert forms["region"] == forms["lansstyrelse"] == 21
    assert set(forms) == set(KINDS)
    assert sum(forms.values()) == 290 + 21 + 348 + 21


def test_joint_boards(graph: Graph) -> None:
    """A joint board is a unit of its host, which is a party; the host knows its unit."""
    boards = [
        subject
        for subject in organisations(graph)
        if FORM + "gemensam-namnd" in values(graph, subject, ORG + "classification")
    ]
    assert boards == [ID + "organisation/v5n8hs2j6r9c"]
    (host,) = values(graph, boards[0], ORG + "unitOf")
    assert host == ID + "kommun/2580"
    assert boards[0] in values(graph, host, ORG + "hasUnit")
    assert host in parties(graph, boards[0])
    assert len(parties(graph, boards[0])) == 14


def parties(graph: Graph, body: str) -> set[str]:
    """Give the kommuner that are parties in a body."""
    return {
        member
        for subject in list(graph)
        if body in values(graph, subject, ORG + "organization")
        for member in values(graph, subject, ORG + "member")
    }


def test_memberships(graph: Graph) -> None:
    """A party is a kommun of the register, with the role, in a body of the register."""
    members = [s for s in list(graph) if ORG + "Membership" in values(graph, s, RDF + "type")]
    assert len(members) == TABLES["samverkansparter"]
    for subject in members:
        assert values(graph, subject, ORG + "role") == {SOURCE_BASE + "def/roll/samverkanspart"}
        assert SCHEMA + "OrganizationRole" in values(graph, subject, RDF + "type")
        for end in (ORG + "member", ORG + "organization"):
            (target,) = values(graph, subject, end)
            assert graph[target].get(ORG + "classification")


def test_names(graph: Graph) -> None:
    """Each organisation has a Swedish name and at most one English, alike in both vocabularies."""
    for subject in organisations(graph):
        labels = graph[subject][SKOS + "prefLabel"]
        languages = [label.language for label in labels if isinstance(label, Literal)]
        assert languages in (["sv"], ["sv", "en"])
        assert graph[subject][SCHEMA + "name"] == labels
        assert all(label.value.strip(" .?") == label.value for label in labels)


def test_every_link_is_described(graph: Graph) -> None:
    """What the register refers to under /id/ is described in it."""
    linked = {term.value for terms in graph.values() for all in terms.values() for term in all}
    assert {iri for iri in linked if iri.startswith(ID)} - set(graph) == set()


def test_terms(quads: list[Quad]) -> None:
    """There are no blank nodes, no IRIs outside ASCII, no two equal triples, known datatypes."""
    known = {XSD + "string", RDF + "langString", GEO + "wktLiteral"}
    known |= {DT + name for name in ("kommunkod", "lanskod", "organisationsnummer", "iso3166-2")}
    assert len(quads) == len(set(quads))
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object):
            assert not isinstance(term, BlankNode)
            assert not isinstance(term, NamedNode) or term.value.isascii()
            assert not isinstance(term, Literal) or term.datatype.value in known


@pytest.mark.parametrize("name", TABLES)
def test_graph_tells_its_source(graph: Graph, name: str) -> None:
    """Each table's graph has a source in Swedish and a licence."""
    table = graph[f"{SOURCE_BASE}res/{name}"]
    (source,) = table[DCTERMS + "source"]
    assert isinstance(source, Literal)
    assert source.language == "sv"
    assert [term.value for term in table[DCTERMS + "license"]] == [CC0]


def digits(number: str) -> str:
    """Write an organisation number without its hyphen."""
    return number.replace("-", "")


def test_kommuner_agree_with_the_facts(tables: dict[str, Table], facts: dict[str, Table]) -> None:
    """Every cell is a fact; an official name that rests on memory is left out."""
    told = {row["kommunkod"]: row for row in facts["kommuner"]}
    for row in tables["kommuner"]:
        fact = told[row["kommunkod"]]
        memory = fact["officiellt_namn_kalla"] in ("memory", "same as kommunnamn")
        assert row == {
            "kommunkod": fact["kommunkod"],
            "namn": fact["kommunnamn"],
            "kortnamn": fact["namn"],
            "officiellt_namn": "" if memory else fact["officiellt_namn"],
            "namn_en": fact["namn_en"],
            "lanskod": fact["lanskod"],
            "orgnr": digits(fact["orgnr"]),
            "wikidata": fact["wikidata"],
            "webbdoman": fact["webbdoman"],
            "mittpunkt": f"POINT({fact['lon']} {fact['lat']})",
        }


def test_regions_agree_with_the_facts(tables: dict[str, Table], facts: dict[str, Table]) -> None:
    """A region's number stands in the register when it does not rest on memory, else not."""
    supported = {
        (row["lanskod"], digits(row["region_orgnr"]))
        for row in facts["regioner"]
        if "memory" not in row["region_orgnr_belagg"]
    }
    numbers = tables["organisationsnummer"]
    assert {(r["nyckel"], r["orgnr"]) for r in numbers if r["slag"] == "region"} == supported
    told = {(row["lanskod"], row["region"], row["region_wikidata"]) for row in facts["regioner"]}
    assert {(r["lanskod"], r["namn"], r["wikidata"]) for r in tables["regioner"]} == told


def test_counties_agree_with_the_facts(tables: dict[str, Table], facts: dict[str, Table]) -> None:
    """Every cell about a county is a fact."""
    told = [
        {
            "lanskod": fact["lanskod"],
            "namn": fact["lan"],
            "iso3166_2": fact["iso_3166_2"],
            "nuts3": fact["nuts3"],
            "wikidata": fact["lan_wikidata"],
        }
        for fact in facts["regioner"]
    ]
    assert tables["lan"] == sorted(told, key=lambda row: row["lanskod"])


def test_agencies_agree_with_the_facts(tables: dict[str, Table], facts: dict[str, Table]) -> None:
    """The agencies and boards are those of the facts, by name, number and Wikidata entry."""
    rows = tables["myndigheter"] + tables["lansstyrelser"]
    told = {(f["namn"].lower(), digits(f["orgnr"]), f["wikidata"]) for f in facts["myndigheter"]}
    assert {(row["namn"].lower(), row["orgnr"], row["wikidata"]) for row in rows} == told
    closed = {digits(f["orgnr"]): f["status"] for f in facts["myndigheter"]}
    for row in tables["myndigheter"]:
        year = closed[row["orgnr"]].removeprefix("closed ").removesuffix(" (esv)")
        assert ("Upphörde" in row["anmarkning"]) == (year != "active")
        assert year in ("active", *row["anmarkning"].split())


def test_cooperation_agrees_with_the_facts(
    tables: dict[str, Table], facts: dict[str, Table]
) -> None:
    """Parties have a source; forms and numbers that rest on memory are left out."""
    told = {fact["namn"]: fact for fact in facts["samverkansorgan"]}
    rows = {row["nyckel"]: row for row in tables["samverkansorgan"]}
    named = {
        key: fact
        for key, row in rows.items()
        for name, fact in told.items()
        if name.startswith(row["namn"])
    }
    assert set(named) == set(rows)
    assert set(told) - {fact["namn"] for fact in named.values()} == {
        "Cesam Öst",
        "Myndigheten för digital förvaltning",
        "Statistiska centralbyrån",
    }
    members = defaultdict(set)
    for row in tables["samverkansparter"]:
        members[row["organ"]].add(row["kommunkod"])
    for key, fact in named.items():
        sourced = fact["medlemmar_belagg"].startswith("source")
        assert members[key] == (set(fact["medlemmar"].split(";")) if sourced else set())
        assert rows[key]["wikidata"] in ("", fact["wikidata"])
        assert rows[key]["webbdoman"] in ("", fact["webbdoman"])
        if "form from memory" in fact["kalla"] or "form and " in fact["kalla"]:
            assert rows[key]["form"] == "annan"
    numbered = {row["nyckel"] for row in tables["organisationsnummer"]} & set(rows)
    assert {named[key]["id"] for key in numbered} == {"skr"}


def test_parties_are_named_right(tables: dict[str, Table]) -> None:
    """The names that stand beside keys, for people, are those of the keys."""
    kommuner = {row["kommunkod"]: row["namn"] for row in tables["kommuner"]}
    names = {row["nyckel"]: row["namn"] for row in tables["samverkansorgan"]}
    names |= {row["lanskod"]: row["namn"] for row in tables["regioner"]}
    for row in tables["samverkansparter"]:
        assert (row["kommun"], row["organ_namn"]) == (
            kommuner[row["kommunkod"]],
            names[row["organ"]],
        )
    for row in tables["organisationsnummer"]:
        assert row["namn"] == names[row["nyckel"]]
