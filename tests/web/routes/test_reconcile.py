"""The Reconciliation API over HTTP."""

import csv
import json
import time
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from samverkan_ld.reconciliation import suggestion
from samverkan_ld.reconciliation.batch import MOST

HIDDEN = ("person/cc7jf612n7t3", "Daniel Ahlqvist")
SEEN = "Kerstin Westerberg"
JOVIC = "person/nkj9mcfkne65"
SKR = "organisation/q7m2kd8f4t3w"
FLOOR = 0.98
"""So many spellings of municipalities have to have the right one first."""


class Schemas:
    """The schemas of the standard, by their names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known = {
            path.stem: json.loads(path.read_text()) for path in (folder / "schemas").iterdir()
        }
        resources = [(s["$id"], DRAFT7.create_resource(s)) for s in self.known.values()]
        self.registry: Registry = Registry().with_resources(resources)

    def faults(self, name: str, value: object) -> list[str]:
        """List what in a value a schema does not allow."""
        schema = {k: v for k, v in self.known[name].items() if k != "$schema"}
        errors = Draft7Validator(schema, registry=self.registry).iter_errors(value)
        return [error.message for error in errors]

    def examples(self, name: str, sort: str) -> list[object]:
        """Read the examples of a kind, valid or invalid ones."""
        paths = sorted((self.folder / "examples" / name / sort).iterdir())
        return [json.loads(path.read_text()) for path in paths]


@pytest.fixture(scope="session")
def schemas(suites):
    """The schemas of version 0.2; tests that need them are skipped without them."""
    folder = suites / "reconciliation-0.2"
    if not folder.is_dir():
        pytest.skip(f"no schemas at {folder}: set SAMVERKAN_SUITES")
    return Schemas(folder)


def ask(client, batch, **headers):
    """Send a batch of queries; gives the results by key."""
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)}, headers=headers)
    assert answer.status_code == 200, answer.text
    return {key: found["result"] for key, found in answer.get_json().items()}


def find(client, query, *types, **conditions):
    """Send one query; gives its candidates."""
    asked = {"query": query} if query else {}
    asked |= {"type": list(types), "type_strict": "any"} if types else {}
    if conditions:
        asked["properties"] = [{"pid": name, "v": v} for name, v in conditions.items()]
    return ask(client, {"q": asked})["q"]


def first(candidates):
    """Tell of the first candidate its id, whether it is certain, and its score."""
    best = candidates[0]
    return best["id"], best["match"], best["score"]


# The protocol


def test_manifest(client, schemas):
    """The manifest tells of the service, and names the data by the site's own addresses."""
    told = client.get("/reconcile", base_url="http://other.example:8080").get_json()

    assert schemas.faults("manifest", told) == []
    assert told["identifierSpace"] == "https://data.example.org/id/"
    assert told["schemaSpace"] == "https://t.example.org/spec/samverkan/"
    assert told["batchSize"] == MOST
    service = "http://other.example:8080/reconcile"
    assert told["preview"]["url"] == f"{service}/preview?id={{{{id}}}}"
    assert told["suggest"]["entity"] == {"service_url": service, "service_path": "/suggest/entity"}


@pytest.mark.parametrize(
    ("asked", "host"),
    [
        ("data.example.org", "https://data.example.org"),
        ("other.example", "http://other.example"),
        ('evil"><x', "https://data.example.org"),
    ],
)
def test_host(client, asked, host):
    """The service is where it was asked, over TLS at its own host; no host is no address."""
    told = client.get("/reconcile", headers={"Host": asked}).get_json()

    assert told["view"]["url"] == f"{host}/lookup?id={{{{id}}}}"


def test_valid_batches(client, schemas):
    """Batches of the standard are read, but for types and properties of other services."""
    for batch in schemas.examples("reconciliation-query-batch", "valid"):
        for query in batch.values():
            query.pop("type", None)
            for condition in query.get("properties", ()):
                condition["pid"] = "role"
        answer = client.post("/reconcile", data={"queries": json.dumps(batch)})
        assert answer.status_code == 200
        assert answer.get_json().keys() == batch.keys()
        assert schemas.faults("reconciliation-result-batch", answer.get_json()) == []


def test_invalid_batches(client, schemas):
    """Batches that the standard calls invalid are refused."""
    for batch in schemas.examples("reconciliation-query-batch", "invalid"):
        answer = client.post("/reconcile", data={"queries": json.dumps(batch)})
        assert answer.status_code == 400


def test_answers(client, schemas):
    """Each answer is as its schema says."""
    batch = {
        "a": {"query": "Norsjö"},
        "b": {"query": "Jovic"},
        "c": {"query": "Region Gotland"},
        "d": {"query": "xyzxyz"},
        "e": {"properties": [{"pid": "organisation", "v": "SKR"}]},
    }
    found = client.get(f"/reconcile?{urlencode({'queries': json.dumps(batch)})}").get_json()
    assert schemas.faults("reconciliation-result-batch", found) == []
    assert found["d"] == {"result": []}
    for name in ("entity", "property", "type"):
        told = client.get(f"/reconcile/suggest/{name}?prefix=o").get_json()
        plural = {"entity": "entities", "property": "properties", "type": "types"}[name]
        assert told["result"]
        assert schemas.faults(f"suggest-{plural}-response", told) == []
    for kind in ("person", "kommun", ""):
        told = client.get(f"/reconcile/extend/propose?type={kind}").get_json()
        assert told["properties"]
        assert schemas.faults("data-extension-property-proposal", told) == []


def test_extension_is_as_described(client, schemas):
    """Every property that is proposed can be fetched, and is told as its schema says."""
    proposed = client.get("/reconcile/extend/propose").get_json()["properties"]
    ids = [JOVIC, SKR, "kommun/2482", "region/24", "kommun/0000"]
    asked = {
        "ids": ids,
        "properties": [{"id": known["id"]} for known in proposed],
    }
    assert schemas.faults("data-extension-query", asked) == []

    told = client.post("/reconcile", data={"extend": json.dumps(asked)}).get_json()

    assert schemas.faults("data-extension-response", told) == []
    assert told["rows"].keys() == set(ids)
    filled = {name for row in told["rows"].values() for name, cells in row.items() if cells}
    assert filled == {known["id"] for known in proposed}
    assert not any(told["rows"]["kommun/0000"].values())


def test_get_and_post(client):
    """Queries by GET and by POST have the same answer."""
    batch = json.dumps({"q": {"query": "Norsjö kn"}})
    got = client.get(f"/reconcile?{urlencode({'queries': batch})}")
    posted = client.post("/reconcile", data={"queries": batch})

    assert got.get_json() == posted.get_json()


@pytest.mark.parametrize(
    "path",
    [
        "/reconcile",
        "/reconcile?queries=x",
        "/reconcile?extend=x",
        "/reconcile/suggest/entity?prefix=a",
        "/reconcile/suggest/entity?cursor=x",
        "/reconcile/suggest/property",
        "/reconcile/suggest/type",
        "/reconcile/suggest/nothing",
        "/reconcile/extend/propose",
        "/reconcile/extend/propose?limit=x",
        "/reconcile/preview?id=kommun%2F2482",
        "/reconcile/preview?id=kommun%2F0000",
        "/reconcile/preview",
    ],
)
def test_every_answer(client, path):
    """Any page may read every answer, faults too, and no search engine lists what is found."""
    answer = client.get(f"{path}{'&' if '?' in path else '?'}callback=f")

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.status_code in (200, 303) or answer.mimetype == "application/problem+json"
    assert not answer.data.startswith(b"f(")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert client.head(path).status_code == answer.status_code


def test_preflight(client):
    """A script of another site may post."""
    answer = client.options("/reconcile", headers={"Origin": "http://127.0.0.1:3333"})

    assert answer.status_code == 204
    assert {"GET", "POST"} <= set(answer.headers["Access-Control-Allow-Methods"].split(", "))


@pytest.mark.parametrize(
    ("batch", "status", "sv", "en"),
    [
        (
            {"rad 7": {"query": "x", "props": []}},
            400,
            "nyckeln ”props” okänd",
            "the key “props” is",
        ),
        ({"rad 7": {"limit": 1}}, 400, "varken query eller", "neither query nor"),
        ({"rad 7": {"query": 1}}, 400, "ska query vara en text", "query is to be a text"),
        ({f"{n}": {"query": "x"} for n in range(MOST + 1)}, 413, "Högst 50", "50 are accepted"),
        ([], 400, "JSON-objekt", "JSON object"),
    ],
)
def test_fault(client, batch, status, sv, en):
    """A fault is told in the language asked for, and names the query."""
    for language, said in (("sv", sv), ("en", en)):
        headers = {"Accept-Language": language}
        answer = client.post("/reconcile", data={"queries": json.dumps(batch)}, headers=headers)
        assert answer.status_code == status
        assert said in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("properties", "sv", "en"),
    [
        (
            [("role", {"date": "2018"}), ("role", {"date": "2020"})],
            "i var sitt anrop",
            "separate requests",
        ),
        ([("role", {}), ("role", {"date": "2020"})], "role flera gånger", "role stands several"),
        ([("role", {"limit": 1})], "”limit” okänd. De här finns: date", "setting “limit” is"),
        ([("role", {"date": "i år"})], "date vara en dag", "date is to be a day"),
        ([("role", "2020")], "settings vara ett objekt", "settings is to be an object"),
    ],
)
def test_fault_of_settings(client, properties, sv, en):
    """An answer has a column for a property: settings that it could not hold are refused."""
    told = [{"id": name, "settings": settings} for name, settings in properties]
    asked = {"extend": json.dumps({"ids": [JOVIC], "properties": told})}
    for language, said in (("sv", sv), ("en", en)):
        answer = client.post("/reconcile", data=asked, headers={"Accept-Language": language})
        assert answer.status_code == 400
        assert said in answer.get_json()["detail"]


def test_extended_once(client):
    """A property that is asked for twice alike has one column."""
    asked = {"ids": [JOVIC], "properties": [{"id": "role"}, {"id": "role", "settings": {}}]}
    told = client.post("/reconcile", data={"extend": json.dumps(asked)}).get_json()

    assert [column["id"] for column in told["meta"]] == ["role"]


@pytest.mark.parametrize(
    "path", ["/reconcile/suggest/entity?prefix=nors&", "/reconcile/extend/propose?"]
)
def test_unknown_type(client, path):
    """A type that there is not is refused, not overlooked; several may be named, and none."""
    refused = client.get(f"{path}type=kommun&type=ort&lang=en")

    assert refused.status_code == 400
    assert "cannot be “ort”" in refused.get_json()["detail"]
    assert "kommun, region" in refused.get_json()["detail"]
    for types in ("", "type=", "type=person&type=kommun"):
        assert client.get(f"{path}{types}").status_code == 200


def test_suggest_by_type(client):
    """Only things of the types named are suggested."""
    for types, expected in (("region", {"region"}), ("region&type=kommun", {"region", "kommun"})):
        found = client.get(f"/reconcile/suggest/entity?prefix=gotland&type={types}").get_json()
        assert {thing["id"].partition("/")[0] for thing in found["result"]} == expected


def test_nothing_posted(client):
    """A post without queries is told what is missing."""
    answer = client.post("/reconcile", data={"query": "Norsjö"})

    assert answer.status_code == 400
    assert "queries" in answer.get_json()["detail"]


# Names


@pytest.mark.parametrize(
    ("text", "types", "thing"),
    [
        ("Norsjö kommun", (), "kommun/2417"),
        ("norsjö KOMMUN", ("kommun",), "kommun/2417"),
        ("Norsjö Municipality", ("organisation",), "kommun/2417"),
        ("Vesna Jovic", (), JOVIC),
        ("SKL", (), SKR),
        ("Region Gotland", ("region",), "region/09"),
        ("kommun/2482", (), "kommun/2482"),
        ("kommun%2F2482", (), "kommun/2482"),
        ("https://data.example.org/id/kommun/2482", (), "kommun/2482"),
        ("2482", (), "kommun/2482"),
        ("212000-2643", (), "kommun/2482"),
        ("Q430780", (), "kommun/2482"),
    ],
)
def test_certain(client, text, types, thing):
    """A name or identifier that only one thing has is certain."""
    assert first(find(client, text, *types)) == (thing, True, 100)


@pytest.mark.parametrize(
    ("text", "types", "thing", "least"),
    [
        ("Norsjö kn", ("kommun",), "kommun/2417", 95),
        ("Norsjo", ("kommun",), "kommun/2417", 80),
        ("Jovic, Vesna", ("person",), JOVIC, 95),
        ("Vesna Jovics", ("person",), JOVIC, 80),
        ("Jönköpings läns landsting", ("region",), "region/06", 95),
        ("Sveriges komuner och regioner", ("organisation",), SKR, 90),
    ],
)
def test_likely(client, text, types, thing, least):
    """A name that is spelt otherwise is found, and is never certain."""
    found, is_certain, score = first(find(client, text, *types))

    assert (found, is_certain) == (thing, False)
    assert least <= score < 100


@pytest.mark.parametrize(
    "text",
    ["kommun/a b", "kommun/<x>", "person/%00", "person/", "https://x.example/<>", "%", "\x00"],
)
def test_no_id(client, text):
    """What looks like an id and is none finds nothing likely, and harms nothing."""
    asked = {"ids": [text], "properties": [{"id": "iri"}]}
    rows = client.get("/reconcile", query_string={"extend": json.dumps(asked)}).get_json()["rows"]

    assert max((found["score"] for found in find(client, text)), default=0) < 60
    assert rows == {text: {"iri": []}}
    assert client.get("/reconcile/preview", query_string={"id": text}).status_code == 404


def test_several(client):
    """Of things that are called alike, none is certain."""
    found = find(client, "Region Gotland")

    assert [(c["id"], c["score"], c["match"]) for c in found] == [
        ("kommun/0980", 100, False),
        ("region/09", 100, False),
    ]


def test_candidate(client):
    """A candidate is told from others, in the language asked for."""
    batch = {"q": {"query": "Habo", "type": "kommun"}}
    told = {
        language: ask(client, batch, **{"Accept-Language": language})["q"][0]
        for language in ("sv", "en")
    }

    assert told["sv"]["name"] == "Habo kommun"
    assert told["sv"]["description"] == "kommun, Jönköpings län"
    assert told["en"]["name"] == "Habo Municipality"
    assert [kind["id"] for kind in told["sv"]["type"]] == ["kommun", "organisation"]
    assert told["en"]["type"][0]["name"] == "Municipality"


@pytest.mark.parametrize(
    ("types", "strictness", "expected"),
    [
        (["region"], "any", {"region/24"}),
        (["region", "kommun"], "any", {"region/24"}),
        (["organisation", "region"], "all", {"region/24"}),
        (["person", "region"], "all", set()),
        (["person"], "any", set()),
        (["person"], "should", {"region/24"}),
    ],
)
def test_types(client, types, strictness, expected):
    """All types must fit, or any of them; or those of other types come too, with less."""
    asked = {"query": "Region Västerbotten", "type": types, "type_strict": strictness}
    found = ask(client, {"q": asked})["q"]

    assert {candidate["id"] for candidate in found[:1]} == expected
    if strictness == "should":
        assert found[0]["score"] < 100
        assert not found[0]["match"]


def test_independent(client):
    """A query has the same answer alone and among others."""
    queries = {"a": {"query": "Norsjo"}, "b": {"query": "Håbo"}, "c": {"query": "x" * 5000}}
    together = ask(client, queries)

    assert {key: ask(client, {key: query})[key] for key, query in queries.items()} == together


def test_limit(client):
    """No more candidates are given than asked for, the likeliest first."""
    batch = {"q": {"query": "Länsstyrelsen", "type": "organisation", "limit": 3}}
    found = ask(client, batch)["q"]

    scores = [candidate["score"] for candidate in found]
    assert len(found) == 3
    assert scores == sorted(scores, reverse=True)


# Properties


@pytest.mark.parametrize(
    ("conditions", "is_certain"),
    [
        ({"organisation": "SKR"}, True),
        ({"organisation": {"id": SKR}}, True),
        ({"organisation": ["Norsjö kommun", "Sveriges Kommuner och Regioner"]}, True),
        ({"organisation": "Norsjö kommun"}, False),
        ({"organisation": "Stenhuggeriverket"}, False),
        ({"role": "VD"}, True),
        ({"role": "verkställande direktör"}, True),
        ({"role": "vd", "date": "2018-06-01", "organisation": "SKR"}, True),
        ({"role": "ordförande"}, False),
        ({"date": "2018-06-01"}, True),
        ({"date": "2018"}, True),
        ({"date": "2017-03-01"}, False),
        ({"date": "2020-01-01"}, False),
        ({"date": "i våras"}, False),
    ],
)
def test_person(client, conditions, is_certain):
    """A person is certain if the name is, and a role held answers to all that is asked for."""
    best = find(client, "Vesna Jovic", "person", **conditions)[0]

    assert (best["id"], best["match"]) == (JOVIC, is_certain)
    assert (best["score"] == 100) == is_certain
    assert {feature["id"] for feature in best["features"]} == {"name", *conditions}


@pytest.mark.parametrize(
    ("day", "people", "certain"),
    [
        ("2018-06-01", {"Anders Knape", "Vesna Jovic"}, set()),
        ("2020-03-17", {"Anders Knape"}, {"Anders Knape"}),
        ("2020-01-01", {"Anders Knape"}, set()),
    ],
)
def test_held_on(client, day, people, certain):
    """Who held a post on a day is found without a name: certainly, or possibly."""
    found = find(client, "", "person", organisation="SKR", date=day)
    people_by = {c["name"]: c for c in found if c["name"] in ("Anders Knape", "Vesna Jovic")}

    assert people_by.keys() == people
    assert {name for name, c in people_by.items() if c["score"] == 100} >= certain


def test_post_on_a_day(client):
    """Who certainly held a role in an organisation on a day is certain."""
    found = find(client, "", "person", organisation="SKR", role="VD", date="2018-06-01")

    assert first(found) == (JOVIC, True, 100)
    assert not find(client, "", "person", organisation="SKR", role="VD", date="2016-06-01")


def test_narrower_role(client):
    """A role stands for those narrower than it: a chair of the board is a chair."""
    found = find(client, "", "person", municipality="Norsjö kommun", role="ordförande")

    assert [candidate["name"] for candidate in found] == ["Mikael Lindfors"]


@pytest.mark.parametrize(
    ("conditions", "is_certain"),
    [
        ({"municipality": "Luleå"}, True),
        ({"municipality": {"id": "kommun/2580"}}, True),
        ({"municipality": "Piteå"}, False),
        ({"county": "Norrbotten"}, True),
        ({"county": "25"}, True),
        ({"county": "Västerbottens län"}, False),
    ],
)
def test_organisation(client, conditions, is_certain):
    """An organisation is told from its namesakes by its municipality or county."""
    best = find(client, "Norrbottens e-nämnd", "organisation", **conditions)[0]

    assert (best["name"], best["match"]) == ("Norrbottens e-nämnd", is_certain)


# Privacy


def test_hidden(client):
    """A person whom the site leaves out is nowhere: no candidate, suggestion, value or preview."""
    key, name = HIDDEN
    bodies = {"pid": "organisation", "v": ["Norrbottens e-nämnd", "Norrköpings kommun"]}
    batch = {
        "name": {"query": name},
        "type": {"query": name, "type": "person"},
        "id": {"query": key},
        "iri": {"query": f"https://data.example.org/id/{key}"},
        "day": {"properties": [{"pid": "date", "v": "2020-03-17"}, bodies]},
        "surname": {"query": name.split()[1], "limit": 100},
    }
    asked = {
        "ids": [key, "organisation/v5n8hs2j6r9c", "kommun/2580", "kommun/0581"],
        "properties": [{"id": "member"}, {"id": "organisation"}, {"id": "iri"}],
    }
    queries = client.post("/reconcile", data={"queries": json.dumps(batch)})
    values = client.post("/reconcile", data={"extend": json.dumps(asked)})
    others = [
        client.get("/reconcile/suggest/entity", query_string={"prefix": name}),
        client.get("/reconcile/suggest/entity", query_string={"prefix": key}),
        client.get("/reconcile/preview", query_string={"id": key}),
    ]

    assert all(name not in answer.text for answer in (queries, values, *others))
    assert SEEN in queries.text
    assert SEEN in values.text
    assert not any(values.get_json()["rows"][key].values())
    assert others[-1].status_code == 404


# The rest


def test_extend(client):
    """Values of one membership stand in one row; a day leaves out what was not held then."""
    properties = [{"id": name} for name in ("role", "organisation", "start", "end")]
    asked = {"ids": [JOVIC], "properties": properties}
    rows = client.get("/reconcile", query_string={"extend": json.dumps(asked)}).get_json()["rows"]

    assert rows[JOVIC] == {
        "role": [{"str": "verkställande direktör"}],
        "organisation": [{"id": SKR, "name": "Sveriges Kommuner och Regioner"}],
        "start": [{"date": "2017-01-01T00:00:00"}],
        "end": [{"date": "2019-12-31T00:00:00"}],
    }
    asked["properties"] = [{"id": "role", "settings": {"date": "2020-06-01"}}]
    rows = client.get("/reconcile", query_string={"extend": json.dumps(asked)}).get_json()["rows"]
    assert rows[JOVIC] == {"role": []}


def test_extend_organisation(client):
    """An organisation is told by its number, form, county, website and people."""
    names = ("organisation-number", "form", "county", "website", "code", "wikidata", "municipality")
    asked = {"ids": ["kommun/2417", "kommun%2F2417"], "properties": [{"id": n} for n in names]}
    rows = client.get("/reconcile", query_string={"extend": json.dumps(asked)}).get_json()["rows"]

    assert rows["kommun/2417"] == rows["kommun%2F2417"]
    assert rows["kommun/2417"] == {
        "organisation-number": [{"str": "2120002858"}],
        "form": [{"str": "kommun"}],
        "county": [{"id": "plats/lan-24", "name": "Västerbottens län"}],
        "website": [{"str": "https://norsjo.se/"}],
        "code": [{"str": "2417"}],
        "wikidata": [{"str": "Q507644"}],
        "municipality": [{"id": "kommun/2417", "name": "Norsjö kommun"}],
    }


def test_preview(client):
    """A preview may be shown in a frame, unlike any other page, and holds no script."""
    answer = client.get("/reconcile/preview?id=kommun%2F2482")

    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors" not in policy
    assert "X-Frame-Options" not in answer.headers
    assert "default-src 'none'" in policy
    assert "Skellefteå kommun" in answer.text
    assert "<script" not in answer.text
    assert "frame-ancestors 'none'" in client.get("/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize(("asked", "status"), [("id=x", 404), ("", 400)])
def test_preview_of_nothing(client, asked, status, accept):
    """A frame shows what is wrong too: a few lines, which lead nowhere inside the frame."""
    answer = client.get(f"/reconcile/preview?lang=en&{asked}", headers={"Accept": accept})

    assert answer.status_code == status
    assert "frame-ancestors" not in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert "<a " not in answer.text
    assert ("the id x" if asked else "parameter id") in answer.text


@pytest.mark.parametrize(
    ("service", "prefix", "expected"),
    [
        ("entity", "nors", "kommun/2417"),
        ("entity", "kommun/2482", "kommun/2482"),
        ("entity", "jov", JOVIC),
        ("property", "municip", "municipality"),
        ("property", "kom", "municipality"),
        ("type", "munic", "kommun"),
        ("type", "reg", "region"),
    ],
)
def test_suggest(client, service, prefix, expected):
    """What is typed is completed, in either language."""
    found = client.get(f"/reconcile/suggest/{service}", query_string={"prefix": prefix}).get_json()

    assert found["result"][0]["id"] == expected


def test_cursor(client):
    """More suggestions follow from where the last ended."""
    pages = [
        client.get(f"/reconcile/suggest/entity?prefix=läns&cursor={start}").get_json()["result"]
        for start in (0, 5)
    ]

    assert pages[0][5:] == pages[1][: len(pages[0]) - 5]


def test_distant_cursor(client, monkeypatch):
    """What is past the reach of a search is not looked for."""
    monkeypatch.setattr(suggestion, "find", None)
    told = client.get("/reconcile/suggest/entity?prefix=a&cursor=1000")

    assert told.get_json() == {"result": []}


# A session


class OpenRefine:
    """What OpenRefine does with a service: it knows the manifest and nothing else."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.manifest = self.get(address)

    def get(self, url: str, **fields: str) -> Any:
        """Ask by GET."""
        with urllib.request.urlopen(f"{url}?{urlencode(fields)}" if fields else url) as answer:
            return json.load(answer)

    def post(self, **fields: str) -> Any:
        """Ask by POST."""
        with urllib.request.urlopen(self.address, urlencode(fields).encode()) as answer:
            return json.load(answer)

    def column(self, cells: list[str], kind: str) -> list[Any]:
        """Reconcile the cells of a column, as many at a time as the service takes."""
        found: list[Any] = []
        size = self.manifest["batchSize"]
        for start in range(0, len(cells), size):
            batch = {
                f"q{row}": {"query": cell, "type": kind, "limit": 5, "type_strict": "should"}
                for row, cell in enumerate(cells[start : start + size])
            }
            results = self.post(queries=json.dumps(batch))
            found += [results[key]["result"] for key in batch]
        return found

    def suggest(self, name: str, prefix: str) -> Any:
        """Complete what is typed."""
        service = self.manifest["suggest"][name]
        return self.get(service["service_url"] + service["service_path"], prefix=prefix)["result"]

    def open(self, template: str, name: str) -> str:
        """Open an address that the manifest gives for an id."""
        url = self.manifest[template]["url"].replace("{{id}}", quote(name, safe=""))
        with urllib.request.urlopen(url) as answer:
            return str(answer.read(), "utf-8")


def test_session(project, server):
    """A column of municipalities as agencies write them is reconciled, extended and looked at.

    The spellings were written down before the matcher: abbreviated, misspelt, in the genitive, with
    codes and counties beside, without dots, in broken encodings, and as they were spelt once.
    """
    path = project / "tests" / "reconciliation" / "spellings.csv"
    rows = list(csv.DictReader(path.read_text().splitlines()))
    client = OpenRefine(f"{server}/reconcile")
    start = time.perf_counter()

    results = client.column([row["spelling"] for row in rows], "kommun")

    took = (time.perf_counter() - start) * 1000 / len(rows)
    right, certain = Counter[bool](), Counter[bool]()
    wrong = []
    for row, found in zip(rows, results, strict=True):
        best = found[0]["id"] if found else ""
        is_alone = len(found) < 2 or found[1]["score"] < found[0]["score"]
        is_right = best == f"kommun/{row['kommunkod']}" and is_alone
        right[is_right] += 1
        certain[is_right] += any(candidate["match"] for candidate in found)
        wrong += [] if is_right else [f"{row['spelling']} → {best or 'nothing'}"]
    accuracy = right[True] / len(rows)
    print(
        f"{len(rows)} spellings, {accuracy:.1%} right, {certain[True]} certain, {took:.1f} ms each"
    )
    assert len(rows) >= 300
    assert accuracy >= FLOOR, wrong
    assert certain[False] == 0

    ids = [found[0]["id"] for found in results[:50]]
    proposed = client.manifest["extend"]["propose_properties"]
    known = client.get(proposed["service_url"] + proposed["service_path"], type="kommun")
    assert {"code", "county", "organisation-number"} <= {p["id"] for p in known["properties"]}
    fetched = client.post(
        extend=json.dumps({"ids": ids, "properties": [{"id": "code"}, {"id": "county"}]})
    )
    codes = [fetched["rows"][name]["code"][0]["str"] for name in ids]
    assert codes == [row["kommunkod"] for row in rows[:50]]
    assert "Upplands Väsby kommun" in client.open("preview", ids[0])
    assert "Upplands Väsby" in client.open("view", ids[0])
    assert client.suggest("entity", "Upplands")[0]["id"] in ids
    assert client.suggest("type", "kom")[0]["id"] == "kommun"


def test_own_terms_only(project):
    """The spellings stand for municipalities that there are, each spelling once."""
    with (project / "data" / "register" / "kommuner.csv").open(newline="") as file:
        codes = {row["kommunkod"] for row in csv.DictReader(file)}
    with (project / "tests" / "reconciliation" / "spellings.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))

    assert {row["kommunkod"] for row in rows} <= codes
    assert len({row["spelling"] for row in rows}) == len(rows)


def test_too_long(server):
    """Too large a batch is refused before it is read, and the page that asked may know."""
    request = urllib.request.Request(f"{server}/reconcile", b"queries=" + b"x" * 1_100_000)

    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(request)
    with raised.value as refused:
        assert refused.code == 413
        assert refused.headers["Access-Control-Allow-Origin"] == "*"
