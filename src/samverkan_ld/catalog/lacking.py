"""What the configuration does not tell that a catalogue should."""

import re
from typing import Final

from samverkan_ld.catalog.agents import contact_email
from samverkan_ld.config import Config

_ORGANISATION: Final = re.compile(r"http://dataportal\.se/organisation/SE[0-9]{10}(-[A-Za-z0-9]+)?")
"""The IRI that the national portal knows a publisher by."""


def lacking(config: Config) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the keys that are still to be set: those that DCAT-AP-SE demands, and recommended ones.

    `publisher.iri` counts as lacking while it is none that the national portal knows publishers by.
    """
    told = config.publisher
    mandatory = {
        "publisher.name": told.name,
        "publisher.iri": _ORGANISATION.fullmatch(told.iri),
        "publisher.type": told.type,
        "publisher.email": contact_email(config),
    }
    recommended = {
        "publisher.name_en": told.name_en,
        "publisher.identifier": told.identifier,
        "publisher.description_sv": told.description_sv,
        "publisher.description_en": told.description_en,
    }
    return tuple(k for k, v in mandatory.items() if not v), tuple(
        k for k, v in recommended.items() if not v
    )
