"""What differs is called by its label; a role held or a statement by those concerned."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from samverkan_ld.archive.difference import Comparison
from samverkan_ld.archive.folder import STORE
from samverkan_ld.errors import ReleaseError
from samverkan_ld.namespaces import ORG, PROV
from samverkan_ld.records import Subject
from samverkan_ld.releases import Manifest
from samverkan_ld.store.disk import open_store
from samverkan_ld.store.labels import LABEL_PREDICATES, Labels

Name = Callable[[str, str], str]
"""Names a thing, by its IRI, in a language; gives nothing for what has no name."""

_CONCERNED: Final = tuple(
    NamedNode(iri) for iri in (ORG + "member", ORG + "organization", PROV + "wasAttributedTo")
)
_UNNAMED: Final = ("medlemskap", "uttalande")
"""The kinds of things that have no labels."""


def names_in(releases: Path, *manifests: Manifest) -> Name:
    """Give the function that names things by the first of some releases that knows a name.

    A release whose store is gone names nothing.
    """
    known = [found for manifest in manifests if (found := _names_of(releases, manifest))]

    def name(iri: str, language: str) -> str:
        return next(filter(None, (each(iri, language) for each in known)), "")

    return name


def names_with_new(comparison: Comparison, known: Name) -> Name:
    """Give the function that names things as another does, else by what came.

    Raises:
        ReleaseError: an object is missing or damaged.
    """
    came = defaultdict[Subject, list[Quad]](list)
    for quad in _telling_names(comparison):
        came[quad.subject].append(quad)

    def label(iri: str, language: str) -> str:
        return known(iri, language) or _label(came.get(NamedNode(iri), []), language)

    def name(iri: str, language: str) -> str:
        told = came.get(NamedNode(iri), [])
        return label(iri, language) or _concerned(told, label, language)

    return name


def _names_of(releases: Path, manifest: Manifest) -> Name | None:
    try:
        store = open_store(releases / manifest.id / STORE)
    except ReleaseError:
        return None
    labels = Labels(store, manifest.base)
    unnamed = tuple(manifest.iris.thing(kind, "") for kind in _UNNAMED)

    def label(iri: str, language: str) -> str:
        return _best(labels.of(NamedNode(iri)), language)

    def name(iri: str, language: str) -> str:
        if not iri.startswith(unnamed):
            return label(iri, language)
        node = NamedNode(iri)
        told = (q for part in _CONCERNED for q in store.quads_for_pattern(node, part, None, None))
        return _concerned(told, label, language)

    return name


def _telling_names(comparison: Comparison) -> Iterator[Quad]:
    """Read those of the quads that came that names are made of."""
    marks = [f" {predicate} ".encode() for predicate in (*LABEL_PREDICATES, *_CONCERNED)]
    for line in comparison.lines():
        if line.is_added and line.text.startswith(b"<") and any(m in line.text for m in marks):
            yield from parse(line.text, format=RdfFormat.N_QUADS)


def _label(quads: Iterable[Quad], language: str) -> str:
    """Choose a label by the predicate to prefer, of those that there are."""
    found = [[quad for quad in quads if quad.predicate == label] for label in LABEL_PREDICATES]
    return _best(next(filter(None, found), []), language)


def _best(labels: Iterable[Quad], language: str) -> str:
    texts = [quad.object for quad in labels if isinstance(quad.object, Literal)]
    order = (language, None)
    texts.sort(key=lambda text: order.index(text.language) if text.language in order else 2)
    return texts[0].value if texts else ""


def _concerned(quads: Iterable[Quad], label: Name, language: str) -> str:
    """Call a thing by the labels of those concerned; those without one are left out."""
    told = [quad for quad in quads if quad.predicate in _CONCERNED]
    told.sort(key=lambda quad: _CONCERNED.index(quad.predicate))
    parties = dict.fromkeys(
        quad.object.value for quad in told if isinstance(quad.object, NamedNode)
    )
    return " – ".join(filter(None, (label(party, language) for party in parties)))
