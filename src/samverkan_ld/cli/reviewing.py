"""The command of editors that holds a draft against its text: `review`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from samverkan_ld.cli.session import Session

if TYPE_CHECKING:
    from samverkan_ld.review.workplace import Workplace


@click.command("review")
@click.argument("draft", required=False, type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; else a free one.")
@click.pass_obj
def review_command(session: Session, draft: Path | None, port: int | None) -> None:
    """Review a draft in the browser, and save the record.

    The address of a page on this machine is printed; it is good for once.

    DRAFT is a draft (JSON), a record with its draft beside it, or a page (HTML or text); without
    it, one is given on the page. Outside a site the record is downloaded.
    """
    from samverkan_ld.review.desk import Desk
    from samverkan_ld.review.intake import open_file
    from samverkan_ld.review.server import serve
    from samverkan_ld.review.texts import say

    desk, language = Desk(_workplace(session)), session.voice.language
    if draft is not None:
        desk.add(*open_file(draft))
    serve(
        desk,
        port=port or 0,
        language=language,
        started=lambda address: click.echo(say(language, "started", address=address)),
    )


def _workplace(session: Session) -> "Workplace":
    from samverkan_ld.review.workplace import Workplace

    return Workplace.at(session.config) if session.has_site else Workplace.alone()
