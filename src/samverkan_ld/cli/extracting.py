"""The command of editors that finds the facts in an article: `extract`."""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samverkan_ld.cli.draftfiles import (
    as_json,
    as_record,
    refuse_namesakes,
    refuse_sources,
    write_all,
)
from samverkan_ld.cli.drafttable import show
from samverkan_ld.cli.session import Session
from samverkan_ld.errors import SourceError, SourcesError

if TYPE_CHECKING:
    from samverkan_ld.drafts import Draft
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
    """Find who is named in an article, in which role.

    FILES are saved web pages, mails or texts. Title, date, persons, roles and organisations are
    made a record, or with -o a record and its draft. What was found is shown with its places in
    the text on standard error. Nothing is fetched, and nothing is published before it has been
    reviewed.
    """
    gc.set_threshold(50_000, 20, 50)  # a large page makes millions of small values that stay
    if folder is not None:
        refuse_sources(session, folder)
        refuse_namesakes(files)
    register, releases = _surroundings(session)
    faults: list[SourceError] = []
    drafts: list[Draft] = []
    for file in files:
        try:
            drafts.append(_extract(file, register))
        except SourceError as error:
            faults.append(error)
    if releases is not None:
        drafts = _offered(drafts, releases)
    for draft in drafts:
        show(session.voice, draft)
    if folder is None:
        _print(drafts, fmt, many=len(files) > 1)
    else:
        faults += write_all(session, drafts, fmt, folder)
    if faults:
        raise SourcesError(faults)


def _surroundings(session: Session) -> "tuple[Register, Path | None]":
    """Give the register to link to, and the releases in which namesakes are looked for, if any."""
    from samverkan_ld.extraction.register import packaged_register, read_register

    if not session.has_site:
        return packaged_register(), None
    config = session.config
    return read_register(config.data, config.vocab), config.releases


def _extract(file: Path, register: "Register") -> "Draft":
    from samverkan_ld.extraction.article import extract
    from samverkan_ld.extraction.linking import link
    from samverkan_ld.extraction.pages.page import read_page

    page = read_page(_read(file), click.format_filename(file, shorten=True))
    return link(extract(page), register)


def _offered(drafts: "Sequence[Draft]", releases: Path) -> "list[Draft]":
    # Finding namesakes takes the search of releases, slow to import.
    from samverkan_ld.candidates import offer

    return list(offer(drafts, releases))


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
        text = "---\n".join(map(as_record, drafts))
    elif many:
        text = f"[{', '.join(map(as_json, drafts))}]\n"
    else:
        text = "".join(f"{as_json(draft)}\n" for draft in drafts)
    click.echo(text.encode(), nl=False)
