"""What the descriptions of all topics refer to: headers, problems, and the usual parameters."""

from collections.abc import Mapping
from typing import Final

from samverkan_ld.web.openapi.parts import Part, asked_in, gives, problem, schema

SCHEMAS: Final[Mapping[str, Part]] = {
    "Problem": {
        "description": "What went wrong (https://www.rfc-editor.org/rfc/rfc9457).",
        "type": "object",
        "required": ["type", "title", "status", "detail", "instance"],
        "properties": {
            "type": {"const": "about:blank"},
            "title": {"type": "string", "description": "The kind of problem."},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": "string", "description": "What is wrong, and what to do."},
            "instance": {"type": "string", "description": "The path that was asked for."},
            "available": {
                "description": "With 406: what there is instead.",
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["href", "type"],
                    "properties": {"href": {"type": "string"}, "type": {"type": "string"}},
                },
            },
            "suggestions": {
                "description": "With 404: what may have been meant.",
                "type": "array",
                "items": schema("Result"),
            },
        },
        "additionalProperties": False,
        "example": {
            "type": "about:blank",
            "title": "Not found",
            "status": 404,
            "detail": "There is no description of /doc/kommun/9999 here.",
            "instance": "/doc/kommun/9999",
        },
    },
}

PARAMETERS: Final[Mapping[str, Part]] = {
    "Language": asked_in(
        "query",
        "lang",
        "The language of a page or of a problem, `sv` or `en`; any other is overlooked.",
        example="en",
    ),
    "Page": asked_in(
        "query",
        "page",
        "The number of the page, from 1.",
        {"type": "integer", "minimum": 1, "maximum": 999_999_999, "default": 1},
        example=1,
    ),
    "AcceptLanguage": asked_in(
        "header", "Accept-Language", "The language of a page or of a problem.", example="en"
    ),
    "IfNoneMatch": asked_in(
        "header", "If-None-Match", "The `ETag` that the client has: 304 when it is still that."
    ),
    "IfModifiedSince": asked_in(
        "header", "If-Modified-Since", "The `Last-Modified` that the client has."
    ),
    "AcceptDatetime": asked_in(
        "header",
        "Accept-Datetime",
        "The time of the state asked for (https://www.rfc-editor.org/rfc/rfc7089).",
        example="Thu, 01 Oct 2026 08:00:00 GMT",
    ),
}

_HEADERS: Final = {
    "Accept-Ranges": "That parts are given: of bytes.",
    "Content-Range": "Which part it is, and how long the whole is.",
    "Content-Language": "The language of a page or of a problem.",
    "Content-Location": "The address of this variant: with a suffix.",
    "Last-Modified": "The time of the release in which the facts last changed.",
    "Link": "Links (https://www.rfc-editor.org/rfc/rfc8288): variants, pages, and what belongs to.",
    "Memento-Datetime": "The time of the state that is given.",
    "Repr-Digest": "The SHA-256 of the whole file (https://www.rfc-editor.org/rfc/rfc9530).",
    "Retry-After": "The seconds after which to try again.",
    "X-Samverkan-Release": "The id of the release that the answer is from.",
}
_REQUIRED: Final = {
    "Allow": "The methods of this address.",
    "ETag": "What this variant is recognised by.",
    "Location": "Where to go: a path of this service, or an address elsewhere.",
    "Sunset": "When it ended (https://www.rfc-editor.org/rfc/rfc8594).",
    "Vary": "The request headers that the answer depends on.",
}

HEADERS: Final[Mapping[str, Part]] = {
    "Access-Control-Allow-Origin": {
        "description": "Any page may read the answer.",
        "required": True,
        "schema": {"const": "*"},
    },
    **{name: {"description": text, "schema": {}} for name, text in _HEADERS.items()},
    **{
        name: {"description": text, "required": True, "schema": {}}
        for name, text in _REQUIRED.items()
    },
}

RESPONSES: Final[Mapping[str, Part]] = {
    "Methods": gives("The methods of this address, also as CORS asks for them.", None, "Allow"),
    "Unchanged": gives("The client has this answer already.", None, "ETag", "Vary"),
    "Wrong": gives("A parameter is wrong.", problem(), "Vary", "Content-Language"),
    "NotFound": gives("There is no such thing here.", problem(), "Vary", "Content-Language"),
    "Unacceptable": gives("None of the formats asked for is to be had.", problem(), "Vary", "Link"),
    "Late": gives("The body of the request took too long to come.", problem(), "Vary"),
    "TooLarge": gives("The request is too large.", problem(), "Vary"),
    "TooOften": gives("The client asks more than it may.", problem(), "Vary", "Retry-After"),
    "Failed": gives("The server failed; what happened is in its log.", problem(), "Vary"),
    "Unavailable": gives(
        "Nothing is published, or the data cannot be read just now.",
        problem(),
        "Vary",
        "Retry-After",
    ),
}
