"""The start page, how the service does, what robots may read, and files of pages."""

from typing import Final

from samverkan_ld.formats.table import HTML
from samverkan_ld.web.openapi.parts import (
    Part,
    Topic,
    asked_in,
    gives,
    in_formats,
    problem,
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
_SITEMAP: Final = {
    "200": response("Sitemap"),
    "304": response("SameFile"),
    "404": response("NotFound"),
}
_KNOWN: Final = ("IfNoneMatch",)


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
        "/metrics": reads(
            "Metrics",
            _NAME,
            "What the server processes count, for Prometheus",
            {"200": response("Metrics"), "403": response("Closed")},
        ),
        "/robots.txt": reads("Robots", _NAME, "What robots may read", {"200": response("Text")}),
        "/sitemap.xml": reads("Sitemap", _NAME, "The parts of the sitemap", _SITEMAP, *_KNOWN),
        "/sitemap-{section}.xml": reads(
            "SitemapPart",
            _NAME,
            "Documents that search engines may list",
            _SITEMAP,
            "SitemapSection",
            *_KNOWN,
        ),
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
        "SitemapSection": asked_in(
            "path", "section", "A kind of things and a number.", example="def-1"
        ),
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
        "Metrics": gives("The metrics.", {"text/plain": {}}),
        "Closed": gives("It is not open to this client.", problem(), "Vary", "Content-Language"),
        "Sitemap": gives("The sitemap.", {"application/xml": {}}, "ETag"),
        "File": gives("The file.", _FILES),
        "SameFile": gives("The client has this file already.", None, "ETag"),
    },
    schemas={
        "Alive": _status("status"),
        "Ready": _status("status", "release"),
        "Description": {"type": "object", "required": ["openapi", "info", "paths"]},
    },
)
