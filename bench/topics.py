"""Things of a published site, drawn at random."""

from pathlib import Path
from random import Random
from typing import Final

from pyoxigraph import NamedNode

from samverkan_ld.archive.folder import STORE, current_folder
from samverkan_ld.config import FILE_NAME, read_config
from samverkan_ld.namespaces import FOAF, ORG, RDF, SCHEMA
from samverkan_ld.store.disk import open_store

MIX: Final = {
    "person": FOAF + "Person",
    "artikel": SCHEMA + "Article",
    "medlemskap": ORG + "Membership",
    "uttalande": SCHEMA + "Statement",
}
"""The kinds whose number grows with the data, and their classes."""

ORGANISATIONS: Final = {"kommun": ORG + "FormalOrganization"}
"""A kind whose number stays, and whose documents grow with the data."""


def draw(site: Path, kind: str, count: int, *, seed: int = 1) -> list[str]:
    """Draw different things of a kind; fewer when there are not so many."""
    config = read_config(site / FILE_NAME)
    store = open_store(current_folder(config.releases) / STORE)
    home = f"{config.iris.base}id/{kind}/"
    node = NamedNode((MIX | ORGANISATIONS)[kind])
    typed = store.quads_for_pattern(None, NamedNode(RDF + "type"), node, None)
    found = {str(quad.subject)[1:-1] for quad in typed}
    things = sorted(iri for iri in found if iri.startswith(home))
    return Random(seed).sample(things, min(count, len(things)))
