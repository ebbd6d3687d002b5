"""Identifiers of a site as people write them, and which of them the site itself mints."""

from enum import StrEnum
from typing import Final

from pyoxigraph import NamedNode

from samverkan_ld.iris import Iris

WITHDRAWING_KINDS: Final = ("medlemskap", "uttalande")
"""The kinds of things that end by themselves when no source states them any more."""

SCHEME: Final = "avslut"
"""The scheme of the reasons why identifiers end."""


class Reason(StrEnum):
    """Why an identifier ended: the notation of a concept of the scheme."""

    DUPLICATE = "dubblett"
    MERGER = "sammanslagning"
    DIVISION = "delning"
    CEASED = "upphord"
    MISTAKEN = "felaktig"
    ERASED = "radering"
    CORRECTED = "rattelse"
    EXPIRED = "utgatt"
    MISSING = "saknas"
    MOVED = "flyttad"


def reason_iri(reason: Reason, iris: Iris) -> str:
    """Make the IRI of the concept of a reason."""
    return iris.concept(SCHEME, reason.value)


def is_ours(iri: str, iris: Iris) -> bool:
    """Tell whether an IRI is an identifier that the site mints: a thing, concept, term or graph."""
    homes = (f"{iris.base}id/", iris.graph(""), f"{iris.terms}def/", f"{iris.terms}spec/")
    return iri.startswith(homes)


def ends_by_itself(iri: str, iris: Iris) -> bool:
    """Tell whether an identifier of ours may end without anybody declaring it."""
    kinds = tuple(iris.thing(kind, "") for kind in WITHDRAWING_KINDS)
    return iri.startswith((*kinds, iris.graph("")))


def expand(text: str, iris: Iris) -> str:
    """Give the IRI that a person wrote: in full, with SOURCE_BASE, or with a prefix of the site.

    Raises:
        ValueError: the text is no absolute IRI and begins with no such prefix.
    """
    prefix, _, local = text.partition(":")
    if prefix not in ("http", "https"):
        home = iris.prefixes().get(prefix)
        if home is None or not local:
            raise ValueError(text)
        return NamedNode(home + local).value
    return NamedNode(iris.rebase(text)).value
