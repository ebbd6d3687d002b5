"""What things are called and identified by: names and identifiers, read from a store."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal

from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import ADMS, DCTERMS, LOCN, ORG, OWL, SCHEMA, SKOS
from samverkan_ld.search.folding import fold_code, spell
from samverkan_ld.search.rank import rank
from samverkan_ld.search.values import LABELS, Value, Values, links

NAMES: Final = (
    SKOS + "hiddenLabel",
    LOCN + "geographicName",
    SCHEMA + "alternateName",
    SCHEMA + "legalName",
    SKOS + "altLabel",
    *(label for label in LABELS if label != SCHEMA + "text"),
)
"""The properties that name a thing, the label last."""

NOTATION: Final = SKOS + "notation"
VALUE: Final = SCHEMA + "value"
NODES: Final = (ADMS + "identifier", SCHEMA + "identifier")
"""The properties that lead to identifiers that are described: their codes are NOTATION or VALUE."""

_CODES: Final = (ORG + "identifier", DCTERMS + "identifier", SCHEMA + "identifier")
_SAME: Final = (OWL + "sameAs", SCHEMA + "sameAs", SKOS + "exactMatch")

PROPERTIES: Final = tuple(dict.fromkeys((*NAMES, NOTATION, VALUE, *NODES, *_CODES, *_SAME)))
"""All properties that names and identifiers are read from."""

UNNAMED: Final = ("medlemskap", "uttalande")
"""The kinds of things that have no names: they are found by what they belong to."""


def names(values: Values, iri: str, kind: str) -> dict[int, str]:
    """Give the names of a thing by their ranks.

    Of names that differ in nothing but typing one counts: the label, else the smallest. Memberships
    and statements have none.
    """
    found: dict[str, tuple[str, bool]] = {}
    for predicate in NAMES if kind not in UNNAMED else ():
        texts = [text.value for text in values(iri, predicate) if isinstance(text, Literal)]
        if not texts:
            continue
        is_label = predicate in LABELS
        found |= {spell(text): (text, is_label) for text in sorted(texts, reverse=True)}
    return {rank(kind, text, is_label=is_label): text for text, is_label in found.values()}


def identifiers(values: Values, iris: Iris, iri: str, kind: str) -> dict[str, str]:
    """Give the identifiers of a thing as they are written, by their codes (`fold_code`).

    They are what the data state, and what is the same elsewhere: QIDs of Wikidata, other IRIs.
    """
    found = (*_codes(values, iri, kind), *_same(values, iris, iri))
    return {fold_code(text): text for text in sorted(found, reverse=True) if fold_code(text)}


def _codes(values: Values, iri: str, kind: str) -> Iterator[str]:
    # The notation of a concept is the end of its IRI, and no identifier outside its scheme.
    own = _CODES if kind.startswith("def/") else (*_CODES, NOTATION)
    nodes = [node for predicate in NODES for node in links(values(iri, predicate))]
    stated: list[Value] = [value for predicate in own for value in values(iri, predicate)]
    stated += [value for node in nodes for p in (NOTATION, VALUE) for value in values(node, p)]
    return (value.value for value in stated if isinstance(value, Literal))


def _same(values: Values, iris: Iris, iri: str) -> Iterator[str]:
    for predicate in _SAME:
        for other in links(values(iri, predicate)):
            # Former IRIs of our own are known to the ledger.
            if iris.document(other) is None and iris.rebase(other) == other:
                code = fold_code(other)
                yield code if code.startswith("Q") else other
