"""Conditional requests: when 304 answers, and with which headers.

RFC 9110 §13 (https://www.rfc-editor.org/rfc/rfc9110#section-13), decided by Werkzeug.
"""

from collections.abc import Mapping
from typing import Final

from werkzeug.http import is_resource_modified

from samverkan_ld.web.negotiation import LONGEST
from samverkan_ld.web.wire.answer import Answer

GZIP_MARK: Final = b"-gzip"
"""What the ETag of a compressed answer ends with, before the closing quote."""

_CONDITIONS: Final = (
    (b"if-none-match", "HTTP_IF_NONE_MATCH"),
    (b"if-modified-since", "HTTP_IF_MODIFIED_SINCE"),
)
_CORS: Final = b"access-control-"
_KEPT: Final = frozenset(
    (
        b"cache-control",
        b"content-location",
        b"etag",
        b"expires",
        b"last-modified",
        b"link",
        b"memento-datetime",
        b"vary",
    )
)


def is_unmodified(asked: Mapping[bytes, bytes], answer: Answer) -> bool:
    """Tell whether the client has this answer already, compressed or not."""
    environ = {
        variable: _bare(value)
        for name, variable in _CONDITIONS
        if (value := asked.get(name)) is not None and len(value) <= LONGEST
    }
    if answer.status != 200 or not environ:
        return False
    return not is_resource_modified(
        environ,
        etag=_bare(answer.header(b"etag") or b""),
        last_modified=_bare(answer.header(b"last-modified") or b""),
    )


def _bare(value: bytes) -> str:
    return value.replace(GZIP_MARK + b'"', b'"').decode("latin-1")


def unmodified(answer: Answer) -> Answer:
    """Make the 304 answer that stands for a 200 answer."""
    # one expression rather than a function for each header: this is done for every answer
    kept = [pair for pair in answer.headers if pair[0] in _KEPT or pair[0][:15] == _CORS]
    return Answer(304, tuple(kept), b"")
