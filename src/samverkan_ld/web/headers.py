"""Headers that every answer carries."""

from typing import Final

ALL: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Content-Location, ETag, Link, Location, Memento-Datetime, Retry-After, Sunset, "
        "X-Samverkan-Release"
    ),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}

RELEASE: Final = "X-Samverkan-Release"
"""Names the release that an answer is from."""
