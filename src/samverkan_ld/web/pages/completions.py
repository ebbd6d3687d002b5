"""What the editor of the query page completes: prefixes, classes and properties of the release."""

from collections.abc import Callable, Mapping
from typing import Any

from pyoxigraph import NamedNode

from samverkan_ld.web.pages.names import Names, Reference
from samverkan_ld.web.view import View

_Terms = list[tuple[str, str, int]]


def completions(view: View, language: str) -> dict[str, Any]:
    """Give what a script needs to complete a query, as JSON can hold it.

    Classes and properties are those in use, the most used first, each with its IRI, what it is
    called in the language of the page (if anything), and how often it is used.
    """
    names = Names(view, language)
    manifest = view.release.manifest
    return {
        "prefixes": view.prefixes,
        "classes": _terms(manifest.counts, names, lambda iri: names.refer(NamedNode(iri))),
        "properties": _terms(manifest.properties, names, names.property),
    }


def _terms(counts: Mapping[str, int], names: Names, refer: Callable[[str], Reference]) -> _Terms:
    ordered = sorted(counts.items(), key=lambda count: (-count[1], count[0]))
    called = ((iri, refer(iri).text, count) for iri, count in ordered)
    return [(iri, "" if text == names.curie(iri) else text, count) for iri, text, count in called]
