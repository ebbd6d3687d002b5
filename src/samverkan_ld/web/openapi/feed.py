"""`/feed`, its pages, and its events."""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.formats.table import HTML, JSONLD, NQUADS, TRIG, Format
from samverkan_ld.web.openapi.parts import (
    Part,
    Topic,
    asked_in,
    gives,
    in_formats,
    problem,
    reads,
    response,
    suffixes,
)

_NAME: Final = "feed"
_SEGMENT: Final[Part] = {"type": "string", "pattern": "^[A-Za-z0-9_~-]+$"}
_ATOM: Final = Format("atom", "application/atom+xml", "Atom")
_ASKED: Final = ("Language", "AcceptLanguage", "IfNoneMatch")
_ANSWERS: Final = {
    "304": response("Unchanged"),
    "404": response("NotFound"),
    "406": response("Unacceptable"),
}
_PAGE: Final = {**_ANSWERS, "200": response("FeedPage"), "410": response("Past")}
_EVENTS: Final = {
    "/feed/{page}": ("FeedPage", ("FeedPage",), "A page of the feed"),
    "/res/handelse/{time}/{section}/{key}": (
        "EventOfScheme",
        ("EventTime", "EventSection", "EventScheme"),
        "What happened to a scheme, or to a thing elsewhere",
    ),
    "/res/handelse/{time}/{section}/{kind}/{key}": (
        "Event",
        ("EventTime", "EventSection", "EventKind", "EventKey"),
        "What happened to a thing",
    ),
}


def _events() -> Iterator[tuple[str, Part]]:
    for path, (name, where, what) in _EVENTS.items():
        yield path, reads(name, _NAME, what, _PAGE, *where, *_ASKED)
        told = f"{what}, in one format"
        yield (
            f"{path}.{{suffix}}",
            reads(f"{name}InFormat", _NAME, told, _PAGE, *where, "FeedSuffix", *_ASKED),
        )


FEED: Final = Topic(
    _NAME,
    "What changed, for programs (https://w3id.org/ldes/specification) and for people.",
    {
        "/feed": reads(
            "Feed", _NAME, "The root of the feed", {**_ANSWERS, "200": response("Feed")}, *_ASKED
        ),
        "/feed.{suffix}": reads(
            "FeedInFormat",
            _NAME,
            "The root of the feed in one format, or the latest changes as Atom",
            {**_ANSWERS, "200": response("Feed")},
            "FeedSuffix",
            *_ASKED,
        ),
        "/res/handelseflode": reads(
            "Stream", _NAME, "Sends to the root of the feed", {"303": response("Described")}
        ),
        **dict(_events()),
    },
    parameters={
        "FeedPage": asked_in(
            "path",
            "page",
            "The number and the revision of a page.",
            {"type": "string", "pattern": "^[1-9][0-9]{0,8}-[0-9]{8}T[0-9]{6}Z$"},
        ),
        "EventTime": asked_in(
            "path",
            "time",
            "The time of the release in which it happened.",
            {"type": "string", "pattern": "^[0-9]{8}T[0-9]{6}Z$"},
        ),
        "EventSection": asked_in(
            "path",
            "section",
            "The section that the thing lies in; `iri` where no path can hold its IRI.",
            {"type": "string", "enum": ["id", "def", "spec", "res", "iri"]},
        ),
        "EventKind": asked_in("path", "kind", "The kind or the scheme of the thing.", _SEGMENT),
        "EventKey": asked_in("path", "key", "The key of the thing.", _SEGMENT),
        "EventScheme": asked_in(
            "path", "key", "A scheme or a vocabulary; or an IRI in base64url.", _SEGMENT
        ),
        "FeedSuffix": suffixes((TRIG, JSONLD, NQUADS, HTML, _ATOM), example=TRIG.name),
    },
    responses={
        "Feed": gives(
            "The root: the addresses of all pages, or the latest changes.",
            in_formats(TRIG, JSONLD, NQUADS, HTML, _ATOM),
            *("ETag", "Vary", "Link", "Content-Location", "Content-Language"),
        ),
        "FeedPage": gives(
            "A page, or an event, with what is said of each thing now.",
            in_formats(TRIG, JSONLD, NQUADS, HTML),
            *("ETag", "Vary", "Link", "Content-Location", "Content-Language"),
        ),
        "Past": gives(
            "It has changed since, and has another address; the root of the feed tells which.",
            problem(),
            "Vary",
        ),
    },
)
