"""`/search`, `/suggest` and `/lookup`: things by their names and identifiers."""

from typing import Final

from samverkan_ld.formats.table import HTML, JSON
from samverkan_ld.web.openapi.parts import (
    TEXT,
    Part,
    Topic,
    asked_in,
    gives,
    problem,
    reads,
    response,
    schema,
    suffixes,
)

_NAME: Final = "search"
_DESCRIBED: Final = ("ETag", "Vary", "Link", "Content-Location", "Content-Language")
_ASKED: Final = ("Kinds", "Limit", "Page", "Language", "AcceptLanguage", "IfNoneMatch")
_TEXT: Final[Part] = {"type": "string", "maxLength": 200}
_RESULTS: Final[Part] = {JSON.media_type: {"schema": schema("Results")}}
_FOUND: Final = {
    "200": response("Found"),
    "304": response("Unchanged"),
    "400": response("Wrong"),
    "404": response("NotFound"),
    "406": response("Unacceptable"),
}
_SUGGESTED: Final = {**_FOUND, "200": response("Suggested")}
_LOOKED_UP: Final = {
    "300": response("Choices"),
    "303": response("Identified"),
    "400": response("Wrong"),
    "404": response("Unidentified"),
    "406": response("Unacceptable"),
}

SEARCH: Final = Topic(
    _NAME,
    "Things by what they are called and identified by.",
    {
        "/search": reads("Search", _NAME, "Things that answer to a text", _FOUND, "Text", *_ASKED),
        "/search.{suffix}": reads(
            "SearchInFormat",
            _NAME,
            "Things that answer to a text, in one format",
            _FOUND,
            *("Text", "SearchSuffix"),
            *_ASKED,
        ),
        "/suggest": reads(
            "Suggest", _NAME, "Things to choose from while typing", _SUGGESTED, "Text", *_ASKED
        ),
        "/suggest.json": reads(
            "SuggestAlso", _NAME, "The same as `/suggest`", _SUGGESTED, "Text", *_ASKED
        ),
        "/lookup": reads(
            "Lookup",
            _NAME,
            "Sends to what has an identifier",
            _LOOKED_UP,
            *("Identifier", "Language", "AcceptLanguage"),
        ),
    },
    parameters={
        "Text": asked_in(
            "query",
            "q",
            "A name or words of one, or an identifier. The beginnings of words are enough, and "
            "letters may be typed without diacritics. Pages may be asked for without it.",
            _TEXT,
            required=True,
            example="e-nämnd",
        ),
        "Kinds": asked_in(
            "query",
            "kind",
            "The kinds of things to find, such as `kommun` or `def/roll`; all, if none is given.",
            {"type": "array", "items": TEXT},
        ),
        "Limit": asked_in(
            "query",
            "limit",
            "The number of things on a page: 20 on `/search`, 10 on `/suggest`, unless given.",
            {"type": "integer", "minimum": 1, "maximum": 100},
        ),
        "SearchSuffix": suffixes((JSON, HTML), example=JSON.name),
        "Identifier": asked_in(
            "query",
            "id",
            "An organisation number, with or without its hyphen; a municipality or county code; an "
            "item of Wikidata; an IRI of this service, or the `id` of a result.",
            _TEXT,
            required=True,
        ),
    },
    responses={
        "Found": gives("What was found.", {**_RESULTS, HTML.media_type: {}}, *_DESCRIBED),
        "Suggested": gives("What was found.", _RESULTS, *_DESCRIBED),
        "Identified": gives("This has the identifier.", None, "Location"),
        "Choices": gives(
            "Several have the identifier.",
            {**_RESULTS, HTML.media_type: {}},
            *("Vary", "Content-Language"),
        ),
        "Unidentified": gives(
            "Nothing has the identifier; `suggestions` may have been meant.",
            problem(),
            *("Vary", "Content-Language"),
        ),
    },
    schemas={
        "Result": {
            "description": "A thing that was found.",
            "type": "object",
            "required": ["id", "iri", "kind", "label", "matched", "url"],
            "properties": {
                "id": {"type": "string", "description": "The end of the IRI: `kommun/2417`."},
                "iri": {"type": "string", "format": "uri"},
                "kind": {"type": "string", "description": "What `id` begins with."},
                "label": {"type": "string", "description": "In the language asked for."},
                "matched": {
                    "type": "string",
                    "description": "The name or identifier that answers, as it is written.",
                },
                "url": {"type": "string", "description": "The path of its document here."},
            },
            "additionalProperties": False,
        },
        "Results": {
            "description": "Things that were found, the likeliest first.",
            "type": "object",
            "required": ["results", "next"],
            "properties": {
                "results": {"type": "array", "items": schema("Result")},
                "next": {
                    "type": ["string", "null"],
                    "description": "The path of the next page, if there is one.",
                },
            },
            "additionalProperties": False,
        },
    },
)
