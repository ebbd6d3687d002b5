"""Headers that every answer carries: what other sites, frames and browsers may do with it."""

from collections.abc import Mapping
from typing import Final

FRAMED: Final = "/reconcile/preview"
"""The path of the one page that other sites may show in a frame."""

POLICY: Final = "Content-Security-Policy"
"""The header that differs between pages and all else."""

_NOTHING: Final = "default-src 'none'"
_ALONE: Final = "; frame-ancestors 'none'"

ALL: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Content-Location, Content-Range, ETag, Link, Location, Memento-Datetime, "
        "Repr-Digest, Retry-After, Sunset, X-Samverkan-Release"
    ),
    POLICY: f"{_NOTHING}{_ALONE}",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
"""Anybody may read the data from their own pages; nothing that is sent runs or loads anything."""

PAGE: Final = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
"""What pages carry besides: they stand alone in their window, and in no frame."""

RELEASE: Final = "X-Samverkan-Release"
"""Names the release that an answer is from."""

_STYLED: Final = (
    f"{_NOTHING}; style-src 'self'; form-action 'self'; base-uri 'none'; img-src 'self'"
)

PAGE_POLICY: Final = f"{_STYLED}{_ALONE}"
"""The Content-Security-Policy of pages: they hold no script, and JSON-LD is not run."""

_QUERY_PAGE: Final = f"{_STYLED} data:{_ALONE}; script-src 'self'; connect-src 'self'"
"""That of the page with an editor; its icons are data, and it asks nobody but this site."""

_FRAMED_DATA: Final = {**ALL, POLICY: _NOTHING}
"""Problems of the framed page that are told as data: a frame that is refused tells nobody why."""

_POLICIES: Final = {"/sparql": _QUERY_PAGE, FRAMED: _STYLED}


def common(path: str, *, is_page: bool) -> Mapping[str, str]:
    """Give the headers of an answer, or of a refusal, at a path."""
    if not is_page:
        return _FRAMED_DATA if path == FRAMED else ALL
    alone = {} if path == FRAMED else PAGE
    return {**ALL, **alone, POLICY: _POLICIES.get(path, PAGE_POLICY)}
