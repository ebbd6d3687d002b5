"""What a request asks of the SPARQL endpoint.

SPARQL 1.1 Protocol, section 2.1 (https://www.w3.org/TR/sparql11-protocol/#query-operation), read
from the bare request: the queries are many and small, and Flask would cost more than they do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NoReturn
from urllib.parse import unquote_to_bytes

from samverkan_ld.errors import QueryError
from samverkan_ld.formats.table import GRAPH_FORMATS, HTML, RESULTS_FORMATS, Format, by_name
from samverkan_ld.web.choice.mementos import read_moment
from samverkan_ld.web.negotiation import LONGEST, Choice, choose

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"

ALL_FORMATS: Final = (*RESULTS_FORMATS, *GRAPH_FORMATS)

_DEFAULT: Final = "default-graph-uri"
_NAMED: Final = "named-graph-uri"
_MOST_FIELDS: Final = 1000
_SHOWN: Final = 100

Pairs = Sequence[tuple[str, str]]


class RefusedError(QueryError):
    """A request that is refused before any query is run.

    `status` is that of the answer, `key` names the sentence that tells why, `values` stand in it.
    """

    def __init__(self, status: int, key: str, **values: object) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was asked.

    `solutions` and `graph` are the formats for an answer of either kind, None where none is
    acceptable; `name` is the format that the request names, if it does.
    """

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    solutions: Choice | None
    graph: Choice | None
    name: str = ""
    wants_page: bool = False
    moment: datetime | None = None

    @property
    def dataset(self) -> tuple[tuple[str, str], ...]:
        """The parameters that choose the dataset."""
        return (
            *((_DEFAULT, graph) for graph in self.default_graphs),
            *((_NAMED, graph) for graph in self.named_graphs),
        )


def asks(scope: Mapping[str, Any]) -> bool:
    """Tell whether a request asks anything: else it is for the page or the description."""
    if scope["method"] == "POST":
        return True
    names = {part.partition(b"=")[0] for part in scope["query_string"].split(b"&")}
    return bool(names & {b"query", b"update"})


def read(
    scope: Mapping[str, Any], headers: Mapping[bytes, bytes], body: bytes, *, longest: int
) -> Asked:
    """Read what a request asks.

    Args:
        scope: the request (ASGI).
        headers: its headers.
        body: its body.
        longest: how many bytes the text of a query may have.

    Raises:
        RefusedError: there is not exactly one query, or the request is otherwise no good.
    """
    in_address = _pairs(scope["query_string"])
    in_body, direct = _posted(headers, body) if scope["method"] == "POST" else ((), [])
    pairs = (*in_address, *in_body)
    if any(name == "update" for name, _ in pairs):
        _refuse(400, "query-update")
    text = _only([*_values(pairs, "query"), *direct], longest)
    named = requested_format(pairs, (*ALL_FORMATS, HTML))
    accept = headers.get(b"accept", b"")[: LONGEST + 1]
    solutions, graph, page = _choices(named.name if named else "", accept)
    return Asked(
        text,
        default_graphs=_values(pairs, _DEFAULT),
        named_graphs=_values(pairs, _NAMED),
        solutions=solutions,
        graph=graph,
        name=named.name if named else "",
        wants_page=page,
        moment=_moment(headers.get(b"accept-datetime")),
    )


def wants_page(accept: str | None) -> bool:
    """Tell whether a client would rather have a page than data."""
    choice = choose(accept, (*ALL_FORMATS, HTML))
    return choice is not None and choice.format is HTML


def requested_format(pairs: Pairs, formats: tuple[Format, ...]) -> Format | None:
    """Give the format that `format=` or `output=` asks for, by its short name or media type.

    Raises:
        RefusedError: there is no such format.
    """
    for parameter in ("format", "output"):
        value = next((value for name, value in pairs if name == parameter and value), "")
        if value:
            found = by_name(value, formats) or _by_type(value, formats)
            if found is None:
                names = ", ".join(dict.fromkeys(fmt.name for fmt in formats))
                values = {"name": parameter, "value": value[:_SHOWN], "names": names}
                _refuse(400, "bad-format", **values)
            return found
    return None


def _values(pairs: Pairs, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in pairs if key == name)


@lru_cache(maxsize=512)
def _choices(name: str, header: bytes) -> tuple[Choice | None, Choice | None, bool]:
    """Choose the formats of solutions and graphs, and whether a page is wanted instead."""
    accept = header.decode("latin-1")
    if not name:
        return choose(accept, RESULTS_FORMATS), choose(accept, GRAPH_FORMATS), wants_page(accept)
    solutions, graph = (by_name(name, formats) for formats in (RESULTS_FORMATS, GRAPH_FORMATS))
    return _plain(solutions), _plain(graph), name == HTML.name


def _plain(fmt: Format | None) -> Choice | None:
    return Choice(fmt, fmt.content_type) if fmt else None


def _by_type(media_type: str, formats: tuple[Format, ...]) -> Format | None:
    # a space stands for the plus sign that a client forgot to escape
    asked = media_type.partition(";")[0].strip().replace(" ", "+").lower()
    return next((fmt for fmt in formats if asked in (fmt.media_type, *fmt.aliases)), None)


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    """Read the fields of a form (https://url.spec.whatwg.org/#urlencoded-parsing)."""
    fields = [field for field in encoded.split(b"&") if field]
    if len(fields) > _MOST_FIELDS:
        _refuse(400, "query-fields", most=_MOST_FIELDS)
    try:
        return [(_decoded(name), _decoded(value)) for name, _, value in map(_parted, fields)]
    except UnicodeDecodeError:
        _refuse(400, "query-text")


def _parted(field: bytes) -> tuple[bytes, bytes, bytes]:
    return field.partition(b"=")


def _decoded(value: bytes) -> str:
    return unquote_to_bytes(value.replace(b"+", b" ")).decode()


def _posted(headers: Mapping[bytes, bytes], body: bytes) -> tuple[Pairs, list[str]]:
    content_type = headers.get(b"content-type", b"").decode("latin-1")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type == FORM:
        return _pairs(body.strip()), []
    if media_type != DIRECT:
        _refuse(415, "query-type", type=media_type or "–")
    try:
        return (), [body.decode()]
    except UnicodeDecodeError:
        _refuse(400, "query-text")


def _only(queries: Sequence[str], longest: int) -> str:
    if len(queries) > 1:
        _refuse(400, "query-several")
    if not queries or not queries[0].strip():
        _refuse(400, "query-missing")
    text = queries[0]
    if len(text) > longest or len(text.encode()) > longest:
        _refuse(413, "query-long", limit=longest)
    return text


def _moment(header: bytes | None) -> datetime | None:
    """Read Accept-Datetime (RFC 7089, section 2.1.1)."""
    if header is None:
        return None
    try:
        return read_moment(header.decode("latin-1"))
    except ValueError:
        _refuse(400, "bad-datetime")


def _refuse(status: int, key: str, **values: object) -> NoReturn:
    raise RefusedError(status, key, **values)
