"""Headers that every answer carries."""

from typing import Final

ALL: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Content-Location, Content-Range, ETag, Link, Location, Memento-Datetime, "
        "Repr-Digest, Retry-After, Sunset, X-Samverkan-Release"
    ),
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
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
