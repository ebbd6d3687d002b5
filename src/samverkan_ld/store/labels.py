"""The labels of things, as quads: the first kind of label that a thing has."""

from collections import OrderedDict
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from samverkan_ld.namespaces import DCTERMS, FOAF, RDFS, SCHEMA, SKOS

PREF_LABEL: Final = NamedNode(SKOS + "prefLabel")
FOAF_NAME: Final = NamedNode(FOAF + "name")
NAME: Final = NamedNode(SCHEMA + "name")
RDFS_LABEL: Final = NamedNode(RDFS + "label")
TITLE: Final = NamedNode(DCTERMS + "title")

LABEL_PREDICATES: Final = (PREF_LABEL, FOAF_NAME, NAME, RDFS_LABEL, TITLE)
"""The predicates that name a thing, the one to prefer first."""

_FIRST_TRY: Final = {"person": FOAF_NAME, "artikel": NAME, "film": NAME}
_UNNAMED: Final = ("medlemskap", "uttalande")
_KEPT: Final = 20_000


class Labels:
    """The labels of one store, kept in memory for the things last asked for."""

    def __init__(self, store: Store, base: str) -> None:
        self._store = store
        self._things = f"{base}id/"
        self._kept: OrderedDict[NamedNode, tuple[Quad, ...]] = OrderedDict()

    def of(self, node: NamedNode) -> tuple[Quad, ...]:
        """Give the quads that name a thing, in all languages; none when it has no label."""
        found = self._kept.get(node)
        if found is None:
            found = self._find(node)
            self._kept[node] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _find(self, node: NamedNode) -> tuple[Quad, ...]:
        for predicate in self._order(node.value):
            quads = tuple(self._store.quads_for_pattern(node, predicate, None, None))
            if quads:
                return quads
        return ()

    def _order(self, iri: str) -> tuple[NamedNode, ...]:
        # A guess by kind saves lookups: every linked thing costs one on a cold document.
        if not iri.startswith(self._things):
            return LABEL_PREDICATES
        kind = iri[len(self._things) :].partition("/")[0]
        if kind in _UNNAMED:
            return ()
        first = _FIRST_TRY.get(kind, PREF_LABEL)
        return (first, *(p for p in LABEL_PREDICATES if p != first))
