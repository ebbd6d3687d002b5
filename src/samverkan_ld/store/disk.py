"""The store of a release: RocksDB by Oxigraph, built once, then only read."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from samverkan_ld.errors import ReleaseError


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn failures of the engine into ReleaseError."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:
        raise ReleaseError(f"{path}: the store failed: {error}") from error


def build_store(path: Path, lines: Path, system: Iterable[Quad]) -> None:
    """Build a store in an empty folder.

    Args:
        path: where the store is to lie.
        lines: a file of canonical N-Quads.
        system: quads that stand in no source: metadata and shapes.

    Raises:
        ReleaseError: the store cannot be written.
    """
    with translated(path):
        store = Store(str(path))
        # Canonical lines were checked when they were made. The engine reads the file by itself:
        # other threads of the program run meanwhile.
        store.bulk_load(path=str(lines), format=RdfFormat.N_QUADS, lenient=True)
        store.bulk_extend(system)
        store.flush()
        store.optimize()


def open_store(path: Path) -> Store:
    """Open a store for reading.

    Raises:
        ReleaseError: there is no store, or it is damaged.
    """
    with translated(path):
        if not (path / "CURRENT").exists():
            raise OSError("there is none")
        return Store.read_only(str(path))
