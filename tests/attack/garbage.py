"""Bytes that are no request, or only half of one: `GARBAGE` by name."""

from random import Random
from typing import Final

_GET: Final = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: a\r\n"
_POST: Final = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
_CHUNKED: Final = _POST + b"Transfer-Encoding: chunked\r\n\r\n"
_FORM: Final = _POST.replace(b"sparql-query", b"x-www-form-urlencoded")

GARBAGE: Final = {
    "random": Random(1).randbytes(4000),
    "zeros": b"\x00" * 4000,
    "newlines": b"\r\n" * 2000,
    "TLS hello": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + Random(2).randbytes(512),
    "HTTP/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x12\x04\x00\x00\x00\x00\x00",
    "upgrade to h2c": _GET + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
    b"HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n",
    "websocket": _GET
    + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    "proxy": b"CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\n",
    "absolute target": _GET.replace(b"GET /", b"GET http://127.0.0.1:22/") + b"\r\n",
    "no host": b"GET /sparql HTTP/1.1\r\n\r\n",
    "HTTP/0.9": b"GET /sparql\r\n\r\n",
    "HTTP/1.0": b"GET /sparql?query=ASK%20%7B%7D HTTP/1.0\r\n\r\n",
    "method": b"\xc3\xa5" * 50 + b" / HTTP/1.1\r\n\r\n",
    "overlong URL": b"GET /sparql?query=" + b"%41" * 400_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    "overlong header": _GET + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n",
    "many headers": _GET + b"".join(b"X-%d: y\r\n" % n for n in range(20_000)) + b"\r\n",
    "bad escapes": b"GET /sparql?query=%zz%e4%00%ff%f HTTP/1.1\r\nHost: a\r\n\r\n",
    "many parameters": b"GET /sparql?" + b"a=b&" * 8000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    "length of words": _POST + b"Content-Length: nine\r\n\r\nASK {}",
    "negative length": _POST + b"Content-Length: -1\r\n\r\nASK {}",
    "huge length": _POST + b"Content-Length: 99999999999999999999\r\n\r\nASK {}",
    "two lengths": _POST + b"Content-Length: 6\r\nContent-Length: 7\r\n\r\nASK {}x",
    "length and chunks": _CHUNKED.replace(b"Host", b"Content-Length: 3\r\nHost") + b"6\r\nASK {}",
    "short body": _POST + b"Content-Length: 1000\r\n\r\nASK {}",
    "bad chunk": _CHUNKED + b"zz\r\nASK {}\r\n0\r\n\r\n",
    "huge chunk": _CHUNKED + b"FFFFFFFFFFFFFFFFFF\r\nASK {}",
    "tiny chunks": _CHUNKED + b"1\r\n \r\n" * 20_000 + b"6\r\nASK {}\r\n0\r\n\r\n",
    "long chunk extension": _CHUNKED + b"6;" + b"x" * 100_000 + b"\r\nASK {}\r\n0\r\n\r\n",
    "endless trailers": _CHUNKED + b"6\r\nASK {}\r\n0\r\n" + b"X: y\r\n" * 20_000,
    "no UTF-8": _POST + b"Content-Length: 4\r\n\r\n\xff\xfe\x00\xd8",
    "no UTF-8 in a form": _FORM + b"Content-Length: 12\r\n\r\nquery=%ff%fe",
    "many form fields": _FORM + b"Content-Length: 800000\r\n\r\n" + b"a=b&" * 200_000,
    "gzip": _POST + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00",
    "multipart": _POST.replace(b"application/sparql-query", b"multipart/form-data; boundary=x")
    + b"Content-Length: 21\r\n\r\n--x\r\n--x\r\n--x\r\n--x\r\n\r\n",
    "expect": _POST + b"Expect: 100-continue\r\nContent-Length: 1000000000\r\n\r\n",
    "smuggled": _POST
    + b"Content-Length: 6\r\n\r\nASK {}"
    + b"\x00\xffnonsense\r\n\r\n"
    + _GET
    + b"\r\n",
    "pipelined": (_GET + b"\r\n") * 200,
    "odd headers": _GET
    + b"Accept: "
    + b"a/b;q=" * 3000
    + b"\r\nAccept-Language: "
    + b"-;" * 5000
    + b"\r\nIf-None-Match: "
    + b'"x",' * 5000
    + b"\r\nAccept-Datetime: 99 Foo 0 99:99:99\r\n\r\n",
}
