"""`/assets/{version}/{name}`: styles and scripts, which browsers may keep for ever."""

from mimetypes import guess_type
from typing import Final

from flask import Blueprint, Response, abort, request

from samverkan_ld.web.assets import has_asset, read_asset, read_packed, version
from samverkan_ld.web.wire.environ import READS_GZIP

routes: Final = Blueprint("assets", __name__)


@routes.get("/assets/<state>/<path:name>")
def file(state: str, name: str) -> Response:
    """Give a file of the state that is installed; a page of another state asks again."""
    if state != version() or not has_asset(name):
        abort(404)
    packs = bool(request.environ.get(READS_GZIP))
    response = Response(read_packed(name) if packs else read_asset(name))
    response.content_type = f"{guess_type(name)[0]}; charset=utf-8"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Vary"] = "Accept-Encoding"
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    return response
