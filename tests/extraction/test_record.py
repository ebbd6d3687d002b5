"""Drafts as records: what they say, what the gate says, and what stands for the editor."""

import itertools
import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store
from tests.extraction.drafts import ARTICLE, DRAFT, NORSJO, SKR, WORDS, at, drafts

from samverkan_ld.config import read_config
from samverkan_ld.drafts import Candidate, DraftPerson, Organisation, Role, Span, Value
from samverkan_ld.errors import SourceError, SourcesError
from samverkan_ld.extraction.linking import NO_REGISTER
from samverkan_ld.extraction.records.additions import Additions
from samverkan_ld.extraction.records.record import write_record
from samverkan_ld.pipeline.check import check
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.readers import yamlld
from samverkan_ld.records import ReadingRules, SourceFile
from samverkan_ld.reports import Severity

DAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
BASE = "https://data.samverkan.example/"
PUBLISHED = f"{BASE}id/person/3aq7mf4yaw6b"


def record(draft=DRAFT, **options):
    """Write a record whose keys are numbers."""
    numbers = itertools.count()
    return write_record(draft, extracted=DAY, mint=lambda: f"k{next(numbers):011d}", **options)


@pytest.fixture(scope="module")
def read(project, tmp_path_factory):
    """Read a record as the project reads sources, into a store."""
    folder = tmp_path_factory.mktemp("records")
    rules = ReadingRules(project / "vocab", folder, 64 * 1024 * 1024, 100)

    def read(text):
        path = folder / "record.yaml"
        path.write_text(text, encoding="utf-8", newline="\n")
        return yamlld.read(SourceFile(path, path.name, f"{BASE}res/kallgraf/t"), rules).quads

    return read


def values(quads, name):
    """List the values of a property, by the end of its IRI."""
    found = (q for q in quads if re.split("[/#]", q.predicate.value)[-1] == name)
    return sorted(q.object.value for q in found)


def roles(quads):
    """List the roles held: who, in what, as what, which role, and when."""
    facts: dict[object, dict[str, Any]] = {}
    for quad in quads:
        name = re.split("[/#]", quad.predicate.value)[-1]
        facts.setdefault(quad.subject, {})[name] = quad.object
    names = {node: found["name"].value for node, found in facts.items() if "name" in found}
    found = []
    for known in facts.values():
        if "organization" in known:
            period = facts.get(known.get("memberDuring"), {})
            found.append(
                (
                    names.get(known["member"], known["member"].value.removeprefix(BASE)),
                    names.get(
                        known["organization"], known["organization"].value.removeprefix(BASE)
                    ),
                    known["roleName"].value if "roleName" in known else None,
                    known["role"].value.rpartition("/")[2] if "role" in known else None,
                    {key: value.value for key, value in period.items()},
                )
            )
    return found


def of(*roles, **options):
    """Make a draft of one person who holds roles."""
    person = DraftPerson(at("Bo Asp"), roles=roles, **options)
    return replace(DRAFT, persons=(person,))


# ------------------------------------------------------------------------------ what it says


def test_what_a_record_says(read):
    """A record says what the draft says, in the model of the sample article."""
    quads = read(record())

    assert roles(quads) == [
        ("Maj Lindahl", "id/kommun/2417", "kommundirektör", "kommundirektor", OBSERVED),
        (
            "Bo Asp",
            "id/organisation/q7m2kd8f4t3w",
            "VD",
            "vd",
            {"hasBeginning": "2017", "hasEnd": "2019"},
        ),
        ("Siv Ögren", "Myndigheten för påhitt", "handläggare", "handlaggare", OBSERVED),
    ]
    assert values(quads, "headline") == ["Digital hjälp i hemtjänsten"]
    assert values(quads, "datePublished") == ["2024-05-03"]
    assert len(values(quads, "mentions")) == 3
    assert values(quads, "hadRole") == [f"{BASE}def/roll/informationsansvarig"]
    assert values(quads, "agent") == [f"{BASE}id/person/k00000000004"]
    assert values(quads, "utdragen") == ["2026-11-26"]
    assert values(quads, "granskad") == []
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}res/kallgraf/k00000000000"}


OBSERVED = {"inside": "2024-05-03"}


def moment(text):
    """Make a moment that is given."""
    return text and Value(text)


@pytest.mark.parametrize(
    ("begin", "end", "published", "period"),
    [
        (None, None, "2024-05-03", {"inside": "2024-05-03"}),
        ("2017", "2019", "2024-05-03", {"hasBeginning": "2017", "hasEnd": "2019"}),
        ("2011", None, "2024-05-03", {"hasBeginning": "2011", "inside": "2024-05-03"}),
        ("2024-05", None, "2024-05-03", {"hasBeginning": "2024-05", "inside": "2024-05-03"}),
        ("2024-05-04", None, "2024-05-03", {"hasBeginning": "2024-05-04"}),
        ("2025", None, "2024-05-03", {"hasBeginning": "2025"}),
        (None, "2019", "2024-05-03", {"hasEnd": "2019"}),
        ("2011", None, None, {"hasBeginning": "2011"}),
        (None, None, None, {}),
    ],
)
def test_time(begin, end, published, period, read):
    """A time is what is written; without an end the role was seen on the day of the article."""
    role = Role(at("VD"), Organisation(at("SKR"), (SKR,)), moment(begin), moment(end))
    draft = replace(of(role), published=moment(published))

    assert [found[-1] for found in roles(read(record(draft)))] == [period]


@pytest.mark.parametrize(
    ("before", "is_observed"),
    [
        ("tidigare ", False),
        ("f.d. ", False),
        ("f d ", False),
        ("före detta ", False),
        ("den förre\u00a0", False),
        ("var tidigare ", False),
        ("har tidigare varit ", False),
        ("Bo Ek, ", True),
        ("tidigare i dag mötte ", True),
        ("ny ", True),
        ("", True),
    ],
)
def test_former_role(before, is_observed, read):
    """A role that the text calls former was not seen on the day of the article."""
    text = f"{before}kommunalråd i Norsjö"
    title = Value("kommunalråd", Span(len(before), len(before) + 11))
    role = Role(title, Organisation(Value("Norsjö kommun"), (NORSJO,)))
    draft = replace(of(role), text=text)
    written = record(draft)

    assert roles(read(written))[0][-1] == (OBSERVED if is_observed else {})
    assert ("rollen är tidigare men utan år" in written) is not is_observed


def test_one_organisation_is_described_once(read):
    """Roles in the same organisation lead to one node, however its name is typed."""
    names = ("Nämnden för påhitt", "nämnden  för påhitt", "Nämnden för\u00a0påhitt")
    draft = of(*(Role(Value("chef"), Organisation(Value(name))) for name in names))
    quads = read(record(draft))

    assert len(set(values(quads, "organization"))) == 1
    assert values(quads, "classification") == [f"{BASE}def/organisationsform/annan"]
    assert [q.object.language for q in quads if q.predicate.value.endswith("prefLabel")] == ["sv"]


def test_ambiguous_organisation(read):
    """Where several organisations may be meant, none is chosen; the editor sees all of them."""
    draft = of(Role(None, Organisation(at("SKR"), (SKR, NORSJO))))
    written = record(draft)

    assert roles(read(written)) == [("Bo Asp", "SKR", None, None, OBSERVED)]
    assert "organisation:q7m2kd8f4t3w (Sveriges Kommuner och Regioner)" in unwrapped(written)
    assert "kommun:2417 (Norsjö kommun)" in unwrapped(written)


def test_chosen_person(read):
    """A person whom the editor knows from before is linked, and not described again."""
    quads = read(record(persons={0: PUBLISHED, 1: "https://annan.example/id/person/x"}))

    assert [found[0] for found in roles(quads)] == [
        "id/person/3aq7mf4yaw6b",
        "https://annan.example/id/person/x",
        "Siv Ögren",
    ]
    assert sum(quad.object == NamedNode("http://schema.org/Person") for quad in quads) == 1


def test_keys_are_kept():
    """What had a key in an earlier record keeps it; only the rest is minted."""
    keys = {
        ("article",): "aaaaaaaaaaaa",
        ("person", 1): "bbbbbbbbbbbb",
        ("role", 1, 0): "cccccccccccc",
        ("statement", 0, 0): "dddddddddddd",
        ("organisation", "Myndigheten för påhitt"): "eeeeeeeeeeee",
    }
    written = record(additions=Additions(keys=keys))

    for name in ("kallgraf:a", "artikel:a", "person:b", "medlemskap:c", "uttalande:d"):
        assert name + name[-1] * 11 in written
    assert "organisation:eeeeeeeeeeee" in written
    assert len(set(re.findall(r"k\d{11}", written))) == 4


# -------------------------------------------------------------------------------- statements


def test_paraphrases(read):
    """An editor's paraphrase is a statement of the person, spoken in the roles of that day."""
    begun = Role(at("VD"), Organisation(at("SKR"), (SKR,)), at("2017"))
    over = Role(at("VD"), Organisation(Value("Bolaget AB")), at("2017"), at("2019"))
    draft = of(begun, over, statements=(Span(51, 60), Span(0, 10)))
    said = {0: [("Det går bra.", Span(51, 60)), (" ", None), ("Först: så här.", Span(0, 10))]}
    quads = read(record(draft, reviewed=DAY, additions=Additions(statements=said)))

    assert values(quads, "text") == ["Det går bra.", "Först: så här."]
    assert values(quads, "position") == ["1", "2"]
    first = next(q.subject for q in quads if q.object == Literal("Först: så här.", language="sv"))
    facts = {q.predicate.value: q.object.value for q in quads if q.subject == first}
    assert facts["http://schema.org/position"] == "1"
    assert facts[f"{BASE}spec/samverkan/atergivning"] == f"{BASE}def/atergivning/referat"
    assert set(values(quads, "talarSom")) == {f"{BASE}id/medlemskap/k00000000003"}
    assert len(values(quads, "hasPart")) == 2
    assert "egna ord" in values(quads, "source")[0]


@pytest.mark.parametrize(
    ("text", "is_own", "kind"),
    [
        ("Vi hjälps åt", True, "citat"),
        ("– vi hjälps\u00a0åt,", True, "citat"),
        ("Vi hjälper andra.", True, "referat"),
        ("i hjälps åt", True, "referat"),
        ("Vi hjälps åt", False, "referat"),
    ],
)
def test_own_sentences(text, is_own, kind, read):
    """The article's own sentence is a quotation, where the site may publish it."""
    said = Additions(statements={0: [(text, Span(51, 70))]}, is_own=is_own)
    quads = read(record(additions=said))

    assert values(quads, "atergivning") == [f"{BASE}def/atergivning/{kind}"]
    is_quotation = any(q.object == NamedNode("http://schema.org/Quotation") for q in quads)
    assert is_quotation is (kind == "citat")
    assert values(quads, "rights") == (["own"] if is_own else [])


def test_boxes(read):
    """A statement that nobody has paraphrased is an empty box, which counts once it is filled."""
    written = record()
    assert values(read(written), "text") == []

    filled = written.replace('sv: ""', "sv: Arbetet görs tillsammans.")
    filled = re.sub(r"(?m)^  # ((?:- \"@id\": uttalande)|  )", r"  \1", filled)
    quads = read(filled)
    assert values(quads, "text") == ["Arbetet görs tillsammans."]
    assert values(quads, "talarSom") == [f"{BASE}id/medlemskap/k00000000005"]


def test_review_takes_the_boxes_away():
    """What is left empty at the review is not in the record."""
    assert "uttalande:" in record()
    assert "uttalande:" not in record(reviewed=DAY)


def test_role_in_no_organisation(read):
    """A role in no organisation is none yet: it stands as a comment, ready to be completed."""
    written = record(of(Role(Value("expert på påhitt"))))
    assert roles(read(written)) == []

    filled = written.replace("organisation:NYCKEL", "kommun:2417")
    filled = re.sub(r"(?m)^  # ((?:- \"@id\": medlemskap)|  )", r"  \1", filled)
    assert roles(read(filled)) == [("Bo Asp", "id/kommun/2417", "expert på påhitt", None, OBSERVED)]


def test_role_in_no_organisation_after_review(read):
    """Once reviewed, such a role is left out: a line for people tells of it, and no key is left."""
    held = Role(at("VD"), Organisation(at("SKR"), (SKR,)))
    written = record(of(Role(Value("expert\n- x: y")), held), reviewed=DAY)

    assert [found[2] for found in roles(read(written))] == ["VD"]
    assert "NYCKEL" not in written
    (line,) = [line for line in written.splitlines() if "expert" in line]
    assert line == (
        "  # Inte med, för organisationen saknas: ”expert - x: y” (står inte i texten)."
    )


def test_no_sentence_of_the_text():
    """A record holds values and places, and no other words of the article."""
    written = record()
    assert "hjälps åt" not in written
    assert "deltog" not in written
    assert "tecken 51–84" in written


# --------------------------------------------------------------------------- for the editor


def unwrapped(text):
    """Give the comments at the head of a record as running text."""
    head = itertools.takewhile(lambda line: line.startswith("#"), text.splitlines())
    return re.sub(r"\s+", " ", " ".join(line.removeprefix("#") for line in head))


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (DRAFT, "Registret har ingen organisation ”Myndigheten för påhitt” (tecken 191–213)"),
        (DRAFT, "Maj Lindahl uttalar sig"),
        (DRAFT, "Utgivaren står inte i texten"),
        (replace(DRAFT, title=None), "Rubriken saknas"),
        (replace(DRAFT, published=None), "Publiceringsdagen saknas"),
        (of(Role(at("VD"), Organisation(at("SKR"), (SKR,)))), "”VD” (tecken 131–133): rollistan"),
        (of(Role(Value("expert"))), "Bo Asp, ”expert” (står inte i texten): organisationen saknas"),
        (
            of(candidates=(Candidate(PUBLISHED, "Bo Asp", ("rektor, X · enligt artikel",)),)),
            "Bo Asp har samma namn som person:3aq7mf4yaw6b (Bo Asp, rektor, X · enligt artikel)",
        ),
        (
            replace(DRAFT, notices=(("unsure-name", "Bo Asp"),)),
            "Bo Asp är kanske ingen person: bara det som sägs om namnet talar för det",
        ),
        (replace(DRAFT, notices=((NO_REGISTER, ""),)), "Webbplatsen har inget register"),
        (replace(DRAFT, notices=(("later", "Bo {0}"),)), "later: Bo {0}"),
    ],
)
def test_what_to_look_at(draft, words):
    """The head of a record lists what an editor should look at, until that is done."""
    assert words in unwrapped(record(draft))
    assert words not in unwrapped(record(draft, reviewed=DAY))


def test_no_register():
    """Where there is no register, that is said once, and not of each organisation."""
    assert "Registret har ingen" in unwrapped(record())
    without = unwrapped(record(replace(DRAFT, notices=((NO_REGISTER, ""),))))
    assert "Registret har ingen" not in without


def test_head_tells_the_days():
    """The head tells when a record was extracted, and when it was reviewed."""
    assert "utdraget den 26 november 2026 och inte granskat" in unwrapped(record())
    assert "granskat den 27 november 2026" in unwrapped(record(reviewed=date(2026, 11, 27)))


# ------------------------------------------------------------------------- any text comes back


@settings(max_examples=150)
@given(draft=drafts(), said=st.lists(WORDS, max_size=2), english=WORDS)
def test_every_text_comes_back(draft, said, english, read):
    """Whatever a draft holds is read as it was, and its comments end where their line ends."""
    additions = Additions(
        publisher=Organisation(Value("Förbundet")),
        english=english,
        statements={0: [(text, None) for text in said]} if draft.persons else {},
    )
    if draft.published is None:
        draft = replace(draft, published=Value("2024-05-03"))
    quads = read(record(draft, additions=additions))
    held = [role for person in draft.persons for role in person.roles if role.organisation]

    assert values(quads, "roleName") == sorted(role.title.text for role in held if role.title)
    assert values(quads, "headline") == ([draft.title.text] if draft.title else [])
    people = {person.name.text for person in draft.persons}
    foaf = NamedNode("http://xmlns.com/foaf/0.1/name")
    assert {q.object.value for q in quads if q.predicate == foaf} == people
    assert values(quads, "text") == (sorted(said) if draft.persons else [])
    concepts = {role.concept for role in held if role.concept}
    role = NamedNode("http://www.w3.org/ns/org#role")
    assert {q.object.value for q in quads if q.predicate == role} == concepts
    assert english in values(quads, "name")


# ------------------------------------------------------------------------------------ the gate


@pytest.fixture
def site(sample_site, tmp_path):
    """A published copy of the sample site."""
    shutil.copytree(sample_site, tmp_path / "site", symlinks=True)
    return tmp_path / "site"


def publish_with(site, text, *, full=False):
    """Publish a site with one more record."""
    (site / "data/articles/ny.yaml").write_text(text, encoding="utf-8")
    return publish(read_config(site / "samverkan.toml"), NOW + timedelta(minutes=full), full=full)


@pytest.mark.parametrize(
    "additions",
    [
        Additions(),
        Additions(
            publisher=Organisation(Value("SKR"), (SKR,)),
            url="https://www.exempel.se/artikel",
            english="Digital help in home care",
            statements={0: [("Arbetet görs tillsammans.", Span(51, 84))]},
        ),
        Additions(statements={0: [("Vi hjälps åt", Span(51, 84))]}, is_own=True),
    ],
    ids=["plain", "complete", "own"],
)
def test_gate_accepts_what_is_reviewed(additions, site):
    """A reviewed record is published without a violation, with its persons."""
    text = write_record(DRAFT, extracted=DAY, reviewed=DAY, additions=additions)
    outcome = publish_with(site, text)

    violations = [r for r in outcome.report.results if r.severity is Severity.VIOLATION]
    assert violations == []
    assert outcome.is_new
    config = read_config(site / "samverkan.toml")
    store = Store.read_only(str(config.releases / "current" / "store"))
    name = NamedNode("http://xmlns.com/foaf/0.1/name")
    assert [*store.quads_for_pattern(None, name, Literal("Maj Lindahl"), None)]


@pytest.mark.parametrize("full", [False, True])
def test_gate_refuses_what_nobody_reviewed(full, site):
    """A record that nobody has reviewed stops the publication, and the check, by its name."""
    text = write_record(DRAFT, extracted=DAY)
    with pytest.raises(SourcesError) as caught:
        publish_with(site, text, full=full)

    (fault,) = caught.value.faults
    assert isinstance(fault, SourceError)
    assert fault.name == "data/articles/ny.yaml"
    assert "samverkan-ld review" in fault.reason
    assert '"@id": kallgraf:' in text.splitlines()[(fault.line or 0) - 1]
    with pytest.raises(SourcesError, match="nobody has reviewed"):
        check(read_config(site / "samverkan.toml"))


def test_article_without_a_day_is_not_published(site):
    """Without the day of the article nothing was observed: the gate asks for it."""
    draft = replace(DRAFT, published=None)
    outcome = publish_with(site, write_record(draft, extracted=DAY, reviewed=DAY))

    messages = {r.message("sv") for r in outcome.report.results if r.severity is Severity.VIOLATION}
    assert not outcome.is_new
    assert len(messages) == 1
    assert "dagen då artikeln publicerades" in messages.pop()


def test_spans_are_those_of_the_article():
    """The places in the comments are where the article has the words."""
    start, end = map(int, re.search(r"Maj Lindahl  # tecken (\d+)–(\d+)", record()).groups())
    assert ARTICLE[start:end] == "Maj Lindahl"
