"""Whether the service is alive and ready, and what robots may read."""

from typing import Final

from flask import Blueprint, Response, jsonify
from pyoxigraph import NamedNode

from samverkan_ld.web.site import current_view

routes: Final = Blueprint("status", __name__)

_ROBOTS: Final = "User-agent: *\nDisallow: /sparql\n"


@routes.get("/health")
def health() -> Response:
    """Tell that the process answers."""
    return _fresh(jsonify(status="ok"))


@routes.get("/ready")
def ready() -> Response:
    """Tell that the release can be read; 503 when it cannot."""
    view = current_view()
    view.facts(NamedNode(view.iris.dataset), limit=1)
    return _fresh(jsonify(status="ok", release=view.release.id))


@routes.get("/robots.txt")
def robots() -> Response:
    """Tell robots what is not for them."""
    return Response(_ROBOTS, content_type="text/plain; charset=utf-8")


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
