"""The columns of the tables that the index gives: for each kind, in English and in Swedish."""

from collections.abc import Mapping
from typing import Final

from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS

_CALLED: Final = ("iri", "label_sv", "label_en")
_REGISTERED: Final = ("iri", "code", "label_sv", "label_en", "county")
_NUMBERS: Final = ("organisation_number", "wikidata")

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "kommun": (*_REGISTERED, *_NUMBERS),
    "region": (*_REGISTERED, *_NUMBERS),
    "organisation": (*_CALLED, "county", *_NUMBERS),
    "plats": (*_CALLED, "county"),
    "artikel": (*_CALLED, "year"),
    "film": (*_CALLED, "year"),
    "medlemskap": MEMBERSHIP_COLUMNS,
}
"""What a table has; those of other kinds have what a thing is called."""

_IDENTIFIED: Final = (
    "coalesce((SELECT min(code) FROM identifier WHERE iri = thing.iri AND code GLOB '{}'), '')"
)
_EXPRESSIONS: Final[Mapping[str, str]] = {
    # what stands after the last slash
    "code": "replace(iri, rtrim(iri, replace(iri, '/', '')), '')",
    "organisation_number": _IDENTIFIED.format("[0-9]" * 10),
    "wikidata": _IDENTIFIED.format("Q[0-9]*"),
}
"""How SQL finds what is no column of the index."""

_SWEDISH: Final = {
    "label_sv": "benämning_sv",
    "label_en": "benämning_en",
    "county": "länskod",
    "year": "år",
    "organisation_number": "organisationsnummer",
    "role": "roll",
    "role_as_written": "roll_enligt_källan",
    "code": "kod",
    "tidigast_fran": "tidigast_från",
    "senast_fran": "senast_från",
    "observed": "observerad",
    "source_iri": "källa_iri",
    "source_date": "källa_datum",
}
"""The Swedish names of columns that have others in English."""


def header(kind: str, language: str) -> tuple[str, ...]:
    """Give the names of the columns of a kind's table, in Swedish or else in English."""
    columns = _COLUMNS.get(kind, _CALLED)
    if language != "sv":
        return columns
    return tuple(_SWEDISH.get(column, column) for column in columns)


def selected(kind: str) -> str:
    """Write what SQL selects of the table `thing` for the columns of a kind's table."""
    return ", ".join(_EXPRESSIONS.get(column, column) for column in _COLUMNS.get(kind, _CALLED))
