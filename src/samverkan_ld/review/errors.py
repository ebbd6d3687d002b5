"""What went wrong, told as a problem (RFC 9457), or as a page to a browser that asks for one."""

import logging
from typing import Final

from flask import Flask, Response, json, render_template, request
from werkzeug.exceptions import HTTPException

from samverkan_ld.errors import SamverkanError
from samverkan_ld.review.language import spoken
from samverkan_ld.review.sheet import StaleError
from samverkan_ld.review.texts import say

_DETAILS: Final = {404: "refused-missing", 413: "refused-large", 421: "refused-host"}
_REASONS: Final = ("unknown", "used", "elsewhere")
"""Why somebody may not use the page, as the guard tells it."""

_PROBLEM: Final = "application/problem+json"
_PAGE: Final = "text/html"
_log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Let an application answer every exception as a problem."""
    app.register_error_handler(Exception, _answer)


def _answer(error: Exception) -> Response:
    if isinstance(error, SamverkanError):
        return _problem(422, str(error))
    if isinstance(error, StaleError):
        return _problem(409, say(spoken(), "stale"))
    if not isinstance(error, HTTPException):
        _log.error("%s %s failed", request.method, request.path, exc_info=error)
        return _problem(500, say(spoken(), "failed"))
    key = _DETAILS.get(error.code or 500, "refused-other")
    if error.description in _REASONS:
        key = f"refused-{error.description}"
    return _problem(error.code or 500, say(spoken(), key))


def _problem(status: int, detail: str) -> Response:
    if request.accept_mimetypes.best_match((_PROBLEM, _PAGE)) == _PAGE:
        page = render_template(
            "refused.html", language=spoken(), name=say(spoken(), "review"), detail=detail
        )
        return Response(page, status, content_type=f"{_PAGE}; charset=utf-8")
    told = {"type": "about:blank", "status": status, "detail": detail}
    body = json.dumps(told, ensure_ascii=False)
    return Response(body, status, content_type=_PROBLEM)
