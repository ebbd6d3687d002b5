"""The small Python API for people: open the published data, get graphs of rdflib."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib

    from samverkan_ld.store.release import OpenRelease


@dataclass(frozen=True, slots=True)
class Published:
    """The current release of a site."""

    release: "OpenRelease"

    def graph(self, iri: str) -> "rdflib.Graph":
        """Give the document about a thing as an rdflib graph.

        Raises:
            NotFoundError: the release does not describe it.
        """
        from samverkan_ld.validation.graph import to_graph

        graph = to_graph(self.release.describer().document(iri).quads)
        for prefix, namespace in self.release.iris.prefixes().items():
            graph.bind(prefix, namespace)
        return graph


def open(path: str | Path) -> Published:
    """Open the current release of a site.

    Args:
        path: the folder of the site, or its folder of releases.

    Raises:
        NoReleaseError: nothing is published there.
        ReleaseError: the release is damaged.
    """
    from samverkan_ld.archive.folder import CURRENT, current_folder
    from samverkan_ld.config import FILE_NAME, read_config
    from samverkan_ld.store.release import open_release

    folder = Path(path)
    if not (folder / CURRENT).is_symlink() and (folder / FILE_NAME).exists():
        folder = read_config(folder / FILE_NAME).releases
    return Published(open_release(current_folder(folder)))
