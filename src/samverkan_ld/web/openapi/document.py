"""The document itself, made for a site and what it serves now."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Final

from samverkan_ld.config import Config
from samverkan_ld.namespaces import CC0
from samverkan_ld.web.openapi import common
from samverkan_ld.web.openapi.dataset import DATASET
from samverkan_ld.web.openapi.feed import FEED
from samverkan_ld.web.openapi.lists import LISTS
from samverkan_ld.web.openapi.operations import OPERATIONS
from samverkan_ld.web.openapi.parts import Part, Topic
from samverkan_ld.web.openapi.reconcile import RECONCILE
from samverkan_ld.web.openapi.resources import RESOURCES
from samverkan_ld.web.openapi.search import SEARCH
from samverkan_ld.web.openapi.sparql import SPARQL
from samverkan_ld.web.openapi.things import THINGS

TOPICS: Final[tuple[Topic, ...]] = (
    *(THINGS, LISTS, SEARCH, RECONCILE, RESOURCES, DATASET),
    *(FEED, SPARQL, OPERATIONS),
)

_ABOUT: Final = """\
Linked data about people, roles and organisations in the public sector. The service only reads.

Formats are chosen by `Accept`, or by a suffix. `Location` and links are paths; addresses in the
data always begin with the base of the site. Any other method is answered 405, with `Allow`; an
address in another spelling (escapes, empty segments), or without a route, 404. Problems are JSON
(RFC 9457), or a page where HTML is preferred."""


def describe(config: Config, examples: Mapping[str, str]) -> Part:
    """Make the OpenAPI 3.1 document of a site.

    Args:
        config: the configuration of the site.
        examples: values of parameters, by their names in the document, with which addresses lead
            somewhere.
    """
    return {
        "openapi": "3.1.1",
        "info": _info(config),
        "servers": [{"url": "/"}],
        "tags": [{"name": topic.name, "description": topic.about} for topic in TOPICS],
        "paths": {path: item for topic in TOPICS for path, item in topic.paths.items()},
        "components": {
            "parameters": _parameters(examples),
            "headers": common.HEADERS,
            "responses": _merged(common.RESPONSES, *(topic.responses for topic in TOPICS)),
            "schemas": _merged(common.SCHEMAS, *(topic.schemas for topic in TOPICS)),
        },
    }


def _info(config: Config) -> Part:
    publisher = config.publisher
    contact = {"name": publisher.name} if publisher.name else {}
    if publisher.contact.startswith("mailto:"):
        contact["email"] = publisher.contact.removeprefix("mailto:")
    elif publisher.contact:
        contact["url"] = publisher.contact
    return {
        "title": config.site.title_en,
        "description": _ABOUT,
        "version": version("samverkan-ld"),
        "license": {"name": "CC0 1.0", "url": CC0},
        **({"contact": contact} if contact else {}),
    }


def _parameters(examples: Mapping[str, str]) -> Part:
    found = _merged(common.PARAMETERS, *(topic.parameters for topic in TOPICS))
    return {
        name: {**part, "example": examples[name]} if name in examples else part
        for name, part in found.items()
    }


def _merged(*parts: Mapping[str, Part]) -> Part:
    return {name: part for some in parts for name, part in some.items()}
