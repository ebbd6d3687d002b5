"""What went wrong, told in one shape everywhere: a problem (RFC 9457), or a page of it.

See https://www.rfc-editor.org/rfc/rfc9457. An answer never tells what happened inside: that goes to
the log.
"""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final, NoReturn

import orjson
from flask import Flask, Response, abort, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from samverkan_ld.errors import (
    BatchError,
    BatchFault,
    CrowdedError,
    DeadlineError,
    EndpointError,
    ExhaustedError,
    FormatError,
    NoReleaseError,
    NotFoundError,
    NotKeptError,
    QueryError,
    QuerySyntaxError,
    ReleaseError,
    RevivingError,
    ServiceRefusedError,
    TooLongError,
)
from samverkan_ld.formats.table import HTML
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Link, Resource, header
from samverkan_ld.web.choice.spelling import sent_path
from samverkan_ld.web.headers import FRAMED
from samverkan_ld.web.negotiation import choose
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.problem import LONGEST_PATH, PROBLEM, members
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.site import current_site
from samverkan_ld.web.sparql.question import RefusedError
from samverkan_ld.web.texts import TEXTS, say

REBUILT_AFTER: Final = "30"
"""How many seconds a client should wait while a release is rebuilt."""

RETRY_AFTER: Final = "5"
"""How many seconds a client should wait when the data cannot be read."""

_SHOWN: Final = 100
_STATUS: Final[dict[type[Exception], tuple[int, str]]] = {
    NotKeptError: (404, "not-kept"),
    NotFoundError: (404, "not-described"),
    ServiceRefusedError: (403, "service-refused"),
    EndpointError: (502, "service-failed"),
    DeadlineError: (504, "query-deadline"),
    ExhaustedError: (503, "query-exhausted"),
    TooLongError: (503, "answer-too-long"),
    CrowdedError: (503, "query-crowded"),
    QueryError: (400, "query-failed"),
    FormatError: (406, "format-unfit"),
    RevivingError: (503, "reviving"),
    NoReleaseError: (503, "unpublished"),
    ReleaseError: (503, "unavailable"),
    Exception: (500, "failed"),
}
_log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Let an application answer every exception as a problem."""
    app.register_error_handler(Exception, answer)


def answer(error: Exception) -> Response:
    """Answer an exception."""
    if isinstance(error, HTTPException):
        return _http_problem(error)
    status, detail = told(error)
    return invite(problem(status, detail), error)


def invite(response: Response, error: Exception | None) -> Response:
    """Tell when to try again, where a later try may succeed."""
    if isinstance(error, RevivingError):
        response.headers["Retry-After"] = REBUILT_AFTER
    elif isinstance(error, ReleaseError | CrowdedError):
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def told(error: Exception) -> tuple[int, str]:
    """Give the status that an exception has, and the sentence that tells it; log faults of ours."""
    if isinstance(error, RefusedError):
        return error.status, say(spoken(), error.key, **error.values)
    if isinstance(error, BatchError):
        return _batch_fault(error)
    kind = next(kind for kind in type(error).__mro__ if kind in _STATUS)
    status, key = _STATUS[kind]
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("%s %s failed", request.method, request.path, exc_info=error)
    elif isinstance(error, ReleaseError) and not isinstance(error, RevivingError):
        _log.error("%s %s: %s", request.method, request.path, error)
    return status, _detail(key, error)


def shown(asked: str) -> str:
    """Cut what a client sent to what a sentence can hold."""
    return asked if len(asked) <= _SHOWN else f"{asked[:_SHOWN]}…"


def refuse(status: int, key: str, **values: object) -> NoReturn:
    """End the request with a problem whose detail is one of TEXTS.

    Raises:
        HTTPException: always.
    """
    abort(problem(status, say(spoken(), key, **values)))


def no_such_format(resource: Resource, suffix: str) -> NoReturn:
    """End the request: the resource is not to be had in the format that a suffix names.

    Raises:
        HTTPException: always (404).
    """
    names = ", ".join(fmt.name for fmt in resource.formats)
    refuse(404, "no-format", path=resource.path, name=shown(suffix), names=names)


def not_acceptable(resource: Resource) -> NoReturn:
    """End the request: the resource is in none of the formats that Accept names.

    Raises:
        HTTPException: always (406).
    """
    types = ", ".join(fmt.media_type for fmt in resource.formats)
    detail = say(spoken(), "not-acceptable", types=types)
    abort(problem(406, detail, alternates=resource.alternates()))


def problem(
    status: int,
    detail: str,
    *,
    alternates: tuple[Link, ...] = (),
    suggestions: Sequence[Mapping[str, str]] = (),
) -> Response:
    """Make an answer that tells a problem, as JSON or as a page.

    Args:
        status: the status of the answer.
        detail: what is wrong and what to do, for people.
        alternates: where the same is to be had in other formats.
        suggestions: what may have been meant: each has a `label`, a `url` and an `id`.
    """
    leave_out()
    language = spoken()
    told = members(status, detail, path=sent_path(), language=language)
    choice = choose(request.headers.get("Accept"), (PROBLEM, HTML))
    if choice is not None and choice.format is HTML:
        page = {**told, "alternates": alternates, "suggestions": suggestions}
        template = "framed_error.html" if request.path == FRAMED else "error.html"
        body = render_template(template, **shell(language), problem=page)
        response = Response(body, status, content_type=HTML.content_type)
    else:
        more = _more(alternates, suggestions)
        response = Response(orjson.dumps({**told, **more}), status)
        response.content_type = PROBLEM.content_type
    response.headers["Vary"] = "Accept, Accept-Language"
    if "Accept-Datetime" in request.headers:
        response.vary.add("Accept-Datetime")
    response.headers["Content-Language"] = language
    if alternates:
        response.headers["Link"] = header(alternates)
    return response


def _more(
    alternates: tuple[Link, ...], suggestions: Sequence[Mapping[str, str]]
) -> Mapping[str, object]:
    """Give the further members of a problem, those that it has."""
    available = [{"href": link.target, "type": link.type} for link in alternates]
    more = {"available": available, "suggestions": suggestions}
    return {name: value for name, value in more.items() if value}


def _http_problem(error: HTTPException) -> Response:
    if isinstance(error.response, Response):
        return error.response
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    key = f"http-{status}" if f"http-{status}" in TEXTS else "http-400"
    response = problem(
        status,
        say(
            spoken(),
            key,
            path=request.path[:LONGEST_PATH],
            method=request.method,
            allowed=allowed,
            limit=request.max_content_length,
        ),
    )
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = allowed
    return response


def _batch_fault(error: BatchError) -> tuple[int, str]:
    """Tell what is wrong with a batch; what is wrong, and is to stand there, has its own words."""
    values = dict(error.values)
    for name, prefix in (("kind", "batch-"), ("what", "batch-its-")):
        if name in values:
            values[name] = say(spoken(), f"{prefix}{values[name]}")
    status = 413 if error.fault is BatchFault.TOO_MANY else 400
    return status, say(spoken(), f"batch-{error.fault}", **values)


def _detail(key: str, error: Exception) -> str:
    if isinstance(error, QuerySyntaxError):
        place = {"line": error.line, "column": error.column}
        return say(spoken(), f"query-{error.fault}", text=error.text, **place)
    sparql = current_site().config.sparql
    if isinstance(error, ServiceRefusedError) and not sparql.service:
        key = "service-none"
    return say(
        spoken(),
        key,
        path=request.path[:LONGEST_PATH],
        reason=str(error),
        listed=", ".join(sparql.service),
        seconds=sparql.seconds,
        limit=sparql.answer_bytes,
    )
