"""Canonical N-Quads of a graph, and their digest.

A graph without blank nodes is its own canonical form once its lines are sorted; others go through
RDFC-1.0 (https://www.w3.org/TR/rdf-canon/), in a process of their own with a time limit, since some
graphs take longer than anyone waits.
"""

import hashlib
import subprocess
import sys
from collections.abc import Iterable

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse, serialize

from samverkan_ld.errors import EntangledError


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
    if not any(_has_blank_node(quad) for quad in read_nquads(text)):
        return text  # "_:" stood in a literal or an IRI
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


def _has_blank_node(quad: Quad) -> bool:
    terms = (quad.subject, quad.object, quad.graph_name)
    return any(str(term).startswith("_:") for term in terms)


def _canonicalize(text: bytes) -> bytes:
    dataset = Dataset(parse(text, format=RdfFormat.N_QUADS))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return _lines(dataset)


if __name__ == "__main__":
    sys.stdout.buffer.write(_canonicalize(sys.stdin.buffer.read()))
