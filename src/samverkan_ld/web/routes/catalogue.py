"""The catalogue for harvesters, `/datasets/dcat`, and what VoID tells, `/.well-known/void`."""

from typing import Final

from flask import Blueprint, Response
from pyoxigraph import NamedNode

from samverkan_ld.archive.dumps import latest_dumps
from samverkan_ld.catalog import void
from samverkan_ld.catalog.catalogue import PATH, catalogue, catalogue_iri
from samverkan_ld.catalog.facts import Facts
from samverkan_ld.errors import NotFoundError
from samverkan_ld.formats.rdf import write
from samverkan_ld.formats.table import JSONLD, NTRIPLES, RDFXML, TURTLE, Format
from samverkan_ld.namespaces import CATALOGUE_PREFIXES
from samverkan_ld.web.choice.links import Resource, split_suffix
from samverkan_ld.web.choice.reply import Reply, see_other, send
from samverkan_ld.web.errors import no_such_format
from samverkan_ld.web.pages.terms import LISTS
from samverkan_ld.web.routes.preferences import chosen
from samverkan_ld.web.site import current_site, current_view
from samverkan_ld.web.view import View

routes: Final = Blueprint("catalogue", __name__)

_EXAMPLES: Final = ("kommun", "organisation")
"""The kinds that a thing is named of, to begin with."""


@routes.get(PATH)
@routes.get(f"{PATH}.<suffix>")
def dcat(suffix: str = "") -> Response:
    """Give the catalogue; as RDF/XML unless another format is asked for."""
    view, config = current_view(), current_site().config
    resource, named = _resource(PATH, suffix, (RDFXML, TURTLE, JSONLD, NTRIPLES))
    choice = chosen(resource, named)
    triples = catalogue(config, facts(view), LISTS)
    prefixes, first = view.prefixes | CATALOGUE_PREFIXES, catalogue_iri(view.iris)
    body = write(triples, choice.format, prefixes=prefixes, context=view.context, first=first)
    return send(Reply(resource, choice, is_cacheable=False), body)


@routes.get(void.PATH)
@routes.get(f"{void.PATH}.<suffix>")
def well_known(suffix: str = "") -> Response:
    """Tell how much the dataset holds of what, and where it is to be had."""
    view, config = current_view(), current_site().config
    resource, named = _resource(void.PATH, suffix, (TURTLE, JSONLD, RDFXML, NTRIPLES))
    choice = chosen(resource, named)
    pages = (view.page(kind, {}, number=1, size=1) for kind in _EXAMPLES)
    examples = [entry.iri for page in pages for entry in page.entries]
    triples, first = void.dataset(config, facts(view), examples), view.iris.dataset
    body = write(triples, choice.format, prefixes=view.prefixes, context=view.context, first=first)
    return send(Reply(resource, choice, is_cacheable=False), body)


def entry(view: View, path: str, named: Format | None) -> Response:
    """Send from something that the catalogue describes to the catalogue.

    Raises:
        NotFoundError: the catalogue describes nothing of that address.
    """
    told = catalogue(current_site().config, facts(view), LISTS)
    if NamedNode(view.iris.topic(path)) not in {triple.subject for triple in told}:
        raise NotFoundError(f"{path} is in no catalogue")
    return see_other(PATH if named is None else f"{PATH}.{named.name}")


def facts(view: View) -> Facts:
    """Give what the current release tells of the dataset, with the newest dumps."""
    release = view.release
    dumps = latest_dumps(current_site().config.releases, release.id)
    return Facts(release.manifest, view.times, dumps)


def _resource(
    path: str, suffix: str, formats: tuple[Format, ...]
) -> tuple[Resource, Format | None]:
    found, named = split_suffix(f"{path}.{suffix}") if suffix else (path, None)
    if found != path:
        no_such_format(Resource(path, formats=formats), suffix)
    return Resource(path, formats=formats), named
