"""IRIs and prefixed names of a query, resolved by the engine as it resolves them in the query."""

from collections.abc import Sequence

from pyoxigraph import NamedNode, QuerySolutions, Store

from samverkan_ld.errors import QuerySyntaxError, SyntaxFault
from samverkan_ld.sparql.lexer import Token
from samverkan_ld.sparql.outline import Outline


def resolve(outline: Outline, terms: Sequence[Token], *, base: str) -> list[NamedNode]:
    """Resolve IRIs and prefixed names by the prologue of a query, in their order.

    Raises:
        QuerySyntaxError: one cannot be resolved.
    """
    values = " ".join(term.text for term in terms)
    query = f"{outline.prologue}SELECT ?term {{ VALUES ?term {{ {values} }} }}"
    try:
        found = Store().query(query, base_iri=base)
    except (SyntaxError, ValueError) as error:
        raise QuerySyntaxError(SyntaxFault.UNEXPECTED, values[:80]) from error
    assert isinstance(found, QuerySolutions)
    nodes = [solution["term"] for solution in found]
    return [node for node in nodes if isinstance(node, NamedNode)]
