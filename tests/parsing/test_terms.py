"""What the terms of contexts are for."""

import pytest

from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.parsing.terms import REFERENCE, Terms


@pytest.fixture
def terms() -> Terms:
    """Terms of two contexts, where the second has another meaning for `again`."""
    terms = Terms()
    terms.learn({"again": "@id", "sam": f"{SOURCE_BASE}spec/samverkan/", "@vocab": "http://v/"})
    terms.learn(
        {
            "id": "@id",
            "again": "sam:again",
            "about": {"@id": "sam:about", "@type": "@id"},
            "kind": {"@id": "sam:kind", "@type": "@vocab"},
            "data": {"@id": "sam:data", "@type": "@json"},
            "date": {"@id": "sam:date", "@type": "xsd:date"},
            "label": {"@id": "sam:label", "@container": ["@language", "@set"]},
            "item": {"@id": "sam:item", "@container": "@id"},
            "no": "http://n.example/no",
            "odd": {"@id": "http://n.example/odd", "@prefix": True},
            "turn": "turn2:",
            "turn2": "turn:",
            "nothing": None,
        }
    )
    return terms


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("@id", "@id"),
        ("id", "@id"),
        ("again", "again"),
        ("about", REFERENCE),
        ("kind", REFERENCE),
        ("data", "@json"),
        ("date", "date"),
        ("unknown", "unknown"),
    ],
)
def test_keys_have_roles(terms: Terms, key: str, role: str) -> None:
    """Aliases stand for keywords, coerced terms for IRIs, and the last definition counts."""
    assert terms.role(key) == role


@pytest.mark.parametrize(
    ("key", "maps"), [("label", {"@language"}), ("item", {"@id"}), ("date", set()), ("x", set())]
)
def test_maps_are_known(terms: Terms, key: str, maps: set[str]) -> None:
    """A container tells what the keys of a value are."""
    assert terms.maps(key) == maps


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("sam:x", f"{SOURCE_BASE}spec/samverkan/x"),
        ("about", f"{SOURCE_BASE}spec/samverkan/about"),
        ("id/kommun/2417", f"{SOURCE_BASE}id/kommun/2417"),
        ("/id/kommun/2417", f"{SOURCE_BASE}id/kommun/2417"),
        ("http://e.example/x", "http://e.example/x"),
        ("sam://x", "sam://x"),
        ("no:x", "no:x"),
        ("odd:x", "http://n.example/oddx"),
        ("unknown:x", "unknown:x"),
    ],
)
def test_iris_are_expanded(terms: Terms, text: str, iri: str) -> None:
    """Prefixes are those that JSON-LD takes for prefixes; other IRIs belong to the base."""
    assert terms.expand(text) == iri


def test_prefixes_in_a_circle_end(terms: Terms) -> None:
    """Prefixes that stand for each other do not keep anyone waiting."""
    assert terms.expand("turn:x").endswith("x")


def test_terms_are_taken_over(terms: Terms) -> None:
    """The terms of a file become those of the document that names it."""
    document = Terms()
    document.update(terms)
    assert document.role("id") == "@id"
    assert document.maps("item") == {"@id"}
    assert document.expand("sam:x") == f"{SOURCE_BASE}spec/samverkan/x"
