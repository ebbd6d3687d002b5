"""Validating a dataset, in either of two ways that give the same report."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from tempfile import TemporaryDirectory
from typing import Final

from pyoxigraph import Store

from samverkan_ld.errors import ShapesError
from samverkan_ld.pipeline.dataset import Dataset
from samverkan_ld.reports import Report
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate, Watch, validate_by_reference

_IN_MEMORY: Final = 1_200_000
"""Quads up to which the gate's store is held in memory, where one takes about 350 bytes."""


class Engine(StrEnum):
    """What validates: the compiled gate, or the reference validator alone."""

    COMPILED = "compiled"
    PYSHACL = "pyshacl"


def validate_dataset(dataset: Dataset, engine: Engine, watch: Watch | None = None) -> Report:
    """Validate a dataset against its shapes.

    Raises:
        ShapesError: the shapes are broken; it names the file of the shape, if that is known.
    """
    try:
        gate = Gate(dataset.shapes)
        if engine is Engine.PYSHACL:
            return validate_by_reference(dataset.quads(), dataset.shapes)
        with loaded(dataset) as data:
            return gate.validate(data, watch)
    except ShapesError as error:
        file = dataset.shape_files.get(error.shape)
        if file is None:
            raise
        raise ShapesError(f"{file}: {error}", error.shape) from error


@contextmanager
def loaded(dataset: Dataset) -> Iterator[Data]:
    """Load a dataset into a store, which is on disk if it would take too much memory."""
    if dataset.size <= _IN_MEMORY:
        yield Data.load(dataset.lines_apart(), Store())
        return
    with TemporaryDirectory(prefix="samverkan-ld-") as folder:
        written = Data.load(dataset.lines_apart(), Store(folder))
        rewritten, has_blank_nodes = written.rewritten, written.has_blank_nodes
        # Closes the store: one that may still write would fill the folder while it is removed.
        del written
        yield Data(Store.read_only(folder), rewritten, has_blank_nodes)
