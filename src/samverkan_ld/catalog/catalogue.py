"""The catalogue of a site after DCAT-AP-SE 3.0.1 (https://docs.dataportal.se/dcat/3.0.1/).

All nodes have IRIs, and all IRIs are absolute: harvesters keep neither blank nodes nor bases.
"""

import uuid
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Triple

from samverkan_ld.catalog.agents import contact, contact_iri, publisher, publisher_iri
from samverkan_ld.catalog.codes import GOVERNMENT, IRREGULAR, LANGUAGES, PUBLIC, SWEDEN, THEMES
from samverkan_ld.catalog.distributions import Names, dump_distributions, service_distributions
from samverkan_ld.catalog.facts import Facts
from samverkan_ld.catalog.node import Node
from samverkan_ld.catalog.services import SERVICES, service_iri, services
from samverkan_ld.config import Config
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import CC0, DCAT, DCTERMS, FOAF, XSD

PATH: Final = "/datasets/dcat"
"""Where harvesters of Swedish public bodies look for a catalogue."""


def catalogue(config: Config, facts: Facts, names: Names) -> Iterator[Triple]:
    """Describe the catalogue and all that it holds.

    Args:
        config: the site: what it is called, and who publishes it.
        facts: what the current release tells.
        names: what the kinds of things are called.
    """
    iris = facts.manifest.iris
    yield from _catalogue(config, facts, iris)
    yield from publisher(config, iris)
    yield from contact(config, iris)
    yield from _dataset(config, facts, iris)
    if facts.dumps is not None:
        yield from dump_distributions(iris, facts.dumps, names)
    yield from service_distributions(iris)
    yield from services(config, iris)


def catalogue_iri(iris: Iris) -> str:
    """Give the IRI of the catalogue."""
    return f"{iris.base}res/katalog"


def _catalogue(config: Config, facts: Facts, iris: Iris) -> Iterator[Triple]:
    site, node = config.site, Node(catalogue_iri(iris))
    titles = (f"Katalog: {site.title_sv}", f"Catalogue: {site.title_en}")
    yield from node.types(DCAT + "Catalog")
    yield from node.texts(DCTERMS + "title", titles)
    yield from node.texts(DCTERMS + "description", (site.description_sv, site.description_en))
    yield from node.links(DCTERMS + "license", CC0)
    yield from node.links(FOAF + "homepage", iris.base)
    yield from node.links(DCAT + "themeTaxonomy", THEMES)
    yield from node.links(DCAT + "dataset", iris.dataset)
    yield from node.links(DCAT + "service", *(service_iri(iris, item) for item in SERVICES))
    yield from _shared(node, config, facts)


def _dataset(config: Config, facts: Facts, iris: Iris) -> Iterator[Triple]:
    site, node = config.site, Node(iris.dataset)
    yield from node.types(DCAT + "Dataset")
    yield from node.texts(DCTERMS + "title", (site.title_sv, site.title_en))
    yield from node.texts(DCTERMS + "description", (site.description_sv, site.description_en))
    yield from node.value(DCTERMS + "identifier", str(uuid.uuid5(uuid.NAMESPACE_URL, node.iri)))
    yield from node.value(DCAT + "version", facts.manifest.id)
    yield from node.links(DCAT + "contactPoint", contact_iri(config, iris))
    yield from node.links(DCAT + "theme", GOVERNMENT)
    yield from node.links(DCAT + "landingPage", iris.base)
    yield from node.links(DCTERMS + "conformsTo", f"{iris.terms}spec/samverkan")
    yield from node.links(DCTERMS + "accessRights", PUBLIC)
    yield from node.links(DCTERMS + "accrualPeriodicity", IRREGULAR)
    for keyword in site.keywords_sv:
        yield from node.texts(DCAT + "keyword", (keyword, ""))
    for keyword in site.keywords_en:
        yield from node.texts(DCAT + "keyword", ("", keyword))
    yield from _period(node, facts.times.since)
    yield from _shared(node, config, facts)


def _shared(node: Node, config: Config, facts: Facts) -> Iterator[Triple]:
    """Say what holds for the catalogue and for its one dataset alike."""
    yield from node.links(DCTERMS + "publisher", publisher_iri(config, facts.manifest.iris))
    yield from node.links(DCTERMS + "spatial", SWEDEN)
    yield from node.links(DCTERMS + "language", *(LANGUAGES[tag] for tag in config.site.languages))
    yield from node.time(DCTERMS + "issued", facts.times.issued)
    yield from node.time(DCTERMS + "modified", facts.times.modified)


def _period(node: Node, since: str) -> Iterator[Triple]:
    if since:
        period = Node(f"{node.iri}#period")
        yield from node.links(DCTERMS + "temporal", period.iri)
        yield from period.types(DCTERMS + "PeriodOfTime")
        yield from period.value(DCAT + "startDate", since, XSD + "date")
