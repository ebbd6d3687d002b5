"""The journal of an erasure: what was asked for, until all of it is done.

It holds nothing of what is erased but the identifier. While it lies there, nobody else writes.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from samverkan_ld.errors import DamagedError, ReleaseError

JOURNAL: Final = ".erasure.json"


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be erased: a thing, or the old values of a property of one (IRIs).

    `reason` is the notation of a reason. `keeps_statements` tells that the statements of a person
    are to stay.
    """

    iri: str
    reason: str
    keeps_statements: bool = False
    prop: str = ""

    @property
    def command(self) -> str:
        """The words that ask for it on the command line."""
        words = [f"samverkan-ld erase {self.iri} --reason {self.reason}"]
        words += ["--keep-statements"] if self.keeps_statements else []
        words += [f"--value {self.prop}"] if self.prop else []
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Leftover:
    """A source file that holds what is erased: its name, and lines (from 1) if they are known.

    A file that `is_refused` must be cleaned before anything is published again; in another the
    same name may be of somebody else.
    """

    name: str
    lines: Sequence[int]
    is_refused: bool


@dataclass(frozen=True, slots=True)
class Journal:
    """A request, and how far it has come.

    `release` is the id of the new release once all that replaces what there is lies ready; from
    then on nothing but moving files is left. The counts are those of the outcome.
    """

    request: Request
    release: str = ""
    things: int = 0
    releases: int = 0
    leftovers: Sequence[Leftover] = ()

    @property
    def is_ready(self) -> bool:
        """Tell whether all that replaces what there is lies ready."""
        return bool(self.release)


def find_journal(releases: Path) -> Journal | None:
    """Read the journal of an erasure that is not finished; None where there is none.

    Raises:
        DamagedError: it cannot be read.
    """
    path = releases / JOURNAL
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        request = Request(**data.pop("request"))
        leftovers = tuple(Leftover(**item) for item in data.pop("leftovers"))
        return Journal(request, leftovers=leftovers, **data)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise DamagedError(
            f"{path}: is damaged ({error}); remove it and run the erasure again"
        ) from error


def write_journal(releases: Path, journal: Journal) -> None:
    """Write the journal, whole or not at all; it is on disk afterwards."""
    draft = releases / f"{JOURNAL}.new"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(asdict(journal), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(releases / JOURNAL)


def refuse_unfinished(releases: Path) -> None:
    """Refuse to write while an erasure is not finished.

    Raises:
        ReleaseError: there is one; it tells how to finish it.
    """
    journal = find_journal(releases)
    if journal is not None:
        raise ReleaseError(
            f"{releases}: an erasure was interrupted; finish it with: {journal.request.command}"
        )
