"""`/res`: graphs, releases, their reports and changes, and what has ended."""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.formats.table import GRAPH_FORMATS, HTML
from samverkan_ld.web.openapi.parts import Part, Topic, asked_in, gives, in_formats, reads, response
from samverkan_ld.web.openapi.things import DOCUMENT, ENDED, WHOLE

_NAME: Final = "resources"
_RELEASE: Final[Part] = {"type": "string", "pattern": "^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}$"}
_GRAPHS: Final[Part] = {
    "type": "string",
    "enum": ["metadata", "shapes", "queries", "identifierare"],
}
_KINDS: Final[Part] = {
    "type": "string",
    "enum": ["kallgraf", "fraga", "datamangd", "handelse"],
}
_GRAPH: Final = {**DOCUMENT, "200": response("Graph")}

_RESOURCES: Final = {
    "/res/{name}": (
        "SystemGraph",
        ("SystemGraph", "Page"),
        DOCUMENT,
        "A graph that the program makes",
    ),
    "/res/{kind}/{key}": (
        "Resource",
        ("ResourceKind", "ResourceKey", "Page"),
        {**DOCUMENT, **ENDED},
        "A source graph, an example query, the dataset, or a change of organisations",
    ),
    "/res/utgava/{release}": ("Release", ("Release",), _GRAPH, "A release"),
    "/res/rapport/{release}": (
        "Report",
        ("Release", "Shape", "Page"),
        _GRAPH,
        "The SHACL report of a release",
    ),
    "/res/andringar/{release}": ("Changes", ("Release", "Page"), _GRAPH, "What a release changed"),
    "/res/andringar/{before}/{release}": (
        "Differences",
        ("Before", "Release", "Page"),
        _GRAPH,
        "What differs between two releases",
    ),
    "/res/aterkallade": (
        "Ended",
        ("Page",),
        DOCUMENT,
        "The identifiers that have ended, latest first",
    ),
}


def _resources() -> Iterator[tuple[str, Part]]:
    for path, (name, where, answers, what) in _RESOURCES.items():
        asked = (*where, *WHOLE)
        yield path, reads(name, _NAME, what, answers, *asked)
        told = f"{what}, in one format"
        yield f"{path}.{{suffix}}", reads(f"{name}InFormat", _NAME, told, answers, *asked, "Suffix")


RESOURCES: Final = Topic(
    _NAME,
    "Information resources: graphs, releases, their reports and changes, and what has ended.",
    dict(_resources()),
    parameters={
        "SystemGraph": asked_in("path", "name", "A graph that the program makes.", _GRAPHS),
        "ResourceKind": asked_in(
            "path",
            "kind",
            "Source graphs, example queries, the dataset, changes of organisations.",
            _KINDS,
        ),
        "ResourceKey": asked_in(
            "path",
            "key",
            "The key of the resource.",
            {"type": "string", "pattern": "^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$"},
        ),
        "Release": asked_in("path", "release", "The id of a release that is kept.", _RELEASE),
        "Before": asked_in("path", "before", "The id of an earlier release.", _RELEASE),
        "Shape": asked_in(
            "query", "shape", "Of the page: the IRI of the shape whose results are shown."
        ),
    },
    responses={
        "Graph": gives(
            "The resource, in the format chosen by the suffix or by `Accept`.",
            in_formats(*GRAPH_FORMATS, HTML),
            *("ETag", "Last-Modified", "Vary", "Content-Location", "Content-Language", "Link"),
        ),
    },
)
