import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from samverkan_ld.errors import FormatError
from samverkan_ld.formats import rdf
from samverkan_ld.formats.context import Context
from samverkan_ld.formats.table import CSV, GRAPH_FORMATS, NQUADS, NTRIPLES, Format

NORSJO = "https://data.samverkan.example/id/kommun/2417"
A, B, G = (NamedNode(f"urn:{name}") for name in "abg")


@pytest.mark.parametrize("fmt", GRAPH_FORMATS, ids=lambda fmt: fmt.name)
def test_formats(
    fmt: Format, norsjo: list[Quad], prefixes: dict[str, str], context: Context
) -> None:
    """Each format is read back as the same quads, or triples where it holds but one graph."""
    data = rdf.write(norsjo, fmt, prefixes=prefixes, context=context, first=NORSJO)
    read = parse(data, format=RdfFormat.from_media_type(fmt.media_type))
    if fmt.quads:
        assert set(read) == set(norsjo)
    else:
        assert {quad.triple for quad in read} == {quad.triple for quad in norsjo}
    assert data.endswith(b"\n")


@pytest.mark.parametrize("fmt", GRAPH_FORMATS, ids=lambda fmt: fmt.name)
def test_any_order_gives_the_same(
    fmt: Format, norsjo: list[Quad], prefixes: dict[str, str], context: Context
) -> None:
    """The order of quads and repeats make no difference to any format."""
    texts = {
        rdf.write(quads, fmt, prefixes=prefixes, context=context)
        for quads in (norsjo, [*norsjo[::-1], *norsjo[:5]])
    }
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("fmt", "quads", "written"),
    [
        (NTRIPLES, [Quad(B, A, A, G), Quad(A, B, B), Quad(A, B, B, G)], "a b b|b a a"),
        (NTRIPLES, [Triple(A, B, B)], "a b b"),
        (NQUADS, [Quad(B, A, A, G), Quad(A, B, B), Quad(A, B, B)], "a b b|b a a g"),
        (NQUADS, [Triple(A, B, B)], "a b b"),
        (NQUADS, [], ""),
    ],
)
def test_lines(fmt: Format, quads: list[Quad | Triple], written: str, context: Context) -> None:
    """Lines are sorted and stand once; triples belong to the default graph."""
    lines = [
        " ".join(f"<urn:{name}>" for name in line.split()) + " .\n"
        for line in written.split("|")
        if line
    ]
    assert rdf.write(quads, fmt, prefixes={}, context=context) == "".join(lines).encode()


def test_other_formats(context: Context) -> None:
    """A graph cannot be written in a format that holds none."""
    with pytest.raises(FormatError, match="CSV"):
        rdf.write([], CSV, prefixes={}, context=context)
