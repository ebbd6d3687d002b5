"""References of the service to itself: relative, or the requested URL in formats without those.

So they hold behind any host name. Quads cannot say that: they carry a stand-in for the host, which
is taken out of the text that is written.
"""

import re
import secrets
from typing import Final

from flask import request
from pyoxigraph import NamedNode

from samverkan_ld.formats.table import NQUADS, NTRIPLES, Format
from samverkan_ld.web.site import current_view

ABSOLUTE: Final = (NTRIPLES, NQUADS)
"""The formats that have no relative references."""

_STAND_IN: Final = f"x-{secrets.token_hex(8)}:"
"""Nobody can guess it, so no text from the data is taken for it."""

_HOST: Final = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?")


def reference(address: str) -> NamedNode:
    """Make the node for an address of this service, a path and what follows it."""
    return NamedNode(_STAND_IN + address)


def settle(body: bytes, fmt: Format) -> bytes:
    """Write the references in a body that is otherwise ready."""
    return body.replace(_STAND_IN.encode(), host().encode() if fmt in ABSOLUTE else b"")


def host() -> str:
    """Give what the client asked, such as `http://localhost:8000`, or else the site's base.

    The scheme of the site's own host is that of its base: TLS may end in front of the server.
    """
    asked, base = request.headers.get("Host", ""), current_view().iris.base.rstrip("/")
    if not _HOST.fullmatch(asked) or asked == base.partition("://")[2]:
        return base
    return f"{request.scheme}://{asked}"
