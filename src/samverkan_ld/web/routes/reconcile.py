"""`/reconcile`: the Reconciliation API 0.2.

See https://reconciliation-api.github.io/specs/0.2/. Ids come in the query of an address, not in its
path: they hold a slash.
"""

from importlib.metadata import version
from typing import Any, Final

import orjson
from flask import Blueprint, Response, render_template, request

from samverkan_ld.formats.table import HTML, JSON
from samverkan_ld.languages import in_language
from samverkan_ld.reconciliation.answers import (
    manifest,
    say_candidate,
    say_property,
    say_thing,
    say_type,
    say_values,
)
from samverkan_ld.reconciliation.batch import read_batch, read_fetch
from samverkan_ld.reconciliation.description import describe
from samverkan_ld.reconciliation.matching import match
from samverkan_ld.reconciliation.suggestion import (
    propose_properties,
    suggest_properties,
    suggest_things,
    suggest_types,
)
from samverkan_ld.reconciliation.things import Things
from samverkan_ld.reconciliation.types import KINDS, TYPES, kinds_of, types_of
from samverkan_ld.web.charge import charge
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.references import host
from samverkan_ld.web.errors import refuse, shown
from samverkan_ld.web.headers import FRAMED
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.routes.preferences import refuse_parameter, whole_number
from samverkan_ld.web.site import current_site, current_view

routes: Final = Blueprint("reconcile", __name__)
routes.before_request(leave_out)


@routes.route("/reconcile", methods=["GET", "POST"])
def service() -> Response:
    """Answer a batch of queries, or fetch values, or tell what the service is."""
    things = _things()
    if (asked := request.values.get("queries")) is not None:
        batch = read_batch(asked)
        charge(len(batch))
        found = {key: match(things, query) for key, query in batch.items()}
        return _answer(
            {
                key: {"result": [say_candidate(things, candidate) for candidate in candidates]}
                for key, candidates in found.items()
            }
        )
    if (asked := request.values.get("extend")) is not None:
        fetch = read_fetch(asked)
        charge(len(fetch.ids))
        return _answer(say_values(things, fetch))
    if request.method == "POST":
        refuse(400, "reconcile-nothing")
    site = current_site().config.site
    title = in_language((site.title_sv, site.title_en), things.language)
    return _answer(manifest(things, host=host(), title=title, version=version("samverkan-ld")))


@routes.get("/reconcile/suggest/entity")
def entities() -> Response:
    """Suggest things."""
    things, prefix = _things(), request.args.get("prefix", "")
    found = suggest_things(things, prefix, kinds=_kinds(), start=_cursor())
    return _answer({"result": [say_thing(things, iri) for iri in found]})


@routes.get("/reconcile/suggest/property")
def properties() -> Response:
    """Suggest properties."""
    found = suggest_properties(request.args.get("prefix", ""))[_cursor() :]
    return _answer({"result": [say_property(known, spoken()) for known in found]})


@routes.get("/reconcile/suggest/type")
def types() -> Response:
    """Suggest types."""
    found = suggest_types(request.args.get("prefix", ""))[_cursor() :]
    return _answer({"result": [say_type(known, spoken()) for known in found]})


@routes.get("/reconcile/extend/propose")
def proposals() -> Response:
    """Propose properties to fetch for things of a type."""
    kind, found = request.args.get("type", ""), propose_properties(_kinds())
    limit = whole_number("limit", len(found)) if request.args.get("limit") else None
    shown = found[:limit]
    said: dict[str, Any] = {"properties": [say_property(known, spoken()) for known in shown]}
    said |= {"type": kind} if kind else {}
    return _answer(said | ({"limit": limit} if limit else {}))


@routes.get(FRAMED)
def preview() -> Response:
    """Show a thing in a few lines, for the frame of another site."""
    things = _things()
    iri = _asked(things)
    kinds = types_of(things.kind(iri))
    body = render_template(
        "preview.html",
        **shell(things.language),
        name=things.name(iri),
        kind=kinds[0].name(things.language),
        description=describe(things, iri),
        iri=iri,
        path=f"/doc/{things.id(iri)}",
    )
    response = Response(body, content_type=HTML.content_type)
    response.headers["Content-Language"] = things.language
    return _finish(response)


def _things() -> Things:
    release, config = current_view(), current_site().config
    hidden = frozenset(map(release.iris.rebase, config.privacy.noindex))
    return Things(release.release, release.labels, hidden, spoken())


def _asked(things: Things) -> str:
    """Give the thing that `?id=` names, or what it has become."""
    asked = request.args.get("id", "")
    if not asked:
        refuse(400, "reconcile-no-id")
    called, is_same = things.called(asked)
    if len(called) != 1 or not is_same:
        refuse(404, "reconcile-unknown", id=shown(asked))
    return called[0]


def _kinds() -> tuple[str, ...]:
    """Give the kinds of things that `?type=` names, once or more; all where it names none."""
    types = [*filter(None, request.args.getlist("type"))]
    unknown = next((name for name in types if name not in TYPES), "")
    if unknown:
        refuse_parameter("type", unknown, "type", types=", ".join(TYPES))
    return kinds_of(types) if types else KINDS


def _cursor() -> int:
    return whole_number("cursor", 0, least=0)


def _answer(said: dict[str, Any]) -> Response:
    return _finish(Response(orjson.dumps(said), content_type=JSON.content_type))


def _finish(response: Response) -> Response:
    response.headers["Vary"] = "Accept-Language"
    response.headers["Cache-Control"] = "no-cache"
    return response
