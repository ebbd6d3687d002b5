"""Content negotiation: from the texts of request headers to a format, a language, a coding.

Pure functions on texts, after RFC 9110 §12 (https://www.rfc-editor.org/rfc/rfc9110#section-12).
Where the RFC leaves room: parameters of a media range (`profile`, `charset`) are overlooked; a
header that is missing, empty, without any valid range or longer than LONGEST asks for anything;
between equals the more specific range wins, then the order in which formats are offered.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from werkzeug.http import parse_accept_header

from samverkan_ld.formats.table import Format

LONGEST: Final = 8192
"""Longer headers are not read: nobody needs them, and reading would cost whoever asks nothing."""

_ANYTHING: Final = {"*/*": 1.0}
_GENERIC: Final = {
    "application/json": "application/json",
    "application/xml": "application/xml",
    "text/plain": "text/plain; charset=utf-8",
    "text/xml": "text/xml; charset=utf-8",
}
"""Aliases that are true types of their own, and are what clients who ask for them expect back."""

_TRAILING_DOT: Final = re.compile(r"(?<==[01])\.(?!\d)")


@dataclass(frozen=True, slots=True)
class Choice:
    """What negotiation chose: a format, and the Content-Type to send it with."""

    format: Format
    content_type: str


def choose(accept: str | None, offered: tuple[Format, ...]) -> Choice | None:
    """Choose a format by an Accept header; None when nothing offered is acceptable (406)."""
    return _choose(_bounded(accept), offered)


def sent_types(fmt: Format) -> tuple[str, ...]:
    """List the media types that answers in a format may have, by what their clients ask for."""
    return (fmt.media_type, *(alias for alias in fmt.aliases if alias in _GENERIC))


def content_type_of(fmt: Format, media_type: str) -> str:
    """Give the Content-Type of a format that was asked for by a media type."""
    return _GENERIC.get(media_type, fmt.content_type)


def choose_language(accept_language: str | None, languages: tuple[str, ...]) -> str:
    """Choose a language by an Accept-Language header; the first offered is the default.

    A range matches by its primary tag: `sv-FI` asks for `sv`.
    """
    return _choose_language(_bounded(accept_language), languages)


def accepts_gzip(accept_encoding: str | None) -> bool:
    """Tell whether an Accept-Encoding header prefers gzip to the bare text."""
    return _accepts_gzip(_bounded(accept_encoding))


def _bounded(header: str | None) -> str:
    return "" if header is None or len(header) > LONGEST else header


@lru_cache(maxsize=512)
def _choose(accept: str, offered: tuple[Format, ...]) -> Choice | None:
    ranges = _media_ranges(accept) or _ANYTHING
    best: Choice | None = None
    best_rank = (0.0, 3)  # no range is so specific: a quality of 0 never wins
    for candidate in offered:
        for media_type in (candidate.media_type, *candidate.aliases):
            rank = _rank(media_type, ranges, exact=media_type != candidate.media_type)
            if rank > best_rank:
                best, best_rank = _choice(candidate, media_type), rank
    return best


def _choice(chosen: Format, media_type: str) -> Choice:
    return Choice(chosen, content_type_of(chosen, media_type))


def _rank(media_type: str, ranges: dict[str, float], *, exact: bool) -> tuple[float, int]:
    """Rank by quality, then by how specific the range is; an alias must be asked for exactly."""
    if media_type in ranges:
        return ranges[media_type], 2
    family = f"{media_type.partition('/')[0]}/*"
    if not exact and family in ranges:
        return ranges[family], 1
    return (0.0 if exact else ranges.get("*/*", 0.0)), 0


def _media_ranges(accept: str) -> dict[str, float]:
    ranges: dict[str, float] = {}
    for item, quality in parse_accept_header(_tidy(accept)):
        name = item.partition(";")[0].strip().lower()
        name = "*/*" if name == "*" else name
        kind, _, subtype = name.partition("/")
        if kind and subtype and (kind != "*" or subtype == "*"):
            ranges[name] = max(quality, ranges.get(name, 0.0))
    return ranges


def _tidy(header: str) -> str:
    """Bring a header into the form that Werkzeug reads, also Java's `q=.2` and the RFC's `q=1.`.

    Runs of spaces are cut first: they would cost the parser quadratic time.
    """
    text = " ".join(header.split()).replace(" =", "=").replace("= ", "=")
    return _TRAILING_DOT.sub("", text.replace("=.", "=0."))


@lru_cache(maxsize=512)
def _choose_language(header: str, languages: tuple[str, ...]) -> str:
    asked = [(_primary(tag), quality) for tag, quality in parse_accept_header(_tidy(header))]
    refused = {tag for tag, quality in asked if quality <= 0}
    left = [language for language in languages if language not in refused] or languages
    for tag, quality in sorted(asked, key=lambda item: -item[1]):
        if quality > 0 and (tag == "*" or tag in left):
            return left[0] if tag == "*" else tag
    return left[0]


def _primary(tag: str) -> str:
    return tag.lower().replace("_", "-").partition("-")[0].strip()


@lru_cache(maxsize=512)
def _accepts_gzip(header: str) -> bool:
    codings = parse_accept_header(_tidy(header))
    gzip = codings.quality("gzip")
    return gzip > 0 and gzip >= codings.quality("identity")
