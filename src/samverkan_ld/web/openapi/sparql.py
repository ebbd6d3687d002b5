"""`/sparql`: the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) for queries."""

from typing import Final

from samverkan_ld.formats.table import GRAPH_FORMATS, HTML, RESULTS_FORMATS
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
)

_NAME: Final = "sparql"
_GRAPHS: Final[Part] = {"type": "array", "items": TEXT}
_QUERY: Final = "SELECT ?class (COUNT(*) AS ?things) WHERE { ?thing a ?class } GROUP BY ?class"
_NAMES: Final = ", ".join(fmt.name for fmt in (*RESULTS_FORMATS, *GRAPH_FORMATS, HTML))

_ANSWERS: Final[dict[str, Part]] = {
    "200": response("Answer"),
    "400": response("WrongQuery"),
    "403": response("Refused"),
    "404": response("NotFound"),
    "406": response("Unacceptable"),
    "502": response("EndpointFailed"),
    "504": response("OutOfTime"),
}
_READ: Final = reads(
    "Query",
    _NAME,
    "Answers a query; without one, the description of the service or the query page",
    {**_ANSWERS, "304": response("Unchanged")},
    *("Format", "Output", "DefaultGraphs", "NamedGraphs"),
    *("Language", "AcceptLanguage", "AcceptDatetime"),
)
_FORM: Final[Part] = {
    "type": "object",
    "required": ["query"],
    "properties": {
        "query": TEXT,
        "default-graph-uri": _GRAPHS,
        "named-graph-uri": _GRAPHS,
        "format": TEXT,
    },
}
_POST: Final[Part] = {
    "operationId": "postQuery",
    "summary": "Answers a query",
    "tags": [_NAME],
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {"schema": _FORM, "example": {"query": _QUERY}},
            "application/sparql-query": {"schema": TEXT, "example": _QUERY},
        },
    },
    "responses": dict(sorted({**FAULTS, **_ANSWERS, "415": response("WrongType")}.items())),
}


def _asked(method: str) -> Part:
    found: Part = _READ[method]
    return {**found, "parameters": [*map(parameter, ("Query", "IfNoneMatch"))]}


SPARQL: Final = Topic(
    _NAME,
    "Queries of your own; nothing is ever changed by one.",
    {"/sparql": {**_READ, "get": _asked("get"), "head": _asked("head"), "post": _POST}},
    parameters={
        "Query": asked_in("query", "query", "A SPARQL 1.1 query.", example=_QUERY),
        "Format": asked_in(
            "query",
            "format",
            f"The format, whatever `Accept` says: a media type, or one of {_NAMES}.",
        ),
        "Output": asked_in("query", "output", "The same as `format`."),
        "DefaultGraphs": asked_in(
            "query", "default-graph-uri", "The graphs of the default graph.", _GRAPHS, explode=True
        ),
        "NamedGraphs": asked_in(
            "query", "named-graph-uri", "The graphs that have names.", _GRAPHS, explode=True
        ),
    },
    responses={
        "Answer": gives(
            "The solutions, the graph, the description of the service, or the query page.",
            in_formats(*RESULTS_FORMATS, *GRAPH_FORMATS, HTML),
            *("Vary", "Link", "Memento-Datetime", "Content-Language"),
        ),
        "WrongQuery": gives(
            "The query, or a parameter, is wrong: the problem names line and column.",
            problem(),
            "Vary",
        ),
        "Refused": gives("It asks an endpoint that is not allowed.", problem(), "Vary"),
        "WrongType": gives("The body is of a type that is no query.", problem(), "Vary"),
        "EndpointFailed": gives("An endpoint that it asks failed.", problem(), "Vary"),
        "OutOfTime": gives("It took longer than a query may.", problem(), "Vary"),
    },
)
