"""`/doc/{kind}/`: lists of things."""

from typing import Final

from samverkan_ld.web.openapi.parts import Part, Topic, asked_in, gives, reads, response
from samverkan_ld.web.openapi.things import ASKED, DOCUMENT

_NAME: Final = "lists"
_FILTERS: Final = ("County", "Role", "From", "To", "Year")
_DAY: Final[Part] = {"type": "string", "format": "date"}

LISTS: Final = Topic(
    _NAME,
    "Lists of things of a kind; as CSV they are whole, else they come in pages.",
    {
        "/doc/{kind}/": reads(
            "List", _NAME, "Things of a kind", DOCUMENT, "Kind", *_FILTERS, *ASKED
        ),
        "/doc/{kind}.{suffix}": reads(
            "ListInFormat",
            _NAME,
            "Things of a kind, in one format",
            DOCUMENT,
            *("Kind", "Suffix"),
            *_FILTERS,
            *ASKED,
        ),
        "/doc/{kind}": reads(
            "ListAlso",
            _NAME,
            "Sends to the list of a kind",
            {"308": response("List"), "404": response("NotFound")},
            "Kind",
        ),
    },
    parameters={
        "County": asked_in(
            "query",
            "county",
            "A county code.",
            {"type": "string", "pattern": "^[0-9]{2}$"},
            example="24",
        ),
        "Role": asked_in(
            "query", "role", "The notation of a role, or its IRI.", example="ordforande"
        ),
        "From": asked_in(
            "query",
            "from",
            "Only roles that were possibly held on this day or later.",
            _DAY,
            example="2020-01-01",
        ),
        "To": asked_in(
            "query",
            "to",
            "Only roles that were possibly held on this day or earlier; not before `from`.",
            _DAY,
            example="2020-12-31",
        ),
        "Year": asked_in(
            "query",
            "year",
            "The year of publication.",
            {"type": "string", "pattern": "^[0-9]{4}$"},
            example="2020",
        ),
    },
    responses={"List": gives("The list has this address.", None, "Location")},
)
