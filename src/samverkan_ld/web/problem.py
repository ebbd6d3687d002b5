"""What a problem (RFC 9457) is made of, whoever tells it.

The application tells most problems, the layer in front of it what that refuses by itself. See
https://www.rfc-editor.org/rfc/rfc9457.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from samverkan_ld.formats.table import Format
from samverkan_ld.languages import in_language
from samverkan_ld.web.complaints import TITLES

PROBLEM: Final = Format("json", "application/problem+json", "Problem", ("application/json",))

LONGEST_PATH: Final = 2000
"""Longer paths are cut where problems repeat them, in characters."""

_IN_PATH: Final = "%/!$&'()*+,;=:@"
_HALF_ESCAPE: Final = re.compile(r"%.?$")


def members(status: int, detail: str, *, path: str, language: str) -> Mapping[str, object]:
    """Give the members of a problem, as JSON has them.

    Args:
        status: the status of the answer.
        detail: what is wrong and what to do, for people.
        path: the path as it was sent, in Latin-1.
        language: that of the detail.
    """
    title = in_language(TITLES.get(status, (HTTPStatus(status).phrase,) * 2), language)
    return {
        "type": "about:blank",
        "title": title,
        "status": int(status),
        "detail": detail,
        "instance": _instance(path),
    }


def _instance(path: str) -> str:
    """Make a reference (RFC 3986) of a path, of a sane length."""
    escaped = quote(path, safe=_IN_PATH, encoding="latin-1", errors="replace")
    rooted = f"/.{escaped}" if escaped.startswith("//") else escaped
    return _HALF_ESCAPE.sub("", rooted[:LONGEST_PATH])
