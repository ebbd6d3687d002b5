"""The command that writes a site as files: `export`."""

from pathlib import Path

import click

from samverkan_ld.cli.session import Session


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def export_command(session: Session, folder: Path) -> None:
    """Write the current release into FOLDER as files, with rules for nginx to serve them by."""
    from samverkan_ld.web.export.site import export

    exported = export(session.config, folder, session.voice.progress)
    session.voice.say(
        "exported",
        id=exported.release,
        resources=exported.resources,
        files=exported.files,
        folder=folder,
    )
