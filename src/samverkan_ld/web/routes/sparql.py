"""`/sparql`: the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), query only."""

from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from traceback import clear_frames
from typing import IO, Final

from flask import Blueprint, Response, render_template, request
from werkzeug.wsgi import wrap_file

from samverkan_ld.formats.table import GRAPH_FORMATS, HTML, RESULTS_FORMATS, Format, by_name
from samverkan_ld.sparql.engine import Graph, Request, Solutions, answer
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.representation import write_graph
from samverkan_ld.web.errors import refuse
from samverkan_ld.web.negotiation import Choice, choose
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.routes.preferences import refuse_parameter
from samverkan_ld.web.site import View, current_view

routes: Final = Blueprint("sparql", __name__)

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"

_IN_MEMORY: Final = 1024 * 1024
"""Answers up to this many bytes are kept in memory, longer ones in a file."""

_FORMATS: Final = (*RESULTS_FORMATS, *GRAPH_FORMATS)
_NAMES: Final = tuple(dict.fromkeys(fmt.name for fmt in _FORMATS))
_EXAMPLE: Final = """PREFIX org: <http://www.w3.org/ns/org#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX schema: <http://schema.org/>

SELECT ?name ?role ?organisation WHERE {
  ?membership org:member/foaf:name ?name ;
    org:organization/schema:name ?organisation ;
    schema:roleName ?role .
}
ORDER BY ?name
LIMIT 20"""


@routes.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer a query, or show a page to write one on."""
    asks = not request.args.keys().isdisjoint(("query", "update"))
    if request.method == "GET" and not asks and _wants_page():
        return _page()
    asked = _read_request()
    name = _requested_format()
    with ExitStack() as stack:
        file = stack.enter_context(SpooledTemporaryFile(_IN_MEMORY))
        try:
            choice = _write(current_view(), asked, name, file)
        except Exception as error:
            # results that are not let go of in the thread they came to are never freed
            clear_frames(error.__traceback__)
            raise
        stack.pop_all()  # from here the answer closes the file
    return _sent(file, choice)


def _write(view: View, asked: Request, name: str, file: IO[bytes]) -> Choice:
    """Write the whole answer before a byte is sent, so that no error arrives inside a 200."""
    found = answer(view.release.store, asked, base=view.iris.base)
    choice = _choose(found, name)
    if isinstance(found, Graph):
        file.write(write_graph(view, found.triples(), choice.format))
    else:
        found.write(file, choice.format)
    return choice


def _sent(file: IO[bytes], choice: Choice) -> Response:
    size = file.tell()
    file.seek(0)
    response = Response(
        wrap_file(request.environ, file), content_type=choice.content_type, direct_passthrough=True
    )
    response.content_length = size
    response.headers["Vary"] = "Accept"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _read_request() -> Request:
    """Read the query and its dataset (SPARQL 1.1 Protocol, section 2.1).

    Raises:
        HTTPException: there is not exactly one query (400), it comes as something else (415), or it
            is too long (413).
    """
    if "update" in request.args or "update" in request.form:
        refuse(400, "query-update")
    queries = [*request.args.getlist("query"), *request.form.getlist("query")]
    if request.method == "POST":
        queries += _posted()
    if len(queries) > 1:
        refuse(400, "query-several")
    if not queries or not queries[0].strip():
        refuse(400, "query-missing")
    return Request(queries[0], _graphs("default-graph-uri"), _graphs("named-graph-uri"))


def _posted() -> list[str]:
    if request.mimetype == FORM:
        return []
    if request.mimetype != DIRECT:
        refuse(415, "query-type", type=request.mimetype or "–")
    try:
        return [request.get_data().decode()]
    except UnicodeDecodeError:
        refuse(400, "query-text")


def _graphs(name: str) -> tuple[str, ...]:
    return (*request.args.getlist(name), *request.form.getlist(name))


def _requested_format() -> str:
    """Give the short name of the format that `format=` or `output=` asks for, by name or type."""
    for name in ("format", "output"):
        value = request.values.get(name)
        if value:
            found = by_name(value, _FORMATS) or _by_type(value)
            if found is None:
                refuse_parameter(name, value, "format", names=", ".join(_NAMES))
            return found.name
    return ""


def _by_type(media_type: str) -> Format | None:
    # a space stands for the plus sign that a client forgot to escape
    asked = media_type.partition(";")[0].strip().replace(" ", "+").lower()
    return next((fmt for fmt in _FORMATS if asked in (fmt.media_type, *fmt.aliases)), None)


def _choose(found: Solutions | Graph, name: str) -> Choice:
    formats = GRAPH_FORMATS if isinstance(found, Graph) else RESULTS_FORMATS
    types = ", ".join(fmt.media_type for fmt in formats)
    if name:
        named = by_name(name, formats)
        if named is None:
            names = ", ".join(fmt.name for fmt in formats)
            refuse(406, "format-other", name=name, names=names, types=types)
        return Choice(named, named.content_type)
    choice = choose(request.headers.get("Accept"), formats)
    if choice is None:
        refuse(406, "not-acceptable", types=types)
    return choice


def _wants_page() -> bool:
    choice = choose(request.headers.get("Accept"), (*_FORMATS, HTML))
    return choice is not None and choice.format is HTML


def _page() -> Response:
    language = spoken()
    body = render_template("sparql.html", **shell(language), example=_EXAMPLE, formats=_NAMES)
    response = Response(body, content_type=HTML.content_type)
    response.headers["Vary"] = "Accept, Accept-Language"
    response.headers["Content-Language"] = language
    return response
