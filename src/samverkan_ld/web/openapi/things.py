"""`/id`, `/def`, `/spec`, and the documents under `/doc`."""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.formats.table import DOCUMENT_FORMATS, HTML
from samverkan_ld.iris import KINDS
from samverkan_ld.web.choice.mementos import TIME_MAP
from samverkan_ld.web.openapi.parts import (
    Part,
    Topic,
    asked_in,
    gives,
    in_formats,
    reads,
    response,
    suffixes,
)

_NAME: Final = "things"
_SEGMENT: Final[Part] = {"type": "string", "pattern": "^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$"}
_LANGUAGE: Final = ("Language", "AcceptLanguage")
_CONDITIONS: Final = ("IfNoneMatch", "IfModifiedSince")
_DOCUMENT: Final = in_formats(*DOCUMENT_FORMATS)

ENDED: Final[dict[str, Part]] = {
    "300": response("Several"),
    "308": response("Replaced"),
    "410": response("Gone"),
}
"""What is answered for an identifier that has ended, or for its document."""

DOCUMENT: Final[dict[str, Part]] = {
    "200": response("Document"),
    "304": response("Unchanged"),
    "400": response("Wrong"),
    "404": response("NotFound"),
    "406": response("Unacceptable"),
}
"""What is answered for a document that has no end."""

WHOLE: Final = (*_LANGUAGE, *_CONDITIONS)
"""What every document may be asked."""

ASKED: Final = ("Page", *WHOLE)
"""What a document that has pages may be asked."""

_DESCRIBED: Final = {"303": response("Described"), "404": response("NotFound"), **ENDED}
_STATES: Final = {**DOCUMENT, **ENDED, "302": response("State")}
_LISTED: Final = {
    "200": response("TimeMap"),
    "304": response("Unchanged"),
    "400": response("Wrong"),
    "404": response("NotFound"),
}

_DOCUMENTS: Final = {
    "/doc/{kind}/{key}": ("Document", ("DocumentKind", "Key"), "The document about a thing"),
    "/doc/{section}/{scheme}/{notation}": (
        "TermDocument",
        ("Section", "Scheme", "Notation"),
        "The document about a concept or a term",
    ),
}
_TERMS: Final = {
    "/def/{scheme}": ("Scheme", ("Scheme",), "a scheme of concepts"),
    "/def/{scheme}/{notation}": ("Concept", ("Scheme", "Notation"), "a concept"),
    "/spec/{vocabulary}": ("Vocabulary", ("Vocabulary",), "a vocabulary"),
    "/spec/{vocabulary}/{term}": ("Term", ("Vocabulary", "Term"), "a term or a shape"),
}


def _things() -> Iterator[tuple[str, Part]]:
    lists = {"303": response("Described"), "404": response("NotFound")}
    yield "/id/{kind}", reads("Kind", _NAME, "Sends to the list of a kind", lists, "Kind")
    yield "/id/{kind}/", reads("KindAlso", _NAME, "Sends to the list of a kind", lists, "Kind")
    told = "Sends to the document about a thing"
    yield "/id/{kind}/{key}", reads("Thing", _NAME, told, _DESCRIBED, "Kind", "Key")
    told = "Sends to the document about the thing that this is a part of"
    yield "/id/{kind}/{key}/{part}", reads("Part", _NAME, told, _DESCRIBED, "Kind", "Key", "Part")
    for path, (name, parameters, what) in _TERMS.items():
        yield (
            path,
            reads(name, _NAME, f"Sends to the document about {what}", _DESCRIBED, *parameters),
        )


def _documents() -> Iterator[tuple[str, Part]]:
    for path, (name, where, what) in _DOCUMENTS.items():
        asked = (*where, *ASKED)
        yield path, reads(name, _NAME, what, _STATES, *asked, "AcceptDatetime")
        told = f"{what}, in one format"
        yield (
            f"{path}.{{suffix}}",
            reads(f"{name}InFormat", _NAME, told, _STATES, *asked, "Suffix", "AcceptDatetime"),
        )
        was, told = {**DOCUMENT, "410": response("Gone")}, f"{what}, as a release has it"
        version = f"{path}/version/{{time}}"
        yield version, reads(f"{name}State", _NAME, told, was, *asked, "Time")
        told = f"{told}, in one format"
        yield (
            f"{version}.{{suffix}}",
            reads(f"{name}StateInFormat", _NAME, told, was, *asked, "Time", "Suffix"),
        )
        told = f"All states of: {what}"
        yield f"{path}/timemap", reads(f"{name}TimeMap", _NAME, told, _LISTED, *asked)


THINGS: Final = Topic(
    _NAME,
    "Things, concepts and terms, and the documents that describe them: as they are, and as they "
    "were.",
    {**dict(_things()), **dict(_documents())},
    parameters={
        "Kind": asked_in("path", "kind", f"A kind of things: {', '.join(KINDS)}.", _SEGMENT),
        "DocumentKind": asked_in(
            "path",
            "kind",
            "A kind of things; or `def` or `spec`, and then the key is a scheme or a vocabulary.",
            _SEGMENT,
        ),
        "Key": asked_in("path", "key", "The key of a thing.", _SEGMENT),
        "Part": asked_in("path", "part", "A part of a thing, such as a period.", _SEGMENT),
        "Section": asked_in(
            "path",
            "section",
            "`def` of concepts, `spec` of terms.",
            {"type": "string", "enum": ["def", "spec"]},
        ),
        "Scheme": asked_in("path", "scheme", "A scheme of concepts, or a vocabulary.", _SEGMENT),
        "Notation": asked_in("path", "notation", "The notation of a concept.", _SEGMENT),
        "Vocabulary": asked_in("path", "vocabulary", "A vocabulary.", _SEGMENT),
        "Term": asked_in("path", "term", "The name of a term or a shape.", _SEGMENT),
        "Time": asked_in(
            "path",
            "time",
            "The time of a release.",
            {"type": "string", "pattern": "^[0-9]{8}T[0-9]{6}Z$"},
        ),
        "Suffix": suffixes(DOCUMENT_FORMATS, example=DOCUMENT_FORMATS[0].name),
    },
    responses={
        "Described": gives(
            "What is asked for is described elsewhere.", None, "Location", "Link", "Vary"
        ),
        "State": gives("The state of that time.", None, "Location", "Link", "Vary"),
        "Document": gives(
            "The document, in the format chosen by the suffix or by `Accept`.",
            _DOCUMENT,
            *("ETag", "Last-Modified", "Vary", "Content-Location", "Content-Language", "Link"),
            "Memento-Datetime",
        ),
        "TimeMap": gives(
            "The states, as application/link-format or as a page.",
            in_formats(TIME_MAP, HTML),
            *("ETag", "Vary", "Link", "Content-Language"),
        ),
        "Replaced": gives("Another identifier stands for it now.", None, "Location", "Link"),
        "Several": gives(
            'It was merged or split; `Link: rel="successor-version"` names what came after.',
            _DOCUMENT,
            *("Link", "Vary", "Content-Language"),
        ),
        "Gone": gives(
            "It was withdrawn; the body tells when and why, without names.",
            _DOCUMENT,
            *("Sunset", "Link", "Vary", "Content-Language"),
        ),
    },
)
