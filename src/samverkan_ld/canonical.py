"""Canonical N-Quads of a graph, and their digest.

A graph without blank nodes is its own canonical form once its lines are sorted; others go through
RDFC-1.0 (https://www.w3.org/TR/rdf-canon/). Some graphs take longer than anyone waits: those that
might go through it in a process of their own with a time limit.
"""

import hashlib
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import permutations
from math import factorial
from typing import Final

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Quad,
    RdfFormat,
    parse,
    serialize,
)

from samverkan_ld.errors import EntangledError

_MOST_QUADS: Final = 10_000
_MOST_STEPS: Final = 100_000
"""So much is done in this process: about a tenth of a second at most."""


def digest(data: bytes) -> str:
    """Compute the SHA-256 of canonical N-Quads, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def canonical_nquads(quads: Iterable[Quad], *, seconds: float = 20) -> bytes:
    """Write quads as canonical N-Quads: sorted, unique lines in UTF-8.

    Args:
        quads: the quads, with the lexical forms as parsed.
        seconds: the longest time that blank nodes may take.

    Raises:
        EntangledError: the blank nodes are too entangled to be named in that time.
    """
    text = _lines(quads)
    return _with_named_blank_nodes(text, seconds) if b"_:" in text else text


def named_nquads(quads: Iterable[Quad]) -> bytes:
    """Write quads whose blank nodes have their canonical names already as canonical N-Quads."""
    return _lines(quads)


def read_nquads(data: bytes) -> Iterable[Quad]:
    """Read canonical N-Quads back as quads."""
    return parse(data, format=RdfFormat.N_QUADS)


def _lines(quads: Iterable[Quad]) -> bytes:
    # The serialiser already writes the escapes of canonical N-Quads.
    text = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(set(text.splitlines(keepends=True))))


def _with_named_blank_nodes(text: bytes, seconds: float) -> bytes:
    quads = [quad for quad in read_nquads(text) if _blank_nodes(quad)]
    if not quads:
        return text  # "_:" stood in a literal or an IRI
    if len(quads) <= _MOST_QUADS and _steps(quads) <= _MOST_STEPS:
        return _canonicalize(text)
    # -P: a file of the working folder must not stand in for a module.
    command = [sys.executable, "-P", "-m", "samverkan_ld.canonical"]
    try:
        done = subprocess.run(command, input=text, capture_output=True, timeout=seconds, check=True)
    except subprocess.TimeoutExpired as error:
        raise EntangledError(
            f"its blank nodes could not be told apart within {seconds:g} s: give them IRIs"
        ) from error
    except subprocess.CalledProcessError as error:
        raise EntangledError(
            f"its blank nodes could not be told apart: the process ended with {error.returncode}"
        ) from error
    return done.stdout


def _blank_nodes(quad: Quad) -> set[BlankNode]:
    terms = (quad.subject, quad.object, quad.graph_name)
    return {term for term in terms if isinstance(term, BlankNode)}


def _steps(quads: Sequence[Quad]) -> int:
    """Tell how many steps it takes at most to name the blank nodes of quads.

    Those of which different things are said are told apart at once (section 4.6, Hash First Degree
    Quads); of others that are linked, all orders are tried where all are linked with all (4.8).
    """
    alike = _alike(quads)
    linked: defaultdict[BlankNode, list[BlankNode]] = defaultdict(list)
    for quad in quads:
        for one, other in permutations(_blank_nodes(quad) & alike, 2):
            linked[one].append(other)
    steps = 0
    while alike:
        size, links, waiting = 0, 0, [alike.pop()]
        while waiting:
            others = linked[waiting.pop()]
            size, links = size + 1, links + len(others)
            waiting += alike.intersection(others)
            alike.difference_update(others)
        steps += factorial(min(size, 20)) * links
    return steps


def _alike(quads: Sequence[Quad]) -> set[BlankNode]:
    """List the blank nodes that what is said of them does not tell apart."""
    said: defaultdict[BlankNode, list[str]] = defaultdict(list)
    for quad in quads:
        for node in _blank_nodes(quad):
            terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
            said[node].append(" ".join(_spelt(term, node) for term in terms))
    looks = {node: tuple(sorted(lines)) for node, lines in said.items()}
    times = Counter(looks.values())
    return {node for node, look in looks.items() if times[look] > 1}


def _spelt(term: object, node: BlankNode) -> str:
    if isinstance(term, BlankNode):
        return "_:a" if term == node else "_:z"
    return str(term)


def _canonicalize(text: bytes) -> bytes:
    dataset = Dataset(parse(text, format=RdfFormat.N_QUADS))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return _lines(dataset)


if __name__ == "__main__":
    sys.stdout.buffer.write(_canonicalize(sys.stdin.buffer.read()))
