"""Long bodies: streams that are pulled piece by piece, files, and news of a hang-up."""

import threading
from collections.abc import Callable, Iterable
from itertools import chain
from typing import IO, Final

from werkzeug.wsgi import FileWrapper

PIECE: Final = 256 * 1024
"""Files are read in pieces of this many bytes."""


class Stream:
    """The pieces of a WSGI body, pulled one at a time and closed once."""

    def __init__(self, chunks: Iterable[bytes], written: Iterable[bytes] = ()) -> None:
        self._chunks = chunks
        self._pieces = chain(written, chunks)
        self._closed = False

    def pull(self) -> bytes | None:
        """Give the next piece, or None at the end; may block, so call it in a thread."""
        return next(self._pieces, None)

    def read(self, length: int | None) -> bytes:
        """Read everything.

        Raises:
            ValueError: it is not `length` bytes.
        """
        body = b"".join(self._pieces)
        if length is not None and len(body) != length:
            raise ValueError(f"a body of {length} bytes was announced, and {len(body)} came")
        return body

    def close(self) -> None:
        """Let the application clean up, as PEP 3333 asks of servers; a second call does nothing."""
        if not self._closed:
            self._closed = True
            getattr(self._chunks, "close", _nothing)()


def _nothing() -> None:
    """Do nothing, for bodies without a close method."""


class FileBody(FileWrapper):
    """The `wsgi.file_wrapper` of this server: a file in large pieces, whatever size is asked."""

    def __init__(self, file: IO[bytes], buffer_size: int = PIECE) -> None:
        super().__init__(file, max(buffer_size, PIECE))


class Hangup:
    """Tells whoever works on an answer that the client has hung up.

    It stands in the environ as `samverkan.hangup`. Callbacks run once, on the server's event loop:
    they must be quick and must not block.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], object]] = []
        self._gone = False

    @property
    def gone(self) -> bool:
        """Whether the client has hung up."""
        return self._gone

    def call(self, callback: Callable[[], object]) -> None:
        """Have a function called at a hang-up; at once if that has happened."""
        with self._lock:
            if not self._gone:
                self._callbacks.append(callback)
                return
        callback()

    def tell(self) -> None:
        """Call everyone who asked."""
        with self._lock:
            self._gone = True
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()
