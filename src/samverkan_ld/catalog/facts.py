"""What a release tells of the dataset as a whole."""

from dataclasses import dataclass

from samverkan_ld.archive.dumps import Dumps
from samverkan_ld.archive.things import find_span
from samverkan_ld.releases import Manifest
from samverkan_ld.store.release import OpenRelease


@dataclass(frozen=True, slots=True)
class Times:
    """When the dataset was first released, when it last changed, and the first day it tells of.

    The first two are xsd:dateTime, the last is xsd:date, or empty where it tells of none.
    """

    issued: str
    modified: str
    since: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A release as the catalogue tells it; `dumps` are None until some have been written."""

    manifest: Manifest
    times: Times
    dumps: Dumps | None


def read_times(release: OpenRelease) -> Times:
    """Find the times of the dataset.

    Raises:
        ReleaseError: the ledger or the index is damaged.
    """
    created = release.manifest.created
    issued, modified = find_span(release.ledger) or (created, created)
    return Times(issued, modified, release.index.first_day())
