"""A review as another program drives it, from the token to the file."""

import json
import re
import shutil
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from threading import Thread

import pytest
from tests.review.articles import COOPERATION, Article, appointment, cooperation, notice
from tests.review.conftest import running

from samverkan_ld.config import read_config
from samverkan_ld.drafts import Draft, DraftPerson, Role
from samverkan_ld.extraction import interchange
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.pipeline.check import check
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.reports import Severity
from samverkan_ld.review.sheet import Checked
from samverkan_ld.review.shelf import Shelf
from samverkan_ld.review.workplace import Workplace

GOTLAND = f"{SOURCE_BASE}id/region/09"
KNAPE = f"{SOURCE_BASE}id/person/3aq7mf4yaw6b"


def settled(client, number=1):
    """Give the first article as a program posts it, with everything decided."""
    given = client.get(f"/review/{number}/draft").json
    given["choices"]["organisations"] = {"Region Gotland": GOTLAND}
    return accepted(client, given, number)


def accepted(client, given, number=1):
    """Accept every value of what is posted that waits for it."""
    waiting = client.post(f"/review/{number}/check", given).json["waiting"]
    given["choices"]["accepted"] += waiting
    return given


def messages(answer):
    """List the places of what stands against a record."""
    return {r["place"] for r in answer.json["report"]["results"] if r["severity"] == "violation"}


def described(text, kind):
    """List the keys of things that a record describes, in its order."""
    start = f'- "@id": {kind}:'
    return [
        line.strip()[len(start) :] for line in text.splitlines() if line.strip().startswith(start)
    ]


def test_from_token_to_file(start):
    """What `app` says a program has to do leads to a record that the site's shapes accept."""
    server = start()
    client = server.client()
    before = server.articles()
    assert client.enter(server.once).status == 303

    given = client.get("/review/1/draft").json
    checked = client.post("/review/1/check", given)
    refused = client.post("/review/1/save", given)
    assert server.articles() == before
    assert client.get("/review/1/record").status == 404
    given["choices"]["organisations"]["Region Gotland"] = GOTLAND
    undecided = client.post("/review/1/save", given)
    assert server.articles() == before
    given["choices"]["accepted"] = undecided.json["waiting"]
    saved = client.post("/review/1/save", given)

    assert given["draft"]["evidence"]["text"] == COOPERATION
    assert checked.status == 200
    assert messages(checked) == messages(refused) == {"p2r1.organisation"}
    assert (refused.status, undecided.status, saved.status) == (409, 409, 201)
    assert undecided.json["report"]["conforms"]
    assert undecided.json["detail"].startswith("Sparas inte än: 18 uppgifter är varken godkända")
    (name,) = set(server.articles()) - set(before)
    assert saved.json["file"] == f"data/articles/{name}"
    assert name.startswith("2026-02-14-")
    text = (server.site / "data" / "articles" / name).read_text(encoding="utf-8")
    assert 'reviewed: "2026-11-27"' in text
    assert 'extracted: "2026-11-26"' in text
    assert "organization: region:09" in text
    assert client.get(saved.json["record"]).body.decode() == text
    config = read_config(server.site / "samverkan.toml")
    _, report = check(config, [server.site / "data" / "articles" / name])
    assert report.count(Severity.VIOLATION) == 0


@pytest.mark.parametrize("given", [{}, {"text": "Något annat", "file": "../../etc/passwd"}])
def test_text_is_the_programs_own(client, given):
    """The text cannot be changed from outside, and need not be sent: what is sent is ignored."""
    posted = settled(client)
    for key in ("text", "file"):
        del posted["draft"]["evidence"][key]
    posted["draft"]["evidence"] |= given
    assert client.post("/review/1/check", posted).status == 200

    evidence = client.get("/review/1/draft").json["draft"]["evidence"]
    assert evidence["text"] == COOPERATION
    assert evidence["file"] == "it-avdelning.html"


def test_what_was_posted_is_kept(client):
    """A page that is loaded again shows what the editor had made of the draft."""
    given = settled(client)
    given["draft"]["persons"][0]["name"] = "Signe Wallgren-Ek"
    given["choices"]["persons"][0]["statements"][0]["text"] = "Det går bra."
    given["choices"]["accepted"] = ["p1.name"]
    client.post("/review/1/check", given)
    again = client.get("/review/1/draft").json

    assert again["draft"]["persons"][0]["name"] == "Signe Wallgren-Ek"
    assert again["choices"] == given["choices"]


def test_two_tabs(start):
    """What one tab has changed is not undone by another, which is told to load it first."""
    server = start()
    client = server.client()
    client.enter(server.once)
    given, files = settled(client), server.articles()
    other = replace(client, headers={**client.headers}, revisions={**client.revisions})
    client.post("/review/1/check", given)
    older = changed(given, "choices", "english", value="Old")
    refused = [other.post(f"/review/1/{way}?lang=en", older) for way in ("check", "save")]
    told = other.post("/review/1/check", older).json["detail"]

    assert [answer.status for answer in refused] == [409, 409]
    assert refused[0].json["detail"].startswith("The review was changed in another tab")
    assert told.startswith("Granskningen har ändrats i en annan flik")
    assert client.get("/review/1/draft").json["choices"] == given["choices"]
    assert server.articles() == files
    assert other.post("/review/1/check", given).status == 200  # changes nothing
    assert other.post("/review/1/check", older).status == 200


@pytest.mark.parametrize("revision", [None, "0", 0.0, True])
def test_no_revision(client, revision):
    """Which revision something is made of has to be told."""
    given = client.get("/review/1/draft").json
    told = {"draft": given["draft"], "choices": given["choices"]}
    for body in (told, {**told, "revision": revision}):
        assert client.post("/review/1/check", json.dumps(body).encode()).status == 422


def test_unsaved(client):
    """It is told whether there is something that no record holds."""
    told = [client.get("/review/1/draft").json["unsaved"]]
    given = settled(client)
    for way, english in (("check", ""), ("save", ""), ("check", "One"), ("check", "")):
        given["choices"]["english"] = english
        client.post(f"/review/1/{way}", given)
        told.append(client.get("/review/1/draft").json["unsaved"])

    assert told == [False, True, False, True, False]


def test_nothing_between_judging_and_writing(client, monkeypatch):
    """What comes while a record is saved waits: what was judged is written, with its keys."""
    given = settled(client)
    order: list[str] = []
    threads: list[Thread] = []
    put, conforms = Shelf.put, vars(Checked)["conforms"]

    def meanwhile():
        client.post("/review/1/check", changed(given, "choices", "english", value="Other"))
        order.append("checked")

    def judged(checked):
        if not threads:
            threads.append(Thread(target=meanwhile))
            threads[0].start()
            threads[0].join(1)
        return conforms.fget(checked)

    def written(*given):
        order.append("written")
        put(*given)

    monkeypatch.setattr(Checked, "conforms", property(judged))
    monkeypatch.setattr(Shelf, "put", written)
    client.post("/review/1/save", given)
    threads[0].join()

    assert order == ["written", "checked"]


def test_names_are_looked_up_anew(client):
    """What a corrected name or title stands for is found by the program, not taken from outside."""
    given = settled(client)
    role, shown = given["draft"]["persons"][2]["roles"][0], given["draft"]["evidence"]["persons"][2]
    role |= {"title": "it-direktör", "organisation": "Malå kommun"}
    start = COOPERATION.index("Malå är")
    shown["roles"][0]["organisation"] = {
        "start": start,
        "end": start + 4,
        "quote": "Malå",
        "iri": "https://evil.example/",
        "candidates": [{"iri": "https://evil.example/", "label": "Ond", "facts": []}],
    }
    shown["candidates"] = [{"iri": "https://evil.example/", "label": "Ond", "facts": []}]
    found = client.post("/review/1/check", given).json["draft"]["evidence"]["persons"][2]

    assert found["roles"][0]["organisation"]["iri"] == f"{SOURCE_BASE}id/kommun/2418"
    assert found["roles"][0]["concept"] == f"{SOURCE_BASE}def/roll/it-direktor"
    assert found["candidates"] == []


def test_keys_stay(start):
    """Saving again writes the same file, with the same key for the same thing."""
    server = start()
    client = server.client()
    client.enter(server.once)
    given = settled(client)
    first = client.post("/review/1/save", given)
    path = server.site / first.json["file"]
    before, files = path.read_text(encoding="utf-8"), server.articles()
    for part in (given["draft"]["persons"], given["draft"]["evidence"]["persons"]):
        del part[0]
    del given["choices"]["persons"][0]
    given["choices"]["persons"][0]["statements"][0]["text"] = "De fick med sig mycket hem."
    second = client.post("/review/1/save", given)
    after = path.read_text(encoding="utf-8")

    assert second.json["file"] == first.json["file"]
    assert server.articles() == files
    assert len(described(before, "person")) == 4
    assert described(after, "person") == described(before, "person")[1:]
    assert described(after, "medlemskap") == described(before, "medlemskap")[1:]
    assert described(after, "artikel") == described(before, "artikel")
    assert len(described(after, "uttalande")) == 1


def test_file_follows_the_day(start):
    """Another day gives the file another name; the file of the first name is gone."""
    server = start()
    client = server.client()
    client.enter(server.once)
    given = settled(client)
    first = client.post("/review/1/save", given).json["file"]
    given["draft"]["published"] = "2026-02-15"
    second = client.post("/review/1/save", given).json["file"]

    assert second == first.replace("2026-02-14", "2026-02-15")
    assert not (server.site / first).exists()
    assert (server.site / second).exists()


def test_changed_by_hand(start):
    """A file that somebody has changed since is left as it is."""
    server = start()
    client = server.client()
    client.enter(server.once)
    given = settled(client)
    path = server.site / client.post("/review/1/save", given).json["file"]
    path.write_text("# min egen\n", encoding="utf-8")
    answer = client.post("/review/1/save", given)
    path.unlink()

    assert answer.status == 422
    assert "was changed since it was saved" in answer.json["detail"]
    assert client.post("/review/1/save", given).status == 201
    assert path.exists()


def test_undated(client):
    """A day that is missing is a violation of this site's shapes, told beside its field."""
    given = client.get("/review/2/draft").json
    answer = client.post("/review/2/save", given)

    assert answer.status == 409
    assert messages(answer) == {"published"}
    shown = [r for r in answer.json["report"]["results"] if r["place"] == "published"]
    assert shown[0]["message"].startswith("Ange dagen då artikeln publicerades")


def test_english(client):
    """Messages come in the language that is asked for."""
    given = client.get("/review/2/draft").json
    answer = client.post("/review/2/check?lang=en", given)
    shown = [r for r in answer.json["report"]["results"] if r["place"] == "published"]

    assert shown[0]["message"].startswith("Give the day the article was published")


def test_new_organisation(client):
    """An organisation that no register has is one that only the article mentions."""
    given = client.get("/review/2/draft").json
    given["draft"]["published"] = "2025-03-04"
    given["draft"]["evidence"]["published"] = {
        "start": None,
        "end": None,
        "quote": "2025-03-04",
        "origin": "redaktören",
    }
    accepted(client, given, 2)
    text = client.get(client.post("/review/2/save", given).json["record"]).body.decode()
    (key,) = described(text, "organisation")
    told = client.post("/review/2/check", given).json["report"]["results"]

    assert [result for result in told if "Engelskt namn" in result["message"]] == []
    assert f"organization: organisation:{key}" in text
    assert text.count("Sju Åars räddningsförbund") >= 2


def test_none_of_the_register(client):
    """An editor may say that a name is none of the organisations that have it."""
    given = settled(client)
    given["choices"]["organisations"] = {"Region Gotland": "", "Norsjö kommun": ""}
    text = client.get(client.post("/review/1/save", given).json["record"]).body.decode()

    assert len(described(text, "organisation")) == 2
    assert "kommun:2417" not in text
    assert "region:09" not in text


def test_organisation_that_is_not_offered(client):
    """An organisation that the name cannot stand for is not taken: the name is nobody's."""
    given = settled(client)
    given["choices"]["organisations"] = {"Region Gotland": "https://evil.example/"}
    text = client.get(client.post("/review/1/save", given).json["record"]).body.decode()

    assert "evil.example" not in text


def test_publisher(client):
    """The publisher is looked up by name, and may have to be chosen as well."""
    given = settled(client)
    given["choices"]["publisher"] = "Uppsala"
    answer = client.post("/review/1/check", given)
    assert messages(answer) == {"publisher"}
    assert len(answer.json["publishers"]) == 2

    given["choices"]["organisations"]["Uppsala"] = f"{SOURCE_BASE}id/kommun/0380"
    given["choices"] |= {"url": "https://www.example.se/nyheter/1", "english": "One IT department"}
    saved = client.post("/review/1/save", given)
    text = client.get(saved.json["record"]).body.decode()

    assert "publisher: kommun:0380" in text
    assert "url: " in text
    assert "en: One IT department" in text
    assert {"publisher", "english"}.isdisjoint(r["place"] for r in saved.json["report"]["results"])


SENTENCE = "Vi har lärt oss mer av varandra det här halvåret än på tio år"


@pytest.mark.parametrize(
    ("own", "text", "status", "rendering"),
    [
        (False, "De lär av varandra.", 201, "atg:referat"),
        (False, "Vi har lärt oss", 409, ""),
        (False, "Vi har lärt", 201, "atg:referat"),
        (False, "De har lärt sig mer av varandra det här halvåret", 201, "atg:referat"),
        (False, SENTENCE, 409, ""),
        (False, f"Hon säger: {SENTENCE.upper()}!", 409, ""),
        (False, f"Bra. {SENTENCE.replace(' ', chr(10), 3)}.", 409, ""),
        (True, SENTENCE, 201, "atg:citat"),
        (True, "De lär av varandra.", 201, "atg:referat"),
    ],
)
def test_whose_words(client, own, text, status, rendering):
    """The source's own sentences are taken only where the source is said to be the editor's own."""
    given = settled(client)
    given["choices"]["own"] = own
    given["choices"]["persons"][0]["statements"][0]["text"] = text
    answer = client.post("/review/1/save", given)

    assert answer.status == status
    if status == 409:
        assert messages(answer) == {"p1s1"}
    else:
        record = client.get(answer.json["record"]).body.decode()
        assert f"atergivning: {rendering}" in record
        assert ("rights: own" in record) == own


def test_undecided(client):
    """What is neither accepted, changed nor removed stops the saving, until nothing is left."""
    given = settled(client)
    given["choices"]["accepted"] = [p for p in given["choices"]["accepted"] if p != "p3r2.from"]
    refused = client.post("/review/1/save?lang=en", given)
    given["draft"]["persons"][2]["roles"][1]["from"] = None
    given["draft"]["evidence"]["persons"][2]["roles"][1]["from"] = None
    saved = client.post("/review/1/save", given)

    assert (refused.status, refused.json["waiting"]) == (409, ["p3r2.from"])
    assert refused.json["detail"].startswith("Not saved yet: 1 value is neither accepted")
    assert saved.status == 201


def test_who_answers_for_the_page(client):
    """What says who answers waits as well, but not what an editor has said."""
    given = settled(client, 3)
    assert given["choices"]["accepted"] == ["title", "published", "p1.name", "p1.responsible"]
    given["choices"]["accepted"].remove("p1.responsible")
    given["draft"]["evidence"]["persons"][0]["responsible"] = {
        "start": None,
        "end": None,
        "quote": "",
        "origin": "redaktören",
    }

    assert client.post("/review/3/check", given).json["waiting"] == []


def test_statements_may_stay_empty(client):
    """A box that stays empty is no statement."""
    text = client.get(client.post("/review/1/save", settled(client)).json["record"]).body.decode()

    assert described(text, "uttalande") == []
    assert SENTENCE not in text


def test_text_is_never_in_the_record(client):
    """Of the text a record holds the values and where they stand, and nothing else."""
    text = client.get(client.post("/review/1/save", settled(client)).json["record"]).body.decode()

    assert "servett" not in text
    assert "tecken 298" in text


def changed(given, *path, value=None, gone=False):
    """Change what is posted at one place."""
    posted = deepcopy(given)
    part = posted
    for step in path[:-1]:
        part = part[step]
    if gone:
        del part[path[-1]]
    else:
        part[path[-1]] = value
    return posted


BAD: dict[str, tuple[object, ...]] = {
    "no draft": ("draft", None),
    "a list": ("draft", []),
    "no choices": ("choices", None),
    "no such day": ("draft", "published", "2026-02-30"),
    "a path as a day": ("draft", "published", "../../etc/x"),
    "no such moment": ("draft", "persons", 2, "roles", 1, "from", "17"),
    "no name": ("draft", "persons", 0, "name", " "),
    "half a character": ("draft", "persons", 0, "name", "\ud83c"),
    "no such language": ("draft", "language", "svenska!"),
    "a span outside": ("draft", "evidence", "persons", 0, "name", "end", 10**6),
    "another quote": ("draft", "evidence", "persons", 0, "name", "quote", "Signe W"),
    "a number as a name": ("draft", "persons", 0, "name", 7),
    "an unknown choice": ("choices", "admin", True),
    "a script as an address": ("choices", "url", "javascript:alert(1)/x"),
    "an address with a space": ("choices", "url", "https://a.se/ b"),
    "too few persons": ("choices", "persons", []),
    "too few roles": ("choices", "persons", 0, "roles", []),
    "an id of nothing": ("choices", "persons", 0, "id", ""),
    "an id as a path": ("choices", "persons", 0, "id", "../x"),
    "an id twice": ("choices", "persons", 0, "id", "p2"),
    "a number as a statement": ("choices", "persons", 0, "statements", 0, "text", 7),
    "own in words": ("choices", "own", "ja"),
    "a number as what is replaced": ("choices", "replaces", 1),
    "organisations as a list": ("choices", "organisations", []),
}


@pytest.mark.parametrize("way", ["check", "save"])
@pytest.mark.parametrize("path", BAD.values(), ids=BAD)
def test_bad_posts(start, path, way):
    """What does not fit is told with its place, and nothing of it is kept or written."""
    server = start()
    client = server.client()
    client.enter(server.once)
    given, files = settled(client), server.articles()
    body = changed(given, *path[:-1], value=path[-1])
    answer = client.post(f"/review/1/{way}", body)

    assert answer.status == 422
    assert "it-avdelning.html" in answer.json["detail"]
    assert server.articles() == files
    kept = client.get("/review/1/draft").json
    assert kept["choices"]["accepted"] == []
    assert kept["draft"]["persons"][0]["name"] == "Signe Wallgren"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[1]", b'{"a":1,"a":2}', b"[" * 10**5])
def test_garbage(client, body):
    """Bytes that are no JSON, or no object, are told of."""
    assert client.post("/review/1/check", body).status == 422


@pytest.mark.parametrize("number", ["0", "9", "-1", "99999999999999999999", "x"])
def test_no_such_review(client, number):
    """A review that there is not is not found."""
    assert client.get(f"/review/{number}/draft").status == 404
    assert client.post(f"/review/{number}/save", {}).status == 404


def test_not_saved(client):
    """There is no record before one is saved."""
    assert client.get("/review/1/record").status == 404


def test_without_a_site(start):
    """Without a site the record is judged all the same, written nowhere, and downloaded."""
    server = start(site=False)
    client = server.client()
    client.enter(server.once)
    assert client.post("/review/1/save", client.get("/review/1/draft").json).status == 409
    saved = client.post("/review/1/save", settled(client))
    record = client.get(saved.json["record"])

    assert saved.json["file"] is None
    assert record.headers["content-type"] == "application/yaml; charset=utf-8"
    assert record.headers["content-disposition"].startswith('attachment; filename="2026-02-14-')
    assert "region:09" in record.body.decode()


@pytest.mark.parametrize("make", [cooperation, appointment, notice])
def test_open_a_draft(client, make):
    """A draft that extract has written can be put on the desk."""
    body = interchange.write(make())
    answer = client.post("/open?name=x.draft.json", body)

    assert answer.status == 201
    shown = client.get(f"{answer.json['review']}/draft").json
    assert shown["draft"]["evidence"]["text"] == make().text
    assert client.get(answer.json["review"]).status == 200


def test_open_a_page(client):
    """A page is extracted, and its text shown as it is."""
    text = "Nytt avtal\n\n– Det blir bra, säger Ulla Berglind, kommundirektör i Malå kommun.\n"
    answer = client.post("/open?name=../../sida.txt", text.encode())
    shown = client.get(f"{answer.json['review']}/draft").json["draft"]

    assert shown["evidence"]["text"] == text
    assert shown["evidence"]["file"] == "sida.txt"
    assert [person["name"] for person in shown["persons"]] == ["Ulla Berglind"]


def test_open_a_mail(client):
    """A mail is read as well, and a browser that is asked for a file offers it."""
    data = "MIME-Version: 1.0\nSubject: Nytt avtal\n\nHej! Avtalet är klart.\n".encode()
    answer = client.post("/open?name=brev.eml", data)
    shown = client.get(f"{answer.json['review']}/draft").json["draft"]
    offered = re.search(r'accept="([^"]*)"', client.get("/start").body.decode())

    assert shown["title"] == "Nytt avtal"
    assert offered
    assert {".html", ".mhtml", ".eml", ".txt", ".json"} <= {*offered[1].split(",")}


def test_open_nothing(client):
    """What is no page is told of."""
    answer = client.post("/open?name=a.json", b"{}")

    assert answer.status == 422
    assert answer.json["detail"].startswith("a.json ($): lacks the key")


@pytest.fixture(scope="module")
def published(tmp_path_factory, sample_site):
    """A site of its own, published, and with a record in it that nobody has reviewed."""
    site = tmp_path_factory.mktemp("published") / "site"
    shutil.copytree(sample_site, site, symlinks=True)
    return site


@pytest.fixture(scope="module")
def namesake():
    """An article that names somebody like a published person."""
    of = Article("a.txt", "Möte\n\nAnders Knape, ordförande, SKR, talade den 3 maj 2021.\n")
    who = DraftPerson(
        of.value("Anders Knape"), roles=(Role(of.value("ordförande"), of.body("SKR")),)
    )
    return Draft(
        of.file, of.text, of.value("Möte"), of.value("3 maj 2021", "2021-05-03"), persons=(who,)
    )


def test_published_person(published, namesake):
    """A published person is offered with what is known, chosen by nobody, and may be chosen."""
    workplace = Workplace.at(read_config(published / "samverkan.toml"))
    with running(workplace, (namesake,), published) as server:
        client = server.client()
        client.enter(server.once)
        given = client.get("/review/1/draft").json
        (offered,) = given["draft"]["evidence"]["persons"][0]["candidates"]
        accepted(client, given)["choices"]["accepted"].remove("p1.who")
        open_ = client.post("/review/1/save", given)
        given["choices"]["accepted"].append("p1.who")
        new = client.post("/review/1/save", given)
        given["choices"]["accepted"].remove("p1.who")
        given["choices"]["persons"][0]["published"] = offered["iri"]
        chosen = client.post("/review/1/save", given)
        text = client.get(chosen.json["record"]).body.decode()
        given["choices"]["persons"][0]["published"] = "https://evil.example/"
        wrong = client.post("/review/1/save", given)

    assert (open_.status, open_.json["waiting"]) == (409, ["p1.who"])
    assert "någon med samma namn är redan publicerad" in open_.json["detail"]
    assert offered["iri"] == KNAPE
    assert any("ordförande" in fact for fact in offered["facts"])
    assert (new.status, chosen.status, wrong.status) == (201, 201, 409)
    assert described(text, "person") == []
    assert "member: person:3aq7mf4yaw6b" in text
    assert messages(wrong) == {"p1.who"}
    config = read_config(published / "samverkan.toml")
    assert publish(config, datetime(2026, 11, 28, tzinfo=UTC)).report.conforms


def test_faults_of_the_site(published, namesake):
    """A file of the site that cannot be read is told of, and stops nobody."""
    record = published / "data" / "articles" / "annan.yaml"
    record.write_text("- [\n", encoding="utf-8")
    workplace = Workplace.at(read_config(published / "samverkan.toml"))
    with running(workplace, (namesake,), published) as server:
        client = server.client()
        client.enter(server.once)
        given = client.get("/review/1/draft").json
        given["choices"]["replaces"] = ""
        answer = client.post("/review/1/check", given)
    record.unlink()

    assert answer.json["report"]["conforms"]
    (note,) = answer.json["report"]["notes"]
    assert "data/articles/annan.yaml" in note


IDLE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix sam: <https://data.samverkan.example/spec/samverkan/> .
sam:IdleShape a sh:NodeShape ; sh:targetClass foaf:Person ; sh:property sam:IdlePropertyShape .
sam:IdlePropertyShape sh:path [ sh:inversePath org:member ] ; sh:maxCount 0 .
"""


def test_faults_of_others(published, namesake):
    """What the site lacked before is no fault of a record, though the record touches it."""
    shape = published / "shapes" / "IdleShape.ttl"
    shape.write_text(IDLE, encoding="utf-8")
    workplace = Workplace.at(read_config(published / "samverkan.toml"))
    with running(workplace, (namesake,), published) as server:
        client = server.client()
        client.enter(server.once)
        given = client.get("/review/1/draft").json
        given["choices"]["replaces"] = ""
        new = client.post("/review/1/check", given)
        given["choices"]["persons"][0]["published"] = KNAPE
        known = client.post("/review/1/check", given)
    shape.unlink()

    assert messages(new) == {"p1.name"}
    assert messages(known) == set()
