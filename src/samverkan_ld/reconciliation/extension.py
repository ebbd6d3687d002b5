"""Values of properties of things, to extend a table with.

Reconciliation API 0.2, section 6. The roles that a person held come in one order in `role`,
`organisation`, `start` and `end`: values of one membership stand in one row.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from samverkan_ld.namespaces import ORG, SCHEMA, SKOS
from samverkan_ld.reconciliation.batch import Fetch
from samverkan_ld.reconciliation.description import FORM
from samverkan_ld.reconciliation.moments import Span, read_span
from samverkan_ld.reconciliation.places import counties, municipalities
from samverkan_ld.reconciliation.properties import PROPERTIES
from samverkan_ld.reconciliation.things import Things
from samverkan_ld.search.memberships import Membership, memberships_in, memberships_of

Cell = dict[str, Any]
"""A value as the protocol writes it: `id` and `name`, `str`, `date`, or nothing at all."""

Rows = dict[str, dict[str, list[Cell]]]
"""The values by the id of the thing and the id of the property."""

_NUMBER: Final = NamedNode(ORG + "identifier")
_URL: Final = NamedNode(SCHEMA + "url")
_SAME: Final = NamedNode(SCHEMA + "sameAs")
_OTHER_NAMES: Final = (NamedNode(SCHEMA + "alternateName"), NamedNode(SKOS + "altLabel"))
_ITEM: Final = "http://www.wikidata.org/entity/"
_ALWAYS: Final = ("0000-01-01", "9999-12-31")


def fetch(things: Things, asked: Fetch) -> Rows:
    """Fetch the values of properties of things; what is not there has none.

    Raises:
        ReleaseError: the index or the store failed.
    """
    return {
        name: {known: _values(things, name, known, day) for known, day in asked.properties}
        for name in asked.ids
    }


def _values(things: Things, name: str, known: str, day: str) -> list[Cell]:
    called, is_same = things.called(name)
    if not is_same or len(called) != 1:
        return []
    (iri,) = called
    if things.kind(iri) not in PROPERTIES[known].kinds:
        return []
    span = read_span(day) or _ALWAYS
    if known in _OF_ROLES:
        return [_OF_ROLES[known](things, held) for held in _held(things, iri, span)]
    return [*_OF_THINGS[known](things, iri, span)]


def _held(things: Things, person: str, span: Span) -> list[Membership]:
    held = memberships_of(things.release.index, person)
    return [one for one in held if one.possibly(*span)]


def _role(things: Things, held: Membership) -> Cell:
    name = things.name(held.role) if held.role else held.role_as_written
    return _text(name)


def _organisation(things: Things, held: Membership) -> Cell:
    return _thing(things, held.organisation)


def _start(_things: Things, held: Membership) -> Cell:
    return _date(held.earliest_start)


def _end(_things: Things, held: Membership) -> Cell:
    return _date(held.latest_end)


def _members(things: Things, iri: str, span: Span) -> Iterator[Cell]:
    held = (one for one in memberships_in(things.release.index, iri) if one.possibly(*span))
    members = dict.fromkeys(one.member for one in held)
    known = (member for member in members if things.kind(member) == "person")
    return (_thing(things, member) for member in known if things.exists(member))


def _municipalities(things: Things, iri: str, _span: Span) -> Iterator[Cell]:
    return (_thing(things, place) for place in municipalities(things, iri))


def _counties(things: Things, iri: str, _span: Span) -> Iterator[Cell]:
    return (_thing(things, place) for place in counties(things, iri))


def _numbers(things: Things, iri: str, _span: Span) -> Iterator[Cell]:
    return map(_text, _texts(things, iri, (_NUMBER,)))


def _code(things: Things, iri: str, _span: Span) -> Iterator[Cell]:
    yield _text(things.id(iri).partition("/")[2])


def _forms(things: Things, iri: str, _span: Span) -> Iterator[Cell]:
    forms = things.values(iri, FORM)
    return (_text(things.name(form.value)) for form in forms if isinstance(form, NamedNode))


def _websites(things: Things, iri: str, _span: Span) -> Iterator[Cell]:
    return (_text(value.value) for value in things.values(iri, _URL))


def _other_names(things: Things, iri: str, _span: Span) -> Iterator[Cell]:
    return map(_text, dict.fromkeys(_texts(things, iri, _OTHER_NAMES)))


def _items(things: Things, iri: str, _span: Span) -> Iterator[Cell]:
    for value in things.values(iri, _SAME):
        if value.value.startswith(_ITEM):
            yield _text(value.value.removeprefix(_ITEM))


def _iri(_things: Things, iri: str, _span: Span) -> Iterator[Cell]:
    yield _text(iri)


def _texts(things: Things, iri: str, predicates: Iterable[NamedNode]) -> Iterator[str]:
    for predicate in predicates:
        for value in things.values(iri, predicate):
            if isinstance(value, Literal):
                yield value.value


def _thing(things: Things, iri: str) -> Cell:
    name = things.name(iri)
    return {"id": things.id(iri), "name": name} if name else {}


def _text(text: str) -> Cell:
    return {"str": text} if text else {}


def _date(day: str) -> Cell:
    return {"date": f"{day}T00:00:00"} if day else {}


_OF_ROLES: Final[Mapping[str, Callable[[Things, Membership], Cell]]] = {
    "role": _role,
    "organisation": _organisation,
    "start": _start,
    "end": _end,
}
_OF_THINGS: Final[Mapping[str, Callable[[Things, str, Span], Iterator[Cell]]]] = {
    "member": _members,
    "municipality": _municipalities,
    "county": _counties,
    "organisation-number": _numbers,
    "code": _code,
    "form": _forms,
    "website": _websites,
    "other-name": _other_names,
    "wikidata": _items,
    "iri": _iri,
}
