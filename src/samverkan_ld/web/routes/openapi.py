"""`/openapi.json`: the HTTP interface, for programs."""

from typing import Final

import orjson
from flask import Blueprint, Response, request

from samverkan_ld.formats.table import JSON, Format
from samverkan_ld.web.negotiation import choose
from samverkan_ld.web.openapi.document import describe
from samverkan_ld.web.openapi.examples import find_examples
from samverkan_ld.web.site import current_site, current_view

routes: Final = Blueprint("openapi", __name__)

OPENAPI: Final = Format("openapi", "application/openapi+json", "OpenAPI")


@routes.get("/openapi.json")
def openapi() -> Response:
    """Describe the interface; its examples lead to what the release holds."""
    document = describe(current_site().config, find_examples(current_view()))
    choice = choose(request.headers.get("Accept"), (JSON, OPENAPI))
    media_type = choice.content_type if choice else JSON.media_type
    response = Response(orjson.dumps(document), content_type=media_type)
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
