"""What the ASGI layer refuses by itself, told as the application tells problems."""

import json
from http import HTTPStatus
from typing import Final

from samverkan_ld.config import Config
from samverkan_ld.web.complaints import TITLES
from samverkan_ld.web.headers import ALL, RELEASE
from samverkan_ld.web.instance import instance
from samverkan_ld.web.negotiation import choose_language
from samverkan_ld.web.texts import in_language, say
from samverkan_ld.web.wire.answer import Answer
from samverkan_ld.web.wire.exchange import Exchange

_DETAILS: Final = {
    HTTPStatus.BAD_REQUEST: "broken-off",
    HTTPStatus.REQUEST_TIMEOUT: "stalled",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "http-413",
    HTTPStatus.SERVICE_UNAVAILABLE: "query-crowded",
    HTTPStatus.INTERNAL_SERVER_ERROR: "failed",
}


def problem(
    exchange: Exchange, status: HTTPStatus, config: Config, *, release: str, limit: int
) -> Answer:
    """Make an answer that tells a problem (https://www.rfc-editor.org/rfc/rfc9457).

    It is always JSON: of the request only its language is read. `release` is the id of the current
    release, or nothing while there is none; `limit` that of the body, in bytes.
    """
    asked = exchange.headers.get(b"accept-language", b"").decode("latin-1")
    language = choose_language(asked, config.site.languages)
    told = {
        "type": "about:blank",
        "title": in_language(TITLES[status], language),
        "status": status,
        "detail": say(language, _DETAILS[status], limit=limit),
        "instance": instance(exchange.scope["raw_path"].decode("latin-1")),
    }
    body = json.dumps(told, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/problem+json",
        "Content-Length": str(len(body)),
        "Content-Language": language,
        "Vary": "Accept-Language",
        **ALL,
        **({RELEASE: release} if release else {}),
        **({"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}),
    }
    pairs = ((name.lower().encode(), value.encode()) for name, value in headers.items())
    return Answer(status, tuple(pairs), body)
