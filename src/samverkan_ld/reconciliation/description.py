"""What a thing is, in a few words that tell it from its namesakes."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode

from samverkan_ld.languages import in_language
from samverkan_ld.namespaces import ORG, SCHEMA
from samverkan_ld.reconciliation.places import counties
from samverkan_ld.reconciliation.things import Things
from samverkan_ld.reconciliation.types import ORGANISATIONS
from samverkan_ld.search.memberships import memberships_of

FORM: Final = NamedNode(ORG + "classification")
_DISSOLVED: Final = NamedNode(SCHEMA + "dissolutionDate")
_ENDED: Final = ("upphörde {day}", "ended {day}")


def describe(things: Things, iri: str) -> str:
    """Describe a thing: a person by the role told of last, an organisation by form and county.

    An organisation that has ended is said to have.
    """
    kind = things.kind(iri)
    if kind == "person":
        return _latest_role(things, iri)
    return ", ".join(filter(None, _organisation(things, iri) if kind in ORGANISATIONS else ()))


def _latest_role(things: Things, person: str) -> str:
    for held in memberships_of(things.release.index, person)[:1]:
        role = things.name(held.role) if held.role else held.role_as_written
        said = ", ".join(filter(None, (role, things.name(held.organisation))))
        return f"{said} ({held.told})" if held.told else said
    return ""


def _organisation(things: Things, iri: str) -> Iterator[str]:
    yield from (things.name(form.value) for form in things.values(iri, FORM))
    yield from map(things.name, counties(things, iri))
    for day in things.values(iri, _DISSOLVED):
        yield in_language(_ENDED, things.language).format(day=day.value)
