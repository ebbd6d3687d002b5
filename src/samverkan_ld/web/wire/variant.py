"""Which variant of a resource a request asks for: the key of the cache.

What an answer depends on must stand in the key: the formats and languages that negotiation
chooses, not the headers it reads.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from samverkan_ld.formats.table import DOCUMENT_FORMATS, HTML, by_name
from samverkan_ld.web.negotiation import (
    LONGEST,
    Choice,
    accepts_gzip,
    choose,
    choose_language,
)

_NEGOTIATED: Final = (b"accept", b"accept-language", b"accept-encoding")
_CACHED: Final = (b"/doc/", b"/def/", b"/spec/", b"/id/", b"/res/", b"/feed")
_PARAMETERS: Final = {
    "page": re.compile(r"[1-9][0-9]{0,5}"),
    "lang": re.compile(r"[a-z]{2,3}"),
}
_LONGEST_QUERY: Final = 32
_SUFFIX: Final = re.compile(rb"\.([a-z]{1,8})$")


class Variant(NamedTuple):
    """The key of a cached answer: a resource, and what negotiation chose for it.

    `language` is empty unless the format is HTML: data do not depend on the reader's language.
    """

    path: bytes
    query: bytes
    content_type: bytes
    language: str
    gzip: bool


def variant(
    scope: Mapping[str, Any], headers: Mapping[bytes, bytes], *, languages: tuple[str, ...]
) -> Variant | None:
    """Tell which variant a request asks for; None when its answer is not for the cache.

    A suffix of the path wins over Accept. Escaped paths, unknown parameters, Accept-Datetime and
    what would be answered 406 pass the cache by.
    """
    path, query = scope["raw_path"], scope["query_string"]
    if scope["method"] not in ("GET", "HEAD") or not path.startswith(_CACHED) or b"%" in path:
        return None
    if b"accept-datetime" in headers or len(query) > _LONGEST_QUERY:
        return None
    parameters = _parameters(query) if query else {}
    if parameters is None or parameters.get("lang", languages[0]) not in languages:
        return None
    suffix = _SUFFIX.search(path)
    chosen = _chosen(
        suffix[1] if suffix else b"",
        *(_bounded(headers.get(name)) for name in _NEGOTIATED),
        languages,
    )
    if chosen is None:
        return None
    content_type, language, packed = chosen
    return Variant(path, query, content_type, language and parameters.get("lang", language), packed)


def _bounded(header: bytes | None) -> bytes:
    return b"" if header is None or len(header) > LONGEST else header


@lru_cache(maxsize=512)
def _parameters(query: bytes) -> dict[str, str] | None:
    known: dict[str, str] = {}
    for part in query.decode("latin-1").split("&"):
        name, _, value = part.partition("=")
        pattern = _PARAMETERS.get(name)
        if pattern is None or name in known or not pattern.fullmatch(value):
            return None
        known[name] = value
    return known


@lru_cache(maxsize=512)
def _chosen(
    suffix: bytes, accept: bytes, language: bytes, encoding: bytes, languages: tuple[str, ...]
) -> tuple[bytes, str, bool] | None:
    named = by_name(suffix.decode("latin-1")) if suffix else None
    choice = Choice(named, named.content_type) if named else _negotiated(accept)
    if choice is None:
        return None
    spoken = choose_language(language.decode("latin-1"), languages)
    return (
        choice.content_type.encode(),
        spoken if choice.format is HTML else "",
        accepts_gzip(encoding.decode("latin-1")),
    )


def _negotiated(accept: bytes) -> Choice | None:
    return choose(accept.decode("latin-1"), DOCUMENT_FORMATS)
