"""The site that publishes the data of the W3C's tests."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize
from tests.conformance import protocol
from tests.conformance.suite import BASE, EVALUATION, HOME, all_cases, file_of


def write_site(folder: Path) -> None:
    """Write a site with every graph that a test asks of as a source; nothing is judged.

    The sources are N-Quads, since these can give a graph the address of the file it was read from,
    suffix and all, which is the name that queries and results have for it.
    """
    (folder / "shapes").mkdir(parents=True)
    (folder / "samverkan.toml").write_text(f'[site]\nbase = "{BASE}"\n')
    asked = [case for case in all_cases() if case.kind in EVALUATION]
    for iri in {iri for case in asked for iri in case.graphs}:
        _write_source(folder, iri, _read(iri))
    for iri, quads in protocol.graphs():
        _write_source(folder, iri, quads)


def _read(iri: str) -> list[Quad]:
    path = file_of(iri)
    rdf_format = RdfFormat.from_extension(path.suffix.removeprefix("."))
    triples = parse(path=path, format=rdf_format, base_iri=iri)
    return [Quad(quad.subject, quad.predicate, quad.object, NamedNode(iri)) for quad in triples]


def _write_source(folder: Path, iri: str, quads: Iterable[Quad]) -> None:
    path = folder / "data" / f"{iri.removeprefix(HOME)}.nq"
    path.parent.mkdir(parents=True, exist_ok=True)
    if quads:  # a graph of none is not published: to a query it is empty all the same
        serialize(quads, path, format=RdfFormat.N_QUADS)
