"""What following a property path looks at.

SHACL, section 2.3.1 (https://www.w3.org/TR/shacl/#property-paths).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from samverkan_ld.validation.paths import (
    HERE,
    Alternative,
    Inverse,
    Path,
    Predicate,
    Repeat,
    Sequence,
    join,
)


@dataclass(frozen=True, slots=True)
class Edge:
    """A triple pattern that is looked at: at the end of `before`, out along `predicate` or in.

    `predicate` is None for any; `inverse` tells that the node is the object.
    """

    before: Path
    predicate: str | None
    inverse: bool = False


def edges(path: Path, *, before: Path = HERE, inverse: bool = False) -> Iterable[Edge]:
    """List the edges that evaluating a path may look at, each with the way to where it begins."""
    match path:
        case Predicate(iri):
            yield Edge(before, iri, inverse)
        case Inverse(inner):
            yield from edges(inner, before=before, inverse=not inverse)
        case Sequence(steps):
            for step in reversed(steps) if inverse else steps:
                yield from edges(step, before=before, inverse=inverse)
                before = join(before, Inverse(step) if inverse else step)
        case Alternative(options):
            for option in options:
                yield from edges(option, before=before, inverse=inverse)
        case Repeat(inner):
            again = Repeat(Inverse(inner) if inverse else inner, "*")
            yield from edges(inner, before=join(before, again), inverse=inverse)


def reverses_steps(path: Path, *, inverse: bool = False) -> bool:
    """Tell whether a path goes through a sequence backwards, as pySHACL does not."""
    match path:
        case Predicate():
            return False
        case Inverse(inner):
            return reverses_steps(inner, inverse=not inverse)
        case Sequence(steps):
            return inverse or any(reverses_steps(step) for step in steps)
        case Alternative(options):
            return any(reverses_steps(option, inverse=inverse) for option in options)
        case Repeat(inner):
            return reverses_steps(inner, inverse=inverse)
