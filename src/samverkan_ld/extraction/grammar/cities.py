"""Municipalities that call themselves cities: Landskrona stad, where the text says so."""

from dataclasses import replace
from typing import Final

from samverkan_ld.drafts import Organisation
from samverkan_ld.extraction.grammar.findings import Findings

_MUNICIPALITY: Final = " kommun"
_CITY: Final = " stad"


def name_cities(findings: Findings) -> None:
    """Call a municipality that is named by its place alone a city, if the text does elsewhere."""
    cities = _cities(findings)
    for held in (held for person in findings.people for held in person.held):
        given = held.role.organisation
        city = cities.get(given.name.text.removesuffix(_MUNICIPALITY)) if given else None
        if given and city and not _is_written(given, findings.text):
            name = replace(given.name, text=city)
            held.role = replace(held.role, organisation=Organisation(name))


def _cities(findings: Findings) -> dict[str, str]:
    """Give the cities that a text names, by the name of a municipality without its kind."""
    cities = (name for name in findings.homes.names if name.endswith(_CITY))
    return {name.removesuffix(_CITY): name for name in cities}


def _is_written(given: Organisation, text: str) -> bool:
    """Tell whether the text itself says “kommun”."""
    span = given.name.span
    return span is None or text[span.start : span.end].endswith(("kommun", "kommuns"))
