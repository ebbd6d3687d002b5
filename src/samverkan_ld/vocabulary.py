"""What the vocabulary of a site decides about its sources."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode

from samverkan_ld.config import Config
from samverkan_ld.errors import SourceError
from samverkan_ld.iris import ELECTED
from samverkan_ld.mapping.withholding import Withholding
from samverkan_ld.namespaces import SKOS
from samverkan_ld.privacy import Level, PersonClass
from samverkan_ld.records import Term
from samverkan_ld.sources import find_sources, read_sources

_LISTED: Final = NamedNode(SKOS + "member")


def find_withholding(config: Config) -> Withholding:
    """Find which persons a site publishes the role of only.

    The vocabulary is read only where it matters which roles are of elected persons.

    Raises:
        SourceError: a file of the vocabulary cannot be read.
        SourcesError: the sources cannot be found.
    """
    classes = frozenset(kind for kind in PersonClass if config.privacy.level(kind) is Level.ROLE)
    if classes <= {PersonClass.CONTACTS}:
        return Withholding(classes)
    return Withholding(classes, frozenset(_elected_roles(config)))


def _elected_roles(config: Config) -> Iterator[str]:
    """Give the roles of elected representatives and top officials: members of a collection."""
    collection = config.iris.concept(*ELECTED)
    files = (f for f in find_sources(config).files if f.path.is_relative_to(config.vocab))
    for source in read_sources(files, config):
        if isinstance(source, SourceError):
            raise source
        for quad in source.quads:
            if quad.predicate == _LISTED and _iri(quad.subject, config) == collection:
                yield _iri(quad.object, config)


def _iri(term: Term, config: Config) -> str:
    return config.iris.rebase(term.value) if isinstance(term, NamedNode) else ""
