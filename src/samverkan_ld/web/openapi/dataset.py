"""`/dump/`, `/datasets/dcat`, `/.well-known/void`: the dataset as a whole."""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.archive.dumps import NQUADS_DUMP
from samverkan_ld.formats.table import (
    GRAPH_FORMATS,
    HTML,
    JSONLD,
    NTRIPLES,
    RDFXML,
    TURTLE,
)
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

_NAME: Final = "dataset"
_FORMATS: Final = (*GRAPH_FORMATS, HTML)
_GRAPHS: Final = (RDFXML, TURTLE, JSONLD, NTRIPLES)
_ASKED: Final = ("Language", "AcceptLanguage", "IfNoneMatch")
_FOUND: Final = {"304": response("Unchanged"), "404": response("NotFound")}
_SAME: Final = {"304": response("SameFile"), "404": response("NotFound")}
_LIST: Final = {**_FOUND, "200": response("DumpList"), "406": response("Unacceptable")}
_FILE: Final = {
    **_SAME,
    "200": response("Dump"),
    "206": response("DumpPart"),
    "416": response("BeyondDump"),
}
_SUMS: Final = {**_SAME, "200": response("Checksums")}
_TOLD: Final = {**_FOUND, "200": response("Told"), "406": response("Unacceptable")}


def _dumps() -> Iterator[tuple[str, Part]]:
    """Describe the latest dumps, and those of a release."""
    for home, name, of, where in (
        ("/dump", "Dump", "the latest dumps", ()),
        ("/dump/{release}", "DatedDump", "the dumps of a release", ("Release",)),
    ):
        moved = {"308": response("Dumps"), "404": response("NotFound")}
        yield home, reads(f"{name}sAlso", _NAME, f"Sends to the list of {of}", moved, *where)
        listed = f"The list of {of}"
        yield f"{home}/", reads(f"{name}s", _NAME, listed, _LIST, *where, *_ASKED)
        yield (
            f"{home}.{{suffix}}",
            reads(
                f"{name}sInFormat",
                _NAME,
                f"{listed}, in one format",
                _LIST,
                *where,
                "DumpSuffix",
                *_ASKED,
            ),
        )
        asked = (*where, "DumpFile", *("Range", "IfRange", "IfNoneMatch"))
        yield f"{home}/{{file}}", reads(name, _NAME, f"One of {of}", _FILE, *asked)
        sums = f"The checksums of {of}"
        yield (
            f"{home}/SHA256SUMS",
            reads(f"{name}Sums", _NAME, sums, _SUMS, *where, "IfNoneMatch"),
        )


def _descriptions() -> Iterator[tuple[str, Part]]:
    for path, name, what in (
        ("/datasets/dcat", "Catalogue", "The catalogue, after DCAT-AP-SE"),
        ("/.well-known/void", "Void", "How much there is of each class and property"),
    ):
        yield path, reads(name, _NAME, what, _TOLD, "IfNoneMatch")
        told = f"{what}, in one format"
        asked = ("CatalogueSuffix", "IfNoneMatch")
        yield f"{path}.{{suffix}}", reads(f"{name}InFormat", _NAME, told, _TOLD, *asked)


DATASET: Final = Topic(
    _NAME,
    "The whole dataset: as files, and as catalogues describe it.",
    {**dict(_dumps()), **dict(_descriptions())},
    parameters={
        "DumpFile": asked_in(
            "path",
            "file",
            "The name of a file, from the list.",
            {"type": "string", "pattern": r"^[a-z.]+\.gz$"},
            example=NQUADS_DUMP.name,
        ),
        "DumpSuffix": suffixes(_FORMATS, example=TURTLE.name),
        "CatalogueSuffix": suffixes(_GRAPHS, example=TURTLE.name),
        "Range": asked_in(
            "header", "Range", "The part asked for: one range of bytes.", example="bytes=0-99"
        ),
        "IfRange": asked_in(
            "header", "If-Range", "The `ETag` of the file that a part is wanted of; else the whole."
        ),
    },
    responses={
        "Dumps": gives("The list has this address.", None, "Location"),
        "DumpList": gives(
            "The list, in the format chosen by the suffix or by `Accept`.",
            in_formats(*_FORMATS),
            *("ETag", "Vary", "Link", "Content-Location", "Content-Language"),
        ),
        "Dump": gives(
            "The file.",
            {"application/gzip": {}},
            *("ETag", "Last-Modified", "Content-Location", "Accept-Ranges", "Repr-Digest"),
        ),
        "DumpPart": gives(
            "The part of the file.",
            {"application/gzip": {}},
            *("ETag", "Content-Range", "Repr-Digest"),
        ),
        "BeyondDump": gives(
            "The part lies beyond the end.", problem(), "Content-Range", "Vary", "Content-Language"
        ),
        "Checksums": gives("As sha256sum reads them.", {"text/plain": {}}, "ETag"),
        "Told": gives(
            "The description, in the format chosen by the suffix or by `Accept`.",
            in_formats(*_GRAPHS),
            *("ETag", "Vary", "Link", "Content-Location"),
        ),
    },
)
