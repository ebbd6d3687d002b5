"""The command of editors that finds the facts in an article: `extract`."""

import gc
import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from samverkan_ld.cli.session import Session
from samverkan_ld.errors import SourceError, SourcesError

if TYPE_CHECKING:
    from samverkan_ld.drafts import Draft, DraftPerson, Value
    from samverkan_ld.extraction.register import Register


@click.command("extract")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["yaml", "json"]),
    default="yaml",
    show_default=True,
    help="A record for data/articles (yaml), or the draft with its evidence (json).",
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write files into this folder instead: of yaml the record, and its draft beside it.",
)
@click.pass_obj
def extract_command(
    session: Session, files: tuple[Path, ...], fmt: str, folder: Path | None
) -> None:
    """Find title, date, persons and roles in FILES: saved web pages, mails or text.

    What was found is shown with its places in the text on standard error. Nothing is fetched, and
    nothing is published before it has been reviewed.
    """
    gc.set_threshold(50_000, 20, 50)  # a large page makes millions of small values that stay
    if folder is not None:
        _refuse_sources(session, folder)
        _refuse_namesakes(files)
    register, releases = _surroundings(session)
    faults: list[SourceError] = []
    drafts: list[Draft] = []
    for file in files:
        try:
            drafts.append(_extract(file, register, releases))
        except SourceError as error:
            faults.append(error)
    for draft in drafts:
        _show(session, draft)
    if folder is None:
        _print(drafts, fmt, many=len(files) > 1)
    else:
        faults += _write_all(session, drafts, fmt, folder)
    if faults:
        raise SourcesError(faults)


def _surroundings(session: Session) -> "tuple[Register, Path | None]":
    """Give the register to link to, and the releases in which namesakes are looked for, if any."""
    from samverkan_ld.extraction.register import packaged_register, read_register

    if not session.has_site:
        return packaged_register(), None
    config = session.config
    return read_register(config.data, config.vocab), config.releases


def _extract(file: Path, register: "Register", releases: Path | None) -> "Draft":
    from samverkan_ld.extraction.article import extract
    from samverkan_ld.extraction.linking import link
    from samverkan_ld.extraction.pages.page import read_page

    page = read_page(_read(file), click.format_filename(file, shorten=True))
    draft = link(extract(page), register)
    if releases is None:
        return draft
    from samverkan_ld.candidates import offer

    return offer(draft, releases)


def _read(file: Path) -> bytes:
    from samverkan_ld.extraction.pages.page import MAX_BYTES
    from samverkan_ld.parsing.text import read_within

    name = click.format_filename(file)
    if file.is_dir():
        raise SourceError(name, "is a folder: give the pages in it")
    if file.is_file() and (size := file.stat().st_size) > MAX_BYTES:
        reason = f"has {size} bytes, and a page may have {MAX_BYTES}: copy the article's text"
        raise SourceError(name, f"{reason} into a file")
    return read_within(Path(file.absolute().anchor), file, name=name, max_bytes=MAX_BYTES)


def _print(drafts: Sequence["Draft"], fmt: str, *, many: bool) -> None:
    """Print one object or record for one file, an array or a stream of records for several.

    Both are UTF-8, whatever the terminal writes (https://www.rfc-editor.org/rfc/rfc8259#section-8.1).
    """
    if fmt == "yaml":
        text = "---\n".join(map(_record, drafts))
    elif many:
        text = f"[{', '.join(map(_json, drafts))}]\n"
    else:
        text = "".join(f"{_json(draft)}\n" for draft in drafts)
    click.echo(text.encode(), nl=False)


def _json(draft: "Draft") -> str:
    from samverkan_ld.extraction.interchange import write

    return json.dumps(write(draft), ensure_ascii=False)


def _record(draft: "Draft") -> str:
    from samverkan_ld.extraction.records.record import write_record

    return write_record(draft, extracted=date.today())


def _refuse_sources(session: Session, folder: Path) -> None:
    """Refuse a folder whose files are published: a draft holds the article's own sentences."""
    if session.has_site and folder.resolve().is_relative_to(session.config.data.resolve()):
        reason = "lies among the site's sources, where no draft may: choose another folder"
        raise SourceError(str(folder), reason)


def _refuse_namesakes(files: Sequence[Path]) -> None:
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


def _write_all(
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

    texts = {stem.with_name(stem.name + DRAFT_SUFFIX): _json(draft)}
    if fmt == "yaml":
        texts[stem.with_name(f"{stem.name}.yaml")] = _record(draft)
    # Both or none: a draft beside somebody else's record would be taken for that record's.
    for path in filter(os.path.lexists, texts):
        raise _taken(path)
    for path, text in texts.items():
        _write_new(path, text)
    return [*texts]


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


# ----------------------------------------------------------------------------------- the table


def _show(session: Session, draft: "Draft") -> None:
    """Show what was found, with the words that say it, on standard error."""
    voice = session.voice
    title = draft.title.text if draft.title else voice.text("no_headline")
    published = draft.published.text if draft.published else voice.text("no_date")
    click.echo(f"{draft.file}: {_plain(title)} ({published}, {draft.language})", err=True)
    rows = [row for person in draft.persons for row in _rows(session, draft, person)]
    head = tuple(voice.text(f"column_{name}") for name in _COLUMNS)
    for line in _table([head, *rows]) if rows else [f"  {voice.text('no_persons')}"]:
        click.echo(line, err=True)
    if any(len(found.links) != 1 for found in draft.organisations()):
        voice.note("unlinked")
    for code, words in draft.notices:
        voice.note(f"notice_{code}", words=_plain(words))
    click.echo(err=True)


_COLUMNS: Final = ("person", "title", "organisation", "time", "evidence")


def _rows(session: Session, draft: "Draft", person: "DraftPerson") -> Iterator[tuple[str, ...]]:
    """Give a row for each role, the name in the first, and one for who is responsible."""
    name = _plain(person.name.text)
    for role in person.roles:
        title, body = role.title, role.organisation
        time = "–".join(value.text if value else "" for value in (role.begin, role.end))
        linked = "" if body is None or len(body.links) == 1 else " ?"
        yield (
            name,
            _plain(title.text) if title else "",
            f"{_plain(body.name.text)}{linked}" if body else "",
            "" if time == "–" else time,
            _evidence(draft, title or (body.name if body else None)),
        )
        name = ""
    if person.responsible or not person.roles:
        said = session.voice.text("responsible") if person.responsible else ""
        yield (name, said, "", "", _evidence(draft, person.responsible or person.name))


def _evidence(draft: "Draft", value: "Value | None") -> str:
    """Give the words around a value, and where they stand."""
    if value is None or value.span is None:
        return value.origin if value else ""
    before = max(draft.text.rfind("\n", 0, value.span.start) + 1, value.span.start - _AROUND)
    end = draft.text.find("\n", value.span.end)
    after = min(len(draft.text) if end < 0 else end, value.span.end + _AROUND)
    return f"{value.span.start}–{value.span.end} ”{_plain(draft.text[before:after])}”"


def _plain(text: str) -> str:
    """Give a text on one line, without what a terminal would obey instead of showing it."""
    return " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())


_AROUND: Final = 24


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [
        min(_WIDEST, max(len(row[column]) for row in rows)) for column in range(len(rows[0]) - 1)
    ]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield f"  {'  '.join(cells)}  {row[-1]}".rstrip()


_WIDEST: Final = 40
