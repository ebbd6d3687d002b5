"""What queries ask for besides a name: the conditions, and what their values mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samverkan_ld.reconciliation.batch import Condition, Value
from samverkan_ld.reconciliation.moments import Span, read_span
from samverkan_ld.reconciliation.naming import named
from samverkan_ld.reconciliation.places import find_counties
from samverkan_ld.reconciliation.roles import Roles, find_roles
from samverkan_ld.reconciliation.things import Things
from samverkan_ld.reconciliation.types import ORGANISATIONS
from samverkan_ld.search.names import identified

_ALIKE = 85.0
"""An organisation that is called so much alike is taken to be meant."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the conditions of a query want; `asked` lists their properties.

    Organisations, municipalities and counties are IRIs, spans the times of which one is to meet.
    """

    asked: tuple[str, ...]
    organisations: frozenset[str]
    municipalities: frozenset[str]
    counties: frozenset[str]
    roles: Roles
    spans: tuple[Span, ...]


def find_wanted(things: Things, conditions: Sequence[Condition]) -> Wanted:
    """Find out what the values of conditions mean; what means nothing here is left out."""
    asked: dict[str, tuple[Value, ...]] = {}
    for condition in conditions:
        asked[condition.property] = asked.get(condition.property, ()) + condition.values
    spans = (read_span(value.text) for value in asked.get("date", ()))
    return Wanted(
        asked=tuple(asked),
        organisations=_meant(things, asked, "organisation", ORGANISATIONS),
        municipalities=_meant(things, asked, "municipality", ("kommun",)),
        counties=find_counties(things, (v.id or v.text for v in asked.get("county", ()))),
        roles=find_roles(things, asked.get("role", ())),
        spans=tuple(span for span in spans if span is not None),
    )


def _meant(
    things: Things, asked: Mapping[str, tuple[Value, ...]], name: str, kinds: tuple[str, ...]
) -> frozenset[str]:
    values = asked.get(name, ())
    return frozenset(iri for value in values for iri in _things_meant(things, value, kinds))


def _things_meant(things: Things, value: Value, kinds: tuple[str, ...]) -> Sequence[str]:
    for text in filter(None, (value.id, value.text)):
        called, is_same = things.called(text)
        known = [iri for iri in called if is_same and things.kind(iri) in kinds]
        known += [hit.iri for hit in identified(things.release.index, text) if hit.kind in kinds]
        if known:
            return known
    scores = named(things.release.index, value.text, kinds) if value.text else {}
    best = max(scores.values(), default=0.0)
    return [iri for iri, score in scores.items() if score == best >= _ALIKE]
