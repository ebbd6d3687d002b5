import pytest

from samverkan_ld.formats.prefixes import RDF_TYPE, compile_prefixes
from samverkan_ld.namespaces import FOAF, RDFS, SCHEMA, SKOS

NAMESPACES = {
    "a": "http://a.example/",
    "ab": "http://a.example/b/",
    "dot": "http://a.example/.",
    "z": "http://0.example/",
}


@pytest.mark.parametrize(
    ("iri", "parts"),
    [
        ("http://a.example/x", ("a", "x")),
        ("http://a.example/b/x", ("ab", "x")),
        ("http://a.example/b", ("a", "b")),
        ("http://a.example/", None),
        ("http://a.example/b/", None),
        ("http://aXexample/x", None),
        ("urn:x", None),
    ],
)
def test_split(iri: str, parts: tuple[str, str] | None) -> None:
    """An IRI is split at the longest namespace, if anything is left."""
    assert compile_prefixes(NAMESPACES).split(iri) == parts


def test_no_prefixes() -> None:
    """Without prefixes nothing is split."""
    assert compile_prefixes({}).split("http://a.example/x") is None
    assert compile_prefixes({}).split("") is None


def test_first_of_two_prefixes_stands() -> None:
    """Of two prefixes for a namespace the first in the alphabet is used."""
    assert compile_prefixes({"y": "http://a/", "x": "http://a/"}).split("http://a/1") == ("x", "1")


def test_compiled_once() -> None:
    """Equal mappings share one compiled form."""
    assert compile_prefixes(dict(NAMESPACES)) is compile_prefixes(NAMESPACES)


def test_places() -> None:
    """Predicates stand in the order: type, labels, prefixed names, other IRIs."""
    ordered = [
        RDF_TYPE,
        SKOS + "prefLabel",
        SCHEMA + "name",
        FOAF + "name",
        RDFS + "label",
        "http://a.example/x",
        "http://a.example/b/x",
        "http://0.example/x",
        "http://other.example/",
        "urn:x",
    ]
    places = compile_prefixes(NAMESPACES).places
    assert sorted(set(ordered), key=places.__getitem__) == ordered


def test_places_are_forgotten() -> None:
    """Odd predicates by the thousand do not fill the memory."""
    places = compile_prefixes({"m": "http://memory.example/"}).places
    for number in range(20_000):
        assert places[f"urn:{number}"][1] == f"urn:{number}"
    assert len(places) < 10_000
