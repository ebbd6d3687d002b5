"""What the next release is built on, and when it is built anew instead.

A store forgets no string that it ever held. Whatever is removed from a release lives on in its
store and, through checkpoints, in those after it; so now and then one is built anew from the
objects, after a publication, for the next one to build on. An index beside it is cleaned too: its
file may hold what was removed until other rows are written over it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final

from samverkan_ld.archive.folder import INDEX, RENEWED, STORE
from samverkan_ld.errors import ReleaseError
from samverkan_ld.pipeline.changes import GraphChange
from samverkan_ld.pipeline.draft import Draft
from samverkan_ld.store.disk import open_store

_SHARE: Final = 4
"""A change of more than one in so many quads is built anew: that is quicker."""


@dataclass(frozen=True, slots=True)
class Base:
    """The folder of a store and an index to build on, and the generation of what is built on it."""

    folder: Path
    generation: int


def find_base(draft: Draft) -> Base | None:
    """Find the store to build a release on; None where it must be built anew."""
    earlier = draft.earlier
    if earlier is None or draft.is_fresh:
        return None
    if _is_large(draft.changes, draft.dataset.size // _SHARE):
        return None
    fresh = Base(earlier.folder.parent / f"{RENEWED}{earlier.manifest.id}", 1)
    known = Base(earlier.folder, earlier.manifest.generation + 1)
    return next((base for base in (fresh, known) if _is_readable(base.folder)), None)


def _is_large(changes: Sequence[GraphChange], limit: int) -> bool:
    """Tell whether more quads went and came than a limit; they are counted only if need be."""
    if sum(change.most for change in changes) <= limit:
        return False
    counts = accumulate(sum(map(len, change.lines())) for change in changes)
    return any(count > limit for count in counts)


def _is_readable(folder: Path) -> bool:
    try:
        open_store(folder / STORE)
    except ReleaseError:
        return False
    return (folder / INDEX).exists()
