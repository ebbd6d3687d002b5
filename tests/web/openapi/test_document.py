"""The description of the interface says what the routes do."""

import json
import re
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from samverkan_ld.web.openapi import common
from samverkan_ld.web.openapi.document import TOPICS

WITHOUT_EXAMPLE = {
    "/id/{kind}/{key}/{part}",
    "/res/handelse/{time}/{section}/{key}",
    "/res/handelse/{time}/{section}/{key}.{suffix}",
}
"""Addresses that a site may have none of."""

METHODS = ("get", "head", "options", "post")


@pytest.fixture(scope="session")
def document(app: Flask) -> dict[str, Any]:
    """The document of the published site."""
    found: dict[str, Any] = json.loads(app.test_client().get("/openapi.json").data)
    return found


def rule_of(app: Flask, path: str) -> Rule:
    """Find the route of a path, its parameters filled in."""
    filled = re.sub(r"\{\w+\}", "a", path.replace(".{suffix}", ".ttl"))
    rule, _ = app.url_map.bind("localhost").match(filled, return_rule=True)
    return rule


def test_valid(document):
    """It is OpenAPI 3.1, and all its references lead somewhere."""
    assert document["openapi"].startswith("3.1")
    schemathesis.openapi.from_dict(document).validate()
    references = set(re.findall(r'"#/([^"]+)"', json.dumps(document)))
    for reference in references:
        part = document
        for step in reference.split("/"):
            part = part[step]
    kinds = ("parameters", "responses", "schemas", "headers")
    assert references == {
        f"components/{kind}/{name}" for kind in kinds for name in document["components"][kind]
    }


def test_every_route(app: Flask, document):
    """Each route is described, and what is described has a route, with the same methods."""
    rules = {path: rule_of(app, path) for path in document["paths"]}

    assert {rule.rule for rule in rules.values()} == {
        rule.rule for rule in app.url_map.iter_rules()
    }
    for path, rule in rules.items():
        described = {name.upper() for name in document["paths"][path] if name in METHODS}
        assert (path, described) == (path, rule.methods)


def test_parameters(document):
    """The parameters in the path of an address are described, and no others; each name once."""
    operations = [
        item[m]["operationId"] for item in document["paths"].values() for m in METHODS if m in item
    ]
    assert len(operations) == len(set(operations))
    for path, item in document["paths"].items():
        named = [
            document["components"]["parameters"][part["$ref"].rpartition("/")[2]]
            for part in item["parameters"]
        ]
        inside = [part["name"] for part in named if part["in"] == "path"]
        assert sorted(inside) == sorted(re.findall(r"\{(\w+)\}", path)), path


def is_needed(parameter: dict[str, Any]) -> bool:
    """Tell whether a request must have a parameter in its query."""
    return bool(parameter["in"] == "query" and parameter.get("required"))


def addresses(document) -> dict[str, str]:
    """Fill in the examples of the parameters of each path; those that have none are left out."""
    parameters = document["components"]["parameters"]
    found = {}
    for path, item in document["paths"].items():
        named = [parameters[part["$ref"].rpartition("/")[2]] for part in item["parameters"]]
        values = {part["name"]: part.get("example") for part in named if part["in"] == "path"}
        if None not in values.values():
            query = [(p["name"], p["example"]) for p in named if is_needed(p)]
            found[path] = path.format(**values) + (f"?{urlencode(query)}" if query else "")
    return found


def answers(document, path: str) -> dict[str, Any]:
    """Give the answers of GET, by their status."""
    shared = document["components"]["responses"]
    found = document["paths"][path]["get"]["responses"]
    return {status: shared[part["$ref"].rpartition("/")[2]] for status, part in found.items()}


def test_examples_lead_somewhere(client: FlaskClient, document):
    """With the examples of its parameters, each address is answered by what it is there for."""
    found, astray = addresses(document), {}
    for path, address in found.items():
        with client.get(address) as answer:
            if answer.status_code >= 400 or str(answer.status_code) not in answers(document, path):
                astray[address] = answer.status_code
    assert astray == {}
    assert set(document["paths"]) - set(found) == WITHOUT_EXAMPLE


def test_media_types(client: FlaskClient, document):
    """Each media type that an address is said to have is given to who asks for it."""
    wrong = {}
    found = addresses(document).items()
    for path, address in ((path, at) for path, at in found if "{suffix}" not in path):
        types = answers(document, path).get("200", {}).get("content", {})
        if len(types) < 2 or path.startswith(("/sparql", "/assets", "/static")):
            continue
        for media_type in types:
            answer = client.get(address, headers={"Accept": media_type})
            if (answer.status_code, answer.mimetype) != (200, media_type):
                wrong[address, media_type] = (answer.status_code, answer.mimetype)
    assert wrong == {}


@pytest.mark.parametrize("kind", ["paths", "parameters", "responses", "schemas"])
def test_names_are_used_once(kind: str):
    """No topic takes a name that another has: the document would keep only one of the two."""
    shared = [*getattr(common, kind.upper(), ())]
    names = Counter([*shared, *(name for topic in TOPICS for name in getattr(topic, kind))])

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("text/html", "application/json"),
        ("application/openapi+json", "application/openapi+json"),
    ],
)
def test_media_type(client: FlaskClient, accept: str | None, expected: str):
    """It is JSON that browsers show, and has its own type for those who ask for that."""
    headers = {"Accept": accept} if accept else {}
    answer = client.get("/openapi.json", headers=headers)

    assert answer.mimetype == expected
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    headers |= {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/openapi.json", headers=headers).status_code == 304
