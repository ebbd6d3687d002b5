import pytest

from samverkan_ld.errors import ConfigError
from samverkan_ld.formats.definitions import (
    ANY,
    LANGUAGE,
    LIST,
    NODE,
    VOCAB,
    check_name,
    check_namespace,
    is_namespace,
    language_kind,
    read_term,
)

NAMESPACES = {"ex": "http://ex.example/", "xsd": "http://www.w3.org/2001/XMLSchema#"}
DATE = "http://www.w3.org/2001/XMLSchema#date"
IRI = "http://ex.example/p"


@pytest.mark.parametrize(
    ("entry", "kind", "coercion", "is_set"),
    [
        ("ex:p", ANY, "", False),
        (IRI, ANY, "", False),
        ({"@id": "ex:p"}, ANY, "", False),
        ({"@id": "ex:p", "@type": "@id"}, NODE, NODE, False),
        ({"@id": "ex:p", "@type": "@vocab"}, NODE, VOCAB, False),
        ({"@id": "ex:p", "@type": "xsd:date"}, DATE, DATE, False),
        ({"@id": "ex:p", "@language": "SV"}, language_kind("sv"), language_kind("sv"), False),
        ({"@id": "ex:p", "@language": None}, ANY, "", False),
        ({"@id": "ex:p", "@container": "@language"}, LANGUAGE, "", False),
        ({"@id": "ex:p", "@container": ["@set", "@language"]}, LANGUAGE, "", True),
        ({"@id": "ex:p", "@container": "@set"}, ANY, "", True),
        ({"@id": "ex:p", "@container": [], "@type": "@id"}, NODE, NODE, False),
        ({"@id": "ex:p", "@container": "@list", "@type": "@id"}, LIST, NODE, False),
    ],
)
def test_definitions(entry: object, kind: str, coercion: str, is_set: bool) -> None:
    """A definition tells which values its term stands before, and how they are written."""
    term = read_term("p", entry, NAMESPACES)
    assert (term.name, term.iri) == ("p", IRI)
    assert (term.kind, term.coercion, term.is_set) == (kind, coercion, is_set)
    assert term.shown == entry


def test_addresses_are_no_prefixed_names() -> None:
    """What follows a colon and two slashes is never taken for a prefixed name."""
    assert read_term("p", IRI, {"http": "urn:x:"}).iri == IRI


def test_expanded() -> None:
    """The expanded definition needs no prefixes."""
    entry = {"@id": "ex:p", "@type": "xsd:date", "@container": "@set"}
    term = read_term("p", entry, NAMESPACES)
    assert term.expanded == {"@id": IRI, "@type": DATE, "@container": "@set"}
    assert read_term("p", "ex:p", NAMESPACES).expanded == IRI


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"@id": "ex:p", "@protected": True, "@context": {}}, "@context, @protected is not"),
        ({"@id": "ex:p", "@nest": "x"}, "@nest is not supported"),
        ({"@reverse": "ex:p"}, "@reverse is not supported"),
        ({"@id": "ex:p", "@index": "x"}, "@index is not supported"),
        ({"@id": "ex:p", "@prefix": True}, "@prefix is not supported"),
        ({"@id": "ex:p", "@container": "@graph"}, "@container is not supported: @graph"),
        ({"@id": "ex:p", "@container": ["@list", "@set"]}, "@container is not supported"),
        ({"@id": "ex:p", "@container": [{}]}, "@container is not supported"),
        ({"@id": "ex:p", "@container": None}, "@container is not supported"),
        ({"@id": "ex:p", "@container": "@language", "@type": "@id"}, "map by language"),
        ({"@id": "ex:p", "@language": "sv", "@type": "@id"}, "both @type and @language"),
        ({"@id": "ex:p", "@language": 1}, "language tag or null"),
        ({"@id": "ex:p", "@type": "@json"}, "absolute or prefixed IRI, not '@json'"),
        ({"@id": "ex:p", "@type": None}, "absolute or prefixed IRI, not None"),
        ({"@id": None}, "absolute or prefixed IRI, not None"),
        ({}, "absolute or prefixed IRI, not None"),
        ("@type", "absolute or prefixed IRI, not '@type'"),
        ("p", "absolute or prefixed IRI, not 'p'"),
        ("ex:a b", "absolute or prefixed IRI"),
        (None, "must be an IRI or an object"),
        (["ex:p"], "must be an IRI or an object"),
    ],
)
def test_bad_definitions(entry: object, fault: str) -> None:
    """What the writer cannot follow is an error that names the term."""
    with pytest.raises(ConfigError, match=r"^term: ") as caught:
        read_term("term", entry, NAMESPACES)
    assert fault in str(caught.value)


@pytest.mark.parametrize("name", ["name", "två", "a.b-c_1", "9"])
def test_names(name: str) -> None:
    """Plain words are names of terms."""
    check_name(name)


@pytest.mark.parametrize("name", ["@vocab", "@base", "", "ex:p", "a/b", "_", "-a", "a b"])
def test_bad_names(name: str) -> None:
    """Keywords and what looks like an IRI are no names of terms."""
    with pytest.raises(ConfigError, match=name or "''"):
        check_name(name)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("http://ex.example/", True),
        ("urn:x:", True),
        ("http://ex.example/?q=", False),
        ("ex:Class", False),
        ({"@id": "http://ex.example/"}, False),
    ],
)
def test_is_namespace(entry: object, expected: bool) -> None:
    """A name is a prefix if its IRI ends as JSON-LD 1.1 asks of prefixes."""
    assert is_namespace(entry) is expected


@pytest.mark.parametrize("namespace", ["ex:sub/", "sub/", "/"])
def test_bad_namespaces(namespace: str) -> None:
    """A namespace must be an absolute IRI, written in full."""
    with pytest.raises(ConfigError, match=r"^sub: "):
        check_namespace("sub", {**NAMESPACES, "sub": namespace})
    check_namespace("ex", NAMESPACES)
