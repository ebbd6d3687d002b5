"""Whether the service is alive and ready, and how it does."""

from typing import Final

import orjson
from flask import Blueprint, Response, request
from pyoxigraph import NamedNode

from samverkan_ld.archive.attempts import read_attempt
from samverkan_ld.formats.table import JSON
from samverkan_ld.web.errors import refuse
from samverkan_ld.web.measures.exposition import CONTENT_TYPE, Exposition
from samverkan_ld.web.site import current_site, current_view
from samverkan_ld.web.wire.client import Networks

routes: Final = Blueprint("status", __name__)


@routes.get("/health")
def health() -> Response:
    """Tell that the process answers."""
    return _told(status="ok")


@routes.get("/ready")
def ready() -> Response:
    """Tell that the release can be read; 503 when it cannot."""
    view = current_view()
    view.facts(NamedNode(view.iris.dataset), limit=1)
    return _told(status="ok", release=view.release.id)


@routes.get("/metrics")
def metrics() -> Response:
    """Tell Prometheus what the server processes count, to those whom the configuration names."""
    site = current_site()
    if not Networks(site.config.serve.metrics).hold(request.remote_addr or ""):
        refuse(403, "metrics-closed")
    release = site.current.peek()
    told = Exposition(
        [*site.board.rows()] if site.board else [],
        release.manifest if release else None,
        read_attempt(site.config.releases),
    )
    return _fresh(Response(told.text(), content_type=CONTENT_TYPE))


def _told(**members: str) -> Response:
    return _fresh(Response(orjson.dumps(members), content_type=JSON.content_type))


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
