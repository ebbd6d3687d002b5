"""Property paths: read from shapes, written as SPARQL, and walked in data.

SHACL, section 2.3.1 (https://www.w3.org/TR/shacl/#property-paths).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

_SUFFIXES: Final[dict[Node, str]] = {
    SH.zeroOrMorePath: "*",
    SH.oneOrMorePath: "+",
    SH.zeroOrOnePath: "?",
}


class PathError(Exception):
    """Raised where a shapes graph holds no path that SHACL knows."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate, from subject to object."""

    iri: str


@dataclass(frozen=True, slots=True)
class Inverse:
    """A path from its end to its beginning."""

    path: "Path"


@dataclass(frozen=True, slots=True)
class Sequence:
    """Paths one after another."""

    steps: tuple["Path", ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any one of several paths."""

    options: tuple["Path", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A path repeated; `suffix` is "*", "+" or "?" as in SPARQL."""

    path: "Path"
    suffix: str


Path = Predicate | Inverse | Sequence | Alternative | Repeat

HERE: Final = Sequence(())
"""The path of no step: from a node to itself."""


def read_path(graph: rdflib.Graph, node: Node) -> Path:
    """Read the path that a node of a shapes graph stands for.

    Raises:
        PathError: it stands for none.
    """
    if isinstance(node, rdflib.URIRef):
        return Predicate(str(node))
    if (node, RDF.first, None) in graph:
        return Sequence(_several(graph, node))
    kinds = {SH.inversePath, SH.alternativePath, *_SUFFIXES} & {*graph.predicates(node)}
    if len(kinds) > 1:
        raise PathError("a path is of several kinds")
    for predicate, value in graph.predicate_objects(node):
        if predicate == SH.inversePath:
            return Inverse(read_path(graph, value))
        if predicate == SH.alternativePath:
            return Alternative(_several(graph, value))
        if predicate in _SUFFIXES:
            return Repeat(read_path(graph, value), _SUFFIXES[predicate])
    raise PathError("sh:path has a value that is no path")


def _several(graph: rdflib.Graph, node: Node) -> tuple[Path, ...]:
    try:
        items = [*Collection(graph, node)]
    except (ValueError, KeyError) as error:
        raise PathError(f"a list of paths is broken: {error}") from error
    if len(items) < 2:
        raise PathError("a list of paths must have two members or more")
    return tuple(read_path(graph, item) for item in items)


def path_text(graph: rdflib.Graph, node: Node | None) -> str:
    """Write the path of a node of a graph as SPARQL; "" for none."""
    try:
        return write_path(read_path(graph, node)) if node is not None else ""
    except PathError:
        return ""


def write_path(path: Path) -> str:
    """Write a path as SPARQL: SPARQL 1.1, section 9.1.

    See https://www.w3.org/TR/sparql11-query/#pp-language.
    """
    match path:
        case Predicate(iri):
            return f"<{iri}>"
        case Inverse(inner):
            return f"^{_element(inner)}"
        case Sequence(steps):
            return "/".join(map(_step, steps))
        case Alternative(options):
            return f"({'|'.join(map(write_path, options))})"
        case Repeat(inner, suffix):
            return f"({write_path(inner)}){suffix}"


def _step(path: Path) -> str:
    return f"({write_path(path)})" if isinstance(path, Sequence) else write_path(path)


def _element(path: Path) -> str:
    return (
        write_path(path) if isinstance(path, Predicate | Alternative) else f"({write_path(path)})"
    )


def write_pattern(path: Path, start: str, end: str) -> str:
    """Write a path as patterns from one variable to another.

    Steps and choices are written out, which the engine does several times faster than paths. What
    lies between the ends is named after the end.

    Args:
        path: the path.
        start: a variable or term, as SPARQL writes it.
        end: a variable, as SPARQL writes it.
    """
    match path:
        case Sequence():
            return " ".join(write_pattern(*step) for step in _steps(path, start, end))
        case Alternative(options):
            patterns = (f"{{ {write_pattern(option, start, end)} }}" for option in options)
            return " UNION ".join(patterns)
        case Inverse(Predicate(iri)):
            return f"{end} <{iri}> {start} ."
        case _:
            return f"{start} {write_path(path)} {end} ."


def write_steps(path: Path, start: str, end: str) -> tuple[str, ...]:
    """Write the patterns of a path, one for each step, to be followed from a known start."""
    return tuple(f"{a} {write_path(step)} {b} ." for step, a, b in _steps(path, start, end))


def _steps(path: Path, start: str, end: str) -> Iterator[tuple[Path, str, str]]:
    steps = path.steps if isinstance(path, Sequence) else (path,)
    nodes = [start, *(f"{end}{number}_" for number in range(1, len(steps))), end]
    return zip(steps, nodes, nodes[1:], strict=False)


def join(*paths: Path) -> Path:
    """Put paths one after another, without empty or nested sequences."""
    steps: list[Path] = []
    for path in paths:
        steps += path.steps if isinstance(path, Sequence) else (path,)
    return steps[0] if len(steps) == 1 else Sequence(tuple(steps))


def predicates(path: Path) -> Iterator[str]:
    """Name the predicates of a path."""
    match path:
        case Predicate(iri):
            yield iri
        case Inverse(inner) | Repeat(inner):
            yield from predicates(inner)
        case Sequence(parts) | Alternative(parts):
            for part in parts:
                yield from predicates(part)


def depth(path: Path) -> int:
    """Tell how deep a path is nested, where each member of a list is below the one before."""
    match path:
        case Predicate():
            return 0
        case Inverse(inner) | Repeat(inner):
            return 1 + depth(inner)
        case Sequence(steps):
            return max(
                (depth(step) + place for place, step in enumerate(steps, start=1)), default=0
            )
        case Alternative(options):
            return 1 + max(map(depth, options))


def may_stay(path: Path) -> bool:
    """Tell whether a path may end where it began, without any step."""
    match path:
        case Predicate():
            return False
        case Inverse(inner):
            return may_stay(inner)
        case Sequence(steps):
            return all(map(may_stay, steps))
        case Alternative(options):
            return any(map(may_stay, options))
        case Repeat(inner, suffix):
            return suffix != "+" or may_stay(inner)
