"""The headers of answers to queries, and the keys that they are kept by."""

import hashlib
from collections.abc import Mapping
from datetime import UTC
from email.utils import format_datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from samverkan_ld.web.headers import ALL, RELEASE
from samverkan_ld.web.negotiation import accepts_gzip
from samverkan_ld.web.sparql.edition import Edition
from samverkan_ld.web.wire.answer import Header

_LONGEST: Final = 16 * 1024
_COMMON: Final = {
    **ALL,
    "Cache-Control": "no-cache",
    "Vary": "Accept, Accept-Datetime",
    "X-Robots-Tag": "noindex",
}
_TIMEGATE: Final = '</sparql>; rel="original timegate"'


class Key(NamedTuple):
    """What an answer depends on besides the release: the request as it was sent."""

    query: bytes
    body: bytes
    content_type: bytes
    accept: bytes
    moment: bytes
    packs: bool

    @classmethod
    def of(cls, scope: Mapping[str, Any], headers: Mapping[bytes, bytes], body: bytes) -> "Key":
        """Make the key of a request."""
        return cls(
            scope["query_string"],
            body,
            headers.get(b"content-type", b""),
            headers.get(b"accept", b""),
            headers.get(b"accept-datetime", b""),
            _packs(headers.get(b"accept-encoding", b"")),
        )

    @property
    def size(self) -> int:
        """How many bytes the key takes."""
        return len(self.query) + len(self.body)

    @property
    def is_short(self) -> bool:
        """Whether the key is short enough to be kept, with the answer or without."""
        return self.size + len(self.accept) + len(self.content_type) <= _LONGEST


@lru_cache(maxsize=512)
def _packs(encoding: bytes) -> bool:
    return accepts_gzip(encoding.decode("latin-1"))


def tag(release: str, key: Key) -> str:
    """Make the ETag of an answer: weak, since solutions may come in another order."""
    asked = (key.query, key.body, key.content_type, key.accept)
    told = b"\0".join((release.encode(), *asked))
    return f'W/"{hashlib.blake2b(told, digest_size=12).hexdigest()}"'


def headers_of(edition: Edition, content_type: str, etag: str = "") -> tuple[Header, ...]:
    """Give the headers of an answer but for its length; without an ETag it is not to be kept."""
    own = [(b"content-type", content_type.encode())] if content_type else []
    if etag:
        own.append((b"etag", etag.encode()))
    if edition.moment is not None:
        moment = format_datetime(edition.moment.astimezone(UTC), usegmt=True)
        own += [(b"memento-datetime", moment.encode()), (b"link", _TIMEGATE.encode())]
    return (*own, *_common(edition.id))


@lru_cache(maxsize=8)
def _common(release: str) -> tuple[Header, ...]:
    pairs = {**_COMMON, RELEASE: release}.items()
    return tuple((name.lower().encode(), value.encode()) for name, value in pairs)
