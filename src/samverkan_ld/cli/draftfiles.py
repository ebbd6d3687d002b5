"""The files of drafts: a draft, and beside it the record that it gives."""

import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samverkan_ld.cli.session import Session
from samverkan_ld.errors import SourceError, SourcesError

if TYPE_CHECKING:
    from samverkan_ld.drafts import Draft


def as_json(draft: "Draft") -> str:
    """Give a draft with its evidence, as JSON."""
    from samverkan_ld.extraction.interchange import write

    return json.dumps(write(draft), ensure_ascii=False)


def as_record(draft: "Draft") -> str:
    """Give a draft as the record of an article, extracted today."""
    from samverkan_ld.extraction.records.record import write_record

    return write_record(draft, extracted=date.today())


def refuse_sources(session: Session, folder: Path) -> None:
    """Refuse a folder whose files are published: a draft holds the article's own sentences."""
    if not session.has_site:
        return
    config, place = session.config, folder.resolve()
    published = (config.data, config.vocab, config.shapes, config.queries, config.releases)
    if any(place.is_relative_to(other.resolve()) for other in published):
        reason = "lies among what the site publishes, where no draft may: choose another folder"
        raise SourceError(str(folder), reason)


def refuse_namesakes(files: Sequence[Path]) -> None:
    """Refuse pages that would be written to the same files, also where letter case is ignored."""
    first: dict[str, Path] = {}
    faults = []
    for file in files:
        other = first.setdefault(file.stem.casefold(), file)
        if other is not file:
            reason = f"would be written to the same files as {click.format_filename(other)}"
            faults.append(SourceError(click.format_filename(file), f"{reason}: rename one of them"))
    if faults:
        raise SourcesError(faults)


def write_all(
    session: Session, drafts: Sequence["Draft"], fmt: str, folder: Path
) -> Iterator[SourceError]:
    """Write the drafts into a folder; gives the faults of those that could not be written."""
    for draft in drafts:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            written = _write(draft, fmt, folder / Path(draft.file).stem)
        except SourceError as error:
            yield error
        except OSError as error:
            yield SourceError(str(folder), f"cannot be written to: {error.strerror}")
        else:
            session.voice.note("drafted", file=written[-1], draft=written[0])


def _write(draft: "Draft", fmt: str, stem: Path) -> list[Path]:
    """Write a draft and, of yaml, its record beside it; nothing is overwritten."""
    from samverkan_ld.extraction.interchange import DRAFT_SUFFIX

    texts = {stem.with_name(stem.name + DRAFT_SUFFIX): as_json(draft)}
    if fmt == "yaml":
        texts[stem.with_name(f"{stem.name}.yaml")] = as_record(draft)
    # Both or none: a draft beside somebody else's record would be taken for that record's.
    for path in filter(os.path.lexists, texts):
        raise _taken(path)
    written: list[Path] = []
    try:
        for path, text in texts.items():
            _write_new(path, text)
            written.append(path)
    except SourceError:
        for path in written:
            path.unlink()
        raise
    return written


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError as error:
        raise SourceError(str(path), f"cannot be written: {error.strerror}") from error


def _taken(path: Path) -> SourceError:
    return SourceError(str(path), "is there already: remove it, or choose another folder with -o")
