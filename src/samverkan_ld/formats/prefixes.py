"""Prefixes compiled for writing: which name an IRI gets, and in which order properties stand."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from samverkan_ld.namespaces import FOAF, RDF, RDFS, SCHEMA, SKOS

RDF_TYPE: Final = RDF + "type"

_FIRST: Final = (RDF_TYPE, SKOS + "prefLabel", SCHEMA + "name", FOAF + "name", RDFS + "label")
_REMEMBERED: Final = 8192


class Prefixes:
    """A set of prefixes, ready to shorten IRIs; make it with `compile_prefixes`.

    `split` gives the prefix of an IRI and the rest, if a namespace leaves one: the longest does.
    `places` gives a sorting key for a predicate: the type, labels, prefixed names, other IRIs.
    """

    def __init__(self, namespaces: tuple[tuple[str, str], ...]) -> None:
        self._names = {namespace: prefix for prefix, namespace in reversed(namespaces)}
        longest = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest)) or r"\Z\A.")
        self.split = lru_cache(maxsize=_REMEMBERED)(self._split)
        self.places = _Places(self)

    def _split(self, iri: str) -> tuple[str, str] | None:
        found = self._pattern.match(iri)
        if found is None or found.end() == len(iri):
            return None
        return self._names[found[0]], iri[found.end() :]


class _Places(dict[str, tuple[int, str]]):
    """Remembers the places of predicates; a dictionary is the fastest key for sorting."""

    def __init__(self, prefixes: Prefixes) -> None:
        self._prefixes = prefixes

    def __missing__(self, predicate: str) -> tuple[int, str]:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[predicate] = place = self._find(predicate)
        return place

    def _find(self, predicate: str) -> tuple[int, str]:
        if predicate in _FIRST:
            return _FIRST.index(predicate), ""
        parts = self._prefixes.split(predicate)
        return (len(_FIRST) + 1, predicate) if parts is None else (len(_FIRST), ":".join(parts))


def compile_prefixes(namespaces: Mapping[str, str]) -> Prefixes:
    """Compile a mapping from prefixes to namespaces; the same mapping is compiled once."""
    return _compile(tuple(sorted(namespaces.items())))


_compile = lru_cache(maxsize=16)(Prefixes)
