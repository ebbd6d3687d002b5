"""Who publishes the dataset, and whom to ask about it."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Triple

from samverkan_ld.catalog.codes import PUBLISHER_TYPES
from samverkan_ld.catalog.node import Node
from samverkan_ld.config import Config
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import DCTERMS, FOAF, VCARD

_MAIL: Final = "mailto:"


def publisher_iri(config: Config, iris: Iris) -> str:
    """Give the IRI of the publisher: the configured one, or else one of this site."""
    return config.publisher.iri or f"{iris.base}res/utgivare"


def publisher(config: Config, iris: Iris) -> Iterator[Triple]:
    """Describe the publisher; the site's own name stands in for one that is not configured."""
    told, site, node = config.publisher, config.site, Node(publisher_iri(config, iris))
    named = (told.name, told.name_en)
    yield from node.types(FOAF + "Agent")
    yield from node.texts(FOAF + "name", named if any(named) else (site.title_sv, site.title_en))
    yield from node.texts(DCTERMS + "description", (told.description_sv, told.description_en))
    yield from node.links(DCTERMS + "type", told.type and PUBLISHER_TYPES + told.type)
    yield from node.value(DCTERMS + "identifier", told.identifier)
    yield from node.links(FOAF + "homepage", told.homepage)


def contact_iri(config: Config, iris: Iris) -> str:
    """Give the IRI of whom to ask, or nothing where no e-mail address is configured."""
    return f"{iris.base}res/kontakt" if contact_email(config) else ""


def contact_email(config: Config) -> str:
    """Give the e-mail address of whom to ask, if there is one."""
    told = config.publisher
    if told.email or not told.contact.startswith(_MAIL):
        return told.email
    return told.contact.removeprefix(_MAIL).partition("?")[0]


def contact(config: Config, iris: Iris) -> Iterator[Triple]:
    """Describe whom to ask; nothing is said where no e-mail address is configured."""
    told, site = config.publisher, config.site
    if not contact_email(config):
        return
    node = Node(contact_iri(config, iris))
    name = told.contact_name or told.name or site.title_sv
    page = "" if told.contact.startswith(_MAIL) else told.contact
    yield from node.types(VCARD + "Kind", VCARD + "Organization")
    yield from node.texts(VCARD + "fn", (name, ""))
    yield from node.links(VCARD + "hasEmail", _MAIL + contact_email(config))
    yield from node.links(VCARD + "hasURL", page)
