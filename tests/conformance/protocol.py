"""The W3C's tests of the SPARQL protocol: requests as they were recorded.

The graphs that they name lie on a host that is not ours. A site publishes only what is its own, so
that host and folder are changed wherever they stand, in the requests as in the data.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from tests.conformance.endpoint import PATH
from tests.conformance.suite import FOLDER, HOME, MF, Manifest, Node, missing

RECORDED = "http://kasei.us/2009/09/sparql/data/"
MOVED = f"{HOME}sparql11/protocol/"
MANIFEST = FOLDER / "sparql11" / "protocol" / "manifest.ttl"

HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
STATUS = "http://www.w3.org/2011/http-statusCodes#StatusCode"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, and its answer: classes of status (2 for 2xx), a kind of content, a boolean."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None
    statuses: frozenset[int]
    format: str
    boolean: str


def exchanges(*, updates: bool):
    """List the first exchanges of the tests as parameters of a test function.

    Only tests of updates have more: queries for what was written, which here nothing was.
    """
    if not FOLDER.is_dir():
        return [missing()]
    manifest = Manifest(MANIFEST)
    names = {entry.value.partition("#")[2]: entry for entry in manifest.entries()}
    return [
        pytest.param(_exchange(manifest, _first_request(manifest, entry)), id=name)
        for name, entry in names.items()
        if name.startswith("update_") == updates
    ]


def graphs() -> Iterator[tuple[str, list[Quad]]]:
    """Give the graphs that the tests ask of."""
    for path in MANIFEST.parent.glob("*.nt"):
        graph = NamedNode(MOVED + path.with_suffix(".rdf").name)
        quads = parse(_moved(path.read_text()), RdfFormat.N_TRIPLES)
        yield graph.value, [Quad(q.subject, q.predicate, q.object, graph) for q in quads]


def _first_request(manifest: Manifest, entry: NamedNode):
    action = manifest.value(entry, MF + "action")
    return next(manifest.items(manifest.value(action, HT + "requests")))


def _exchange(manifest: Manifest, request: Node) -> Exchange:
    response = manifest.value(request, HT + "resp")
    classes = manifest.values(response, MF + "expectedStatus")
    return Exchange(
        method=manifest.text(request, HT + "methodName"),
        path=PATH + _moved(manifest.text(request, HT + "absolutePath")).removeprefix("/sparql/"),
        headers=_headers(manifest, request),
        body=_body(manifest, request),
        statuses=frozenset(int(name.value.removeprefix(STATUS)[0]) for name in classes),
        format=manifest.text(response, MF + "expectedFormat"),
        boolean=manifest.text(response, MF + "expectedBoolean"),
    )


def _headers(manifest: Manifest, request: Node) -> dict[str, str]:
    headers = manifest.value(request, HT + "headers")
    return {
        manifest.text(header, HT + "fieldName"): manifest.text(header, HT + "fieldValue")
        for header in (manifest.items(headers) if headers else ())
    }


def _body(manifest: Manifest, request: Node) -> bytes | None:
    body = manifest.value(request, HT + "body")
    if body is None:
        return None
    encoding = manifest.text(body, CNT + "characterEncoding")
    return _moved(manifest.text(body, CNT + "chars")).encode(encoding)


def _moved(text: str) -> str:
    escaped = text.replace(quote(RECORDED, safe=""), quote(MOVED, safe=""))
    return escaped.replace(RECORDED, MOVED)
