"""The headers of the tables that the index gives, in English and in Swedish."""

from typing import Final

from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS, THING_COLUMNS

_SWEDISH: Final = {
    "label_sv": "benämning_sv",
    "label_en": "benämning_en",
    "county": "länskod",
    "year": "år",
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
    columns = MEMBERSHIP_COLUMNS if kind == "medlemskap" else THING_COLUMNS
    if language != "sv":
        return columns
    return tuple(_SWEDISH.get(column, column) for column in columns)
