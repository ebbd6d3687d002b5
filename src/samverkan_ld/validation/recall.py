"""What was found out about the queries of shapes, kept from one process to the next.

rdflib takes some hundredths of a second to read a query, which is most of what it costs to judge a
small change.
"""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path as File
from typing import Any

from samverkan_ld.validation import horizon, queries
from samverkan_ld.validation.compiler import expressions, patterns, select
from samverkan_ld.validation.compiler.select import Key, Select
from samverkan_ld.validation.edges import Edge
from samverkan_ld.validation.horizon import Horizon
from samverkan_ld.validation.paths import (
    Alternative,
    Inverse,
    Path,
    Predicate,
    Repeat,
    Sequence,
)


def recall(text: str) -> None:
    """Learn what another process found out, if it understood queries as this one does."""
    kept = json.loads(text) if text else {}
    if kept.get("by") == _understanding():
        for given in kept["selects"]:
            key = (given["query"], tuple(map(tuple, given["prefixes"])), given["blank"])
            select.known[key] = _read(given)
        queries.readable.update(kept["readable"])


def memorize() -> str:
    """Write what this process knows, as JSON."""
    selects = [_write(key, found) for key, found in sorted(select.known.items(), key=str)]
    kept = {"by": _understanding(), "readable": sorted(queries.readable), "selects": selects}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


@cache
def _understanding() -> str:
    """Name the state of the programs that read queries."""
    total = hashlib.sha256()
    files = (str(module.__file__) for module in (expressions, horizon, patterns, queries, select))
    for file in (__file__, *files):
        total.update(File(file).read_bytes())
    names = ("rdflib", "pyshacl", "pyoxigraph", "samverkan-ld")
    return " ".join((*(f"{name} {version(name)}" for name in names), total.hexdigest()))


def _write(key: Key, found: Select) -> dict[str, Any]:
    query, prefixes, blank = key
    return {
        "query": query,
        "prefixes": prefixes,
        "blank": blank,
        "text": found.text,
        "variables": found.variables,
        "predicates": _sorted(found.predicates),
        "this": found.has_this,
        "edges": sorted(map(_edge, found.horizon.edges), key=str),
        "everywhere": _sorted(found.horizon.everywhere),
    }


def _read(given: dict[str, Any]) -> Select:
    edges = (Edge(_read_path(path), name, inverse) for path, name, inverse in given["edges"])
    return Select(
        given["text"],
        tuple(given["variables"]),
        _set(given["predicates"]),
        given["this"],
        Horizon(frozenset(edges), _set(given["everywhere"])),
    )


def _sorted(names: frozenset[str] | None) -> list[str] | None:
    return None if names is None else sorted(names)


def _set(names: list[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(names)


def _edge(edge: Edge) -> list[Any]:
    return [_path(edge.before), edge.predicate, edge.inverse]


def _path(path: Path) -> list[Any]:
    match path:
        case Predicate(iri):
            return ["", iri]
        case Inverse(inner):
            return ["^", _path(inner)]
        case Sequence(steps):
            return ["/", *map(_path, steps)]
        case Alternative(options):
            return ["|", *map(_path, options)]
        case Repeat(inner, suffix):
            return [suffix, _path(inner)]


def _read_path(given: list[Any]) -> Path:
    match given:
        case ["", iri]:
            return Predicate(iri)
        case ["^", inner]:
            return Inverse(_read_path(inner))
        case ["/", *steps]:
            return Sequence(tuple(map(_read_path, steps)))
        case ["|", *options]:
            return Alternative(tuple(map(_read_path, options)))
        case [suffix, inner]:
            return Repeat(_read_path(inner), suffix)
    raise ValueError(f"no path: {given!r}")
