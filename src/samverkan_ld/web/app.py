"""The Flask application, which decides every answer."""

import re
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, request

from samverkan_ld.config import Config
from samverkan_ld.formats.table import HTML
from samverkan_ld.web import errors
from samverkan_ld.web.choice.spelling import sent_path
from samverkan_ld.web.current import Current
from samverkan_ld.web.headers import RELEASE, common
from samverkan_ld.web.measures.board import Board
from samverkan_ld.web.robots import mark
from samverkan_ld.web.routes import (
    assets,
    catalogue,
    dumps,
    feed,
    front,
    lists,
    lookup,
    openapi,
    privacy,
    reconcile,
    resources,
    robots,
    search,
    sparql,
    status,
    withdrawn,
)
from samverkan_ld.web.site import EXTENSION, Site, served_release
from samverkan_ld.web.wire.environ import PARTS, UNUSED

_ROUTES: Final = (
    status,
    robots,
    front,
    privacy,
    search,
    lookup,
    openapi,
    sparql,
    reconcile,
    assets,
    lists,
    feed,
    dumps,
    catalogue,
    withdrawn,
    resources,
)
_SLASHES: Final = re.compile("//+")
_PREFLIGHT: Final = {
    "Access-Control-Allow-Headers": (
        "Accept, Accept-Datetime, Accept-Language, Content-Type, If-Modified-Since, If-None-Match, "
        "If-Range, Range"
    ),
    "Access-Control-Max-Age": "86400",
}


def create_app(config: Config, current: Current, board: Board | None = None) -> Flask:
    """Make the application of a site; it answers from the release that is current.

    The board is that of the server processes, whose numbers `/metrics` tells.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = config.limits.request_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = config.limits.request_bytes
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    app.url_map.merge_slashes = False
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions[EXTENSION] = Site(config, current, board)
    for module in _ROUTES:
        app.register_blueprint(module.routes)
    errors.register(app)
    for step in (_overlook, _check_spelling, _options):
        app.before_request(step)
    app.after_request(_finish)
    return app


def _overlook() -> None:
    has_parts = request.path.startswith(dumps.HOME)
    for name in UNUSED if has_parts else (*UNUSED, *PARTS):
        request.environ.pop(name, None)


def _check_spelling() -> None:
    """Refuse every spelling of a path but the plain one: no escapes, no empty segments."""
    if sent_path() != request.path or "//" in request.path:
        plain = _SLASHES.sub("/", request.path)
        errors.refuse(404, "misspelt", path=errors.shown(plain))


def _options() -> Response | None:
    """Answer OPTIONS of every address that there is a route for, also as CORS asks."""
    if request.method != "OPTIONS" or request.url_rule is None:
        return None
    methods = ", ".join(sorted(request.url_rule.methods or ()))
    response = Response(status=204)
    del response.headers["Content-Type"]
    response.headers["Allow"] = methods
    response.headers["Access-Control-Allow-Methods"] = methods
    response.headers.update(_PREFLIGHT)
    return response


def _finish(response: Response) -> Response:
    if request.method == "HEAD" or response.status_code == HTTPStatus.NOT_MODIFIED:
        response.close()  # Werkzeug leaves a body open that it does not send
    mark(response)
    is_page = response.content_type == HTML.content_type
    for name, value in common(request.path, is_page=is_page).items():
        response.headers.setdefault(name, value)
    release = served_release()
    if release:
        response.headers.setdefault(RELEASE, release)
    return response
