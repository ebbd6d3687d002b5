"""SERVICE, judged before a query is run (SPARQL 1.1 Federated Query).

See https://www.w3.org/TR/sparql11-federated-query/. The engine would ask any address; what is
allowed is a list of endpoints in the configuration. It follows no redirect.
"""

from collections.abc import Collection, Sequence
from typing import Final

from samverkan_ld.errors import QuerySyntaxError, ServiceRefusedError
from samverkan_ld.sparql.lexer import Token
from samverkan_ld.sparql.names import resolve
from samverkan_ld.sparql.outline import Outline

_NOWHERE: Final = "SERVICE is refused: this endpoint asks no other endpoint"
_UNNAMED: Final = "SERVICE is refused: it must name its endpoint by an IRI, with space around"
_OTHER: Final = "SERVICE is refused: {endpoint} is not among the endpoints that may be asked"


def judge(outline: Outline, *, base: str, allowed: Collection[str]) -> None:
    """Refuse a query that asks an endpoint which is not allowed.

    Args:
        outline: the query.
        base: what relative IRIs begin with.
        allowed: the IRIs of the endpoints that may be asked.

    Raises:
        ServiceRefusedError: it asks another, or may: the endpoint is a variable, or unclear.
    """
    places = [*outline.services()]
    if not places:
        return
    if not allowed:
        raise ServiceRefusedError(_NOWHERE)
    endpoints = [_endpoint(outline.tokens, place) for place in places]
    try:
        nodes = resolve(outline, endpoints, base=base)
    except QuerySyntaxError as error:
        raise ServiceRefusedError(_UNNAMED) from error
    others = [node.value for node in nodes if node.value not in allowed]
    if others:
        raise ServiceRefusedError(_OTHER.format(endpoint=others[0]))


def _endpoint(tokens: Sequence[Token], place: int) -> Token:
    service, *after = tokens[place : place + 4]
    if after and after[0].text == "SILENT":
        del after[0]
    if (
        service.text != "SERVICE"
        or len(after) < 2
        or after[0].kind not in ("iri", "name")
        or after[1].text != "{"
    ):
        raise ServiceRefusedError(_UNNAMED)
    return after[0]
