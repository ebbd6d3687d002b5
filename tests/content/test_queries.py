"""The example queries of the sample site, each judged by its answer."""

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from samverkan_ld.archive.folder import STORE, current_folder, read_manifest
from samverkan_ld.config import read_config
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.namespaces import RDFS, SCHEMA
from samverkan_ld.pipeline.queries import query_files, read_query
from samverkan_ld.pipeline.query import run_query
from samverkan_ld.store.disk import open_store

BASE = SOURCE_BASE
SPEAKERS = [
    "Anders Knape",
    "Vesna Jovic",
    "Mikael Lindfors",
    "Marie Larsson",
    "Daniel Ahlqvist",
    "Kerstin Westerberg",
    "Marcus Matteby",
]


@pytest.fixture(scope="module")
def config(sample_site):
    """The configuration of the sample site."""
    return read_config(sample_site / "samverkan.toml")


@pytest.fixture(scope="module")
def queries(config):
    """The examples by key."""
    found = (read_query(path, config) for path in query_files(config))
    return {query.key: query for query in found}


@pytest.fixture(scope="module")
def ask(config, queries):
    """Answer an example, perhaps with another text in it; in a format."""

    def ask(key, fmt, old="", new=""):
        assert old in queries[key].text
        output = io.BytesIO()
        run_query(config, queries[key].text.replace(old, new), output, fmt=fmt)
        return output.getvalue()

    return ask


@pytest.fixture(scope="module")
def rows(ask):
    """Give the rows of an example's answer, by the names of their columns."""

    def rows(key, old="", new=""):
        text = ask(key, "csv", old, new).decode()
        return [*csv.DictReader(io.StringIO(text))]

    return rows


def column(rows, name):
    """List the values of a column."""
    return [row[name] for row in rows]


def test_every_example_is_judged(queries):
    """Each example has a test here, and there are examples of every form."""
    own = Path(__file__).read_text(encoding="utf-8")
    named = set(re.findall(r'(?:rows|ask)\("([a-z-]+)"', own))

    assert queries.keys() == named
    assert len(queries) >= 14
    assert {query.form for query in queries.values()} == {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


def test_titles(queries):
    """Each example has titles and notes in two languages, and a place of its own."""
    for query in queries.values():
        texts = [query.titles["sv"], query.titles["en"], query.notes["sv"], query.notes["en"]]
        assert len(set(texts)) == 4, query.key
    assert len({query.position for query in queries.values()}) == len(queries)


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2018-06-01", [("Vesna Jovic", "verkställande direktör")]),
        ("2017-12-30", []),
        ("2019-01-02", []),
        (
            "2020-03-17",
            [
                ("Anders Knape", "ordförande"),
                ("Anders Nordh", "handläggare"),
                ("Lena Langlet", "handläggare"),
            ],
        ),
        ("2020-03-18", []),
    ],
)
def test_roles_on_a_day(rows, day, held):
    """Who certainly held a role is told for the days that the sources support, and no other."""
    found = rows("roller-en-dag", "2018-06-01", day)

    assert [(row["name"], row["role"]) for row in found] == held
    assert all(row["certainFrom"] <= day <= row["certainTo"] for row in found)


def test_roles_on_the_day_as_written(rows):
    """As it stands the example has one answer."""
    (found,) = rows("roller-en-dag")

    assert found["person"] == f"{BASE}id/person/nkj9mcfkne65"
    assert (found["certainFrom"], found["certainTo"]) == ("2017-12-31", "2019-01-01")


@pytest.mark.parametrize(
    ("day", "certain", "possible"),
    [
        ("2018-06-01", ["Vesna Jovic"], ["Anders Knape", "Anders Nordh", "Lena Langlet"]),
        ("2017-06-01", [], ["Anders Knape", "Anders Nordh", "Lena Langlet", "Vesna Jovic"]),
        ("2016-12-31", [], ["Anders Knape", "Anders Nordh", "Lena Langlet"]),
        ("2020-03-17", ["Anders Knape", "Anders Nordh", "Lena Langlet"], []),
    ],
)
def test_possible_roles_on_a_day(rows, day, certain, possible):
    """What the sources do not rule out is told apart from what is certain."""
    found = rows("roller-en-dag-mojligen", "2018-06-01", day)

    assert [row["name"] for row in found if row["certain"] == "true"] == certain
    assert [row["name"] for row in found if row["certain"] == "false"] == possible


@pytest.mark.parametrize(
    ("role", "truth"), [("roll:vd", True), ("roll:ordforande", False), ("roll:handlaggare", False)]
)
def test_whether_anyone_held_a_role(ask, role, truth):
    """Only one role at SKR was certainly held on that day."""
    answer = json.loads(ask("hade-nagon-rollen", "json", "roll:vd", role))

    assert answer["boolean"] is truth


def test_regions(rows):
    """There are 21 regions, in the order of their codes."""
    found = rows("regioner")

    assert len(found) == 21
    assert column(found, "code") == sorted(column(found, "code"))
    assert {"region": f"{BASE}id/region/24", "code": "24", "name": "Region Västerbotten"} in found


@pytest.mark.parametrize(("county", "number"), [("24", 15), ("25", 14), ("09", 1), ("14", 49)])
def test_municipalities_of_a_county(rows, county, number):
    """A county has its municipalities and no others."""
    found = rows("kommuner-i-lan", "lan-24", f"lan-{county}")

    assert len(found) == number
    assert all(f"id/kommun/{county}" in iri for iri in column(found, "municipality"))


def test_search(rows):
    """A word is found in names and other names, however it is written."""
    found = column(rows("sok-pa-namn"), "name")

    assert "Norrbottens e-nämnd" in column(rows("sok-pa-namn", '"nämnd"', '"e-nämnd"'), "name")
    assert all("nämnd" in name.lower() for name in found)
    assert len(found) == 50


def test_organisations_by_form(rows):
    """Forms are counted, the most common first."""
    found = {
        row["form"].rpartition("/")[2]: int(row["organisations"])
        for row in rows("organisationer-per-form")
    }

    assert (found["kommun"], found["region"], found["lansstyrelse"]) == (290, 21, 21)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_things_by_class(config, rows):
    """The counts are those that the release has of itself."""
    found = {row["class"]: int(row["things"]) for row in rows("saker-per-klass")}

    assert found == read_manifest(current_folder(config.releases)).counts


def test_statements_on_a_subject(rows):
    """The seven statements come in the order of the article; another subject has none."""
    found = rows("uttalanden-om-amne")

    assert column(found, "name") == SPEAKERS
    assert set(column(found, "article")) == {f"{BASE}id/artikel/1d5jvsahxw3b"}
    assert rows("uttalanden-om-amne", "amne:samverkan", "amne:arkiv") == []


def test_speakers_of_the_same_article(rows):
    """The six others speak too, each for organisations of their own."""
    found = {row["name"]: row["organisations"] for row in rows("medtalare")}

    assert sorted(found) == sorted(set(SPEAKERS) - {"Vesna Jovic"})
    assert found["Mikael Lindfors"] == "Norsjö kommun"
    assert set(found["Daniel Ahlqvist"].split(", ")) == {"Luleå kommun", "Norrbottens e-nämnd"}


def test_sources_of_facts(config, rows):
    """Every fact about a municipality is there, with a graph that the release has."""
    found = rows("uppgifters-kalla")
    store = open_store(current_folder(config.releases) / STORE)
    said = [*store.quads_for_pattern(NamedNode(f"{BASE}id/kommun/2417"), None, None, None)]

    assert Counter(column(found, "graph")) == Counter(quad.graph_name.value for quad in said)
    assert "Norsjö kommun" in column(found, "value")


def test_sources_by_size(config, rows):
    """The sources are those of the manifest, with their sizes, the largest first."""
    graphs = read_manifest(current_folder(config.releases)).graphs
    found = rows("kallor")

    assert {row["graph"]: int(row["facts"]) for row in found} == {
        iri: entry.quads for iri, entry in graphs.items()
    }
    assert [int(row["facts"]) for row in found] == sorted(
        (entry.quads for entry in graphs.values()), reverse=True
    )


def test_narrower_roles(rows):
    """A role comes with all that are narrower, and with the role each is a kind of."""
    found = {row["name"]: row["broader"] for row in rows("snavare-roller")}

    assert found["ordförande"] == ""
    assert found["kommunstyrelsens ordförande"] == "ordförande"
    assert "verkställande direktör" not in found


def test_joint_boards(rows):
    """The one joint board has its host and fourteen parties."""
    (found,) = rows("gemensamma-namnder")

    assert (found["name"], found["host"]) == ("Norrbottens e-nämnd", "Luleå kommun")
    assert int(found["parties"]) == len(found["partyNames"].split(", ")) == 14


def test_municipalities_without_cooperation(rows):
    """Of Västerbotten's municipalities two are parties; of Norrbotten's all are."""
    found = column(rows("kommuner-utan-samverkan"), "name")

    assert len(found) == 13
    assert not {"Norsjö kommun", "Skellefteå kommun"} & set(found)
    assert rows("kommuner-utan-samverkan", "lan-24", "lan-25") == []


def test_nearest_municipalities(rows):
    """The nearest ten come nearest first, at plausible distances."""
    found = rows("narmaste-kommuner")
    distances = [int(row["kilometres"]) for row in found]

    assert len(found) == 10
    assert distances == sorted(distances)
    assert 30 < distances[0] < distances[-1] < 150
    assert {"Skellefteå kommun", "Malå kommun"} <= {row["name"] for row in found[:3]}


def test_cooperation_as_a_graph(ask):
    """Each party is linked straight to what it is a party to, and both are named."""
    triples = [*parse(ask("samverkan-som-graf", "nt"), format=RdfFormat.N_TRIPLES)]
    members = [t for t in triples if t.predicate.value == SCHEMA + "memberOf"]
    named = {t.subject for t in triples if t.predicate.value == RDFS + "label"}

    assert (f"{BASE}id/kommun/2580", f"{BASE}id/organisation/v5n8hs2j6r9c") in {
        (t.subject.value, t.object.value) for t in members
    }
    assert {node for t in members for node in (t.subject, t.object)} == named
    assert len(triples) == len(members) + len(named)


def test_description(ask):
    """A municipality is described, names included."""
    triples = [*parse(ask("beskriv-kommun", "nt"), format=RdfFormat.N_TRIPLES)]
    topic = NamedNode(f"{BASE}id/kommun/2417")

    assert Literal("Norsjö kommun", language="sv") in {
        t.object for t in triples if t.subject == topic
    }
