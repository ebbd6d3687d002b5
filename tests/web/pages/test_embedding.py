"""JSON-LD inside pages."""

import json

from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.namespaces import FOAF, RDF, SCHEMA
from samverkan_ld.web.pages.embedding import embed

PERSON = NamedNode("https://data.example.org/id/person/0")
OTHER = NamedNode("https://data.example.org/id/person/1")


def test_embed() -> None:
    """What schema.org has no words for is left out; what is said twice is written once."""
    quads = [
        Quad(OTHER, NamedNode(RDF + "type"), NamedNode(SCHEMA + "Person")),
        Quad(PERSON, NamedNode(RDF + "type"), NamedNode(SCHEMA + "Person")),
        Quad(PERSON, NamedNode(RDF + "type"), NamedNode(FOAF + "Person")),
        Quad(PERSON, NamedNode(FOAF + "name"), Literal("Ada")),
        Quad(PERSON, NamedNode(SCHEMA + "name"), Literal("Ada"), NamedNode("https://a.example/")),
        Quad(PERSON, NamedNode(SCHEMA + "name"), Literal("Ada"), NamedNode("https://b.example/")),
        Quad(PERSON, NamedNode(SCHEMA + "jobTitle"), Literal("chef", language="sv")),
        Quad(PERSON, NamedNode(SCHEMA + "knows"), OTHER),
    ]

    assert json.loads(embed(quads, first=PERSON.value)) == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@id": PERSON.value,
                "@type": "Person",
                "name": "Ada",
                "jobTitle": {"@value": "chef", "@language": "sv"},
                "knows": {"@id": OTHER.value},
            },
            {"@id": OTHER.value, "@type": "Person"},
        ],
    }


def test_nothing_ends_the_element() -> None:
    """No text can end the script element or begin a comment."""
    name = "</script><!--&"
    text = embed([Quad(PERSON, NamedNode(SCHEMA + "name"), Literal(name))], first=PERSON.value)

    assert not set(text) & set("<>&")
    assert json.loads(text)["@graph"][0]["name"] == name
