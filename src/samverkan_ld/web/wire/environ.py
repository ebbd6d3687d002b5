"""The environ of a WSGI application, made from an ASGI scope."""

import sys
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from samverkan_ld.web.negotiation import accepts_gzip
from samverkan_ld.web.wire.bodies import FileBody, Hangup

CONDITIONS: Final = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")

UNUSED: Final = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
"""Headers for who writes: nothing is written here, and they may be overlooked."""

PARTS: Final = ("HTTP_IF_RANGE", "HTTP_RANGE")
"""Headers for who asks for parts: only files have any, and only GET gives them (RFC 9110 §14.2)."""

READS_GZIP: Final = "samverkan.gzip"
"""Tells the application whether the client reads gzip: for files that are compressed once."""

_UNPREFIXED: Final = ("CONTENT_TYPE", "CONTENT_LENGTH")


def join_headers(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Map header names to values, those of repeated headers joined as RFC 9110 §5.3 says."""
    pairs = list(headers)
    joined = dict(pairs)
    if len(joined) == len(pairs):
        return joined
    joined.clear()
    for name, value in pairs:
        separator = b"; " if name == b"cookie" else b", "
        joined[name] = joined[name] + separator + value if name in joined else value
    return joined


def build_environ(
    scope: Mapping[str, Any],
    headers: Mapping[bytes, bytes],
    *,
    client: str,
    body: bytes,
    hangup: Hangup,
) -> dict[str, Any]:
    """Make an environ (https://peps.python.org/pep-3333/#environ-variables).

    HEAD arrives as GET: the server drops the body, so both have the same headers. Accept-Encoding
    is kept back, because the server compresses, all but what READS_GZIP is for. REQUEST_URI holds
    the path as it was sent.
    """
    path: bytes = scope["raw_path"]
    query: bytes = scope["query_string"]
    server = scope.get("server") or ("", "")
    uri = (path + b"?" + query if query else path).decode("latin-1")
    variables = _header_variables(headers)
    if scope["method"] == "HEAD":
        for name in PARTS:
            variables.pop(name, None)
    return {
        **variables,
        "REQUEST_METHOD": "GET" if scope["method"] == "HEAD" else scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query.decode("latin-1"),
        "REQUEST_URI": uri,
        "RAW_URI": uri,
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client,
        READS_GZIP: accepts_gzip(headers.get(b"accept-encoding", b"").decode("latin-1")),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileBody,
        "samverkan.hangup": hangup,
    }


def _header_variables(headers: Mapping[bytes, bytes]) -> dict[str, str]:
    variables: dict[str, str] = {}
    for name, value in headers.items():
        # an underscore would let a client forge a header that a proxy sets with a hyphen
        if b"_" in name or name == b"accept-encoding":
            continue
        variable = name.decode("latin-1").upper().replace("-", "_")
        key = variable if variable in _UNPREFIXED else f"HTTP_{variable}"
        variables[key] = value.decode("latin-1")
    return variables
