"""The start page, whether the service is well, what robots may read, and files of pages."""

from typing import Final

from samverkan_ld.formats.table import HTML
from samverkan_ld.web.openapi.parts import (
    Part,
    Topic,
    asked_in,
    gives,
    in_formats,
    reads,
    response,
    schema,
)

_NAME: Final = "operations"
_FILES: Final[Part] = {"text/css": {}, "text/javascript": {}, "image/svg+xml": {}, "text/plain": {}}
_STATIC: Final = {
    "200": response("File"),
    "304": response("SameFile"),
    "404": response("NotFound"),
}


def _status(*names: str) -> Part:
    properties = {name: {"type": "string"} for name in names}
    return {"type": "object", "required": [*names], "properties": properties}


OPERATIONS: Final = Topic(
    _NAME,
    "The start page, this description, and what operators and robots ask for.",
    {
        "/": reads(
            "Start",
            _NAME,
            "The start page",
            {"200": response("StartPage"), "304": response("Unchanged")},
            *("Language", "AcceptLanguage", "IfNoneMatch"),
        ),
        "/om/personuppgifter": reads(
            "PersonalData",
            _NAME,
            "How personal data are handled",
            {"200": response("Page"), "304": response("Unchanged")},
            *("Language", "AcceptLanguage", "IfNoneMatch"),
        ),
        "/openapi.json": reads(
            "Description",
            _NAME,
            "This description",
            {"200": response("Description"), "304": response("Unchanged")},
            "IfNoneMatch",
        ),
        "/health": reads("Health", _NAME, "The process answers", {"200": response("Alive")}),
        "/ready": reads("Ready", _NAME, "The release can be read", {"200": response("Ready")}),
        "/robots.txt": reads("Robots", _NAME, "What robots may read", {"200": response("Text")}),
        "/assets/{state}/{file}": reads(
            "Asset", _NAME, "A style or a script", _STATIC, "AssetState", "File"
        ),
        "/static/{file}": reads(
            "Static", _NAME, "A style or a picture", _STATIC, "File", "IfNoneMatch"
        ),
    },
    parameters={
        "AssetState": asked_in("path", "state", "The state of all files."),
        "File": asked_in("path", "file", "The name of a file.", example="site.css"),
    },
    responses={
        "StartPage": gives(
            "The page.", in_formats(HTML), "ETag", "Vary", "Link", "Content-Language"
        ),
        "Page": gives("The page.", in_formats(HTML), "ETag", "Vary", "Content-Language"),
        "Description": gives(
            "The description.",
            {
                "application/json": {"schema": schema("Description")},
                "application/openapi+json": {"schema": schema("Description")},
            },
            *("ETag", "Vary"),
        ),
        "Alive": gives("It does.", {"application/json": {"schema": schema("Alive")}}),
        "Ready": gives("It can.", {"application/json": {"schema": schema("Ready")}}),
        "Text": gives("A text.", {"text/plain": {}}),
        "File": gives("The file.", _FILES),
        "SameFile": gives("The client has this file already.", None, "ETag"),
    },
    schemas={
        "Alive": _status("status"),
        "Ready": _status("status", "release"),
        "Description": {"type": "object", "required": ["openapi", "info", "paths"]},
    },
)
