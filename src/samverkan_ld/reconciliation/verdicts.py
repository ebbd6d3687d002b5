"""How far a thing answers to the conditions of a query.

A person answers by one role held: the organisation, the role and the day must be those of the same
membership. On a day it was certainly held if that lies between the latest start and the earliest
end, and possibly held between the outer bounds.
"""

from collections.abc import Callable, Collection, Mapping
from enum import Enum
from math import prod
from typing import Final

from samverkan_ld.reconciliation.conditions import Wanted
from samverkan_ld.reconciliation.places import counties, municipalities
from samverkan_ld.reconciliation.things import Things
from samverkan_ld.reconciliation.types import ORGANISATIONS
from samverkan_ld.search.memberships import Membership, memberships_in, memberships_of


class Verdict(Enum):
    """How far a condition is met; the value is what it leaves of a score."""

    MET = 1.0
    POSSIBLE = 0.9
    UNKNOWN = 0.8
    UNMET = 0.6


Verdicts = Mapping[str, Verdict]
"""The verdict on each condition, by property."""

_ANSWERING: Final = (Verdict.MET, Verdict.POSSIBLE)


def weight(verdicts: Verdicts) -> float:
    """Tell what verdicts leave of a score, up to 1."""
    return prod(verdict.value for verdict in verdicts.values())


def judge(things: Things, wanted: Wanted, iri: str) -> Verdicts:
    """Tell how far a thing answers to conditions."""
    unknown = dict.fromkeys(wanted.asked, Verdict.UNKNOWN)
    if not wanted.asked:
        return unknown
    kind = things.kind(iri)
    if kind == "person":
        held = memberships_of(things.release.index, iri)
        return max((_by_membership(wanted, one) for one in held), key=weight, default=unknown)
    return {**unknown, **(_by_place(things, wanted, iri) if kind in ORGANISATIONS else {})}


def find_holders(things: Things, wanted: Wanted) -> dict[str, Verdicts]:
    """Find those who held a role as conditions ask, in one of the organisations they name."""
    found: dict[str, Verdicts] = {}
    for organisation in sorted(wanted.organisations | wanted.municipalities):
        for held in memberships_in(things.release.index, organisation):
            verdicts = _by_membership(wanted, held)
            if all(verdict in _ANSWERING for verdict in verdicts.values()):
                found[held.member] = max(found.get(held.member, verdicts), verdicts, key=weight)
    return found


def _by_membership(wanted: Wanted, held: Membership) -> Verdicts:
    return {name: _TESTS.get(name, _unknown)(wanted, held) for name in wanted.asked}


def _by_place(things: Things, wanted: Wanted, iri: str) -> Verdicts:
    found: dict[str, Verdict] = {}
    if "municipality" in wanted.asked:
        found["municipality"] = _among(wanted.municipalities, municipalities(things, iri))
    if "county" in wanted.asked:
        found["county"] = _among(wanted.counties, counties(things, iri))
    return found


def _organisation(wanted: Wanted, held: Membership) -> Verdict:
    return _among(wanted.organisations, (held.organisation,))


def _municipality(wanted: Wanted, held: Membership) -> Verdict:
    return _among(wanted.municipalities, (held.organisation,))


def _role(wanted: Wanted, held: Membership) -> Verdict:
    if not held.role and not held.role_as_written:
        return Verdict.UNKNOWN
    return Verdict.MET if wanted.roles.fit(held) else Verdict.UNMET


def _date(wanted: Wanted, held: Membership) -> Verdict:
    if not wanted.spans:
        return Verdict.UNKNOWN
    if any(held.certainly(*span) for span in wanted.spans):
        return Verdict.MET
    possibly = any(held.possibly(*span) for span in wanted.spans)
    return Verdict.POSSIBLE if possibly else Verdict.UNMET


def _unknown(_wanted: Wanted, _held: Membership) -> Verdict:
    return Verdict.UNKNOWN


def _among(wanted: Collection[str], there: Collection[str]) -> Verdict:
    if not wanted or not any(there):
        return Verdict.UNKNOWN
    return Verdict.UNMET if set(wanted).isdisjoint(there) else Verdict.MET


_TESTS: Final[Mapping[str, Callable[[Wanted, Membership], Verdict]]] = {
    "organisation": _organisation,
    "municipality": _municipality,
    "role": _role,
    "date": _date,
}
