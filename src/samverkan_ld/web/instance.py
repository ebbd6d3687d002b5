"""The path of a request as problems repeat it (https://www.rfc-editor.org/rfc/rfc9457)."""

import re
from typing import Final
from urllib.parse import quote

LONGEST_PATH: Final = 2000
"""Longer paths are cut where problems repeat them, in characters."""

_IN_PATH: Final = "%/!$&'()*+,;=:@"
_HALF_ESCAPE: Final = re.compile(r"%.?$")


def instance(path: str) -> str:
    """Make a reference (RFC 3986) of a path as it was sent, in Latin-1, and of a sane length."""
    escaped = quote(path, safe=_IN_PATH, encoding="latin-1", errors="replace")
    rooted = f"/.{escaped}" if escaped.startswith("//") else escaped
    return _HALF_ESCAPE.sub("", rooted[:LONGEST_PATH])
