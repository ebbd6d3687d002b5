"""The command that writes a site as files: `export`."""

from pathlib import Path

import click

from samverkan_ld.cli.session import Session


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def export_command(session: Session, folder: Path) -> None:
    """Write the current release as a site of files.

    FOLDER gets what the application would answer for every address, and rules for nginx to serve
    it by. It is a new folder, or an export, which is replaced.
    """
    from samverkan_ld.web.export.site import export

    exported = export(session.config, folder, session.voice.progress)
    session.voice.say(
        "exported",
        id=exported.release,
        resources=exported.resources,
        files=exported.files,
        folder=folder,
    )
