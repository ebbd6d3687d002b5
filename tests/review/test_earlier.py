"""An article that the site has already: it is told, and replaced or not, as the editor chooses."""

import shutil
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.review.articles import COOPERATION, Article, cooperation
from tests.review.conftest import EXTRACTED, TODAY, running
from tests.review.test_flow import GOTLAND, accepted, described, messages

from samverkan_ld.config import read_config
from samverkan_ld.drafts import Draft, DraftPerson, Organisation, Role, Value
from samverkan_ld.extraction.records.additions import Additions
from samverkan_ld.extraction.records.record import write_record
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.review.choices import Choices, PersonChoices
from samverkan_ld.review.earlier import find_earlier
from samverkan_ld.review.shelf import Shelf
from samverkan_ld.review.workplace import Workplace

SAMPLE = "2020-03-17-1d5jvsahxw3b.yaml"
URL = "https://www.exempel.se/nyheter/1"


@pytest.fixture(scope="module")
def site(tmp_path_factory, sample_site):
    """A published site."""
    site = tmp_path_factory.mktemp("earlier") / "site"
    shutil.copytree(sample_site, site, symlinks=True)
    return site


@pytest.fixture
def articles(site):
    """Its folder of articles, which is afterwards as it was."""
    folder = site / "data" / "articles"
    before = {*folder.iterdir()}
    yield folder
    for path in {*folder.iterdir()} - before:
        path.unlink()


def new(articles):
    """List the files that are new in a folder of articles."""
    return sorted(path.name for path in articles.iterdir() if path.name != SAMPLE)


def settled(client):
    """Give the article with everything decided, but what it is to the site."""
    given = client.get("/review/1/draft").json
    given["choices"]["organisations"] = {"Region Gotland": GOTLAND}
    given["choices"]["persons"][0]["statements"][0]["text"] = "De lär av varandra."
    return accepted(client, given)


def begin(site, stack):
    """Begin a run of the program."""
    workplace = Workplace.at(read_config(site / "samverkan.toml"))
    server = stack.enter_context(running(workplace, (cooperation(),), site))
    client = server.client()
    client.enter(server.once)
    return client


@pytest.fixture
def run(site, articles):
    """Begin runs of the program, in each of which the article is reviewed."""
    with ExitStack() as stack:
        yield lambda: begin(site, stack)


def test_replaced(run, site, articles):
    """A record is replaced in another run: what is the same keeps its key, nothing vanishes."""
    client = run()
    client.post("/review/1/save", settled(client))
    (name,) = new(articles)
    first = (articles / name).read_text(encoding="utf-8")
    config = read_config(site / "samverkan.toml")
    assert publish(config, datetime(2026, 11, 28, tzinfo=UTC)).report.conforms

    client = run()
    given = settled(client)
    refused = client.post("/review/1/save", given)
    assert refused.status == 409
    assert messages(refused) == {"replaces"}
    assert f"data/articles/{name}" in str(refused.json["report"])
    given["choices"]["replaces"] = name
    # of the persons offered, one is the very person whom the record describes
    (offered,) = given["draft"]["evidence"]["persons"][0]["candidates"]
    given["choices"]["persons"][0]["published"] = offered["iri"]
    given["draft"]["persons"][2]["roles"][0]["title"] = "projektchef"
    given["choices"]["english"] = "One IT department"
    checked = client.post("/review/1/check", given)
    saved = client.post("/review/1/save", given)
    again = client.post("/review/1/save", given)

    assert checked.json["earlier"] == [
        {
            "name": name,
            "file": f"data/articles/{name}",
            "replaceable": True,
            "about": "granskad 2026-11-27",
        }
    ]
    assert (saved.status, again.status) == (201, 201)
    assert new(articles) == [name]
    text = (articles / name).read_text(encoding="utf-8")
    assert "en: One IT department" in text
    for kind in ("kallgraf", "artikel", "person", "medlemskap", "uttalande"):
        assert described(first, kind)
        assert described(text, kind) == described(first, kind)
    assert publish(config, datetime(2026, 11, 29, tzinfo=UTC)).report.conforms


def test_one_more(run, articles):
    """Where the editor says that it is another article, one more record is written."""
    client = run()
    client.post("/review/1/save", settled(client))
    client = run()
    given = settled(client)
    given["choices"]["replaces"] = ""
    assert client.post("/review/1/save", given).status == 201

    first, second = ((articles / name).read_text(encoding="utf-8") for name in new(articles))
    assert not {*described(first, "person")} & {*described(second, "person")}
    assert not {*described(first, "medlemskap")} & {*described(second, "medlemskap")}


@pytest.mark.parametrize("file", ["", "annan.yaml", "../annan.yaml", SAMPLE])
def test_replaces_only_what_is_offered(file, run, articles):
    """Only a record of the same article, made by extraction, is ever replaced."""
    client = run()
    (articles / "ny.yaml").write_text(
        write_record(cooperation(), extracted=EXTRACTED), encoding="utf-8"
    )
    (articles / "annan.yaml").write_text("# min egen\n", encoding="utf-8")
    files = {path: path.read_bytes() for path in articles.iterdir()}
    given = settled(client)
    given["choices"]["replaces"] = file
    answer = client.post("/review/1/save", given)

    assert answer.status == (409 if file else 201)
    assert {path: path.read_bytes() for path in files} == files


def test_unreviewed_in_the_folder(run, articles):
    """A record that was put among the sources before its review is replaced by the reviewed one."""
    path = articles / "utkast.yaml"
    path.write_text(write_record(cooperation(), extracted=EXTRACTED), encoding="utf-8")
    unreviewed = described(path.read_text(encoding="utf-8"), "person")
    client = run()
    given = settled(client)
    (offered,) = client.post("/review/1/check", given).json["earlier"]
    given["choices"]["replaces"] = offered["name"]
    assert client.post("/review/1/save", given).status == 201

    assert offered["about"] == "inte granskad"
    (name,) = new(articles)
    text = (articles / name).read_text(encoding="utf-8")
    assert described(text, "person") == unreviewed
    assert 'reviewed: "2026-11-27"' in text


# ------------------------------------------------------------- which record is of the article


@pytest.fixture(scope="module")
def judge(in_site):
    """What reads records."""
    return in_site.judge


@pytest.mark.parametrize(
    ("title", "day", "url", "is_found"),
    [
        ("Fyra kommuner delar på en it-avdelning", "2026-02-14", "", True),
        ("fyra  kommuner delar på en IT‑avdelning", "2026-02-14", "", True),
        ("Fyra kommuner delar på en it-avdelning", "2026-02-15", "", False),
        ("Fyra kommuner delar på en brobyggare", "2026-02-14", "", False),
        ("Något annat", None, URL, True),
        ("Något annat", None, URL + "2", False),
        (None, None, "", False),
        (None, "2026-02-14", "", False),
    ],
)
def test_same_article(title, day, url, is_found, judge, tmp_path):
    """An article is the same by headline and day, or by address."""
    (tmp_path / "articles").mkdir()
    text = write_record(
        cooperation(), extracted=EXTRACTED, reviewed=TODAY, additions=Additions(url=URL)
    )
    (tmp_path / "articles" / "a.yaml").write_text(text, encoding="utf-8")
    draft = replace(cooperation(), title=title and Value(title), published=day and Value(day))
    found = [*find_earlier(Shelf(tmp_path, "data"), judge, draft, url)]

    assert [one.filed.name for one in found] == (["a.yaml"] if is_found else [])
    assert all(one.filed.text == text and one.is_extracted for one in found)


def test_written_by_hand(start, own_site):
    """A record that was written by hand is told of, and never replaced."""
    title = Value("Sju röster om vikten av att samverka")
    people = (DraftPerson(Value("Bo Ek")),)
    draft = Draft("a.txt", "Text", title, Value("2020-03-17"), persons=people)
    server = start(draft)
    client = server.client()
    client.enter(server.once)
    given = accepted(client, client.get("/review/1/draft").json)
    (found,) = client.post("/review/1/check", given).json["earlier"]
    before = (own_site / "data" / "articles" / SAMPLE).read_bytes()
    given["choices"]["replaces"] = SAMPLE
    answer = client.post("/review/1/save", given)

    assert (found["name"], found["replaceable"]) == (SAMPLE, False)
    assert (answer.status, messages(answer)) == (409, {"replaces"})
    assert "skriven för hand" in str(answer.json["report"])
    assert (own_site / "data" / "articles" / SAMPLE).read_bytes() == before


def test_what_is_no_record(judge, tmp_path):
    """Files that cannot be read, links and other files are passed over."""
    folder = tmp_path / "articles"
    folder.mkdir()
    text = write_record(cooperation(), extracted=EXTRACTED)
    (tmp_path / "utanför.yaml").write_text(text, encoding="utf-8")
    (folder / "länk.yaml").symlink_to(tmp_path / "utanför.yaml")
    (folder / ".dold.yaml").write_text(text, encoding="utf-8")
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "b.yaml").write_text("- [ # 2026-02-14\n", encoding="utf-8")
    (folder / "c.yaml").mkdir()
    shelf = Shelf(tmp_path, "data")

    assert [*find_earlier(shelf, judge, cooperation(), "")] == []
    assert [*find_earlier(Shelf(tmp_path / "ingen", "data"), judge, cooperation(), "")] == []


def test_what_is_the_same(judge, tmp_path):
    """Each thing of the record is the same as one thing of the draft; the rest gets new keys."""
    of = Article("a.txt", COOPERATION)
    day, title = Value("2026-02-14"), Value("Fyra kommuner")
    body = Organisation(Value("Bolaget AB"))
    twice = (Role(Value("chef"), body, Value("2001")), Role(Value("chef"), body, Value("2010")))
    people = (
        DraftPerson(Value("Bo Ek"), roles=twice),
        DraftPerson(Value("Bo Ek"), roles=(Role(Value("vd"), body),)),
    )
    draft = Draft(of.file, of.text, title, day, persons=people)
    (tmp_path / "articles").mkdir()
    text = write_record(draft, extracted=EXTRACTED)
    (tmp_path / "articles" / "a.yaml").write_text(text, encoding="utf-8")
    (found,) = find_earlier(Shelf(tmp_path, "data"), judge, draft, "")
    more = DraftPerson(Value("BO EK"), roles=(Role(Value("vd"), Organisation(Value("Annat AB"))),))
    now = replace(draft, persons=(*people, more))
    ids = {"persons": [("p1", ("r1", "r2")), ("p2", ("r3",)), ("p3", ("r4",))]}
    keys = found.keys(now, choices(ids["persons"]))

    assert [keys[name] for name in ("p1", "p2")] == described(text, "person")
    assert [keys[name] for name in ("r1", "r2", "r3")] == described(text, "medlemskap")
    assert [keys["organisation bolaget ab"]] == described(text, "organisation")
    assert keys.keys().isdisjoint({"p3", "r4", "organisation annat ab"})
    chosen = f"{SOURCE_BASE}id/person/{keys['p2']}"
    swapped = found.keys(now, choices([("p1", ("r1", "r2"), chosen), *ids["persons"][1:]]))
    assert (swapped["p1"], swapped["p2"]) == (keys["p2"], keys["p1"])


def choices(persons):
    """Make choices of ids: of a person, its roles, and the published person that it is."""
    made = (
        PersonChoices(who, published[0] if published else None, roles)
        for who, roles, *published in persons
    )
    return Choices(persons=tuple(made))
