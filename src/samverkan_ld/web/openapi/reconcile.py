"""`/reconcile`: the Reconciliation API 0.2 (https://reconciliation-api.github.io/specs/0.2/)."""

from typing import Final

from samverkan_ld.formats.table import HTML
from samverkan_ld.web.openapi.parts import (
    FAULTS,
    TEXT,
    Part,
    Topic,
    asked_in,
    gives,
    in_formats,
    parameter,
    problem,
    reads,
    response,
    schema,
)

_NAME: Final = "reconciliation"
_JSON: Final = "application/json"
_LANGUAGE: Final = ("Language", "AcceptLanguage")
_QUERIES: Final = '{"q0": {"query": "Norsjö kn", "type": "kommun", "limit": 3}}'
_COUNT: Final[Part] = {"type": "integer", "minimum": 1, "maximum": 999_999}
_ANSWERS: Final = {"200": response("Reconciled"), "400": response("WrongBatch")}
_SUGGESTED: Final = {"200": response("Completed"), "400": response("Wrong")}
_COSTS: Final = (
    "Counts as so many requests as there are queries, or things to give values of, towards what a "
    "client may ask in a minute."
)
_READ: Final = reads(
    "Reconcile",
    _NAME,
    "Answers a batch of queries, or gives values; without either, the manifest of the service",
    _ANSWERS,
    *_LANGUAGE,
)
_FORM: Final[Part] = {"type": "object", "properties": {"queries": TEXT, "extend": TEXT}}
_POST: Final[Part] = {
    "operationId": "postReconcile",
    "summary": "Answers a batch of queries, or gives values of properties",
    "description": _COSTS,
    "tags": [_NAME],
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": _FORM,
                "example": {"queries": _QUERIES},
            }
        },
    },
    "responses": dict(sorted({**FAULTS, **_ANSWERS}.items())),
}


def _asked(method: str) -> Part:
    found: Part = _READ[method]
    return {**found, "description": _COSTS, "parameters": [*map(parameter, ("Queries", "Extend"))]}


def _suggests(name: str, about: str, *more: str) -> Part:
    return reads(f"Suggest{name}", _NAME, about, _SUGGESTED, *more, "Prefix", "Cursor", *_LANGUAGE)


RECONCILE: Final = Topic(
    _NAME,
    "Which thing a name means: the Reconciliation API 0.2, as OpenRefine speaks it.",
    {
        "/reconcile": {
            **_READ,
            "get": _asked("get"),
            "head": _asked("head"),
            "post": _POST,
        },
        "/reconcile/suggest/entity": _suggests(
            "Entity", "Things whose names begin so", "ThingType"
        ),
        "/reconcile/suggest/property": _suggests("Property", "Properties that are called so"),
        "/reconcile/suggest/type": _suggests("Type", "Types that are called so"),
        "/reconcile/extend/propose": reads(
            "Propose",
            _NAME,
            "Properties whose values can be had of things of a type",
            {"200": response("Proposed"), "400": response("Wrong")},
            *("ThingType", "Most"),
            *_LANGUAGE,
        ),
        "/reconcile/preview": reads(
            "Preview",
            _NAME,
            "A thing in a few lines, for a frame",
            {"200": response("Preview"), "400": response("Wrong"), "404": response("NotFound")},
            "ThingId",
            *_LANGUAGE,
        ),
    },
    parameters={
        "Queries": asked_in("query", "queries", "A batch of queries, as JSON.", example=_QUERIES),
        "Extend": asked_in("query", "extend", "Ids, and properties to give values of, as JSON."),
        "Prefix": asked_in("query", "prefix", "What has been typed.", example="nors"),
        "Cursor": asked_in(
            "query",
            "cursor",
            "How many suggestions to pass over.",
            {**_COUNT, "minimum": 0, "default": 0},
        ),
        "ThingType": asked_in("query", "type", "The id of a type.", example="kommun"),
        "Most": asked_in("query", "limit", "How many to give at most.", _COUNT),
        "ThingId": asked_in(
            "query", "id", "The id of a thing.", required=True, example="kommun/2417"
        ),
    },
    responses={
        "Reconciled": gives(
            "Candidates by the keys of the queries, or rows of values, or the manifest.",
            {_JSON: {"schema": schema("Object")}},
            "Vary",
        ),
        "WrongBatch": gives(
            "It is no such batch: the problem names the query and what in it is wrong.",
            problem(),
            *("Vary", "Content-Language"),
        ),
        "Completed": gives("What there is.", {_JSON: {"schema": schema("Completion")}}, "Vary"),
        "Proposed": gives("What there is.", {_JSON: {"schema": schema("Proposal")}}, "Vary"),
        "Preview": gives("The page.", in_formats(HTML), "Vary", "Content-Language"),
    },
    schemas={
        "Object": {"type": "object"},
        "Completion": {
            "type": "object",
            "required": ["result"],
            "properties": {"result": {"type": "array", "items": schema("Named")}},
        },
        "Proposal": {
            "type": "object",
            "required": ["properties"],
            "properties": {"properties": {"type": "array", "items": schema("Named")}},
        },
        "Named": {
            "type": "object",
            "required": ["id", "name"],
            "properties": {"id": TEXT, "name": TEXT, "description": TEXT},
        },
    },
)
