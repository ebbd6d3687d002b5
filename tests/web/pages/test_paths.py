"""Property paths on pages."""

import pytest
from flask import Flask
from pyoxigraph import RdfFormat, parse

from samverkan_ld.namespaces import SH
from samverkan_ld.records import Subject
from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.names import Names, Reference
from samverkan_ld.web.pages.paths import path_reference

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix : <https://else.example/> .
"""
ENDLESS = "[] sh:resultPath _:cell . _:cell rdf:first foaf:name ; rdf:rest _:cell ."
INSIDE = "[] sh:resultPath _:c . _:c rdf:first _:c ; rdf:rest ( foaf:name ) ."
NESTED = "[] sh:resultPath _:path . _:path sh:inversePath _:path ."


def shown(app: Flask, text: str) -> Reference:
    """Show the path of a result in Swedish."""
    with app.app_context():
        view = app.extensions["samverkan"].view()
        facts = Facts(view, parse(HEAD + text, format=RdfFormat.TURTLE), ())
        path = next(facts.one(n, SH + "resultPath") for n in facts.nodes if _has_path(facts, n))
        assert path is not None
        return path_reference(facts, Names(view, "sv"), path)


def _has_path(facts: Facts, node: Subject) -> bool:
    return facts.one(node, SH + "resultPath") is not None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("[ sh:inversePath org:member ]", "^org:member"),
        ("( org:member foaf:name )", "org:member / foaf:name"),
        ("[ sh:alternativePath ( org:member foaf:name ) ]", "org:member | foaf:name"),
        ("[ sh:zeroOrMorePath org:member ]", "org:member*"),
        ("[ sh:oneOrMorePath org:member ]", "org:member+"),
        ("[ sh:zeroOrOnePath ( org:member :p ) ]", "(org:member / https://else.example/p)?"),
        ("( [ sh:alternativePath ( :a :b ) ] [ sh:inversePath foaf:name ] )", None),
    ],
)
def test_path(app: Flask, path: str, text: str | None) -> None:
    """A path is written as in SPARQL, with brackets where they are needed."""
    expected = text or "(https://else.example/a | https://else.example/b) / ^foaf:name"

    assert shown(app, f"[] sh:resultPath {path} .") == Reference(expected)


def test_property(app: Flask) -> None:
    """A property alone is called by its name and links to where it is defined."""
    found = shown(app, "[] sh:resultPath org:member .")

    assert found == Reference("innehavare", "", "http://www.w3.org/ns/org#member", True)


@pytest.mark.parametrize(
    ("text", "expected"), [(ENDLESS, "foaf:name"), (NESTED, "^…"), (INSIDE, "… / foaf:name")]
)
def test_endless(app: Flask, text: str, expected: str) -> None:
    """A path that goes round in a circle ends."""
    assert shown(app, text).text == expected
