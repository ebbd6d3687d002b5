"""The headers of answers to queries, and the keys that they are kept by."""

import hashlib
from collections.abc import Mapping
from datetime import UTC
from email.utils import format_datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from samverkan_ld.web.headers import ALL, RELEASE
from samverkan_ld.web.negotiation import LONGEST, accepts_gzip
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
    """What an answer depends on besides the release: the request as it was sent.

    A body counts where it is read: with POST.
    """

    is_post: bool
    query: bytes
    body: bytes
    content_type: bytes
    accept: bytes
    moment: bytes
    packs: bool

    @classmethod
    def of(cls, scope: Mapping[str, Any], headers: Mapping[bytes, bytes], body: bytes) -> "Key":
        """Make the key of a request."""
        is_post = scope["method"] == "POST"
        return cls(
            is_post,
            scope["query_string"],
            body if is_post else b"",
            headers.get(b"content-type", b"") if is_post else b"",
            headers.get(b"accept", b""),
            headers.get(b"accept-datetime", b""),
            _packs(headers.get(b"accept-encoding", b"")[: LONGEST + 1]),
        )

    @property
    def size(self) -> int:
        """How many bytes the key takes."""
        return sum(map(len, (self.query, self.body, self.content_type, self.accept, self.moment)))

    @property
    def is_short(self) -> bool:
        """Whether the key is short enough to be kept."""
        return self.size <= _LONGEST


@lru_cache(maxsize=512)
def _packs(encoding: bytes) -> bool:
    return accepts_gzip(encoding.decode("latin-1"))


def tag(release: str, key: Key) -> str:
    """Make the ETag of an answer: weak, since solutions may come in another order."""
    asked = (key.query, key.body, key.content_type, key.accept)
    told = b"\0".join((release.encode(), b"POST" if key.is_post else b"GET", *asked))
    return f'W/"{hashlib.blake2b(told, digest_size=12).hexdigest()}"'


def headers_of(edition: Edition, content_type: str, etag: str = "") -> tuple[Header, ...]:
    """Give the headers of an answer but for its length; without an ETag it is not to be kept."""
    own = [(b"content-type", content_type.encode())] if content_type else []
    if etag:
        own.append((b"etag", etag.encode()))
    own += [(name.lower().encode(), value.encode()) for name, value in memento(edition).items()]
    return (*own, *_common(edition.id))


def memento(edition: Edition) -> dict[str, str]:
    """Give the headers of an answer as of a time (RFC 7089, section 2.1)."""
    if edition.moment is None:
        return {}
    moment = format_datetime(edition.moment.astimezone(UTC), usegmt=True)
    return {"Memento-Datetime": moment, "Link": _TIMEGATE}


@lru_cache(maxsize=8)
def _common(release: str) -> tuple[Header, ...]:
    pairs = {**_COMMON, RELEASE: release}.items()
    return tuple((name.lower().encode(), value.encode()) for name, value in pairs)
