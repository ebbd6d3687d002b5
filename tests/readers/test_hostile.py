"""What holds for all readers of RDF: nothing is fetched, nothing crashes, nothing is changed."""

import json
import socket
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    serialize,
)

from samverkan_ld.errors import SourceError
from samverkan_ld.readers import jsonld, rdf, rdfxml, yamlld
from samverkan_ld.records import ReadingRules, Source, SourceFile

Write = Callable[[str, str | bytes], SourceFile]

READERS: Final[dict[str, ModuleType]] = {
    "a.ttl": rdf,
    "a.trig": rdf,
    "a.nt": rdf,
    "a.nq": rdf,
    "a.rdf": rdfxml,
    "a.jsonld": jsonld,
    "a.yaml": yamlld,
}

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ROOT: Final = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="http://e.example/">'
SEEDS: Final[dict[str, bytes]] = {
    "a.ttl": b'@prefix e: <http://e.example/> .\ne:a e:b [ e:c (1 \'x\'@sv """y"""^^e:d) ] .',
    "a.trig": b"@prefix e: <http://e.example/> .\ne:g { e:a e:b [ e:c (1 2.5 true) ] }",
    "a.nt": b'<a:a> <a:b> _:c .\n_:c <a:d> "x\\u00e5"@sv-SE .\n',
    "a.nq": b'<a:a> <a:b> _:c <a:g> .\n_:c <a:d> "x"^^<a:t> .\n',
    "a.rdf": f'<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY e "x">]>{ROOT}'
    '<e:T rdf:ID="a"><e:p rdf:parseType="Collection"><e:T/></e:p><e:q xml:lang="sv">&e;</e:q>'
    '<e:r rdf:parseType="Literal"><b/></e:r></e:T></rdf:RDF>'.encode(),
    "a.jsonld": b'{"@context": {"n": "http://e.example/n", "l": {"@id": "urn:l", "@container": '
    b'"@language"}}, "@id": "x", "n": [{"@list": [1, 2.5, null]}, {"@value": "x", "@language": '
    b'"sv"}], "l": {"sv": "y"}, "@graph": [{"@id": "_:b", "@type": "n", "n": {"@id": "y"}}]}',
    "a.yaml": b'"@context": {n: "http://e.example/n"}\n"@id": &x id/x\nn:\n- !!str 5\n- *x\n'
    b'- {"@list": [1, 2.5, null]}\n- "@graph":\n  - "@type": n\n    n: |\n      text\n',
}


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server on this machine that would notice any attempt to fetch."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


HOSTILE: Final = {
    "owl:imports": ("a.ttl", "<a:a> <http://www.w3.org/2002/07/owl#imports> <{url}> ."),
    "base": ("a.trig", "@base <{url}> . <x> {{ <y> a <z> }}"),
    "system entity": ("a.rdf", '<!DOCTYPE r [<!ENTITY e SYSTEM "{url}">]><r>&e;</r>'),
    "parameter": ("a.rdf", '<!DOCTYPE r [<!ENTITY % e SYSTEM "{url}"> %e;]><r/>'),
    "DTD": ("a.rdf", '<!DOCTYPE r SYSTEM "{url}"><r/>'),
    "public DTD": ("a.rdf", '<!DOCTYPE r PUBLIC "x" "{url}"><r/>'),
    "stylesheet": ("a.rdf", f'<?xml-stylesheet href="{{url}}"?>{ROOT}<e:T/></rdf:RDF>'),
    "XInclude": (
        "a.rdf",
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}"/>',
    ),
    "base of XML": ("a.rdf", f'{ROOT}<e:T xml:base="{{url}}" rdf:about="x"/></rdf:RDF>'),
    "context": ("a.jsonld", '{{"@context": "{url}", "n": "x"}}'),
    "contexts": ("a.jsonld", '{{"@context": ["{url}"], "n": "x"}}'),
    "import": ("a.jsonld", '{{"@context": {{"@import": "{url}"}}, "n": "x"}}'),
    "scoped context": (
        "a.jsonld",
        '{{"@context": {{"n": {{"@id": "a:b", "@context": "{url}"}}}}, "n": {{"n": "x"}}}}',
    ),
    "nested context": ("a.jsonld", '{{"http://e.example/n": {{"@context": "{url}", "n": "x"}}}}'),
    "YAML context": ("a.yaml", '"@context": {url}\nn: x'),
    "YAML include": ("a.yaml", '"@graph": !include {url}'),
    "YAML object": ("a.yaml", "n: !!python/object/apply:urllib.request.urlopen ['{url}']"),
}


@pytest.mark.parametrize(("name", "text"), HOSTILE.values(), ids=HOSTILE)
def test_nothing_is_fetched(
    name: str, text: str, listener: socket.socket, write: Write, rules: ReadingRules
) -> None:
    """Whatever a source names, no connection is opened for it."""
    address = listener.getsockname()
    url = f"http://127.0.0.1:{address[1]}/x"
    try:
        assert READERS[name].read(write(name, text.format(url=url)), rules).quads
    except SourceError as error:
        assert error.name == name
    with pytest.raises(BlockingIOError):
        listener.accept()
    with socket.create_connection(address):
        listener.setblocking(True)
        listener.accept()[0].close()


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Make a source that is random, or has a random piece in place of one of its own."""
    name, seed = draw(st.sampled_from(sorted(SEEDS.items())))
    start = draw(st.integers(0, len(seed)))
    end = draw(st.integers(start, min(len(seed), start + 12)))
    piece = draw(st.binary(max_size=6) | st.sampled_from([seed[i : i + 9] for i in range(99)]))
    return name, draw(st.sampled_from([seed[:start] + piece + seed[end:], piece]))


@settings(
    max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(source=damaged())
def test_any_bytes_give_a_source_or_an_error(
    source: tuple[str, bytes], write: Write, rules: ReadingRules
) -> None:
    """No bytes whatsoever bring a reader to anything but quads or a SourceError."""
    name, data = source
    try:
        result = READERS[name].read(write(name, data), rules)
    except SourceError as error:
        assert error.reason
    else:
        assert result.quads


def test_undamaged_seeds_are_read(write: Write, rules: ReadingRules) -> None:
    """What the test above damages are sources that can be read."""
    for name, data in SEEDS.items():
        assert READERS[name].read(write(name, data), rules).quads


IRIS: Final = st.sampled_from(["id/x", "id/å", "def/y", "z#1"]).map(
    lambda path: NamedNode(f"https://data.samverkan.example/{path}")
)
NODES: Final = st.sampled_from("abc").map(BlankNode)
TEXTS: Final = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"]), max_size=9
)
LITERALS: Final = st.one_of(
    TEXTS.map(Literal),
    TEXTS.map(lambda text: Literal(text, language="sv-se")),
    TEXTS.map(lambda text: Literal(text, datatype=NamedNode("http://e.example/t"))),
    st.integers().map(Literal),
    st.booleans().map(Literal),
    st.dates().map(lambda day: Literal(day.isoformat(), datatype=NamedNode("http://e.example/d"))),
)
QUADS: Final = st.builds(
    Quad,
    IRIS | NODES,
    st.sampled_from("pqr").map(lambda name: NamedNode(f"http://e.example/{name}")),
    IRIS | NODES | LITERALS,
    st.just(DefaultGraph()) | IRIS,
)


def canonical(quads: list[Quad]) -> set[str]:
    """Write quads so that isomorphic datasets are equal."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


FORMATS: Final = {
    "a.ttl": RdfFormat.TURTLE,
    "a.trig": RdfFormat.TRIG,
    "a.nt": RdfFormat.N_TRIPLES,
    "a.nq": RdfFormat.N_QUADS,
    "a.rdf": RdfFormat.RDF_XML,
    "a.jsonld": RdfFormat.JSON_LD,
    "a.yaml": RdfFormat.JSON_LD,
}


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(quads=st.lists(QUADS, min_size=1, max_size=8), name=st.sampled_from(sorted(FORMATS)))
def test_what_is_written_is_read_back(
    quads: list[Quad], name: str, write: Write, rules: ReadingRules
) -> None:
    """Any dataset, written in any of the formats, is read back as it was."""
    rdf_format = FORMATS[name]
    if not rdf_format.supports_datasets:
        quads = [Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
    text = (serialize(quads, format=rdf_format) or b"").decode()
    if name == "a.yaml":
        text = json.dumps(json.loads(text), indent=1, ensure_ascii=False)
    source: Source = READERS[name].read(write(name, text), rules)
    assert canonical(list(source.quads)) == canonical(quads)
