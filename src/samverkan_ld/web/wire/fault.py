"""What the ASGI layer refuses by itself, told as the application tells problems."""

from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs

import orjson

from samverkan_ld.config import Config
from samverkan_ld.web.headers import RELEASE, common
from samverkan_ld.web.negotiation import choose_language
from samverkan_ld.web.problem import PROBLEM, members
from samverkan_ld.web.robots import HEADER, NOINDEX
from samverkan_ld.web.texts import say
from samverkan_ld.web.wire.answer import Answer
from samverkan_ld.web.wire.exchange import Exchange

_DETAILS: Final = {
    HTTPStatus.BAD_REQUEST: "broken-off",
    HTTPStatus.REQUEST_TIMEOUT: "stalled",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "http-413",
    HTTPStatus.TOO_MANY_REQUESTS: "too-often",
    HTTPStatus.SERVICE_UNAVAILABLE: "query-crowded",
    HTTPStatus.INTERNAL_SERVER_ERROR: "failed",
}
_BUSY_SECONDS: Final = 5


def problem(
    exchange: Exchange,
    status: HTTPStatus,
    config: Config,
    *,
    release: str,
    limit: int,
    seconds: int = 0,
) -> Answer:
    """Make an answer that tells a problem (https://www.rfc-editor.org/rfc/rfc9457).

    It is always JSON: of the request only its language is read.

    Args:
        exchange: the request.
        status: what kind of problem it is.
        config: the configuration of the site.
        release: the id of the current release, or nothing while there is none.
        limit: that of the body, in bytes, or of requests a minute.
        seconds: after these another try may succeed; 0 where that is not known.
    """
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        seconds = _BUSY_SECONDS
    language = _language(exchange, config.site.languages)
    told = members(
        status,
        say(language, _DETAILS[status], limit=limit, seconds=seconds),
        path=exchange.scope["raw_path"].decode("latin-1"),
        language=language,
    )
    body = orjson.dumps(told)
    headers = {
        "Content-Type": PROBLEM.content_type,
        "Content-Length": str(len(body)),
        "Content-Language": language,
        "Vary": "Accept-Language",
        HEADER: NOINDEX,
        **common(exchange.scope["path"], is_page=False),
        **({RELEASE: release} if release else {}),
        **({"Retry-After": str(seconds)} if seconds else {}),
    }
    pairs = ((name.lower().encode(), value.encode()) for name, value in headers.items())
    return Answer(status, tuple(pairs), body)


def _language(exchange: Exchange, languages: tuple[str, ...]) -> str:
    """Choose the language as the application does: `?lang=`, else Accept-Language."""
    query = parse_qs(exchange.scope["query_string"].decode("latin-1"))
    named = query.get("lang", [""])[0]
    asked = exchange.headers.get(b"accept-language", b"").decode("latin-1")
    return named if named in languages else choose_language(asked, languages)
