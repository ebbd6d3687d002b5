"""The start page: what there is, and how to get it."""

from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode

from samverkan_ld.catalog.catalogue import PATH
from samverkan_ld.formats.table import HTML, RDFXML
from samverkan_ld.iris import SCHEMES
from samverkan_ld.languages import in_language
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Link, header
from samverkan_ld.web.pages.names import Names
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.pages.terms import LISTS
from samverkan_ld.web.site import current_site, current_view
from samverkan_ld.web.texts import say
from samverkan_ld.web.view import View

routes: Final = Blueprint("front", __name__)

_LINKS: Final = (
    Link("/openapi.json", "service-desc", "application/openapi+json"),
    Link(PATH, "describedby", RDFXML.media_type),
)
_QUERY: Final = "SELECT ?class (COUNT(?thing) AS ?things) WHERE { ?thing a ?class } GROUP BY ?class"


@routes.get("/")
def front() -> Response:
    """Show the start page."""
    view, language = current_view(), spoken()
    site, counts = current_site().config.site, view.counts()
    kinds = [
        (f"/doc/{kind}/", in_language(name, language), counts.get(kind, 0))
        for kind, name in LISTS.items()
    ]
    body = render_template(
        "front.html",
        **shell(language),
        description=in_language((site.description_sv, site.description_en), language),
        kinds=[kind for kind in kinds if kind[2]],
        schemes=_schemes(view, language),
        examples=_examples(view, language),
        manifest=view.release.manifest,
    )
    response = Response(body, content_type=HTML.content_type)
    response.headers["Vary"] = "Accept-Language"
    response.headers["Content-Language"] = language
    response.headers["Link"] = header(_LINKS)
    response.add_etag()
    response.make_conditional(request)
    return response


def _schemes(view: View, language: str) -> list[tuple[str, str]]:
    names = Names(view, language)
    nodes = (NamedNode(f"{view.iris.terms}def/{scheme}") for scheme in SCHEMES)
    shown = (names.refer(node) for node in nodes if view.names(node))
    return [(scheme.href, scheme.text) for scheme in shown]


def _examples(view: View, language: str) -> list[tuple[str, str, str]]:
    """Give requests that work here: what for, as they are shown, and their paths."""
    entries = view.page("kommun", {}, number=1, size=1).entries
    document = view.iris.document(entries[0].iri) if entries else None
    turtle = f"{document}.ttl" if document else ""
    found = [
        ("example-doc", turtle, turtle),
        ("example-list", "/doc/medlemskap.csv", "/doc/medlemskap.csv"),
        ("example-sparql", _QUERY, f"/sparql?{urlencode({'query': _QUERY, 'format': 'csv'})}"),
        ("example-interface", "/openapi.json", "/openapi.json"),
    ]
    return [(say(language, key), shown, path) for key, shown, path in found if path]
