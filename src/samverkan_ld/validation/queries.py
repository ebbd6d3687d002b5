"""Queries of shapes, as rdflib understands them."""

from functools import lru_cache

from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue


@lru_cache(maxsize=1000)
def read_query(text: str) -> CompValue:
    """Parse a query with its prefixes, which takes long, and give its algebra.

    Raises:
        Exception: it cannot be read; rdflib raises what it likes.
    """
    algebra: CompValue = prepareQuery(text).algebra
    return algebra
