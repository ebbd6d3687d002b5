"""Property paths that rdflib and the engine follow alike.

SPARQL 1.1, section 9 (https://www.w3.org/TR/sparql11-query/#propertypaths). Paths of no step are
refused: the two start them from different nodes.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.term import URIRef

from samverkan_ld.validation.compiler.values import refuse, term

BETWEEN: Final = "between__"
"""The names of variables between steps begin like this."""


@dataclass(slots=True)
class Steps:
    """Writes paths, and remembers their predicates.

    Attributes:
        predicates: the IRIs of predicates.
        is_any: whether some pattern matches any predicate.
        between: how many nodes between steps were named.
    """

    predicates: set[str] = field(default_factory=set)
    is_any: bool = False
    between: int = 0

    def write(self, start: str, path: Any, end: str) -> str:
        """Write the patterns of a predicate or a path from one node to another.

        Steps and choices are written out, which the engine does several times faster than paths.

        Raises:
            NotPortableError: the engine might follow it otherwise.
        """
        if isinstance(path, MulPath):
            return f"{start} {self._repeated(path)} {end} ."
        return self._once(start, path, end)

    def _once(self, start: str, path: Any, end: str) -> str:
        match path:
            case URIRef():
                self.predicates.add(str(path))
                return f"{start} {term(path)} {end} ."
            case InvPath():
                return self._once(end, path.arg, start)
            case SequencePath():
                nodes = [start, *(self._node() for _ in path.args[1:]), end]
                return " ".join(map(self._once, nodes, path.args, nodes[1:]))
            case AlternativePath():
                return " UNION ".join(f"{{ {self._once(start, p, end)} }}" for p in path.args)
            case _:
                return refuse("a path is negated, or repeated within another")

    def _node(self) -> str:
        self.between += 1
        return f"?{BETWEEN}{self.between}"

    def _repeated(self, path: MulPath) -> str:
        if path.mod != "+" or not _is_one_step(path.path):
            refuse("a repeated path other than one step with +")
        return f"({'|'.join(self._step(step) for step in _options(path.path))})+"

    def _step(self, path: Any) -> str:
        predicate = path.arg if isinstance(path, InvPath) else path
        self.predicates.add(str(predicate))
        return f"^{term(predicate)}" if isinstance(path, InvPath) else term(predicate)


def starts_in_resource(path: Any) -> bool:
    """Tell whether a path starts from what must be an IRI or a blank node."""
    match path:
        case InvPath():
            return ends_in_resource(path.arg)
        case SequencePath():
            return starts_in_resource(path.args[0])
        case AlternativePath():
            return all(map(starts_in_resource, path.args))
        case _:
            return isinstance(path, URIRef)


def ends_in_resource(path: Any) -> bool:
    """Tell whether a path leads to what must be an IRI or a blank node."""
    match path:
        case InvPath():
            return starts_in_resource(path.arg)
        case SequencePath():
            return ends_in_resource(path.args[-1])
        case AlternativePath():
            return all(map(ends_in_resource, path.args))
        case _:
            return False


def _options(path: Any) -> list[Any]:
    return path.args if isinstance(path, AlternativePath) else [path]


def _is_one_step(path: Any) -> bool:
    return all(
        isinstance(step.arg if isinstance(step, InvPath) else step, URIRef)
        for step in _options(path)
    )
