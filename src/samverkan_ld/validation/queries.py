"""Queries of shapes, as rdflib understands them: each is read once, since that takes long."""

from functools import lru_cache
from typing import Any, Final

import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result


def read_query(text: str) -> Query:
    """Parse a query with its prefixes.

    Raises:
        Exception: it cannot be read; rdflib raises what it likes.
    """
    return _read(_ordered(text))


@lru_cache(maxsize=1000)
def _read(text: str) -> Query:
    return prepareQuery(text)


def _ordered(text: str) -> str:
    head, body = query_key(text)
    lines = "".join(f"{line}\n" for line in sorted(head))
    return f"{lines}\n{body}" if head else body


def check_query(text: str) -> None:
    """Parse a query with its prefixes, unless it is known that it can be.

    Raises:
        Exception: it cannot be read; rdflib raises what it likes.
    """
    ordered = _ordered(text)
    if ordered not in readable:
        _read(ordered)
        readable.add(ordered)


readable: Final[set[str]] = set()
"""Queries that can be read."""


def query_key(query: str) -> tuple[frozenset[str], str]:
    """Tell a query from others, in whatever order its prefixes are declared."""
    head, _, text = query.partition("\n\n")
    lines = head.splitlines()
    if not all(line.startswith("PREFIX ") for line in lines):
        return frozenset(), query
    return frozenset(lines), text


class AskedGraph(rdflib.Graph):
    """A graph that is asked the same queries of one focus node after another."""

    def query(self, query_object: str | Query, *args: Any, **settings: Any) -> Result:
        """Answer a query."""
        if isinstance(query_object, str):
            query_object = read_query(query_object)
        return super().query(query_object, *args, **settings)
