"""The commands on the releases that are kept: `releases …`."""

import sys
from datetime import UTC, datetime

import click

from samverkan_ld.cli.session import FAULTS, Session
from samverkan_ld.errors import ReleaseError


@click.group(invoke_without_command=True)
@click.pass_context
def releases(context: click.Context) -> None:
    """List, verify, roll back or prune releases."""
    if context.invoked_subcommand is None:
        context.invoke(list_releases)


@releases.command("list")
@click.pass_obj
def list_releases(session: Session) -> None:
    """List the releases that are kept, the newest first."""
    from samverkan_ld.archive.folder import current_name
    from samverkan_ld.pipeline.history import manifests

    folder, voice = session.config.releases, session.voice
    current = current_name(folder)
    for manifest in manifests(folder):
        if isinstance(manifest, ReleaseError):
            click.echo(str(manifest), err=True)
            continue
        size = voice.text(
            "graphs",
            quads=sum(entry.quads for entry in manifest.graphs.values()),
            graphs=len(manifest.graphs),
        )
        mark = f"  ← {voice.text('current')}" if manifest.id == current else ""
        click.echo(f"{manifest.id}  {size}{mark}")
    if not (folder / current).is_dir():
        voice.note("current_gone", id=current)


@releases.command()
@click.argument("name", metavar="[ID]", required=False)
@click.pass_obj
def show(session: Session, name: str | None) -> None:
    """Print the manifest of a release.

    Without ID it is the current one.
    """
    from samverkan_ld.archive.folder import read_manifest, release_folder

    click.echo(read_manifest(release_folder(session.config.releases, name)).to_json(), nl=False)


@releases.command("verify")
@click.argument("name", metavar="[ID]", required=False)
@click.pass_obj
def verify_command(session: Session, name: str | None) -> None:
    """Compare a release with its digests.

    A store or index that is lost is rebuilt. Without ID it is the current release.
    """
    from samverkan_ld.archive.folder import release_folder
    from samverkan_ld.pipeline.verify import verify

    folder = session.config.releases
    release = release_folder(folder, name)
    limits = session.config.limits
    faults = verify(folder, release, limits=limits, progress=session.voice.progress)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(FAULTS)
    session.voice.say("verified", id=release.name)


@releases.command("rollback")
@click.argument("name", metavar="[ID]", required=False)
@click.pass_obj
def rollback_command(session: Session, name: str | None) -> None:
    """Make an earlier release current again.

    Without ID it is the one before the current.
    """
    from samverkan_ld.pipeline.history import rollback

    session.voice.say("rolled_back", id=rollback(session.config.releases, name).id)


@releases.command("prune")
@click.pass_obj
def prune_command(session: Session) -> None:
    """Remove the releases that the configuration no longer keeps."""
    from samverkan_ld.archive.retention import prune

    config = session.config
    pruned = prune(
        config.releases,
        datetime.now(UTC),
        days=config.retention.days,
        monthly=config.retention.monthly,
    )
    session.voice.say("pruned", count=len(pruned.names))
    for fault in pruned.faults:
        session.voice.note("unpruned", reason=fault)
