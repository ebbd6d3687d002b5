"""Who may use the page: the one who started it, from pages of its own and from nowhere else.

Listening on 127.0.0.1 keeps other machines out. What is left are the pages that the editor has open
in the same browser, other programs on the machine, and names that lead here (DNS rebinding): every
request has to name this very host, to carry the cookie that the one-time token was exchanged for
(RFC 6265bis, SameSite=Strict), and to come from no other origin (Fetch Metadata,
https://www.w3.org/TR/fetch-metadata/); one that changes something also has to come from this
origin, and to repeat a secret that only pages of this origin can read.
"""

import secrets
from threading import Lock
from typing import Final

from flask import Flask, Response, abort, g, redirect, request
from flask.typing import ResponseReturnValue

from samverkan_ld.review.language import keep_language

ADDRESS: Final = "127.0.0.1"
CSRF: Final = "X-CSRF-Token"
"""The header that gives the secret in every answer, and repeats it in every POST."""

_FRIENDLY: Final = frozenset(("same-origin", "none"))
_OPEN: Final = frozenset(("static",))
"""What holds nothing of anybody: also the pages that refuse somebody have a style."""

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """The secrets of one run of the program, which listens on `port`."""

    def __init__(self, port: int) -> None:
        self.host = f"{ADDRESS}:{port}"
        self.origin = f"http://{self.host}"
        self._cookie = f"samverkan-review-{port}"  # cookies are shared by all ports of a host
        self._token = secrets.token_urlsafe(32)
        self._session = secrets.token_urlsafe(32)
        self._csrf = secrets.token_urlsafe(32)
        self._lock = Lock()

    @property
    def address(self) -> str:
        """The address that opens the page once."""
        return f"{self.origin}/?token={self._token}"

    def register(self, app: Flask) -> None:
        """Let an application answer only those who may use it."""
        app.before_request(self._admit)
        app.after_request(self._finish)

    def _admit(self) -> ResponseReturnValue | None:
        if request.headers.get("Host") != self.host:
            abort(421)
        if request.headers.get("Sec-Fetch-Site", "none") not in _FRIENDLY:
            abort(403, "elsewhere")
        if request.endpoint in _OPEN:
            return None
        token = request.args.get("token")
        if token is not None and request.path == "/" and request.method == "GET":
            return self._exchange(token)
        if not self._is_known():
            abort(403, "unknown")
        if request.method == "POST" and not self._is_own():
            abort(403, "elsewhere")
        g.is_admitted = True
        return None

    def _exchange(self, token: str) -> ResponseReturnValue:
        """Give the cookie for the token, which is worth nothing from then on."""
        with self._lock:
            is_right = bool(self._token) and _same(token, self._token)
            if is_right:
                self._token = ""
        if not is_right and not self._is_known():
            abort(403, "used")
        response = redirect(keep_language("/"), 303)
        if is_right:
            response.set_cookie(self._cookie, self._session, httponly=True, samesite="Strict")
        return response

    def _is_known(self) -> bool:
        return _same(request.cookies.get(self._cookie, ""), self._session)

    def _is_own(self) -> bool:
        secret = request.headers.get(CSRF, "")
        return request.headers.get("Origin") == self.origin and _same(secret, self._csrf)

    def _finish(self, response: Response) -> Response:
        response.headers.update(_HEADERS)
        if "is_admitted" in g:
            response.headers[CSRF] = self._csrf
        return response


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())
