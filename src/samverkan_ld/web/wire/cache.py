"""The cache of answers: what may be kept, in what form, and how much."""

import gzip
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from samverkan_ld.web.wire.answer import Answer, Header, Message
from samverkan_ld.web.wire.condition import GZIP_MARK, is_unmodified, unmodified
from samverkan_ld.web.wire.variant import Variant

MARK: Final = b"x-samverkan-cache"
"""The header by which the application marks an answer as cacheable; it is never sent."""

GZIP_FROM: Final = 1024
"""Shorter bodies are not worth compressing, in bytes."""

_GZIP_LEVEL: Final = 6
_ENTRY_BYTES: Final = 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """A cached answer with its messages made beforehand."""

    answer: Answer
    etag: bytes | None
    start: Message
    body: Message
    unmodified: Message
    size: int

    def is_unmodified(self, asked: Mapping[bytes, bytes]) -> bool:
        """Tell whether the client has this answer already."""
        if asked.get(b"if-none-match") == self.etag is not None:
            return True
        return is_unmodified(asked, self.answer)


def is_cacheable(answer: Answer, key: Variant) -> bool:
    """Tell whether an answer may stand for a variant.

    The application must have marked it, and have chosen the same type and language: a resource that
    is offered in other formats than documents are negotiates otherwise.
    """
    if answer.header(MARK) is None or answer.header(b"content-encoding") is not None:
        return False
    if answer.header(b"content-language") not in (None, key.language.encode()):
        return False
    if answer.status == 200:
        return answer.header(b"content-type") == key.content_type
    return answer.status == 303


def make_entry(answer: Answer, body: bytes, *, packs: bool, key_size: int) -> Entry:
    """Make an entry of an answer and its whole body.

    Args:
        answer: the answer.
        body: its body.
        packs: whether the body is compressed, if it is worth it.
        key_size: how much room its key takes, in bytes.
    """
    headers = answer.without(MARK)
    if len(body) >= GZIP_FROM:
        headers = _varied(headers)
        if packs:
            body = gzip.compress(body, _GZIP_LEVEL, mtime=0)
            headers = _packed(headers, len(body))
    if all(name != b"content-length" for name, _ in headers):
        headers = (*headers, (b"content-length", str(len(body)).encode()))
    kept = Answer(answer.status, headers, body)
    return Entry(
        answer=kept,
        etag=kept.header(b"etag") if kept.status == 200 else None,
        start=kept.start,
        body={"type": "http.response.body", "body": body},
        unmodified=unmodified(kept).start,
        size=len(body) + sum(map(len, chain(*headers))) + key_size + _ENTRY_BYTES,
    )


def _varied(headers: tuple[Header, ...]) -> tuple[Header, ...]:
    vary = [value for name, value in headers if name == b"vary"]
    rest = (header for header in headers if header[0] != b"vary")
    return (*rest, (b"vary", b", ".join((*vary, b"Accept-Encoding"))))


def _packed(headers: tuple[Header, ...], length: int) -> tuple[Header, ...]:
    """Describe a compressed body: another length, and an ETag of its own."""
    tags = ((n, v.removesuffix(b'"') + GZIP_MARK + b'"') for n, v in headers if n == b"etag")
    rest = (header for header in headers if header[0] not in (b"etag", b"content-length"))
    size = (b"content-length", str(length).encode())
    return (*rest, *tags, size, (b"content-encoding", b"gzip"))


class Cache:
    """Answers of one release, the longest unused thrown away first.

    Used on the event loop only, so it needs no lock.
    """

    def __init__(self, limit: int) -> None:
        """Hold at most `limit` bytes; an answer larger than an eighth of it is not kept."""
        self._limit = limit
        self._size = 0
        self._release: object = None
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()

    @property
    def size(self) -> int:
        """How many bytes are held."""
        return self._size

    def follow(self, release: object) -> bool:
        """Forget everything when the release is another one than before, and tell whether it is."""
        if release is self._release:
            return False
        self._release = release
        self._entries.clear()
        self._size = 0
        return True

    def get(self, key: Hashable) -> Entry | None:
        """Find an answer, and count it as used."""
        entry = self._entries.get(key)
        if entry is not None:
            self._entries.move_to_end(key)
        return entry

    def put(self, key: Hashable, entry: Entry, release: object) -> None:
        """Keep an answer that was made from a release, unless there is none or another by now."""
        if release is None or release is not self._release or entry.size > self._limit // 8:
            return
        replaced = self._entries.pop(key, None)
        self._size += entry.size - (replaced.size if replaced else 0)
        self._entries[key] = entry
        while self._size > self._limit:
            self._size -= self._entries.popitem(last=False)[1].size
