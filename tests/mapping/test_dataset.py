"""The quads of a source, placed in the dataset."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from samverkan_ld.errors import SourceError
from samverkan_ld.iris import Iris
from samverkan_ld.mapping.dataset import map_source
from samverkan_ld.mapping.withholding import Withholding
from samverkan_ld.records import Source, SourceFile

PREFIXES = """
BASE <https://data.samverkan.example/>
PREFIX m: <https://data.samverkan.example/id/medlemskap/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <http://schema.org/>
PREFIX time: <http://www.w3.org/2006/time#>
PREFIX sam: <https://data.samverkan.example/spec/samverkan/>
PREFIX dt: <https://data.samverkan.example/def/datatyp/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
NOBODY = Withholding()
GRAPH = "https://data.samverkan.example/res/kallgraf/test"


def source(text: str, lines: dict[str, int] | None = None) -> Source:
    """Make a source of TriG."""
    file = SourceFile(Path("test.trig"), "data/test.trig", GRAPH)
    return Source(file, [*parse(PREFIXES + text, format=RdfFormat.TRIG)], lines or {})


def graph(text: str) -> set[Quad]:
    """Parse Turtle as the quads of the file's graph."""
    quads = parse(PREFIXES + text, format=RdfFormat.TURTLE)
    return {Quad(q.subject, q.predicate, q.object, NamedNode(GRAPH)) for q in quads}


PERIODS = {
    "a tenure": (
        'm:a org:memberDuring [ time:hasBeginning "2017" ; time:hasEnd "2019-05" ] .',
        """m:a org:memberDuring <id/medlemskap/a/period> ;
             schema:startDate "2017"^^xsd:gYear ; schema:endDate "2019-05"^^xsd:gYearMonth ;
             sam:tidigastFran "2017-01-01"^^xsd:date ; sam:senastFran "2017-12-31"^^xsd:date ;
             sam:tidigastTill "2019-05-01"^^xsd:date ; sam:senastTill "2019-05-31"^^xsd:date .
           <id/medlemskap/a/period> a time:Interval ;
             time:hasBeginning <id/medlemskap/a/start> ; time:hasEnd <id/medlemskap/a/slut> .
           <id/medlemskap/a/start> a time:Instant ; time:inXSDgYear "2017"^^xsd:gYear .
           <id/medlemskap/a/slut> a time:Instant ; time:inXSDgYearMonth "2019-05"^^xsd:gYearMonth .
        """,
    ),
    "an observation": (
        'm:a org:memberDuring [ time:inside "2020-03-17" ] .',
        """m:a org:memberDuring <id/medlemskap/a/period> ;
             sam:senastFran "2020-03-17"^^xsd:date ; sam:tidigastTill "2020-03-17"^^xsd:date .
           <id/medlemskap/a/period> a time:Interval ; time:inside <id/medlemskap/a/iakttagen> .
           <id/medlemskap/a/iakttagen> a time:Instant ; time:inXSDDate "2020-03-17"^^xsd:date .
        """,
    ),
    "nodes with IRIs stay, and what is stated is not derived again": (
        """m:a org:memberDuring m:p ; schema:startDate "2018"^^xsd:gYear ;
             sam:senastFran "2018-06-30"^^xsd:date .
           m:p time:hasBeginning m:s . m:s time:inXSDgYear "2018"^^xsd:gYear .""",
        """m:a org:memberDuring m:p ; schema:startDate "2018"^^xsd:gYear ;
             sam:senastFran "2018-06-30"^^xsd:date .
           m:p a time:Interval ; time:hasBeginning m:s .
           m:s time:inXSDgYear "2018"^^xsd:gYear .""",
    ),
    "instants without IRIs get them": (
        """m:a org:memberDuring [ time:inside [ time:inXSDDate "2020-03-17"^^xsd:date ] ] .""",
        """m:a org:memberDuring <id/medlemskap/a/period> ;
             sam:senastFran "2020-03-17"^^xsd:date ; sam:tidigastTill "2020-03-17"^^xsd:date .
           <id/medlemskap/a/period> a time:Interval ; time:inside <id/medlemskap/a/iakttagen> .
           <id/medlemskap/a/iakttagen> time:inXSDDate "2020-03-17"^^xsd:date .""",
    ),
    "two beginnings are left for the shapes to judge": (
        """m:a org:memberDuring m:p .
           m:p time:hasBeginning "2017", "2018" ; time:hasEnd "2019" .""",
        """m:a org:memberDuring m:p ; schema:endDate "2019"^^xsd:gYear ;
             sam:tidigastTill "2019-01-01"^^xsd:date ; sam:senastTill "2019-12-31"^^xsd:date .
           m:p a time:Interval ; time:hasBeginning "2017", "2018" ;
             time:hasEnd <id/medlemskap/a/slut> .
           <id/medlemskap/a/slut> a time:Instant ; time:inXSDgYear "2019"^^xsd:gYear .""",
    ),
    "two periods are left for the shapes to judge": (
        "m:a org:memberDuring m:p , m:q .",
        "m:a org:memberDuring m:p , m:q .",
    ),
}


@pytest.mark.parametrize(("short", "full"), PERIODS.values(), ids=PERIODS)
def test_periods(short, full):
    """A period given in short is said in full, and nothing else is added."""
    assert {*map_source(source(short), Iris(), NOBODY)} == graph(full)


def test_wrong_moment():
    """A moment that is no date is an error with file, line, record and text."""
    given = source(
        'm:a org:memberDuring [ time:inside "i fjol" ] .',
        {"https://data.samverkan.example/id/medlemskap/a": 7},
    )

    with pytest.raises(SourceError, match=r"data/test.trig:7 \(.*/medlemskap/a\): 'i fjol'"):
        map_source(given, Iris(), NOBODY)


def test_same_node_in_two_graphs():
    """A blank node is named in the graph where its membership stands, and only there."""
    quads = map_source(
        source(
            """<res/kallgraf/x> { m:a org:memberDuring _:p . _:p time:inside "2020" }
               <res/kallgraf/y> { m:b org:memberDuring _:p . _:p time:inside "2021" }"""
        ),
        Iris(),
        NOBODY,
    )

    found = {(q.graph_name.value[-1], q.subject.value) for q in quads}
    assert {s for g, s in found if g == "x"} == {
        f"https://data.samverkan.example/id/medlemskap/a{part}"
        for part in ("", "/period", "/iakttagen")
    }


@pytest.mark.parametrize(
    "name",
    [
        "<urn:x>",
        "<https://other.example/res/kallgraf/a>",
        "<id/person/a>",
        "<res/metadata>",
        "<res/shapes>",
        "<res/utgava/x>",
        "<res/datamangd/samverkan>",
        "_:b",
    ],
)
def test_graph_names(name):
    """A source may not write into graphs that are not its own kind."""
    with pytest.raises(SourceError, match="graphs of sources lie below"):
        map_source(source(f"{name} {{ m:a org:member m:b }}"), Iris(), NOBODY)


def test_rebase():
    """Things move to the base, terms and concepts and datatypes to the terms, others stay."""
    iris = Iris("https://a.example/", "https://t.example/", "https://r.example/")
    quads = map_source(
        source(
            """<id/person/p> sam:talarSom <id/kommun/2417> ; org:role <def/roll/kso> ;
                 schema:sameAs <http://www.wikidata.org/entity/Q1> ; schema:x "1"^^dt:lanskod ."""
        ),
        iris,
        NOBODY,
    )

    assert {str(quad.predicate) + str(quad.object) for quad in quads} == {
        "<https://t.example/spec/samverkan/talarSom><https://r.example/id/kommun/2417>",
        "<http://www.w3.org/ns/org#role><https://t.example/def/roll/kso>",
        "<http://schema.org/sameAs><http://www.wikidata.org/entity/Q1>",
        '<http://schema.org/x>"1"^^<https://t.example/def/datatyp/lanskod>',
    }
    assert {str(quad.subject) for quad in quads} == {"<https://a.example/id/person/p>"}
    assert {str(quad.graph_name) for quad in quads} == {"<https://a.example/res/kallgraf/test>"}
